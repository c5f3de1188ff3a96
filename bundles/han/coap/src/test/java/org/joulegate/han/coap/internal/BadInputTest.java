package org.joulegate.han.coap.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.junit.Test;

/** Wrong settings are named; rubbish from the network changes nothing. */
public class BadInputTest {
  @Test
  public void aPortInUseIsNamed() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      IllegalStateException refused =
          assertThrows(
              IllegalStateException.class,
              () ->
                  new Rig(
                      new ServerSettings(port, false, 0, List.of("lo"), 50), ResourceTree.GRACE));
      assertEquals(
          "UDP port "
              + port
              + " on lo for coaps:// cannot be opened: it is in use or may not be used.",
          refused.getMessage());
    }
    assertNoThreadLeft();
  }

  @Test
  public void aMissingInterfaceIsNamed() {
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () ->
                new Rig(new ServerSettings(0, false, 0, List.of("lan7"), 50), ResourceTree.GRACE));
    assertTrue(
        refused.getMessage(),
        refused.getMessage().startsWith("There is no network interface \"lan7\"; there are "));
    assertTrue(refused.getMessage(), refused.getMessage().contains("lo"));
  }

  @Test
  public void aWrongKeyIsNamed() {
    assertNamed("securePort is 0 to 65535, not 65536", 65_536, 0, 1);
    assertNamed("plainPort is 0 to 65535, not -1", 0, -1, 1);
    assertNamed("maxSessions is 1 to 10000, not 0", 0, 0, 0);
    assertNamed("securePort and plainPort are both 5683; they must differ", 5683, 5683, 1);
  }

  private static void assertNamed(String sentence, int secure, int plain, int sessions) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ServerSettings(secure, true, plain, List.of(), sessions));
    assertEquals(sentence, refused.getMessage());
  }

  @Test
  public void rubbishDatagramsAreSurvived() throws Exception {
    try (Rig rig = new Rig();
        DatagramSocket socket = new DatagramSocket()) {
      rig.tree.add(new ScriptedResource("/power", true).shows("7"));
      Random random = new Random(20261120);
      for (int i = 0; i < 2_000; i++) {
        byte[] rubbish = new byte[random.nextInt(1_200)];
        random.nextBytes(rubbish);
        if (i % 2 == 0 && rubbish.length > 4) {
          rubbish[0] = (byte) (0x40 | random.nextInt(9)); // A CoAP header, then rubbish.
        }
        int port = i % 4 < 2 ? rig.server.plainPort() : rig.server.securePort();
        socket.send(
            new DatagramPacket(rubbish, rubbish.length, InetAddress.getByName("127.0.0.1"), port));
      }
      assertTrue(get(rig, "/power").getResponseText().contains("\"v\":7,"));
      assertTrue(
          CoapTool.text(
                  CoapTool.OPENSSL,
                  "-u",
                  Pairing.IDENTITY,
                  "-k",
                  Pairing.SECRET,
                  "-m",
                  "get",
                  rig.secure("/power"))
              .contains("\"v\":7,"));
    }
  }

  @Test
  public void hugeQueriesAndDeepPathsGetShortAnswers() throws Exception {
    try (Rig rig = new Rig()) {
      rig.tree.add(new ScriptedResource("/power", true));
      CoapResponse deep = get(rig, "/" + "a/".repeat(200) + "b");
      assertEquals(ResponseCode.NOT_FOUND, deep.getCode());
      assertTrue(deep.getResponseText().length() < 200);
      String name = "n".repeat(200);
      CoapResponse twice = get(rig, "/power?" + name + "=1&" + name + "=2");
      assertEquals(ResponseCode.BAD_REQUEST, twice.getCode());
      assertTrue(twice.getResponseText().length() < 200);
    }
  }

  @Test
  public void startAndStopLeaveNoThreadNoPortAndNoFile() throws Exception {
    int port;
    try (Rig rig = new Rig()) {
      port = rig.server.securePort();
      assertTrue(port > 0);
    }
    try (DatagramSocket free = new DatagramSocket(new InetSocketAddress("127.0.0.1", port))) {
      assertEquals(port, free.getLocalPort());
    }
    assertNoThreadLeft();
    assertFalse(Files.exists(Path.of("Californium3.properties")));
  }

  private static void assertNoThreadLeft() throws InterruptedException {
    for (Thread thread : serverThreads()) {
      thread.join(5_000);
      assertFalse(thread + " is left", thread.isAlive());
    }
  }

  private static Set<Thread> serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("(?i).*(han-coap|dtls|udp-).*"))
        .collect(Collectors.toSet());
  }

  private static CoapResponse get(Rig rig, String path) throws Exception {
    CoapEndpoint endpoint =
        new CoapEndpoint.Builder().setConfiguration(new Probe().configuration()).build();
    CoapClient client = new CoapClient(rig.plain(path));
    client.setEndpoint(endpoint);
    try {
      return client.get();
    } finally {
      client.shutdown();
      endpoint.destroy();
    }
  }
}
