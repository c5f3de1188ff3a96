package org.joulegate.headend.intake.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.joulegate.concentrator.api.ConsumptionReport;
import org.joulegate.concentrator.api.ReportIdentity;
import org.joulegate.settlement.api.Interval;
import org.joulegate.settlement.api.IntervalValue;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.trust.keys.internal.FileKeyMemory;
import org.joulegate.wan.api.Acknowledgement;
import org.joulegate.wan.api.Acknowledgement.Outcome;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The intake over real TLS with real keys: what it takes and what it refuses. */
public class IntakeTest {
  private static final Charset LATIN = StandardCharsets.ISO_8859_1;
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(60);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private World world;

  @Before
  public void start() {
    world = new World(folder.getRoot().toPath());
    world.start();
  }

  @After
  public void stop() {
    world.close();
  }

  private Acknowledgement post(String gateway, byte[] sealed) throws Exception {
    HttpResponse<String> response = world.post(gateway, sealed);
    Acknowledgement answer = Acknowledgement.parse(response.body());
    assertEquals(answer.outcome().status(), response.statusCode());
    return answer;
  }

  /** Nothing of a refused message is stored: the store's files are the same, byte for byte. */
  private void assertRefused(String reason, String gateway, byte[] sealed) throws Exception {
    List<byte[]> before = world.storeBytes();
    Acknowledgement answer = post(gateway, sealed);
    assertEquals(Outcome.REJECTED, answer.outcome());
    assertTrue(answer.reason(), answer.reason().contains(reason));
    world.assertStore(before);
    assertEquals(answer.reason(), lastRejection());
  }

  private String lastRejection() throws Exception {
    Path file = world.store().resolve("rejections.db");
    try (Connection connection = Database.openToRead(file);
        ResultSet row =
            connection
                .createStatement()
                .executeQuery("SELECT reason FROM rejections ORDER BY id DESC LIMIT 1")) {
      return row.next() ? row.getString(1) : "";
    }
  }

  @Test
  public void aReportIsAcceptedOnceKnownAfterwardsAndCanBeReadBack() throws Exception {
    byte[] sealed = world.seal("gw-1", World.report("gw-1", "DE001", 0));
    Acknowledgement first = post("gw-1", sealed);
    assertEquals(Outcome.ACCEPTED, first.outcome());
    assertEquals("gw-1/DE001/2027-01-01T00:00:00Z/2027-01-01T01:00:00Z/0", first.identity());
    List<byte[]> before = world.storeBytes();
    assertEquals(Outcome.KNOWN, post("gw-1", sealed).outcome());
    world.assertStore(before);

    String all = world.get("gw-1", "/points/DE001/consumption").body();
    assertEquals(4, all.split("\"start\"", -1).length - 1);
    assertTrue(
        all,
        all.contains(
            "{\"start\":\"2027-01-01T00:15:00Z\",\"end\":\"2027-01-01T00:30:00Z\","
                + "\"obis\":\"1-0:1.8.0*255\",\"value\":\"0.2\",\"unit\":\"Wh\","
                + "\"quality\":\"measured\",\"meter\":\"1EMH0012345678\",\"report\":\""
                + first.identity()
                + "\",\"head\":\""
                + World.HEAD
                + "\"}"));
    String part =
        world
            .get(
                "gw-1",
                "/points/DE001/consumption?from=2027-01-01T00:15:00Z&to=2027-01-01T00:45:00Z")
            .body();
    assertEquals(2, part.split("\"start\"", -1).length - 1);
    assertEquals(
        "{\"points\":[{\"point\":\"DE001\",\"values\":4,\"from\":\"2027-01-01T00:00:00Z\","
            + "\"to\":\"2027-01-01T01:00:00Z\"}]}",
        world.get("gw-1", "/points").body());
  }

