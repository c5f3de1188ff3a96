package org.joulegate.codec.bytes;

/**
 * The most that a decoder will take of something, with the name that stands in the message when a
 * telegram asks for more. A count, depth or size is checked against its limit before memory is
 * taken or a loop begins.
 *
 * @param name what is counted, in the plural: {@code list elements}
 * @param most the highest count still taken, 1 or more
 */
public record Limit(String name, int most) {

  /** Checks the limit itself. */
  public Limit {
    if (most < 1) {
      throw new IllegalArgumentException("the limit for " + name + " is 1 or more, not " + most);
    }
  }

  /**
   * Checks a count.
   *
   * @param offset where in the telegram the count stands
   * @return the count
   * @throws MalformedTelegramException when it is above the limit
   */
  public int check(int count, int offset) throws MalformedTelegramException {
    if (count > most) {
      throw MalformedTelegramException.malformed(
          offset, "at most " + most + " " + name, Integer.toString(count));
    }
    return count;
  }
}
