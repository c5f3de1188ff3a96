package org.joulegate.codec.senml;

import java.time.Instant;
import org.joulegate.codec.bytes.MalformedTelegramException;

/**
 * Fuzz target for Jazzer: whatever the bytes are, decoding ends with a pack or with a {@link
 * MalformedTelegramException}; a pack can be resolved, and comes back the same through both
 * encodings.
 */
public final class SenmlFuzz {

  private SenmlFuzz() {}

  /** One input of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      check(SenmlJson.decode(data));
    } catch (MalformedTelegramException e) {
      checkOffset(e, data);
    }
    try {
      check(SenmlCbor.decode(data));
    } catch (MalformedTelegramException e) {
      checkOffset(e, data);
    }
  }

  private static void check(SenmlPack pack) {
    pack.resolve(Instant.EPOCH);
    try {
      if (!SenmlJson.decode(SenmlJson.encode(pack)).equals(pack)) {
        throw new AssertionError("JSON changed the pack");
      }
      if (!SenmlCbor.decode(SenmlCbor.encode(pack)).equals(pack)) {
        throw new AssertionError("CBOR changed the pack");
      }
    } catch (MalformedTelegramException e) {
      throw new AssertionError("what was encoded is not decoded", e);
    }
  }

  private static void checkOffset(MalformedTelegramException e, byte[] data) {
    if (e.offset() < 0 || e.offset() > data.length) {
      throw new AssertionError("offset outside of the input: " + e.offset(), e);
    }
  }
}
