package org.joulegate.sim.display;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;
import org.joulegate.codec.senml.SenmlBase;
import org.joulegate.codec.senml.SenmlCbor;
import org.joulegate.codec.senml.SenmlFormat;
import org.joulegate.codec.senml.SenmlPack;
import org.joulegate.codec.senml.SenmlRecord;
import org.joulegate.codec.senml.SenmlValue;
import org.junit.After;
import org.junit.Test;

/** The display against a gateway of the test's own. */
public class DisplayTest {
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final Pairing PAIRING =
      new Pairing("kitchen", "correct-horse-16".getBytes(StandardCharsets.US_ASCII));
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final Power power = new Power();
  private CoapServer gateway;

  @After
  public void stop() {
    if (gateway != null) {
      gateway.destroy();
    }
  }

  @Test
  public void showsPowerAndItsChanges() throws Exception {
    int port = serve(0);
    power.show("412.5");
    try (Display display = Display.open(coaps(port), PAIRING, PATIENT, listener())) {
      assertEquals("power urn:joulegate:meter:m1:1-0:16.7.0 412.5 W", next("power"));
      power.show("-7");
      assertEquals("power urn:joulegate:meter:m1:1-0:16.7.0 -7 W", next("power"));
      display.readConsumption("from=1");
      assertEquals("trouble /consumption?from=1 was refused: 4.04 ", next("trouble /consumption?"));
    }
    assertNoThreadLeft();
  }

  @Test
  public void connectsAnewWhenTheGatewayWasRestarted() throws Exception {
    int port = serve(0);
    power.show("1");
    try (Display display = Display.open(coaps(port), PAIRING, Duration.ofMillis(500), listener())) {
      assertNotNull(display);
      assertTrue(next("power").endsWith(" 1 W"));
      gateway.destroy();
      power.show("2");
      assertEquals(
          "trouble " + coaps(port) + " was not heard for 500 ms; connecting anew.",
          next("trouble coaps"));
      serve(port);
      for (String said = next("power"); !said.endsWith(" 2 W"); ) {
        said = next("power");
      }
    }
    assertNoThreadLeft();
  }

  @Test
  public void aWrongUriIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Display.open(URI.create("http://127.0.0.1:80"), PAIRING, PATIENT, listener()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Display.open(URI.create("coaps://127.0.0.1:5684"), null, PATIENT, listener()));
    assertFalse(PAIRING.toString().contains("horse"));
  }

  private int serve(int port) throws Exception {
    DtlsConfig.register();
    Configuration configuration = Configuration.createStandardWithoutFile();
    configuration.set(DtlsConfig.DTLS_ROLE, DtlsConfig.DtlsRole.SERVER_ONLY);
    configuration.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 6);
    gateway = new CoapServer(configuration);
    CoapEndpoint endpoint =
        new CoapEndpoint.Builder()
            .setConfiguration(configuration)
            .setConnector(
                new DTLSConnector(
                    DtlsConnectorConfig.builder(configuration)
                        .setAddress(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port))
                        .setAdvancedPskStore(
                            new AdvancedSinglePskStore(PAIRING.identity(), PAIRING.secret()))
                        .build()))
            .build();
    gateway.addEndpoint(endpoint);
    gateway.add(power);
    gateway.start();
    assertTrue(endpoint.isStarted());
    return endpoint.getAddress().getPort();
  }

  private static URI coaps(int port) {
    return URI.create("coaps://127.0.0.1:" + port);
  }

  private String next(String beginning) throws InterruptedException {
    while (true) {
      String said = seen.poll(20, TimeUnit.SECONDS);
      assertNotNull("nothing was heard", said);
      if (said.startsWith(beginning)) {
        return said;
      }
    }
  }

  /** A pool is terminated a moment before its thread has ended. */
  private static void assertNoThreadLeft() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("display")) {
        thread.join(5_000);
        assertFalse("the display's thread is left", thread.isAlive());
      }
    }
  }

  private DisplayListener listener() {
    return new DisplayListener() {
      @Override
      public void power(List<Shown> values) {
        values.forEach(v -> seen.add("power " + v.name() + " " + v.text() + " " + v.unit()));
      }

      @Override
      public void meters(List<Shown> values) {
        seen.add("meters");
      }

      @Override
      public void consumption(List<Shown> values) {
        seen.add("consumption");
      }

      @Override
      public void trouble(String sentence) {
        seen.add("trouble " + sentence);
      }
    };
  }

  private static final class Power extends CoapResource {
    private volatile BigDecimal watts = BigDecimal.ZERO;

    Power() {
      super("power");
      setObservable(true);
    }

    void show(String digits) {
      watts = new BigDecimal(digits);
      changed();
    }

    @Override
    public void handleGET(CoapExchange exchange) {
      SenmlRecord record =
          new SenmlRecord(
                  SenmlBase.ofName("urn:joulegate:meter:m1:"),
                  "1-0:16.7.0",
                  "W",
                  new SenmlValue.Number(watts),
                  null,
                  null,
                  null)
              .at(AT);
      exchange.respond(
          ResponseCode.CONTENT, SenmlCbor.encode(SenmlPack.of(record)), SenmlFormat.CBOR);
    }
  }
}
