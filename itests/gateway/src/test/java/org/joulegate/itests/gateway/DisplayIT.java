package org.joulegate.itests.gateway;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.CoreMatchers.not;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.joulegate.codec.senml.SenmlResolved;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Given a home gateway on a serial line, whose meter has sent one telegram; when an independent
 * client asks; then it reads exactly what the meter sent.
 */
public class DisplayIT {
  private static final String METER = "/meters/" + TestMeter.ID;
  private static final String NAME = "urn:joulegate:meter:" + TestMeter.ID;

  @Rule public final Workbench bench = new Workbench();

  private final TestMeter meter = new TestMeter();
  private PtyLine line;
  private RunningProfile gateway;

  @Before
  public void aGatewayThatHasReadItsMeter() throws Exception {
    line = PtyLine.plugIn(bench);
    gateway =
        RunningProfile.start(
            bench,
            "home",
            bench.folder().resolve("data"),
            "org.joulegate.adapter.optical~main.link=" + line.port(),
            "org.joulegate.han.coap.plain=true",
            "org.joulegate.han.coap.plainPort=0",
            "org.joulegate.han.coap.securePort=0");
    line.send(meter.telegram(131304, 2, -12345));
    gateway.awaitAdapter("optical~main", "READING");
  }

  @Test
  public void clientsOfThreeLibrariesReadWhatTheMeterSent() throws Exception {
    for (CoapGet.Client client : CoapGet.Client.values()) {
      CoapGet display =
          client == CoapGet.Client.NOTLS
              ? CoapGet.plain(bench, gateway)
              : CoapGet.paired(bench, gateway, client, gateway.pairing());
      Map<String, SenmlResolved> registers = display.json(METER);
      assertRegisters(registers);
      assertRegisters(display.cbor(METER));
      assertEquals("-123.45", CoapGet.number(display.json("/power").get(NAME + ":1-0:16.7.0")));
      assertThat(display.text("/.well-known/core"), containsString("<" + METER + ">"));
      assertThat(display.text("/meters"), containsString(TestMeter.ID + "/point"));
      assertThat(display.text("/consumption"), containsString("no quarter-hour was closed"));
    }
  }

  private static void assertRegisters(Map<String, SenmlResolved> registers) {
    assertEquals("13130.4", CoapGet.number(registers.get(NAME + ":1-0:1.8.0")));
    assertEquals("Wh", registers.get(NAME + ":1-0:1.8.0").unit());
    assertEquals("0.2", CoapGet.number(registers.get(NAME + ":1-0:2.8.0")));
    assertEquals("-123.45", CoapGet.number(registers.get(NAME + ":1-0:16.7.0")));
    assertEquals("W", registers.get(NAME + ":1-0:16.7.0").unit());
  }

  @Test
  public void anObserverIsToldOfEachTelegram() throws Exception {
    CoapGet display = CoapGet.paired(bench, gateway, CoapGet.Client.OPENSSL, gateway.pairing());
    RunningProcess observer = display.observe("/power", 80);
    observer.awaitLine(Pattern.compile("\"v\":-123\\.45\\b"));
    for (int watts = 1; watts <= 3; watts++) {
      line.send(meter.telegram(131304, 2, 100L * watts));
      observer.awaitLine(Pattern.compile("\"v\":" + watts + "\\b"));
    }
    observer.stop();
  }

  @Test
  public void aClientWithAWrongSecretIsRefusedAndOthersAreNot() throws Exception {
    RunningProfile.Pairing right = gateway.pairing();
    List<RunningProcess> refused = new ArrayList<>();
    for (CoapGet.Client client : List.of(CoapGet.Client.OPENSSL, CoapGet.Client.GNUTLS)) {
      for (RunningProfile.Pairing wrong :
          List.of(
              new RunningProfile.Pairing(right.identity(), "no-secret"),
              new RunningProfile.Pairing("nobody", right.secret()))) {
        refused.add(CoapGet.paired(bench, gateway, client, wrong).attempt(METER));
      }
      assertRegisters(CoapGet.paired(bench, gateway, client, right).json(METER));
    }
    for (RunningProcess client : refused) {
      client.awaitExit();
      assertThat(client.text(), not(containsString("urn:joulegate")));
    }
    gateway.process().awaitLine(Pattern.compile("A display at 127.0.0.1 was refused: its "));
  }

  @Test
  public void aMeterThatWasNeverReadIsNotFound() throws Exception {
    RunningProcess client = CoapGet.plain(bench, gateway).attempt("/meters/1XYZ0000000001");
    client.awaitExit();
    assertThat(client.text(), containsString("4.04 No meter \"1XYZ0000000001\" was ever read."));
  }
}
