package org.joulegate.codec.iec62056;

/** The protocol modes of IEC 62056-21, clause 6.4, as the identification announces them. */
public enum ProtocolMode {
  /** The baud rate stays as it is; read-out follows by itself (6.4.1). */
  A,
  /** The meter changes the baud rate by itself; read-out follows (6.4.2). */
  B,
  /** The reader acknowledges and chooses the baud rate (6.4.3). */
  C,
  /** The meter sends by itself, always at 2400 baud (6.4.4). */
  D,
  /** As C, and the meter can go over to HDLC (6.4.5, annex E). */
  E;

  /**
   * The mode of an identification.
   *
   * @param baudCharacter the character behind the manufacturer's letters
   * @param escape2 whether the name holds the escape sequence {@code \2}
   */
  public static ProtocolMode of(char baudCharacter, boolean escape2) {
    if (baudCharacter >= '0' && baudCharacter <= '9') {
      return escape2 ? E : C;
    }
    return baudCharacter >= 'A' && baudCharacter <= 'I' ? B : A;
  }
}
