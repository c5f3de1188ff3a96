package org.joulegate.itests.gateway;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joulegate.codec.senml.SenmlResolved;
import org.junit.Rule;
import org.junit.Test;

/**
 * Given telegrams of real meters, with values that independent decoders read in them; when they
 * come in over a pseudo-terminal; then an independent display reads exactly these values.
 */
public class RealMeterIT {
  private static final String FRAMES = "sml/dev.jsonl";

  /** Makers whose values the gateway corrects on purpose, which the corpus does not. */
  private static final Set<String> CORRECTED = Set.of("DZG");

  private static final int ENOUGH = 20;

  @Rule public final Workbench bench = new Workbench();

  @Test
  public void realMetersAreReadWithTheValuesOfTheCorpus() throws Exception {
    List<Map<String, Object>> cases = cases();
    PtyLine line = PtyLine.plugIn(bench);
    RunningProfile gateway =
        RunningProfile.start(
            bench,
            "home",
            bench.folder().resolve("data"),
            "org.joulegate.adapter.optical~main.link=serial:" + line.port() + "?baud=9600&mode=8N1",
            "org.joulegate.han.coap.securePort=0");
    CoapGet display = CoapGet.paired(bench, gateway, CoapGet.Client.OPENSSL, gateway.pairing());
    int compared = 0;
    for (Map<String, Object> real : cases) {
      Set<String> before = meters(display);
      line.send(HexFormat.of().parseHex((String) real.get("hex")));
      Set<String> now =
          Await.until(
              real.get("id") + " is read",
              () -> meters(display),
              seen -> seen.size() > before.size());
      now.removeAll(before);
      String meter = now.iterator().next();
      compared += compare(meter, real, display.json("/meters/" + meter));
    }
    assertTrue("values compared: " + compared, compared >= 2 * cases.size());
    System.out.println(compared + " values of " + cases.size() + " real meters compared");
  }

  private static int compare(
      String meter, Map<String, Object> real, Map<String, SenmlResolved> shown) {
    int compared = 0;
    for (Map<String, Object> expected : Json.objects(Json.asObject(real.get("expect")), "values")) {
      if (expected.get("value") == null) {
        continue;
      }
      String obis = ((String) expected.get("obis")).replace("*255", "").replace('*', '.');
      SenmlResolved value = shown.get("urn:joulegate:meter:" + meter + ":" + obis);
      assertNotNull(real.get("id") + " " + obis, value);
      String number =
          new BigDecimal((String) expected.get("value")).stripTrailingZeros().toPlainString();
      assertEquals(real.get("id") + " " + obis, number, CoapGet.number(value));
      compared++;
    }
    return compared;
  }

  /** One frame of each maker, model and meter. */
  private static List<Map<String, Object>> cases() throws Exception {
    Path file = corpora();
    List<Map<String, Object>> cases = new ArrayList<>();
    Set<String> meters = new HashSet<>();
    for (String line : Files.readAllLines(file.resolve(FRAMES))) {
      Map<String, Object> real = Json.object(line);
      if (cases.size() < ENOUGH
          && "frame".equals(real.get("kind"))
          && !real.containsKey("disputed")
          && !serverId(real).isEmpty()
          && !CORRECTED.contains(String.valueOf(real.get("manufacturer")))
          && meters.add(serverId(real))) {
        cases.add(real);
      }
    }
    assertEquals("real meters in " + file, ENOUGH, cases.size());
    return cases;
  }

  private static String serverId(Map<String, Object> real) {
    Map<String, Object> list =
        Json.asObject(Json.asObject(real.get("expect")).get("get_list_response"));
    Object id = list == null ? null : list.get("server_id");
    return id == null ? "" : (String) id;
  }

  /** The ids of the meters that were ever read. */
  private static Set<String> meters(CoapGet display) throws Exception {
    Set<String> meters = new HashSet<>();
    for (SenmlResolved value : display.list("/meters")) {
      if (value.name().endsWith("/point")) {
        meters.add(value.name().replaceFirst("^urn:joulegate:meter:(.*)/point$", "$1"));
      }
    }
    return meters;
  }

  /**
   * Where telegrams of real meters are, if this machine has any: they are no part of the product.
   */
  private static Path corpora() {
    String named = System.getProperty("joulegate.corpora", "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path corpora = up.resolve("shared/corpora");
      if (Files.exists(corpora.resolve(FRAMES))) {
        return corpora;
      }
    }
    assumeTrue("the corpora are not on this machine", false);
    throw new AssertionError();
  }
}
