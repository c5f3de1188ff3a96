package org.joulegate.itests.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How a gateway with two simulated meters and its head-end are configured, in a time that runs 180
 * times as fast: a quarter-hour in five seconds, 36 readings a second.
 */
final class VirtualHouse {
  /** How many times faster than real time. */
  static final int RATE = 180;

  /** The meters, which are metering points too. */
  static final List<String> METERS = List.of("1JGT0000001001", "1JGT0000002002");

  private final Path authority;
  private final Instant anchor = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final int https = Workbench.freeTcpPort();
  private final int coap = Workbench.freeUdpPort();

  VirtualHouse(Path folder) throws IOException {
    authority = folder.resolve("authority");
  }

  /** Where the virtual time began. */
  Instant anchor() {
    return anchor;
  }

  /** The settings of the head-end. */
  String[] headEnd() {
    return new String[] {
      "org.joulegate.trust.keys.identity=head-end",
      "org.joulegate.trust.keys.authority=" + authority,
      "org.joulegate.trust.keys.display=false",
      "org.joulegate.headend.intake.port=" + https
    };
  }

  /** The settings of the gateway, a runtime of the profile {@code sim}. */
  String[] gateway() {
    return new String[] {
      "org.joulegate.trust.keys.authority=" + authority,
      "org.joulegate.metering.clock.rate=" + RATE,
      "org.joulegate.metering.clock.epoch=" + anchor,
      "org.joulegate.metering.clock.anchor=" + anchor,
      "org.joulegate.adapter.optical~main.link=sim:house?every=10s",
      "org.joulegate.adapter.optical~solar.link=sim:solar?every=10s",
      "org.joulegate.han.coap.plain=true",
      "org.joulegate.han.coap.plainPort=" + coap,
      "org.joulegate.han.coap.securePort=0",
      "org.joulegate.concentrator.reports.centre=head-end",
      "org.joulegate.concentrator.reports.period=PT15M",
      "org.joulegate.wan.link.centre=https://localhost:" + https
    };
  }

  /** The head-end as somebody sees it who asks it with the gateway's certificate. */
  Centre centre(Path gatewayData) throws Exception {
    return new Centre(https, gatewayData, authority);
  }
}
