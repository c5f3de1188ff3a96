package org.joulegate.metering.journal.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.joulegate.codec.cbor.CborWriter;
import org.joulegate.metering.api.JournalHead;
import org.joulegate.metering.api.SealedReport;
import org.joulegate.metering.journal.check.JournalCheck;
import org.joulegate.metering.journal.check.Verdict;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.sqlite.SQLiteConfig;

/** Each test is one way to falsify a journal. */
public class JournalCheckTest {
  private static final int ENTRIES = 200;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Fixtures.TestClock clock = new Fixtures.TestClock();
  private Path data;
  private Path directory;
  private JournalHead head;

  @Before
  public void fill() {
    data = folder.getRoot().toPath();
    directory = data.resolve("journal");
    SqliteJournal journal = new SqliteJournal(clock, Fixtures.settings(directory));
    Fixtures.appendAll(journal, 1, ENTRIES);
    head = journal.head();
    journal.close();
  }

  @Test
  public void anIntactJournalIsOkWithItsHead() {
    assertLine(Verdict.INTACT, "entries 1 to 200 checked", data.toString());
    assertLine(Verdict.INTACT, head.toString(), directory.toString(), "--head", head.toString());
  }

  @Test
  public void aJournalThatARuntimeWritesToCanBeChecked() {
    SqliteJournal journal = new SqliteJournal(clock, Fixtures.settings(directory));
    Fixtures.appendAll(journal, 1, 10);
    assertLine(Verdict.INTACT, "entries 1 to 210 checked", data.toString());
    journal.close();
  }

  @Test
  public void aChangedEntryIsNamed() throws Exception {
    change("UPDATE entry SET payload = (SELECT payload FROM entry WHERE seq = 56) WHERE seq = 57");
    assertLine(Verdict.DAMAGED, "entry 57 was changed", data.toString());
  }

  @Test
  public void aChangedHashIsNamed() throws Exception {
    change("UPDATE entry SET hash = zeroblob(32) WHERE seq = 80");
    assertLine(Verdict.DAMAGED, "entry 80 was changed", data.toString());
  }

  @Test
  public void aRemovedEntryIsNamed() throws Exception {
    change("DELETE FROM entry WHERE seq = 100");
    assertLine(Verdict.DAMAGED, "entry 100 is missing", data.toString());
  }

  @Test
  public void removedFirstEntriesAreNamed() throws Exception {
    change("DELETE FROM entry WHERE seq < 4");
    assertLine(Verdict.DAMAGED, "entries 1 to 3 are missing", data.toString());
  }

  @Test
  public void swappedEntriesAreFound() throws Exception {
    change(
        "UPDATE entry SET seq = -1 WHERE seq = 10",
        "UPDATE entry SET seq = 10 WHERE seq = 11",
        "UPDATE entry SET seq = 11 WHERE seq = -1");
    assertLine(Verdict.DAMAGED, "entry 10 was changed", data.toString());
  }

  @Test
  public void aRemovedTailIsFoundByTheHeadFile() throws Exception {
    change("DELETE FROM entry WHERE seq > 190");
    assertLine(Verdict.DAMAGED, "entries 191 to 200 are missing at the end", data.toString());
  }

  @Test
  public void aRemovedTailIsFoundByAReportsHeadThoughTheHeadFileWasForged() throws Exception {
    change("DELETE FROM entry WHERE seq > 190");
    forgeHeadFile();
    assertLine(Verdict.INTACT, "190", data.toString());
    assertLine(
        Verdict.DAMAGED, "entries 191 to 200 are missing", data.toString(), "--head=" + head);
  }

  @Test
  public void aMissingHeadFileIsDamage() throws Exception {
    Files.delete(directory.resolve("head"));
    assertLine(Verdict.DAMAGED, "head is missing", data.toString());
  }

  @Test
  public void allHashesMadeAnewAreFoundByAReportsHeadOnly() throws Exception {
    change("UPDATE entry SET payload = (SELECT payload FROM entry WHERE seq = 1) WHERE seq = 99");
    rehash();
    forgeHeadFile();
    assertLine(Verdict.INTACT, "200", data.toString());
    assertLine(
        Verdict.DAMAGED, "not the one of the head given", data.toString(), "--head", head + "");
  }

