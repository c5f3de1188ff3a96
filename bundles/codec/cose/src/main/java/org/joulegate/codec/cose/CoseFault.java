package org.joulegate.codec.cose;

import org.joulegate.codec.bytes.MalformedTelegramException;

/**
 * Why a COSE_Sign1 message was refused: one type per kind of damage or attack. Each message is one
 * sentence that holds nothing of the payload; there is no stack trace, since a bad message from
 * outside is not a fault of the program.
 */
public abstract sealed class CoseFault extends Exception {

  private static final long serialVersionUID = 1L;

  private CoseFault(String message) {
    super(message, null, false, false);
  }

  /** The bytes are not a COSE_Sign1 (RFC 9052 section 4.2). */
  public static final class Malformed extends CoseFault {
    private static final long serialVersionUID = 1L;
    private final int offset;

    Malformed(MalformedTelegramException fault) {
      super("not a COSE_Sign1: " + fault.getMessage());
      this.offset = fault.offset();
    }

    /** Where the damage is, in bytes from the start of the message. */
    public int offset() {
      return offset;
    }
  }

  /**
   * A well-formed message in another than the deterministic encoding (RFC 8949 section 4.2.1): two
   * encodings of one content are an opening for whoever wants a message to look like two.
   */
  public static final class NonCanonical extends CoseFault {
    private static final long serialVersionUID = 1L;
    private final int offset;

    NonCanonical(MalformedTelegramException fault) {
      super("not in deterministic encoding: " + fault.getMessage());
      this.offset = fault.offset();
    }

    /** Where the encoding is another, in bytes from the start of the message. */
    public int offset() {
      return offset;
    }
  }

  /** No tag 18, but another or none (RFC 9052 section 2, table 1): another kind of message. */
  public static final class WrongTag extends CoseFault {
    private static final long serialVersionUID = 1L;

    WrongTag(String found) {
      super("expected CBOR tag 18 (COSE_Sign1), found " + found);
    }
  }

  /**
   * The algorithm does not stand in the protected header (RFC 9052 section 3.1): in the unprotected
   * one, anybody could exchange it.
   */
  public static final class MissingProtectedHeader extends CoseFault {
    private static final long serialVersionUID = 1L;

    MissingProtectedHeader(String name) {
      super("the protected header lacks " + name);
    }
  }

  /** Another algorithm than ES256 (RFC 9053 section 2.1): an attempt at a downgrade, or too new. */
  public static final class WrongAlgorithm extends CoseFault {
    private static final long serialVersionUID = 1L;

    WrongAlgorithm(String found) {
      super("expected the algorithm ES256 (-7), found " + found);
    }
  }

  /** A header that must be understood and is not (parameter crit, RFC 9052 section 3.1). */
  public static final class UnknownCriticalHeader extends CoseFault {
    private static final long serialVersionUID = 1L;

    UnknownCriticalHeader(String label) {
      super("the message asks to understand the header " + label + ", which is unknown or absent");
    }
  }

  /** The same header in both maps (RFC 9052 section 3): which one counts would be a guess. */
  public static final class HeaderInBothMaps extends CoseFault {
    private static final long serialVersionUID = 1L;

    HeaderInBothMaps(String label) {
      super("the header " + label + " stands in the protected and in the unprotected map");
    }
  }

  /** The signature does not belong to these bytes and this key (RFC 9052 section 4.4). */
  public static final class SignatureWrong extends CoseFault {
    private static final long serialVersionUID = 1L;

    SignatureWrong() {
      super("the signature does not match the message and the key");
    }
  }
}
