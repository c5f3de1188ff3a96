package org.joulegate.metering.journal.check;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalHead;
import org.joulegate.metering.api.SealedReport;
import org.joulegate.metering.journal.internal.Anchor;
import org.joulegate.metering.journal.internal.EntryCodec;
import org.joulegate.metering.journal.internal.HashChain;
import org.joulegate.metering.journal.internal.HeadFile;
import org.joulegate.metering.journal.internal.JournalFiles;
import org.joulegate.metering.journal.internal.Schema;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/**
 * Walks the chain from the anchor, or from the first entry, to the end. The first entry that does
 * not fit is the one that was changed or follows one that was removed.
 *
 * <p>What the chain alone cannot show is a tail that was cut off, or entries changed together with
 * all hashes after them: for these the heads are compared, the one in the head file and the one
 * that is given.
 */
final class ChainCheck {
  private final JournalFiles files;
  private final Optional<JournalHead> given;
  private final KnownSigner signer;
  private final HashChain chain = new HashChain();
  private long sequence;
  private byte[] hash = HashChain.start();
  private long counted;
  private @Nullable JournalHead atGiven;
  private @Nullable Anchor anchor;
  private String anchored = "";
  private Optional<String> doubt = Optional.empty();
  private int agreeing;
  private int foreign;

  ChainCheck(JournalFiles files, Optional<JournalHead> given, KnownSigner signer) {
    this.files = files;
    this.given = given;
    this.signer = signer;
  }

  Verdict run() {
    try {
      // Read before the database: a runtime that is writing moves it forward at any moment.
      JournalHead noted = HeadFile.read(files.head()).orElse(null);
      return check(noted);
    } catch (IOException e) {
      return Verdict.damaged(String.valueOf(e.getMessage()));
    }
  }