  @Test
  public void anAnchorThatAForeignKeySignedIsNotProven() throws Exception {
    TestKeys foreign = new TestKeys();
    removeFirst(100, foreign);
    assertLine(Verdict.UNREADABLE, "not proven: ", data.toString());
    assertLine(Verdict.UNREADABLE, "there is no certificate of this gateway", data.toString());
    TestKeys own = new TestKeys();
    own.putInto(data);
    assertLine(Verdict.UNREADABLE, "its key is not the one in", data.toString());
    assertLine(
        Verdict.UNREADABLE,
        "not the one given with --signer",
        data.toString(),
        "--signer=" + own.fingerprint());
    assertLine(
        Verdict.INTACT,
        "entries 101 to 200 checked",
        data.toString(),
        "--signer",
        foreign.fingerprint().toUpperCase(java.util.Locale.ROOT));
  }

  @Test
  public void anAnchorThatTheGatewaySignedIsProven() throws Exception {
    TestKeys own = new TestKeys();
    own.putInto(data);
    removeFirst(100, own);
    assertLine(Verdict.INTACT, "entries 101 to 200 checked", data.toString());
  }

  @Test
  public void anAnchorWithTheCertificateOfSomebodyElseIsDamage() throws Exception {
    TestKeys other = new TestKeys("gw-0002", 0, () -> {});
    other.putInto(data);
    removeFirst(100, other);
    assertLine(Verdict.DAMAGED, "the certificate is not of gw-0001", data.toString());
  }

  @Test
  public void everySealedReportInTheJournalIsAWitness() throws Exception {
    TestKeys own = new TestKeys();
    append(sealed(own, "report", 8), sealed(own, "notice", 10));
    assertLine(Verdict.INTACT, "2 sealed reports agree (their signatures", data.toString());
    own.putInto(data);
    append(sealed(new TestKeys(), "report", 8));
    assertLine(
        Verdict.INTACT, "2 sealed reports agree; sealed reports not signed", data.toString());
    change("UPDATE entry SET payload = (SELECT payload FROM entry WHERE seq = 1) WHERE seq = 99");
    rehash();
    forgeHeadFile();
    assertLine(Verdict.DAMAGED, "report in entry 201 names another entry 200", data.toString());
  }

  /** A COSE_Sign1 of docs/wire-format.cddl around a message that names the head. */
  private byte[] sealed(TestKeys keys, String kind, int place) throws Exception {
    byte[] header =
        new CborWriter()
            .beginMap(2)
            .writeInteger(1)
            .writeInteger(-7)
            .writeInteger(3)
            .writeText("application/vnd.joulegate." + kind + "+cbor")
            .toByteArray();
    byte[] content =
        new CborWriter()
            .beginMap(2)
            .writeInteger(0)
            .writeInteger(1)
            .writeInteger(place)
            .beginArray(2)
            .writeInteger(head.sequence())
            .writeBytes(HashChain.hashOf(head))
            .toByteArray();
    byte[] signed =
        new CborWriter()
            .beginArray(4)
            .writeText("Signature1")
            .writeBytes(header)
            .writeBytes(new byte[0])
            .writeBytes(content)
            .toByteArray();
    return new CborWriter()
        .writeTag(18)
        .beginArray(4)
        .writeBytes(header)
        .beginMap(0)
        .writeBytes(content)
        .writeBytes(keys.sign("report", signed))
        .toByteArray();
  }

  private void append(byte[]... sealed) {
    SqliteJournal journal = new SqliteJournal(clock, Fixtures.settings(directory));
    for (byte[] each : sealed) {
      journal.append(new SealedReport(Fixtures.START, "r", "c", each)).toCompletableFuture().join();
    }
    journal.close();
  }