  @Test
  public void aLongAnswerSaysWhereToGoOn() throws Exception {
    int hours = StoreReader.MAX_INTERVALS / 4 + 1;
    List<IntervalValue> values = World.values("DE001", 0, hours * 4);
    ConsumptionReport hour = World.report("gw-1", "DE001", 0);
    ConsumptionReport year =
        new ConsumptionReport(
            new ReportIdentity(
                "gw-1",
                hour.identity().point(),
                World.START,
                World.START.plus(Duration.ofHours(hours)),
                0),
            World.CENTRE,
            1,
            World.HEAD,
            values);
    assertEquals(Outcome.ACCEPTED, post("gw-1", world.seal("gw-1", year)).outcome());
    String first = world.get("gw-1", "/points/DE001/consumption").body();
    assertEquals(StoreReader.MAX_INTERVALS, first.split("\"start\"", -1).length - 1);
    String next = first.replaceAll(".*\"next\":\"([^\"]+)\".*", "$1");
    String second = world.get("gw-1", "/points/DE001/consumption?from=" + next).body();
    assertEquals(4, second.split("\"start\"", -1).length - 1);
    assertTrue(second, second.contains("\"next\":null"));
  }

  @Test
  public void anotherMessageOfTheSameIdentityIsAConflictAndChangesNothing() throws Exception {
    post("gw-1", world.seal("gw-1", World.report("gw-1", "DE001", 0)));
    List<byte[]> before = world.storeBytes();
    byte[] other =
        world.seal("gw-1", World.report("gw-1", "DE001", 0, 0, World.values("DE001", 0, 3)));
    assertEquals(Outcome.CONFLICT, post("gw-1", other).outcome());
    world.assertStore(before);
    assertTrue(lastRejection(), lastRejection().contains("another message"));
  }

  @Test
  public void aNoticeIsStoredAndAgreesWithTheEvent() throws Exception {
    byte[] sealed = world.seal("gw-1", World.notice("gw-1", 7));
    assertEquals(Outcome.ACCEPTED, post("gw-1", sealed).outcome());
    assertEquals(Outcome.KNOWN, post("gw-1", sealed).outcome());
    String notices = world.get("gw-1", "/notices").body();
    assertTrue(
        notices,
        notices.contains(
            "{\"at\":\"2027-01-01T00:00:00Z\",\"kind\":\"LINE_SILENT\",\"failure\":\"REGISTER\","
                + "\"subject\":\"optical~main\",\"text\":\"nothing came for 60 s\","
                + "\"notice\":\"gw-1/notice/7\""));
  }

  @Test
  public void aMessageThatIsNotTheSendersOwnIsRefused() throws Exception {
    ConsumptionReport report = World.report("gw-1", "DE001", 0);
    byte[] sealed = world.seal("gw-1", report);
    assertRefused("sent by gw-2, who may not forward", "gw-2", sealed);
    assertRefused("signed by gw-2, who did not make it", "gw-2", world.seal("gw-2", report));
    FileKeyMemory stranger = World.keys(world.root(), "stranger", "other-authority");
    byte[] foreign =
        World.sealer(stranger).seal(ConsumptionReport.MEDIA_TYPE, World.FORMAT.encode(report));
    assertRefused("UNKNOWN_SIGNER", "gw-1", foreign);
    byte[] disguised =
        World.sealer(world.keys("gw-1")).seal("text/plain", World.FORMAT.encode(report));
    assertRefused("WRONG_CONTENT_TYPE", "gw-1", disguised);
  }

  @Test
  public void eachDamagedByteIsRefused() throws Exception {
    byte[] sealed = world.seal("gw-1", World.report("gw-1", "DE001", 0));
    List<byte[]> before = world.storeBytes();
    for (int i = 0; i < sealed.length; i += 7) {
      byte[] damaged = sealed.clone();
      damaged[i] ^= 1;
      assertEquals("byte " + i, Outcome.REJECTED, post("gw-1", damaged).outcome());
    }
    assertEquals(Outcome.REJECTED, post("gw-1", new byte[0]).outcome());
    assertEquals(
        Outcome.REJECTED, post("gw-1", Arrays.copyOf(sealed, sealed.length - 1)).outcome());
    world.assertStore(before);
  }

