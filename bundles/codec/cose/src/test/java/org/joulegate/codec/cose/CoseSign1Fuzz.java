package org.joulegate.codec.cose;

import java.security.GeneralSecurityException;

/**
 * Fuzz target for Jazzer: whatever the bytes are, decoding ends with a message or with a {@link
 * CoseFault}, and a message that no key has signed never becomes a verified one.
 */
public final class CoseSign1Fuzz {

  private CoseSign1Fuzz() {}

  /** One input of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      UnverifiedSign1 message = CoseSign1.decode(data);
      message.verify(new byte[0], (toBeSigned, signature) -> false);
      throw new AssertionError("verified without a key");
    } catch (CoseFault e) {
      if (e.getMessage() == null || e.getMessage().isBlank()) {
        throw new AssertionError("a fault without words", e);
      }
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
