package org.joulegate.concentrator.format.internal;

import java.time.Instant;
import java.util.HexFormat;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.cbor.CborReader;
import org.joulegate.codec.cbor.CborType;
import org.joulegate.codec.cbor.CborWriter;
import org.joulegate.metering.api.JournalHead;
import org.jspecify.annotations.Nullable;

/** What reports and notices have in common. */
final class Fields {
  static final int VERSION = 1;
  private static final int HASH_BYTES = 32;
  private static final int MAX_NANOS = 999_999_999;

  private Fields() {}

  /** Reads the next map key, which must be this one. */
  static void key(CborReader in, int expected) throws MalformedTelegramException {
    int offset = in.offset();
    long found = in.readInteger();
    if (found != expected) {
      throw MalformedTelegramException.malformed(offset, "key " + expected, "key " + found);
    }
  }

  static void version(CborReader in) throws MalformedTelegramException {
    int offset = in.offset();
    long found = in.readInteger();
    if (found != VERSION) {
      throw MalformedTelegramException.malformed(offset, "version " + VERSION, "version " + found);
    }
  }

  static void writeHead(CborWriter out, JournalHead head) {
    out.beginArray(2);
    out.writeInteger(head.sequence());
    out.writeBytes(HexFormat.of().parseHex(head.hash()));
  }

  static JournalHead readHead(CborReader in) throws MalformedTelegramException {
    in.beginArray(2);
    long sequence = in.readInteger();
    String hash = HexFormat.of().formatHex(in.readBytes(HASH_BYTES));
    in.end();
    return new JournalHead(sequence, hash);
  }

  static void writeInstant(CborWriter out, @Nullable Instant instant) {
    if (instant == null) {
      out.writeNull();
      return;
    }
    out.beginArray(2);
    out.writeInteger(instant.getEpochSecond());
    out.writeInteger(instant.getNano());
  }

  static Instant readInstant(CborReader in) throws MalformedTelegramException {
    in.beginArray(2);
    long seconds = in.readInteger();
    int nanos = in.readInteger(0, MAX_NANOS);
    in.end();
    return Instant.ofEpochSecond(seconds, nanos);
  }

  static @Nullable Instant readInstantOrNull(CborReader in) throws MalformedTelegramException {
    if (in.peek() == CborType.NULL) {
      in.readNull();
      return null;
    }
    return readInstant(in);
  }
}
