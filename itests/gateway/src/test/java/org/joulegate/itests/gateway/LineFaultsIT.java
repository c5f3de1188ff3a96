package org.joulegate.itests.gateway;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Given a home gateway on a serial line, when the line misbehaves, then it is a status. */
public class LineFaultsIT {
  private static final String ADAPTER = "optical~main";

  @Rule public final Workbench bench = new Workbench();

  private final TestMeter meter = new TestMeter();
  private PtyLine line;
  private RunningProfile gateway;

  @Before
  public void aGatewayThatReadsItsMeter() throws Exception {
    line = PtyLine.plugIn(bench);
    gateway =
        RunningProfile.start(
            bench,
            "home",
            bench.folder().resolve("data"),
            "org.joulegate.adapter.optical~main.link=" + line.port(),
            "org.joulegate.adapter.optical~main.silentAfter=PT2S",
            "org.joulegate.han.coap.plain=true",
            "org.joulegate.han.coap.plainPort=0",
            "org.joulegate.han.coap.securePort=0");
    line.send(meter.telegram(1000, 0, 0));
    gateway.awaitAdapter(ADAPTER, "READING");
  }

  @Test
  public void aPortThatVanishesIsAStatusAndIsReadAgainWhenItIsBack() throws Exception {
    line.unplug();
    assertThat(gateway.awaitAdapter(ADAPTER, "LINE_GONE"), containsString(line.port().toString()));
    assertThat(command("status"), containsString("LINE_GONE"));

    line.plugIn();
    // The port is looked for with a growing pause, and what a meter sends meanwhile is lost.
    Await.until(
        "the gateway reads again",
        () -> {
          line.send(meter.telegram(2000, 0, 0));
          return "200".equals(drawn());
        });
  }

  @Test
  public void rubbishOnTheLineIsAStatusAndTheNextTelegramIsRead() throws Exception {
    byte[] rubbish = new byte[3000];
    new Random(20261120).nextBytes(rubbish);
    byte[] cutOff = Arrays.copyOf(meter.telegram(9999, 0, 0), 100);
    byte[] flipped = meter.telegram(8888, 0, 0);
    flipped[60] ^= 0x10;
    Await.until(
        "noise is a status",
        () -> {
          line.send(rubbish);
          line.send(cutOff);
          line.send(flipped);
          return gateway.status().toString().contains("status=NOISE");
        });
    assertThat(gateway.awaitAdapter(ADAPTER, "NOISE"), containsString("but no whole telegram"));
    assertEquals("100", drawn());

    Await.until(
        "the next telegrams are read",
        () -> {
          line.send(meter.telegram(3000, 0, 0));
          return "300".equals(drawn());
        });
  }

  @Test
  public void aSilentLineIsAStatusWithItsCause() throws Exception {
    assertThat(gateway.awaitAdapter(ADAPTER, "SILENT"), containsString("no byte came on"));
    Await.until(
        "the display is told",
        () -> CoapGet.plain(bench, gateway).text("/meters/" + TestMeter.ID).contains("silence"));
    assertThat(command("status"), containsString("SILENT"));
  }

  private String drawn() throws Exception {
    return CoapGet.number(
        CoapGet.plain(bench, gateway)
            .json("/meters/" + TestMeter.ID)
            .get("urn:joulegate:meter:" + TestMeter.ID + ":1-0:1.8.0"));
  }

  private String command(String word) throws Exception {
    RunningProcess command = bench.joulegate(word, "--data", gateway.data().toString());
    command.awaitExit();
    return command.text();
  }
}
