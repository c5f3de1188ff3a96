package org.joulegate.itests.gateway;

import static org.junit.Assert.assertEquals;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;

/** Python's zeroconf, which shares no code with the gateway, finds it and where it answers. */
public class DiscoveryIT {
  private static final String BROWSER =
      String.join(
          "\n",
          "from zeroconf import Zeroconf, ServiceBrowser",
          "import queue",
          "found = queue.Queue()",
          "class Listener:",
          "  def add_service(self, zc, kind, name): found.put((kind, name))",
          "  def update_service(self, zc, kind, name): pass",
          "  def remove_service(self, zc, kind, name): pass",
          "zc = Zeroconf(interfaces=['127.0.0.1'])",
          "ServiceBrowser(zc, '_coaps._udp.local.', Listener())",
          "while True:",
          "  kind, name = found.get(timeout=80)",
          "  info = zc.get_service_info(kind, name, 10000)",
          "  if info: print(name, info.port, info.parsed_addresses(), flush=True)");

  @Rule public final Workbench bench = new Workbench();

  @Test
  public void anotherImplementationFindsTheGatewayAndItsPort() throws Exception {
    String python = Tool.pythonWith("zeroconf");
    RunningProfile gateway =
        RunningProfile.start(
            bench,
            "sim",
            bench.folder().resolve("data"),
            "org.joulegate.trust.keys.identity=gw-discovery",
            "org.joulegate.han.coap.securePort=0",
            "org.joulegate.han.discovery.interfaces=lo");
    RunningProcess browser = bench.start(python, "-c", BROWSER);
    Matcher found =
        browser.awaitLine(
            Pattern.compile("^Joulegate gw-discovery\\._coaps\\._udp\\.local\\. (\\d+) \\['(.*)'"));
    assertEquals(gateway.port("coaps"), Integer.parseInt(found.group(1)));
    assertEquals("127.0.0.1", found.group(2));
  }
}
