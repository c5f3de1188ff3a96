package org.joulegate.ops.health.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import org.joulegate.adapter.api.AdapterSupervision.Supervised;
import org.joulegate.han.api.HanEndpoint;
import org.joulegate.metering.api.MeterState;
import org.joulegate.metering.api.ReadingJournal;
import org.joulegate.metering.api.Register;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.wan.api.Uplink;

/** Puts the status together; {@code docs/adr/0004-command-formats.md} says what it means. */
final class Status {
  /** Rises when a member changes its meaning; a new member changes nothing. */
  private static final long VERSION = 1;

  private static final Instant STARTED =
      ProcessHandle.current().info().startInstant().orElseGet(Instant::now);

  private final Observed observed;
  private final List<String> addresses;

  /**
   * @param observed whom to ask
   * @param addresses files that hold an address, each as {@code NAME=PATH}
   */
  Status(Observed observed, List<String> addresses) {
    this.observed = observed;
    this.addresses = addresses;
  }

  /** All but the time of writing: equal texts mean that nothing changed. */
  String body() {
    JsonText json = new JsonText().open('{');
    json.member("version", VERSION);
    runtime(json);
    json.name("look").open('[');
    look().forEach(json::string);
    json.close(']');
    endpoints(json);
    adapters(json);
    meters(json);
    journal(json);
    uplinks(json);
    return json.close('}').toString();
  }

  private void runtime(JsonText json) {
    json.name("runtime").open('{');
    json.member("pid", ProcessHandle.current().pid());
    json.member("started", STARTED);
    if (observed.keys() != null) {
      json.member("identity", observed.keys().identity());
    }
    if (observed.clock() != null) {
      json.member("clock", observed.clock().stamp().state());
    }
    json.close('}');
  }

  private List<String> look() {
    List<String> lines = new ArrayList<>();
    for (HanEndpoint endpoint : observed.endpoints()) {
      lines.add("displays   " + endpoint.scheme() + "://" + host() + ":" + endpoint.port());
    }
    for (Uplink uplink : observed.uplinks()) {
      lines.add("centre     " + uplink.state().centre());
    }
    if (observed.adapters() != null) {
      observed.adapters().adapters().forEach(adapter -> lines.add("meters at  " + adapter.line()));
    }
    addresses.forEach(address -> addAddress(lines, address));
    return lines;
  }

  private static void addAddress(List<String> lines, String address) {
    int equals = address.indexOf('=');
    Path file = Path.of(address.substring(equals + 1));
    try {
      if (Files.exists(file)) {
        String name = equals < 0 ? "" : address.substring(0, equals);
        lines.add(String.format("%-10s %s", name, Files.readString(file).strip()));
      }
    } catch (IOException e) {
      // It went in this moment: its bundle has stopped.
    }
  }

  /** An address that another machine in the home reaches; the loopback where there is none. */
  private static String host() {
    try {
      Enumeration<NetworkInterface> interfaces = NetworkInterface.getNetworkInterfaces();
      while (interfaces != null && interfaces.hasMoreElements()) {
        NetworkInterface candidate = interfaces.nextElement();
        if (!candidate.isUp() || candidate.isLoopback() || candidate.isVirtual()) {
          continue;
        }
        for (var address : candidate.getInterfaceAddresses()) {
          InetAddress ip = address.getAddress();
          if (ip.isSiteLocalAddress() && ip.getAddress().length == 4) {
            return ip.getHostAddress();
          }
        }
      }
    } catch (SocketException e) {
      // Then there is no network, and the loopback is right.
    }
    return "localhost";
  }

  private void endpoints(JsonText json) {
    json.name("endpoints").open('[');
    for (HanEndpoint endpoint : observed.endpoints()) {
      json.element().open('{');
      json.member("scheme", endpoint.scheme()).member("port", (long) endpoint.port());
      json.close('}');
    }
    json.close(']');
  }

  private void adapters(JsonText json) {
    if (observed.adapters() == null) {
      return;
    }
    json.name("adapters").open('[');
    for (Supervised adapter : observed.adapters().adapters()) {
      json.element().open('{');
      json.member("instance", adapter.instance()).member("line", adapter.line());
      json.member("status", adapter.status()).member("sentence", adapter.sentence());
      json.member("since", adapter.since()).member("readings", adapter.readings());
      json.member("refused", adapter.refusedTelegrams());
      json.member("lastRefusal", adapter.lastRefusal()).member("starts", adapter.starts());
      json.close('}');
    }
    json.close(']');
  }

  private void meters(JsonText json) {
    if (observed.meters() == null) {
      return;
    }
    json.name("meters").open('[');
    for (MeterState meter : observed.meters().meters()) {
      json.element().open('{');
      json.member("meter", meter.meter()).member("point", meter.point());
      json.member("medium", meter.medium().title());
      json.member("adapter", meter.last().adapter());
      json.member("received", meter.last().at());
      json.member("measured", meter.last().measuredAt());
      json.member("sequence", meter.sequence());
      MeterState.Silence silence = meter.silence();
      json.member("silentSince", silence == null ? null : silence.since());
      json.member("silentBecause", silence == null ? null : silence.cause());
      registers(json, meter.last().registers());
      json.close('}');
    }
    json.close(']');
  }

  private static void registers(JsonText json, List<Register> registers) {
    json.name("registers").open('[');
    for (Register register : registers) {
      RegisterValue value = register.value();
      if (value != null) {
        json.element().open('{').member("obis", register.obis());
        json.member("value", value.digits()).member("unit", value.unit().symbol());
        json.close('}');
      }
    }
    json.close(']');
  }

  private void journal(JsonText json) {
    ReadingJournal journal = observed.journal();
    if (journal == null) {
      return;
    }
    ReadingJournal.Health health = journal.health();
    json.name("journal").open('{');
    json.member("storing", health.storing()).member("sentence", health.sentence());
    json.member("refused", health.refused()).member("head", journal.head());
    json.close('}');
    json.name("consumers").open('[');
    journal.consumers().stream()
        .sorted(Comparator.comparing(ReadingJournal.ConsumerPosition::consumer))
        .forEach(
            consumer ->
                json.element()
                    .open('{')
                    .member("consumer", consumer.consumer())
                    .member("position", consumer.position())
                    .member("behind", consumer.behind())
                    .close('}'));
    json.close(']');
  }

  private void uplinks(JsonText json) {
    json.name("uplinks").open('[');
    for (Uplink uplink : observed.uplinks()) {
      Uplink.State state = uplink.state();
      json.element().open('{');
      json.member("centre", state.centre()).member("connected", state.connected());
      json.member("sentence", state.sentence()).member("accepted", state.accepted());
      json.member("rejected", state.rejected()).member("lastAccepted", state.lastAccepted());
      json.close('}');
    }
    json.close(']');
  }
}
