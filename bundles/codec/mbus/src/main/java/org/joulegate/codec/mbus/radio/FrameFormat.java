package org.joulegate.codec.mbus.radio;

/**
 * How a radio frame is cut into blocks (EN 13757-4:2019, 12.3), and whether checksums are there.
 */
public enum FrameFormat {
  /** Format A: a checksum behind the first 10 bytes and behind each 16 bytes that follow. */
  A_WITH_CRC(true),
  /** Format A as many receivers hand it out: checksums checked and taken away. */
  A_NO_CRC(false),
  /** Format B: a checksum behind at most 126 bytes, another at the end of longer frames. */
  B_WITH_CRC(true),
  /** Format B with its checksums taken away; its length field still counts them. */
  B_NO_CRC(false);

  private static final int FIRST_A = 10;
  private static final int BLOCK_A = 16;
  private static final int FIRST_B = 126;
  private static final int CRC = 2;

  private final boolean withCrc;

  FrameFormat(boolean withCrc) {
    this.withCrc = withCrc;
  }

  /** Whether the checksums are among the bytes. */
  public boolean hasCrc() {
    return withCrc;
  }

  boolean isA() {
    return this == A_WITH_CRC || this == A_NO_CRC;
  }

  /** Bytes of a frame without its checksums, by its length field. */
  int contentLength(int lengthField) {
    if (isA()) {
      return lengthField + 1;
    }
    int whole = lengthField + 1;
    return whole - (whole > FIRST_B + CRC ? 2 * CRC : CRC);
  }

  /** Bytes of a whole frame as it is received, by its length field. */
  int wholeLength(int lengthField) {
    if (!withCrc) {
      return contentLength(lengthField);
    }
    return isA() ? received(lengthField) + 1 + CRC : lengthField + 1;
  }

  /** The length field of a frame whose bytes without checksums are so many. */
  int lengthField(int contentLength) {
    if (isA()) {
      return contentLength - 1;
    }
    return contentLength - 1 + (contentLength > FIRST_B ? 2 * CRC : CRC);
  }

  /** Where a block begins, in the frame without checksums. */
  int blockStart(int block) {
    if (isA()) {
      return block == 0 ? 0 : FIRST_A + (block - 1) * BLOCK_A;
    }
    return block * FIRST_B;
  }

  /** Where a byte of the frame without checksums is in the frame as received. */
  int received(int content) {
    if (!withCrc) {
      return content;
    }
    if (isA()) {
      return content < FIRST_A ? content : content + CRC + (content - FIRST_A) / BLOCK_A * CRC;
    }
    return content < FIRST_B ? content : content + CRC;
  }
}