  /** Removes entries as retention does, with whatever key. */
  private void removeFirst(long count, TestKeys keys) throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        PreparedStatement put =
            connection.prepareStatement("INSERT INTO anchor VALUES (1, ?, ?, ?, ?, ?, ?)")) {
      byte[] hash;
      try (ResultSet row = statement.executeQuery("SELECT hash FROM entry WHERE seq = " + count)) {
        hash = row.getBytes(1);
      }
      Anchor anchor = Anchor.sign(keys, count, hash, Fixtures.START);
      put.setLong(1, count);
      put.setBytes(2, hash);
      put.setLong(3, anchor.at().getEpochSecond());
      put.setString(4, anchor.signer());
      put.setBytes(5, anchor.signature());
      put.setBytes(6, anchor.chain());
      put.executeUpdate();
      statement.executeUpdate("DELETE FROM entry WHERE seq <= " + count);
    }
  }

  @Test
  public void randomDamageIsFoundOrTouchesNoEntry() throws Exception {
    Random random = new Random(815);
    byte[] good = Files.readAllBytes(directory.resolve("journal.db"));
    List<byte[]> entries = entries();
    int found = 0;
    for (int round = 0; round < 300; round++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(directory.resolve("journal.db"), bad);
      Verdict verdict = JournalCheck.check(data, Optional.of(head));
      if (verdict.status() == Verdict.INTACT) {
        List<byte[]> now = entries();
        for (int i = 0; i < entries.size(); i++) {
          assertEquals(0, java.util.Arrays.compare(entries.get(i), now.get(i)));
        }
      } else {
        found++;
      }
    }
    assertTrue("many bytes of the file are entries: " + found, found > 100);
  }

  @Test
  public void whatIsNoJournalIsSaidSo() throws Exception {
    assertLine(Verdict.UNREADABLE, "there is no journal", folder.newFolder("empty").toString());
    Files.delete(directory.resolve("journal.db"));
    assertLine(Verdict.DAMAGED, "is missing", directory.toString());
  }

  @Test
  public void aWrongCommandLineIsAnsweredWithTheUsage() {
    assertEquals(Verdict.USAGE, run().status());
    assertEquals(Verdict.USAGE, run("x", "y").status());
    assertEquals(Verdict.USAGE, run("--what").status());
    assertEquals(Verdict.USAGE, run(data.toString(), "--signer", "12").status());
    Verdict wrongHead = run(data.toString(), "--head", "12");
    assertEquals(Verdict.USAGE, wrongHead.status());
    assertTrue(wrongHead.line(), wrongHead.line().contains("SEQ:HASH"));
  }

  private static void assertLine(int status, String part, String... args) {
    Verdict verdict = run(args);
    assertEquals(verdict.line(), status, verdict.status());
    assertTrue(verdict.line(), verdict.line().contains(part));
    assertEquals("one line", 1, verdict.line().lines().count());
  }

  private static Verdict run(String... args) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int status = JournalCheck.run(args, out, out);
    return new Verdict(status, bytes.toString(StandardCharsets.UTF_8));
  }

  private void change(String... statements) throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.executeUpdate(each);
      }
    }
  }

  private Connection connect() throws Exception {
    return new SQLiteConfig().createConnection(Store.url(directory.resolve("journal.db")));
  }

  private List<byte[]> entries() throws Exception {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    List<byte[]> result = new ArrayList<>();
    try (Connection connection =
            config.createConnection(Store.url(directory.resolve("journal.db")));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT payload FROM entry ORDER BY seq")) {
      while (row.next()) {
        result.add(row.getBytes(1));
      }
    }
    return result;
  }

  private List<Integer> kinds() throws Exception {
    List<Integer> result = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT kind FROM entry ORDER BY seq")) {
      while (row.next()) {
        result.add(row.getInt(1));
      }
    }
    return result;
  }

  private void rehash() throws Exception {
    byte[] hash = HashChain.start();
    HashChain chain = new HashChain();
    List<byte[]> payloads = entries();
    List<Integer> kinds = kinds();
    try (Connection connection = connect();
        PreparedStatement update =
            connection.prepareStatement("UPDATE entry SET hash = ? WHERE seq = ?")) {
      for (int i = 0; i < payloads.size(); i++) {
        hash = chain.next(hash, i + 1, kinds.get(i), payloads.get(i));
        update.setBytes(1, hash);
        update.setLong(2, i + 1);
        update.executeUpdate();
      }
    }
  }

  private void forgeHeadFile() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1")) {
      row.next();
      HeadFile.open(directory.resolve("head"), HashChain.head(row.getLong(1), row.getBytes(2)))
          .close();
    }
  }
}
