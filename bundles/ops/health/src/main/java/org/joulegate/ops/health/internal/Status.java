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
import org.joulegate.codec.json.JsonWriter;
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
    JsonWriter json = JsonWriter.indented().beginObject();
    json.member("version", VERSION);
    runtime(json);
    json.name("look").beginArray();
    look().forEach(json::value);
    json.endArray();
    endpoints(json);
    adapters(json);
    meters(json);
    journal(json);
    uplinks(json);
    return json.endObject().text();
  }

  private void runtime(JsonWriter json) {
    json.name("runtime").beginObject();
    json.member("pid", ProcessHandle.current().pid());
    json.member("started", STARTED);
    if (observed.keys() != null) {
      json.member("identity", observed.keys().identity());
    }
    if (observed.clock() != null) {
      json.member("clock", observed.clock().stamp().state().name());
    }
    json.endObject();
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

  private void endpoints(JsonWriter json) {
    json.name("endpoints").beginArray();
    for (HanEndpoint endpoint : observed.endpoints()) {
      json.beginObject();
      json.member("scheme", endpoint.scheme()).member("port", endpoint.port());
      json.endObject();
    }
    json.endArray();
  }

  private void adapters(JsonWriter json) {
    if (observed.adapters() == null) {
      return;
    }
    json.name("adapters").beginArray();
    for (Supervised adapter : observed.adapters().adapters()) {
      json.beginObject();
      json.member("instance", adapter.instance()).member("line", adapter.line());
      json.member("status", adapter.status().name()).member("sentence", adapter.sentence());
      json.member("since", adapter.since()).member("readings", adapter.readings());
      json.member("refused", adapter.refusedTelegrams());
      json.member("lastRefusal", adapter.lastRefusal()).member("starts", adapter.starts());
      json.endObject();
    }
    json.endArray();
  }

  private void meters(JsonWriter json) {
    if (observed.meters() == null) {
      return;
    }
    json.name("meters").beginArray();
    for (MeterState meter : observed.meters().meters()) {
      json.beginObject();
      json.member("meter", meter.meter().toString()).member("point", meter.point().toString());
      json.member("medium", meter.medium().title());
      json.member("adapter", meter.last().adapter());
      json.member("received", meter.last().at());
      json.member("measured", meter.last().measuredAt());
      json.member("sequence", meter.sequence());
      MeterState.Silence silence = meter.silence();
      json.member("silentSince", silence == null ? null : silence.since());
      json.member("silentBecause", silence == null ? null : silence.cause());
      registers(json, meter.last().registers());
      json.endObject();
    }
    json.endArray();
  }

  private static void registers(JsonWriter json, List<Register> registers) {
    json.name("registers").beginArray();
    for (Register register : registers) {
      RegisterValue value = register.value();
      if (value != null) {
        json.beginObject().member("obis", register.obis().toString());
        json.member("value", value.digits()).member("unit", value.unit().symbol());
        json.endObject();
      }
    }
    json.endArray();
  }

  private void journal(JsonWriter json) {
    ReadingJournal journal = observed.journal();
    if (journal == null) {
      return;
    }
    ReadingJournal.Health health = journal.health();
    json.name("journal").beginObject();
    json.member("storing", health.storing()).member("sentence", health.sentence());
    json.member("refused", health.refused()).member("head", journal.head().toString());
    json.endObject();
    json.name("consumers").beginArray();
    journal.consumers().stream()
        .sorted(Comparator.comparing(ReadingJournal.ConsumerPosition::consumer))
        .forEach(
            consumer ->
                json.beginObject()
                    .member("consumer", consumer.consumer())
                    .member("position", consumer.position())
                    .member("behind", consumer.behind())
                    .endObject());
    json.endArray();
  }

  private void uplinks(JsonWriter json) {
    json.name("uplinks").beginArray();
    for (Uplink uplink : observed.uplinks()) {
      Uplink.State state = uplink.state();
      json.beginObject();
      json.member("centre", state.centre()).member("connected", state.connected());
      json.member("sentence", state.sentence()).member("accepted", state.accepted());
      json.member("rejected", state.rejected()).member("lastAccepted", state.lastAccepted());
      json.endObject();
    }
    json.endArray();
  }
}