  private Verdict check(@Nullable JournalHead noted) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(5_000);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + files.database())) {
      Schema.require(connection, files.database());
      connection.setAutoCommit(false);
      Verdict fault = begin(connection);
      if (fault == null) {
        fault = walk(connection);
      }
      if (fault == null) {
        fault = compare(noted);
      }
      return fault != null ? fault : intact();
    } catch (JournalException e) {
      return e.reason() == JournalException.Reason.CORRUPT
          ? Verdict.damaged(String.valueOf(e.getMessage()))
          : Verdict.unreadable(String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      return faulty(e);
    }
  }

  /** SQLITE_CORRUPT and SQLITE_NOTADB, and a table that is gone, are damage. */
  private Verdict faulty(SQLException e) {
    int code = e instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xFF : 0;
    if (code == 11 || code == 26 || code == 1) {
      return Verdict.damaged(
          files.database()
              + ": the database's structure is broken behind entry "
              + sequence
              + " (SQLite error "
              + code
              + ")");
    }
    return Verdict.unreadable(files.database() + ": SQLite error " + code);
  }

  private @Nullable Verdict begin(Connection connection) throws SQLException {
    Anchor found = Schema.anchor(connection);
    if (found == null) {
      return null;
    }
    try {
      X509Certificate certificate = found.verify();
      doubt = signer.doubt(certificate);
      anchored =
          "; entries up to "
              + found.sequence()
              + " were removed at "
              + found.at()
              + " by "
              + found.signer()
              + " (certificate of "
              + certificate.getSubjectX500Principal().getName()
              + ", serial "
              + certificate.getSerialNumber().toString(16)
              + ")";
    } catch (GeneralSecurityException | RuntimeException e) {
      return Verdict.damaged(
          "the anchor that stands for entries up to "
              + found.sequence()
              + " is not validly signed: "
              + e.getMessage());
    }
    anchor = found;
    sequence = found.sequence();
    hash = found.hash();
    noteGiven();
    return null;
  }

  private @Nullable Verdict walk(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT seq, kind, payload, hash FROM entry ORDER BY seq");
        PreparedStatement earlier =
            connection.prepareStatement("SELECT hash FROM entry WHERE seq = ?")) {
      while (row.next()) {
        long found = row.getLong(1);
        int kind = row.getInt(2);
        byte[] payload = row.getBytes(3);
        Verdict fault = entry(found, kind, payload, row.getBytes(4));
        if (fault == null && kind == EntryCodec.REPORT) {
          fault = witness(found, payload, earlier);
        }
        if (fault != null) {
          return fault;
        }
      }
      return null;
    }
  }

  private @Nullable Verdict entry(long found, int kind, byte[] payload, byte[] stored) {
    long expected = sequence + 1;
    if (found < expected) {
      return Verdict.damaged("entry " + found + " stands before the anchor or twice");
    }
    if (found > expected) {
      return Verdict.damaged(missing(expected, found - 1) + "; entry " + found + " is there");
    }
    byte[] computed = chain.next(hash, found, kind, payload == null ? new byte[0] : payload);
    if (!Arrays.equals(computed, stored)) {
      return Verdict.damaged(
          "entry " + found + " was changed: it does not fit its hash and the entry before it");
    }
    try {
      EntryCodec.decode(kind, payload);
    } catch (MalformedTelegramException e) {
      return Verdict.damaged("entry " + found + " cannot be decoded: " + e.getMessage());
    }
    sequence = found;
    hash = computed;
    counted++;
    noteGiven();
    return null;
  }

  /** A sealed report names the end of the journal before it, and nobody else can sign it anew. */
  private @Nullable Verdict witness(long place, byte[] payload, PreparedStatement earlier)
      throws SQLException {
    SealedHead sealed = sealedIn(payload);
    if (sealed == null) {
      return null;
    }
    PublicKey key = signer.key();
    if (key != null && !sealed.isSignedBy(key)) {
      foreign++;
      return null;
    }
    JournalHead head = sealed.head();
    long first = anchor == null ? 0 : anchor.sequence();
    if (head.sequence() == 0 || head.sequence() < first) {
      return null;
    }
    if (!Arrays.equals(HashChain.hashOf(head), hashAt(head.sequence(), earlier))
        || head.sequence() >= place) {
      return Verdict.damaged(
          "the sealed report in entry "
              + place
              + " names another entry "
              + head.sequence()
              + ": it or one before it was changed, and all hashes after it were made anew");
    }
    agreeing++;
    return null;
  }

  private static @Nullable SealedHead sealedIn(byte[] payload) {
    try {
      return EntryCodec.decode(EntryCodec.REPORT, payload) instanceof SealedReport report
          ? SealedHead.in(report.sealed()).orElse(null)
          : null;
    } catch (MalformedTelegramException e) {
      return null;
    }
  }

  /** The hash after an entry that the walk has passed, so that it is known to be right. */
  private byte @Nullable [] hashAt(long place, PreparedStatement earlier) throws SQLException {
    if (anchor != null && anchor.sequence() == place) {
      return anchor.hash();
    }
    earlier.setLong(1, place);
    try (ResultSet row = earlier.executeQuery()) {
      return row.next() ? row.getBytes(1) : null;
    }
  }

  private static String missing(long from, long to) {
    return from == to
        ? "entry " + from + " is missing"
        : "entries " + from + " to " + to + " are missing";
  }

  /** Keeps what the chain says at the place of the head that was given. */
  private void noteGiven() {
    if (given.isPresent() && given.get().sequence() == sequence) {
      atGiven = HashChain.head(sequence, hash);
    }
  }

  private @Nullable Verdict compare(@Nullable JournalHead noted) {
    JournalHead end = HashChain.head(sequence, hash);
    if (given.isPresent()) {
      Verdict fault = compareGiven(given.get());
      if (fault != null) {
        return fault;
      }
    }
    if (noted == null) {
      return counted == 0
          ? null
          : Verdict.damaged(
              files.head() + " is missing, so entries after " + sequence + " may be missing too");
    }
    if (noted.sequence() > sequence) {
      return Verdict.damaged(
          missing(sequence + 1, noted.sequence()) + " at the end: " + files.head() + " names them");
    }
    if (noted.sequence() == sequence && !noted.equals(end)) {
      return Verdict.damaged(
          "entry " + sequence + " is not the one that " + files.head() + " names");
    }
    return null;
  }

  private @Nullable Verdict compareGiven(JournalHead head) {
    if (head.sequence() > sequence) {
      return Verdict.damaged(
          missing(sequence + 1, head.sequence()) + " at the end: the head given names them");
    }
    if (head.sequence() == 0) {
      return null;
    }
    if (atGiven == null) {
      return Verdict.unreadable(
          "the head given is of entry " + head.sequence() + ", which retention removed" + anchored);
    }
    return head.equals(atGiven)
        ? null
        : Verdict.damaged(
            "entry "
                + head.sequence()
                + " is not the one of the head given: it or one before it was changed, and all"
                + " hashes after it were made anew");
  }

  private Verdict intact() {
    String range =
        counted == 0 ? "no entries" : "entries " + (sequence - counted + 1) + " to " + sequence;
    String found =
        range
            + " checked, none changed or missing; head "
            + HashChain.head(sequence, hash)
            + witnesses()
            + anchored;
    return doubt.isPresent()
        ? Verdict.unproven(
            "that the gateway removed what is missing before: " + doubt.get() + "; " + found)
        : new Verdict(Verdict.INTACT, "ok: " + found);
  }

  private String witnesses() {
    String text = "";
    if (agreeing > 0) {
      text += "; " + agreeing + (agreeing == 1 ? " sealed report agrees" : " sealed reports agree");
      text += signer.key() == null ? " (their signatures were not checked)" : "";
    }
    if (foreign > 0) {
      text += "; sealed reports not signed with the key in " + signer.file() + ": " + foreign;
    }
    return text;
  }
}
