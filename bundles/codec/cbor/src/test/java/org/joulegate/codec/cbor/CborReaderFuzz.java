package org.joulegate.codec.cbor;

import org.joulegate.codec.bytes.MalformedTelegramException;

/**
 * Fuzz target for Jazzer: whatever the bytes are, reading them ends with values or with a {@link
 * MalformedTelegramException}; what the strict reader accepts is written back byte for byte, and
 * the lenient reader accepts it as well, with the same values.
 */
public final class CborReaderFuzz {

  private CborReaderFuzz() {}

  /** One input of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    Object strict = readWhole(data, true);
    Object lenient = readWhole(data, false);
    if (strict == null) {
      return;
    }
    if (!strict.equals(lenient)) {
      throw new AssertionError("strict and lenient differ");
    }
  }

  private static Object readWhole(byte[] data, boolean strict) {
    try {
      CborReader reader = strict ? CborReader.strict(data) : CborReader.lenient(data);
      Object item = RandomItems.read(reader);
      reader.requireEnd();
      CborReader skipper = strict ? CborReader.strict(data) : CborReader.lenient(data);
      skipper.skip();
      skipper.requireEnd();
      return item;
    } catch (MalformedTelegramException e) {
      if (e.offset() < 0 || e.offset() > data.length) {
        throw new AssertionError("offset outside of the input: " + e.offset(), e);
      }
      return null;
    }
  }
}
