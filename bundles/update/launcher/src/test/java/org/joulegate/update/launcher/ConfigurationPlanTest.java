package org.joulegate.update.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.junit.Before;
import org.junit.Test;

public class ConfigurationPlanTest {
  /** As bnd writes it. */
  private static final String METATYPE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
        <OCD id="x.Config" name="x">
          <AD id="link" type="String" name="Link"/>
          <AD id="port" type="Integer" name="Port" min="0" max="65535" default="5684"/>
          <AD id="plain" type="Boolean" name="Plain" default="false"/>
          <AD id="mode" type="String" name="Mode" default="a">
            <Option label="a" value="a"/>
            <Option label="b" value="b"/>
          </AD>
          <AD id="secret" type="Password" name="Secret" max="3" default=""/>
          <AD id="interfaces" type="String" cardinality="2147483647" name="I" default=""/>
        </OCD>
        <Designate factoryPid="org.joulegate.adapter.optical"><Object ocdref="x.Config"/></Designate>
        <Designate pid="org.joulegate.han.coap"><Object ocdref="x.Config"/></Designate>
      </metatype:MetaData>
      """;

  private ConfigurationPlan plan;

  @Before
  public void readMetatype() throws XMLStreamException {
    List<ConfigurationType> types =
        Metatype.read(
            Metatype.newFactory(),
            new ByteArrayInputStream(METATYPE.getBytes(StandardCharsets.UTF_8)));
    plan = new ConfigurationPlan(types, Set.of("org.joulegate.wan.link"), Map.of("data", "/d"));
  }

  @Test
  public void laterValuesStandOverEarlierOnesKeyByKey() throws StartException {
    plan.add(
        "a feature",
        Map.of("org.joulegate.han.coap", Map.of("link", "x", "port", new BigDecimal("1"))));
    plan.add(List.of(new Setting("org.joulegate.han.coap", "port", "2")));

    assertEquals(Map.of("org.joulegate.han.coap", Map.of("link", "x", "port", 2)), plan.complete());
  }

  @Test
  public void valuesTakeTheTypeOfTheMetatype() throws StartException {
    set("org.joulegate.adapter.optical~main", "link", "${data}/x");
    set("org.joulegate.adapter.optical~main", "plain", "true");
    set("org.joulegate.adapter.optical~main", "interfaces", "lan0,lan1");

    assertEquals(
        Map.of("link", "/d/x", "plain", true, "interfaces", List.of("lan0", "lan1")),
        plan.complete().get("org.joulegate.adapter.optical~main"));
  }

  @Test
  public void variablesStandForTheirValuesInListsToo() throws StartException {
    plan.add(
        "a feature",
        Map.of("org.joulegate.han.coap", Map.of("link", "x", "interfaces", List.of("${data}/y"))));

    assertEquals(List.of("/d/y"), plan.complete().get("org.joulegate.han.coap").get("interfaces"));
  }

  @Test
  public void anUnknownPidIsNamedWithTheNearestOne() {
    assertRefused(
        "nothing is configured by the PID org.joulegate.han.coop, did you mean"
            + " org.joulegate.han.coap?",
        "org.joulegate.han.coop",
        "port",
        "1");
    assertRefused(
        "did you mean org.joulegate.wan.link?", "org.joulegate.wan.lonk", "centre", "https://x");
  }

  @Test
  public void anUnknownKeyIsNamedWithTheNearestOne() {
    assertRefused(
        "org.joulegate.han.coap has no key \"prot\", did you mean port?",
        "org.joulegate.han.coap",
        "prot",
        "1");
  }

  @Test
  public void aWrongTypeNamesKeyValueAndWhatIsExpected() {
    String han = "org.joulegate.han.coap";
    assertRefused(
        han + ".port takes a whole number, at least 0, at most 65535, not \"abc\"",
        han,
        "port",
        "abc");
    assertRefused("not \"65536\"", han, "port", "65536");
    assertRefused("not \"1.5\"", han, "port", "1.5");
    assertRefused("takes true or false, not \"yes\"", han, "plain", "yes");
    assertRefused("takes one of a, b, not \"c\"", han, "mode", "c");
    assertRefused("${dat}", han, "link", "${dat}/x");
  }

  @Test
  public void oneOfManyNeedsANameAndTheOnlyOneTakesNone() {
    assertRefused(
        "org.joulegate.adapter.optical~NAME", "org.joulegate.adapter.optical", "link", "x");
    assertRefused("takes no ~name", "org.joulegate.han.coap~main", "port", "1");
  }

  @Test
  public void aKeyThatMustHaveAValueIsNamed() throws StartException {
    plan.add("a profile", Map.of("org.joulegate.adapter.optical~main", Map.of()));

    StartException refused = assertThrows(StartException.class, plan::complete);

    assertEquals(
        "org.joulegate.adapter.optical~main.link has no value: give it one with --set"
            + " org.joulegate.adapter.optical~main.link=…",
        refused.getMessage());
  }

  @Test
  public void aSecretIsNotRepeated() {
    ConfigurationKey secret =
        new ConfigurationKey("s", "Password", 0, false, true, null, null, List.of("other"));

    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> secret.typed("hidden"));

    assertFalse(refused.getMessage(), refused.getMessage().contains("hidden"));
  }

  private void set(String pid, String key, String value) throws StartException {
    plan.add(List.of(new Setting(pid, key, value)));
  }

  private void assertRefused(String sentence, String pid, String key, String value) {
    StartException refused = assertThrows(StartException.class, () -> set(pid, key, value));
    assertEquals(ExitStatus.USAGE, refused.status());
    assertTrue(refused.getMessage(), refused.getMessage().contains(sentence));
  }
}
