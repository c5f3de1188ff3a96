package org.joulegate.itests.architecture;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DependencyRulesTest {

  private static final String RULES =
      """
      # a comment
      bundle metering.api : -- metering.api stands on nothing
      bundle codec.bytes  : -- codec.bytes stands on nothing
      bundle codec.cose   : codec.bytes codec.cbor -- cose depends on bytes and cbor
      bundle codec.*      : codec.bytes -- a codec depends on codec.bytes only
      bundle adapter.api  : metering.api
      bundle adapter.*    : adapter.api codec.* -- an adapter depends on adapter.api and codecs
      library org.bouncycastle:* : codec.cose -- algorithms that the JDK lacks
      library org.example:tiny : *
      library org.example:log  : !*.api * -- an api does not log
      """;

  @Rule public TemporaryFolder folder = new TemporaryFolder();
  private SmallRepository repository;

  @Before
  public void makeRepository() {
    repository = new SmallRepository(folder.getRoot().toPath());
  }

  @Test
  public void anAllowedEdgeIsNoFinding() throws IOException {
    repository
        .module("bundles/codec/bytes")
        .module("bundles/codec/sml", "org.joulegate:org.joulegate.codec.bytes");
    assertEquals(List.of(), violations());
  }

  @Test
  public void aWrongEdgeIsPrintedWithTheReason() throws IOException {
    repository
        .module("bundles/metering/api")
        .module("bundles/codec/sml", "org.joulegate:org.joulegate.metering.api");
    assertEquals(
        List.of(
            "org.joulegate.codec.sml -> org.joulegate.metering.api is not allowed:"
                + " a codec depends on codec.bytes only"),
        violations());
  }

  @Test
  public void scopeProvidedCountsAndScopeTestDoesNot() throws IOException {
    repository
        .module("bundles/metering/api")
        .module("bundles/codec/sml", "org.joulegate:org.joulegate.metering.api:test")
        .module("bundles/codec/cbor", "org.joulegate:org.joulegate.metering.api:provided");
    assertEquals(1, violations().size());
  }

  @Test
  public void theFirstRuleThatMatchesDecides() throws IOException {
    repository
        .module("bundles/codec/cbor")
        .module("bundles/codec/cose", "org.joulegate:org.joulegate.codec.cbor")
        .module("bundles/codec/senml", "org.joulegate:org.joulegate.codec.cbor");
    assertEquals(
        List.of(
            "org.joulegate.codec.senml -> org.joulegate.codec.cbor is not allowed:"
                + " a codec depends on codec.bytes only"),
        violations());
  }

  @Test
  public void whatAnApiUsesMayBeUsedWithIt() throws IOException {
    repository
        .module("bundles/metering/api")
        .module("bundles/adapter/api", "org.joulegate:org.joulegate.metering.api")
        .module("bundles/adapter/optical", "org.joulegate:org.joulegate.metering.api");
    assertEquals(List.of(), violations());
  }

  @Test
  public void anImplementationIsNotATarget() throws IOException {
    repository
        .module("bundles/adapter/host")
        .module("bundles/adapter/optical", "org.joulegate:org.joulegate.adapter.host");
    assertEquals(
        List.of(
            "org.joulegate.adapter.optical -> org.joulegate.adapter.host is not allowed:"
                + " an adapter depends on adapter.api and codecs"),
        violations());
  }

  @Test
  public void aLibraryBelongsToItsBundle() throws IOException {
    repository
        .module("bundles/codec/cose", "org.bouncycastle:bcprov-jdk18on", "org.example:tiny")
        .module("bundles/codec/sml", "org.bouncycastle:bcprov-jdk18on", "org.example:huge");
    assertEquals(
        List.of(
            "org.joulegate.codec.sml -> org.bouncycastle:bcprov-jdk18on is not allowed:"
                + " algorithms that the JDK lacks",
            "org.joulegate.codec.sml -> org.example:huge is not allowed:"
                + " no bundle owns this library, add it to docs/dependency-rules.txt"),
        violations());
  }

  @Test
  public void anExclusionIsStrongerThanAPattern() throws IOException {
    repository
        .module("bundles/adapter/host", "org.example:log")
        .module("bundles/adapter/api", "org.example:log");
    assertEquals(
        List.of("org.joulegate.adapter.api -> org.example:log is not allowed: an api does not log"),
        violations());
  }

  @Test
  public void aBundleWithoutARuleIsAFinding() throws IOException {
    repository.module("bundles/cellar/api");
    assertEquals(
        List.of(
            "org.joulegate.cellar.api has no rule in docs/dependency-rules.txt:"
                + " add a line that says what it may use"),
        violations());
  }

  @Test
  public void aCycleIsFoundInTestScopeToo() throws IOException {
    repository
        .module("bundles/codec/bytes", "org.joulegate:org.joulegate.codec.sml:test")
        .module("bundles/codec/sml", "org.joulegate:org.joulegate.codec.bytes");
    assertEquals(
        List.of(
            "cycle: org.joulegate.codec.bytes -> org.joulegate.codec.sml"
                + " -> org.joulegate.codec.bytes"),
        violations());
  }

  @Test
  public void aLineThatIsNoRuleIsRefusedByNumber() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> DependencyRules.parse("\nbundel a : b"));
    assertEquals(
        "docs/dependency-rules.txt line 2 is not of the form: bundle PATTERN... : PATTERN...",
        refused.getMessage());
  }

  private List<String> violations() throws IOException {
    return DependencyRules.parse(RULES).violations(repository.read());
  }
}
