package org.joulegate.itests.smoke;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.joulegate.han.api.HanEndpoint;
import org.junit.Test;

/** A CoAP request, written by hand, gets its answer. */
public class HanCoapSmokeIT extends FeatureSmoke {
  @Override
  protected List<String> features() {
    return List.of("runtime-base", "trust", "metering", "settlement", "han-coap");
  }

  /** CON GET 0x4a47 of /.well-known/core (RFC 7252, clause 3). */
  private static final byte[] REQUEST =
      "\u0040\u0001\u004a\u0047\u00bb.well-known\u0004core".getBytes(StandardCharsets.ISO_8859_1);

  /** ACK, 2.05 Content. */
  private static final int[] ANSWER = {0x60, 0x45, 0x4a, 0x47};

  private static final int SOON_MILLIS = 60_000;

  @Test
  public void aRequestIsAnswered() throws Exception {
    configureStores();
    configure("org.joulegate.han.coap", Map.of("securePort", 0, "plain", true, "plainPort", 0));
    AtomicInteger port = new AtomicInteger();
    await("coap is served", () -> port.addAndGet(plainPort()) > 0);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(SOON_MILLIS);
      socket.send(
          new DatagramPacket(
              REQUEST, REQUEST.length, InetAddress.getLoopbackAddress(), port.get()));
      DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
      socket.receive(answer);
      for (int i = 0; i < ANSWER.length; i++) {
        assertEquals("byte " + i, ANSWER[i], answer.getData()[i] & 0xFF);
      }
      String text =
          new String(answer.getData(), 0, answer.getLength(), StandardCharsets.ISO_8859_1);
      assertTrue(text, text.contains("</meters>"));
    }
  }

  private int plainPort() throws Exception {
    for (var reference : context.getServiceReferences(HanEndpoint.class, null)) {
      HanEndpoint endpoint = context.getService(reference);
      if (endpoint != null && endpoint.scheme().equals("coap")) {
        return endpoint.port();
      }
    }
    return 0;
  }
}
