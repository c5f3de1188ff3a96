package org.joulegate.headend.intake.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joulegate.concentrator.api.ConsumptionReport;
import org.joulegate.concentrator.api.FailureNotice;
import org.joulegate.concentrator.api.ReportIdentity;
import org.joulegate.concentrator.format.internal.CborReportFormat;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalHead;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.MissingCause;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingQuality;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.Stamp;
import org.joulegate.metering.api.Unit;
import org.joulegate.settlement.api.Interval;
import org.joulegate.settlement.api.IntervalValue;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.trust.keys.internal.FileKeyMemory;
import org.joulegate.trust.seal.internal.CoseSealer;

/** A centre and gateways with real keys of a test authority, in one folder. */
final class World implements AutoCloseable {
  static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
  static final JournalHead HEAD = new JournalHead(42, "ab".repeat(32));
  static final CborReportFormat FORMAT = new CborReportFormat();
  static final String CENTRE = "centre";

  private final Path root;
  private final Map<String, FileKeyMemory> memories = new HashMap<>();
  private final Map<String, HttpClient> clients = new HashMap<>();
  private Intake intake;

  World(Path root) {
    this.root = root;
  }

  Path store() {
    return root.resolve("store");
  }

  FileKeyMemory keys(String identity) {
    return memories.computeIfAbsent(identity, name -> keys(root, name, "authority"));
  }

  static FileKeyMemory keys(Path root, String identity, String authority) {
    return new FileKeyMemory(
        config(
            FileKeyMemory.Config.class,
            Map.of(
                "directory",
                root.resolve("keys-" + identity).toString(),
                "identity",
                identity,
                "authority",
                root.resolve(authority).toString(),
                "display",
                false)));
  }

  Path keyFile(String identity) {
    return root.resolve("keys-" + identity).resolve("slots").resolve("tls.pem");
  }

  Path root() {
    return root;
  }

  /** A component's configuration as Declarative Services make it: what is not given is default. */
  static <C> C config(Class<C> type, Map<String, Object> values) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, key, arguments) -> values.getOrDefault(key.getName(), key.getDefaultValue())));
  }

  static CoseSealer sealer(FileKeyMemory keys) {
    return new CoseSealer(keys, keys);
  }

  static Intake intake(FileKeyMemory keys, Path store, int port, Duration bodyWithin) {
    return new Intake(
        keys,
        keys,
        sealer(keys),
        FORMAT,
        config(Intake.Config.class, Map.of("directory", store.toString(), "port", port)),
        bodyWithin);
  }

  String start() {
    return start(0);
  }

  String start(int port) {
    intake = intake(keys(CENTRE), store(), port, Duration.ofSeconds(30));
    return intake.url();
  }

  void stop() {
    if (intake != null) {
      intake.close();
      intake = null;
    }
  }

  String url() {
    return intake.url();
  }

  int port() {
    return URI.create(url()).getPort();
  }

  byte[] seal(String signer, ConsumptionReport report) throws Exception {
    return sealer(keys(signer)).seal(ConsumptionReport.MEDIA_TYPE, FORMAT.encode(report));
  }

  byte[] seal(String signer, FailureNotice notice) throws Exception {
    return sealer(keys(signer)).seal(FailureNotice.MEDIA_TYPE, FORMAT.encode(notice));
  }

  /** A report of an hour: one register, four values of 0.1 Wh and more. */
  static ConsumptionReport report(String gateway, String point, int hour) {
    return report(gateway, point, hour, 0, values(point, hour, 4));
  }

  static ConsumptionReport report(
      String gateway, String point, int hour, int supplement, List<IntervalValue> values) {
    Instant from = START.plus(Duration.ofHours(hour));
    return new ConsumptionReport(
        new ReportIdentity(
            gateway, new MeteringPoint(point), from, from.plus(Duration.ofHours(1)), supplement),
        CENTRE,
        hour + 1L,
        HEAD,
        values);
  }

  static List<IntervalValue> values(String point, int hour, int count) {
    List<IntervalValue> values = new ArrayList<>();
    Interval interval = new Interval(START.plus(Duration.ofHours(hour)));
    for (int i = 0; i < count; i++, interval = interval.next()) {
      values.add(value(point, interval, 1 + hour * 4L + i));
    }
    return values;
  }

  static IntervalValue value(String point, Interval interval, long tenths) {
    return new IntervalValue(
        new MeteringPoint(point),
        new MeterId("1EMH0012345678"),
        ObisCode.ACTIVE_ENERGY_IMPORT,
        interval,
        new RegisterValue(tenths, -1, Unit.WATT_HOUR),
        ReadingQuality.MEASURED,
        null);
  }

  static IntervalValue missing(String point, Interval interval) {
    return new IntervalValue(
        new MeteringPoint(point),
        new MeterId("1EMH0012345678"),
        ObisCode.ACTIVE_ENERGY_IMPORT,
        interval,
        null,
        ReadingQuality.MISSING,
        MissingCause.NO_EARLIER_READING);
  }

  static FailureNotice notice(String gateway, long sequence) {
    return new FailureNotice(
        gateway,
        CENTRE,
        sequence,
        new MeterEvent(
            new Stamp(START, ClockState.SYNCHRONISED, null),
            EventKind.LINE_SILENT,
            "optical~main",
            "nothing came for 60 s"),
        HEAD);
  }

  HttpClient client(String identity) {
    return clients.computeIfAbsent(identity, name -> client(keys(name)));
  }

  static HttpClient client(FileKeyMemory keys) {
    try {
      return HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .sslContext(keys.tlsContext(KeyMemory.TLS_SLOT))
          .connectTimeout(Duration.ofSeconds(30))
          .build();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  HttpResponse<String> post(String gateway, byte[] sealed) throws Exception {
    return post(client(gateway), url(), sealed);
  }

  static HttpResponse<String> post(HttpClient client, String url, byte[] sealed)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + "/messages"))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/cose; cose-type=\"cose-sign1\"")
            .POST(HttpRequest.BodyPublishers.ofByteArray(sealed))
            .build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> get(String visitor, String path) throws Exception {
    return client(visitor)
        .send(
            HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(60))
                .build(),
            BodyHandlers.ofString());
  }

  /** Every byte of the store's database and its log. */
  List<byte[]> storeBytes() {
    try {
      List<byte[]> bytes = new ArrayList<>();
      for (String name : List.of("reports.db", "reports.db-wal")) {
        Path file = store().resolve(name);
        bytes.add(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The store's files are still the same, byte for byte. */
  void assertStore(List<byte[]> before) {
    List<byte[]> after = storeBytes();
    assertEquals(before.size(), after.size());
    for (int i = 0; i < before.size(); i++) {
      assertArrayEquals(before.get(i), after.get(i));
    }
  }

  @Override
  public void close() {
    stop();
    clients.clear();
  }
}
