package org.joulegate.han.coap.internal;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.UDPConnector;
import org.eclipse.californium.elements.config.Configuration;

/**
 * The server's side of the benchmark, in a JVM of its own: ours, or a bare Californium resource
 * with the same settings and the same bytes. Prints its port; each line of input is a change.
 */
final class BenchmarkServer {
  private static final String NUMBER = "13130.4";

  private BenchmarkServer() {}

  /**
   * Serves until its input ends.
   *
   * @param args {@code ours} or {@code bare}
   */
  public static void main(String[] args) throws Exception {
    Runnable change = args[0].equals("ours") ? ours() : bare();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      while (in.readLine() != null) {
        change.run();
      }
    }
    System.exit(0);
  }

  private static Runnable ours() {
    Rig rig = new Rig();
    rig.tree.add(new ScriptedResource("/power", true).shows(NUMBER));
    System.out.println(rig.server.plainPort());
    return () -> rig.tree.changed("/power");
  }

  private static Runnable bare() throws Exception {
    byte[] bytes =
        Representation.JSON.encode(
            new ScriptedResource("/power", true).shows(NUMBER).get(Map.of()));
    Configuration configuration = new ServerSettings(0, true, 0, List.of("lo"), 50).californium();
    CoapServer server = new CoapServer(configuration);
    CoapEndpoint endpoint =
        new CoapEndpoint.Builder()
            .setConfiguration(configuration)
            .setConnector(
                new UDPConnector(
                    new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), configuration))
            .build();
    server.addEndpoint(endpoint);
    CoapResource power =
        new CoapResource("power") {
          @Override
          public void handleGET(CoapExchange exchange) {
            exchange.respond(ResponseCode.CONTENT, bytes, 110);
          }
        };
    power.setObservable(true);
    server.add(power);
    server.start();
    System.out.println(endpoint.getAddress().getPort());
    return power::changed;
  }
}
