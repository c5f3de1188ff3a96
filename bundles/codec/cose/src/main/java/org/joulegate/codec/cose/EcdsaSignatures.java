package org.joulegate.codec.cose;

import java.util.Arrays;
import org.joulegate.codec.bytes.ByteCursor;
import org.joulegate.codec.bytes.MalformedTelegramException;

/**
 * The two forms of an ECDSA signature over P-256: raw, as COSE has it (RFC 9053 section 2.1: r and
 * s of 32 bytes each), and DER, as most crypto libraries have it (RFC 3279 section 2.2.3).
 */
public final class EcdsaSignatures {

  /** Bytes of a raw signature. */
  public static final int RAW_LENGTH = 64;

  private static final int HALF = RAW_LENGTH / 2;
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  private EcdsaSignatures() {}

  /**
   * From DER to raw.
   *
   * @throws MalformedTelegramException if it is not DER (X.690 section 8.3: integers as short as
   *     can be), or an integer is negative or longer than 32 bytes
   */
  public static byte[] toRaw(byte[] der) throws MalformedTelegramException {
    ByteCursor in = new ByteCursor(der);
    requireOctet(in, SEQUENCE, "a SEQUENCE (30)");
    int lengthAt = in.position();
    int length = in.u8();
    if (length != in.remaining()) {
      throw MalformedTelegramException.malformed(
          lengthAt, "the length of the rest, " + in.remaining(), Integer.toString(length));
    }
    byte[] raw = new byte[RAW_LENGTH];
    readInteger(in, der, raw, HALF);
    readInteger(in, der, raw, RAW_LENGTH);
    if (in.remaining() > 0) {
      throw MalformedTelegramException.malformed(
          in.position(), "the end", in.remaining() + " more byte(s)");
    }
    return raw;
  }

  /**
   * From raw to DER.
   *
   * @throws IllegalArgumentException if the raw signature has not 64 bytes
   */
  public static byte[] toDer(byte[] raw) {
    if (raw.length != RAW_LENGTH) {
      throw new IllegalArgumentException("a raw signature has 64 bytes, not " + raw.length);
    }
    byte[] der = new byte[2 + 2 * (2 + HALF + 1)];
    int end = writeInteger(der, 2, raw, 0);
    end = writeInteger(der, end, raw, HALF);
    der[0] = SEQUENCE;
    der[1] = (byte) (end - 2);
    return Arrays.copyOf(der, end);
  }

  private static void readInteger(ByteCursor in, byte[] der, byte[] raw, int end)
      throws MalformedTelegramException {
    requireOctet(in, INTEGER, "an INTEGER (02)");
    int at = in.position();
    int length = in.u8();
    in.require(length);
    int from = in.position();
    boolean padded = length > 1 && der[from] == 0;
    if (length == 0 || der[from] < 0 || (padded && der[from + 1] >= 0)) {
      throw MalformedTelegramException.malformed(
          at, "an integer of 0 or more, as short as can be", "another");
    }
    int digits = padded ? length - 1 : length;
    if (digits > HALF) {
      throw MalformedTelegramException.malformed(
          at, "an integer of at most 32 bytes", digits + " bytes");
    }
    in.skip(length);
    System.arraycopy(der, from + length - digits, raw, end - digits, digits);
  }

  private static int writeInteger(byte[] der, int at, byte[] raw, int from) {
    int start = from;
    while (start < from + HALF - 1 && raw[start] == 0) {
      start++;
    }
    int digits = from + HALF - start;
    int padding = raw[start] < 0 ? 1 : 0;
    der[at] = INTEGER;
    der[at + 1] = (byte) (padding + digits);
    System.arraycopy(raw, start, der, at + 2 + padding, digits);
    return at + 2 + padding + digits;
  }

  private static void requireOctet(ByteCursor in, int expected, String name)
      throws MalformedTelegramException {
    int at = in.position();
    if (in.u8() != expected) {
      throw MalformedTelegramException.malformed(at, name, "another type");
    }
  }
}