  @Test
  public void aReportThatBreaksARuleIsRefused() throws Exception {
    ConsumptionReport good = World.report("gw-1", "DE001", 0);
    ConsumptionReport elsewhere =
        new ConsumptionReport(
            good.identity(), "another", good.sequence(), good.head(), good.values());
    assertRefused("for another centre than centre", "gw-1", world.seal("gw-1", elsewhere));
    List<IntervalValue> twice = new ArrayList<>(good.values());
    twice.add(good.values().get(0));
    assertRefused("twice", "gw-1", world.seal("gw-1", World.report("gw-1", "DE001", 0, 0, twice)));
    byte[] noMeter =
        replaced(
            World.FORMAT.encode(good), "\u006e1EMH0012345678".getBytes(LATIN), new byte[] {0x60});
    assertRefused("malformed at byte", "gw-1", sealedBytes(noMeter));
    int end = (int) good.identity().periodEnd().getEpochSecond();
    byte[] shorter = replaced(World.FORMAT.encode(good), number(end), number(end - 1_800));
    assertRefused("malformed at byte", "gw-1", sealedBytes(shorter));
  }

  private byte[] sealedBytes(byte[] content) throws Exception {
    return World.sealer(world.keys("gw-1")).seal(ConsumptionReport.MEDIA_TYPE, content);
  }

  private static byte[] number(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  private static byte[] replaced(byte[] bytes, byte[] from, byte[] to) {
    return new String(bytes, LATIN)
        .replace(new String(from, LATIN), new String(to, LATIN))
        .getBytes(LATIN);
  }

  @Test
  public void anIntervalCountsOnceAndAMissingValueGivesWay() throws Exception {
    Interval first = new Interval(World.START);
    List<IntervalValue> holes =
        List.of(World.missing("DE001", first), World.value("DE001", first.next(), 5));
    post("gw-1", world.seal("gw-1", World.report("gw-1", "DE001", 0, 0, holes)));
    assertRefused(
        "is counted already by gw-1/DE001/2027-01-01T00:00:00Z/2027-01-01T01:00:00Z/0",
        "gw-1",
        world.seal(
            "gw-1",
            World.report("gw-1", "DE001", 0, 1, List.of(World.value("DE001", first.next(), 6)))));
    List<IntervalValue> found =
        List.of(World.value("DE001", first, 3), World.missing("DE001", first.next()));
    assertEquals(
        Outcome.ACCEPTED,
        post("gw-2", world.seal("gw-2", World.report("gw-2", "DE001", 0, 0, found))).outcome());
    String all = world.get("gw-1", "/points/DE001/consumption").body();
    assertEquals(2, all.split("\"start\"", -1).length - 1);
    assertTrue(all, all.contains("\"0.3\"") && all.contains("\"0.5\""));
    assertFalse(all, all.contains("\"0.6\""));
  }

  @Test
  public void aRevokedClientIsRefusedOnAnOpenConnectionToo() throws Exception {
    byte[] sealed = world.seal("gw-1", World.report("gw-1", "DE001", 0));
    post("gw-1", sealed);
    X509Certificate tls = world.keys("gw-1").chain(KeyMemory.TLS_SLOT).get(0);
    Files.writeString(
        world.root().resolve("keys-" + World.CENTRE).resolve("revoked"),
        tls.getSerialNumber().toString(16) + "\n");
    long until = System.nanoTime() + DEADLINE;
    while (true) {
      try {
        int status = world.get("gw-1", "/points").statusCode();
        if (status == 403) {
          break;
        }
        assertEquals(200, status);
      } catch (IOException e) {
        break;
      }
      assertTrue("within the deadline", System.nanoTime() < until);
    }
    HttpResponse<String> other = world.get("gw-2", "/points");
    assertEquals("others go on", 200, other.statusCode());
    assertThrows(
        IOException.class, () -> World.post(World.client(world.keys("gw-1")), world.url(), sealed));
  }

  @Test
  public void aReportOfARevokedSigningKeyIsRefused() throws Exception {
    X509Certificate signer = world.keys("gw-1").chain(KeyMemory.SIGNING_SLOT).get(0);
    Files.writeString(
        world.root().resolve("keys-" + World.CENTRE).resolve("revoked"),
        signer.getSerialNumber().toString(16) + "\n");
    long until = System.nanoTime() + DEADLINE;
    for (int hour = 0; ; hour++) {
      Acknowledgement answer =
          post("gw-1", world.seal("gw-1", World.report("gw-1", "DE001", hour)));
      if (answer.outcome() == Outcome.REJECTED) {
        assertTrue(answer.reason(), answer.reason().startsWith("REVOKED"));
        return;
      }
      assertTrue("within the deadline", System.nanoTime() < until);
    }
  }
}
