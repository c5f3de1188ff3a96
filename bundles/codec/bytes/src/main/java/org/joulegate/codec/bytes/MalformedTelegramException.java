package org.joulegate.codec.bytes;

import java.util.Locale;

/**
 * Bytes that are not a telegram that can be read: where, what was expected there, and what was
 * found.
 *
 * <p>The message is one sentence for a person. It names positions, lengths and type bytes, never
 * the payload and never a key, so it may be logged. There is no stack trace: a damaged telegram is
 * an everyday input of a meter's line, not a fault of the program.
 */
public final class MalformedTelegramException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why the bytes were refused. */
  public enum Kind {
    /** A checksum over the bytes does not match. */
    CRC,
    /** The bytes end before the telegram does. */
    TRUNCATED,
    /** The telegram is whole, but what is asked for is spread over telegrams that are missing. */
    INCOMPLETE,
    /** The bytes break the format's rules, or one of the limits set for it. */
    MALFORMED,
    /** A valid telegram of a kind or version that this codec does not read. */
    UNSUPPORTED,
    /** The telegram is encrypted and no key was given. */
    KEY_MISSING,
    /** The telegram is encrypted and the key given does not open it. */
    KEY_WRONG,
    /** A compact telegram whose format stands in a full telegram not yet seen. */
    NEEDS_FULL_FRAME,
    /** The device itself answers that it cannot or will not. */
    APPLICATION_ERROR;

    /** The name as it stands in the output of the command, for example {@code key-missing}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Kind kind;
  private final int offset;
  private final String expected;
  private final String found;

  /**
   * A telegram refused.
   *
   * @param kind why
   * @param offset position of the fault in bytes, counted from the start of what was given
   * @param expected what the format asks for there
   * @param found what stands there instead; never payload, never a key
   */
  public MalformedTelegramException(Kind kind, int offset, String expected, String found) {
    super(null, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    this.kind = kind;
    this.offset = offset;
    this.expected = expected;
    this.found = found;
  }

  /** A telegram that breaks the rules of its format ({@link Kind#MALFORMED}). */
  public static MalformedTelegramException malformed(int offset, String expected, String found) {
    return new MalformedTelegramException(Kind.MALFORMED, offset, expected, found);
  }

  /** Bytes that end too early ({@link Kind#TRUNCATED}). */
  public static MalformedTelegramException truncated(int offset, String expected, String found) {
    return new MalformedTelegramException(Kind.TRUNCATED, offset, expected, found);
  }

  /** The same fault at another position, for a codec that was given a part of a larger whole. */
  public MalformedTelegramException at(int otherOffset) {
    return otherOffset == offset
        ? this
        : new MalformedTelegramException(kind, otherOffset, expected, found);
  }

  /** One sentence: what was expected at which byte, and what was found there. */
  @Override
  public String getMessage() {
    return "expected " + expected + " at byte " + offset + ", found " + found;
  }

  /** Why the bytes were refused. */
  public Kind kind() {
    return kind;
  }

  /** Position of the fault in bytes, from the start of what was given to the codec. */
  public int offset() {
    return offset;
  }

  /** What the format asks for at {@link #offset()}. */
  public String expected() {
    return expected;
  }

  /** What stands at {@link #offset()} instead. */
  public String found() {
    return found;
  }
}
