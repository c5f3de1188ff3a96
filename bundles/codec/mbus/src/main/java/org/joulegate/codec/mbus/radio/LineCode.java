package org.joulegate.codec.mbus.radio;

/** How the bits of a frame are sent (EN 13757-4:2019, clauses 5 to 8). */
public enum LineCode {
  /** Bit for bit (modes C, N and F), or decoded already by the receiver. */
  PLAIN(8),
  /** Four bits as six chips of which three are one (mode T, sent by meters). */
  THREE_OF_SIX(12),
  /** A bit as two chips that differ (mode S, and mode T towards meters). */
  MANCHESTER(16);

  private final int chipsPerByte;

  LineCode(int chipsPerByte) {
    this.chipsPerByte = chipsPerByte;
  }

  /** Chips that carry one byte. */
  public int chipsPerByte() {
    return chipsPerByte;
  }

  /** Which byte of the chips a byte begins in, counted from the byte with the first chip. */
  int received(int firstChip, int position) {
    return (firstChip + position * chipsPerByte) / Byte.SIZE;
  }
}
