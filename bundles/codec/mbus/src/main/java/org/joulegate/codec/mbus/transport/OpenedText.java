package org.joulegate.codec.mbus.transport;

import java.util.Arrays;
import java.util.Objects;

/**
 * The room for what is opened of the messages in one array: a copy of it, in which each opened text
 * stands where its ciphertext stood.
 *
 * <p>It is made when the first message is opened. All messages of the array share it, so however
 * many they are, opening them takes no more memory than the array itself. One thread at a time.
 */
public final class OpenedText {

  private final byte[] given;
  private final int end;
  private byte[] copy;

  /**
   * Room for the messages of an array.
   *
   * @param given holds the messages
   * @param end where the last message ends, at the latest
   * @throws IndexOutOfBoundsException when the end is not inside the array
   */
  public OpenedText(byte[] given, int end) {
    this.given = given;
    this.copy = given;
    this.end = Objects.checkIndex(end, given.length + 1);
  }

  /** The array that holds the messages. */
  byte[] given() {
    return given;
  }

  /** Where the last message ends, at the latest. */
  int end() {
    return end;
  }

  /** The copy, in which only the message that is being opened may be written to. */
  byte[] copy() {
    if (copy == given) {
      copy = Arrays.copyOf(given, end);
    }
    return copy;
  }
}
