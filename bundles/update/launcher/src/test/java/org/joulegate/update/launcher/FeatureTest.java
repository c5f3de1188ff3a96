package org.joulegate.update.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.junit.Test;

public class FeatureTest {
  private static final String HASH = "ab".repeat(32);
  private static final String TEXT =
      """
      {
        "feature-resource-version": "1.0",
        "id": "org.joulegate:org.joulegate.feature.x:1.0",
        "name": "X",
        "bundles": [
          {"id": "g:a.b:1.0", "hash": "%1$s"},
          {"id": "g:library:1.0", "hash": "%1$s", "start": false}
        ],
        "configurations": {
          "a.b": { "port": 5684, "on": true, "name": "x", "many": ["y", "z"] },
          "a.c~main": {}
        },
        "extensions": {
          "framework-launching-properties": {
            "kind": "optional", "type": "json", "json": { "k": "v" }
          }
        }
      }
      """
          .formatted(HASH);

  @Test
  public void bundlesConfigurationsAndLaunchingPropertiesAreRead() {
    Feature feature = Feature.parse("x.json", TEXT);

    assertEquals(
        List.of(
            new BundleFile("g:a.b:1.0", HASH, true), new BundleFile("g:library:1.0", HASH, false)),
        feature.bundles());
    assertEquals("a.b-1.0.jar", feature.bundles().get(0).fileName());
    assertEquals(Map.of("k", "v"), feature.frameworkProperties());
    assertEquals(
        Map.of("port", new BigDecimal("5684"), "on", true, "name", "x", "many", List.of("y", "z")),
        feature.configurations().get("a.b"));
    assertTrue(feature.configurations().containsKey("a.c~main"));
  }

  /** The launcher reads the format by itself; the Feature service says whether it is the format. */
  @Test
  public void theFeatureServiceReadsTheSame() throws IOException {
    Feature ours = Feature.parse("x.json", TEXT);

    org.osgi.service.feature.Feature theirs =
        new FeatureServiceImpl().readFeature(new StringReader(TEXT));

    assertEquals(ours.id(), theirs.getID().toString());
    assertEquals(ours.bundles().get(0).id(), theirs.getBundles().get(0).getID().toString());
    assertEquals(HASH, theirs.getBundles().get(0).getMetadata().get("hash"));
    assertEquals(ours.configurations().keySet(), theirs.getConfigurations().keySet());
  }

  /** What the assembly makes of the text, through Felix's writer, says the same. */
  @Test
  public void whatTheFeatureServiceWritesIsReadTheSame() throws IOException {
    FeatureServiceImpl service = new FeatureServiceImpl();
    StringWriter written = new StringWriter();
    service.writeFeature(service.readFeature(new StringReader(TEXT)), written);

    assertEquals(
        Feature.parse("x.json", TEXT).bundles(),
        Feature.parse("x.json", written.toString()).bundles());
  }

  @Test
  public void aBundleThatStartsOrNotSaysSo() {
    assertRefused(
        "x.json: start is true or false, not maybe",
        "{\"id\":\"g:f:1\",\"bundles\":[{\"id\":\"g:a:1\",\"hash\":\""
            + HASH
            + "\",\"start\":\"maybe\"}]}");
  }

  @Test
  public void aBundleWithoutHashIsNamed() {
    assertRefused(
        "x.json: g:a:1 has no SHA-256", "{\"id\":\"g:f:1\",\"bundles\":[{\"id\":\"g:a:1\"}]}");
  }

  @Test
  public void aMisspeltMemberIsNamedWithTheNearestOne() {
    assertRefused(
        "there is no member \"bundels\", did you mean bundles?",
        "{\"id\":\"g:f:1\",\"bundels\":[]}");
  }

  @Test
  public void malformedJsonIsNamedWithLineAndColumn() {
    assertRefused("x.json, line 2, column 8: here a , belongs", "{\n\"id\":1 \"x\":2}");
    assertRefused("the text ends too early", "{\"id\":\"a");
    assertRefused("\"a\" stands here twice", "{\"a\":1,\"a\":2}");
    assertRefused("is no JSON value", "{\"a\":01}");
    assertRefused("nested deeper", "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}");
    assertRefused("nothing may follow", "{} x");
  }

  @Test
  public void aProfileNamesFeaturesAndWhatBringsMore() {
    Profile profile =
        Profile.parse(
            "p.json",
            "{\"title\":\"t\",\"features\":[\"a\"],\"when-configured\":{\"x.y\":[\"b\"]},"
                + "\"configurations\":{\"x.z\":{\"k\":1}},\"required-components\":[\"c\"]}");

    assertEquals(List.of("a"), profile.features());
    assertEquals(Map.of("x.y", List.of("b")), profile.whenConfigured());
    assertEquals(Map.of("k", BigDecimal.ONE), profile.configurations().get("x.z"));
    assertEquals(List.of("c"), profile.required());
  }

  private static void assertRefused(String sentence, String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Feature.parse("x.json", text));
    assertTrue(refused.getMessage(), refused.getMessage().contains(sentence));
  }
}
