package org.joulegate.han.discovery.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.joulegate.han.api.HanEndpoint;
import org.junit.Test;

/** Python's zeroconf, an implementation that shares nothing with JmDNS, finds the gateway. */
public class AnnouncerTest {
  /** Prints each service that appears or goes, and ends when its input does. */
  private static final String BROWSER =
      String.join(
          "\n",
          "import sys, threading",
          "from zeroconf import Zeroconf, ServiceBrowser",
          "class Show:",
          "  def add_service(self, zc, t, n):",
          "    def ask():",
          "      i = zc.get_service_info(t, n, 10000)",
          "      if i: print('+', n, i.port, i.parsed_addresses(),",
          "        sorted(i.properties.items()), flush=True)",
          "    threading.Thread(target=ask, daemon=True).start()",
          "  def update_service(self, zc, t, n): pass",
          "  def remove_service(self, zc, t, n): print('-', n, flush=True)",
          "zc = Zeroconf(interfaces=['127.0.0.1'])",
          "ServiceBrowser(zc, ['_coap._udp.local.', '_coaps._udp.local.'], Show())",
          "print('browsing', flush=True)",
          "sys.stdin.read()");

  private record Endpoint(String scheme, int port, List<String> interfaces)
      implements HanEndpoint {}

  @Test(timeout = 60_000)
  public void anotherImplementationSeesEndpointsComeAndGo() throws Exception {
    String python = pythonWithZeroconf();
    Process browser = new ProcessBuilder(python, "-c", BROWSER).redirectErrorStream(true).start();
    Announcer announcer = new Announcer(List.of("lo"), Duration.ZERO);
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(browser.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("browsing", out.readLine());
      announcer.addEndpoint(new Endpoint("coaps", 15684, List.of()));
      assertEquals(
          "+ Joulegate._coaps._udp.local. 15684 ['127.0.0.1']"
              + " [(b'path', b'/.well-known/core')]",
          out.readLine());
      announcer.stop();
      assertEquals("- Joulegate._coaps._udp.local.", out.readLine());
      announcer.worker().join(20_000);
      assertFalse("the worker did not end", announcer.worker().isAlive());
      assertEquals(Set.of(), responderThreads());
    } finally {
      announcer.stop();
      browser.destroyForcibly().waitFor();
    }
  }

  @Test
  public void stopReturnsAtOnceAndNothingIsLeft() throws Exception {
    Announcer announcer = new Announcer(List.of("lo"), Duration.ofHours(1));
    announcer.addEndpoint(new Endpoint("coap", 15683, List.of()));
    announcer.stop();
    announcer.worker().join(5_000);
    assertFalse("the worker did not end", announcer.worker().isAlive());
  }

  @Test
  public void namedInterfacesThatDoNotExistAreReported() throws Exception {
    HomeAddresses.Found found = HomeAddresses.find(List.of("lo", "lan7"));
    assertEquals(Set.of("lan7"), found.absent());
    assertEquals(Set.of(InetAddress.getByName("127.0.0.1")), found.addresses());
  }

  @Test
  public void withoutNamesNeitherLoopbackNorPublicAddressesAreAnnounced() throws Exception {
    for (InetAddress address : HomeAddresses.find(List.of()).addresses()) {
      assertFalse(address.isLoopbackAddress());
      assertTrue(HomeAddresses.isPrivate(address));
    }
    assertTrue(HomeAddresses.isPrivate(InetAddress.getByName("192.168.1.7")));
    assertTrue(HomeAddresses.isPrivate(InetAddress.getByName("fd00::7")));
    assertFalse(HomeAddresses.isPrivate(InetAddress.getByName("198.51.100.7")));
    assertFalse(HomeAddresses.isPrivate(InetAddress.getByName("2001:db8::7")));
  }

  @Test
  public void anIdentityStandsInNameAndText() {
    Announcement announcement = Announcement.of("coaps", 5684, "gw-0001");
    assertEquals("_coaps._udp.local.", announcement.type());
    assertEquals("Joulegate gw-0001", announcement.name());
    assertEquals("joulegate-gw-0001", announcement.host());
    assertEquals("gw-0001", announcement.toServiceInfo().getPropertyString("id"));
  }

  /** The responder's threads that do not end; a timer's thread ends soon after its timer. */
  private static Set<String> responderThreads() throws InterruptedException {
    Set<String> left = new HashSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      String name = thread.getName();
      if (name.contains("JmDNS") || name.contains("SocketListener")) {
        thread.join(10_000);
        if (thread.isAlive()) {
          left.add(name);
        }
      }
    }
    return left;
  }

  /** Another Python may stand before the one that the system's packages belong to. */
  private static String pythonWithZeroconf() throws InterruptedException {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      try {
        Process check = new ProcessBuilder(python, "-c", "import zeroconf").start();
        if (check.waitFor(30, TimeUnit.SECONDS) && check.exitValue() == 0) {
          return python;
        }
      } catch (IOException absent) {
        // The next one, perhaps.
      }
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError("python3-zeroconf is missing");
    }
    assumeTrue("python3-zeroconf is missing", false);
    return "";
  }
}
