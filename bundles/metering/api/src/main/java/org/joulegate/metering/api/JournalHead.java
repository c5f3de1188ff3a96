package org.joulegate.metering.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of the journal at one moment: whoever keeps it can later prove that nothing before it was
 * changed or removed.
 *
 * @param sequence the number of the last entry; 0 for an empty journal
 * @param hash the chain's hash after that entry: 64 lower-case hex digits of SHA-256
 */
public record JournalHead(long sequence, String hash) {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

  /** The head of a journal without entries. */
  public static final JournalHead EMPTY = new JournalHead(0, "0".repeat(64));

  /**
   * @throws IllegalArgumentException if the sequence is negative or the hash no SHA-256
   */
  public JournalHead {
    if (sequence < 0 || !HASH.matcher(hash).matches()) {
      throw new IllegalArgumentException("a head is a sequence number and a SHA-256");
    }
  }

  /**
   * Reads {@code SEQ:HASH}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static JournalHead parse(String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no journal head of the form SEQ:HASH, HASH being 64 hex digits");
    }
    return new JournalHead(Long.parseLong(m.group(1)), m.group(2));
  }

  /** The form {@code SEQ:HASH}. */
  @Override
  public String toString() {
    return sequence + ":" + hash;
  }
}
