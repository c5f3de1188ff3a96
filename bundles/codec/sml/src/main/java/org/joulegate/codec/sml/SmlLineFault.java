package org.joulegate.codec.sml;

/**
 * A frame on a line that came to nothing.
 *
 * @param kind what is wrong with it
 * @param frameOffset where the frame began, counted from the first byte ever fed
 * @param offset where the fault is, counted likewise
 */
public record SmlLineFault(Kind kind, long frameOffset, long offset) {

  /** The classes of faults on a line. */
  public enum Kind {
    /** The frame was cut off: another one starts, or the bytes end. */
    TRUNCATED,
    /** The checksum of the frame is wrong. */
    CRC,
    /** An escape that means nothing, or an impossible count of fill bytes. */
    ESCAPE,
    /** The frame is longer than the limit. */
    TOO_LONG
  }
}
