package org.joulegate.codec.iec62056;

/**
 * Something in a message that the standard does not know but that leaves its values certain.
 *
 * @param kind what
 * @param offset the byte where it is
 */
public record ReadoutWarning(Kind kind, int offset) {

  /** What may be odd about a message that can be read all the same. */
  public enum Kind {
    /** Bytes before the slash that belong to no message. */
    LEADING_BYTES("bytes before the message belong to nothing"),
    /** Bytes behind the message that belong to no other. */
    TRAILING_BYTES("bytes behind the message belong to nothing"),
    /** Every byte carried an even parity bit, which was taken off. */
    PARITY_BITS("every byte carries a parity bit; the line is not set to seven bits"),
    /** A start of text without an end of text and a block check character. */
    NO_BLOCK_CHECK("the message begins with STX but ends without ETX and its check character"),
    /** A block whose check character is right ends without an exclamation mark. */
    NO_END_MARK("the block ends without an exclamation mark"),
    /** Characters behind the exclamation mark that IEC 62056-21 does not know. */
    BEHIND_END_MARK("characters behind the exclamation mark; a checksum of P1 is read as p1 only"),
    /** A control character in the identification. */
    CONTROL_CHARACTER("a control character stands in the identification"),
    /** A byte in the identification that is no character of seven bits. */
    HIGH_CHARACTER("a byte in the identification is no character of seven bits"),
    /** A slash in the name of the meter, which 6.3.14 excludes. */
    SLASH_IN_NAME("a slash stands in the name of the meter"),
    /** A value in brackets of its own. */
    DOUBLED_BRACKET("a value holds a bracket"),
    /** A unit that follows its number without an asterisk. */
    NO_ASTERISK("a unit follows its number without an asterisk"),
    /** A unit that holds an asterisk: the maker put several values into one bracket. */
    SEVERAL_IN_UNIT("a unit holds an asterisk, so there are several values in one bracket"),
    /** A unit behind digits that are no number of 6.3.14: a comma, an exponent, too many digits. */
    NO_NUMBER("a value with a unit is no decimal number of at most 18 digits, and stays text"),
    /**
     * A telegram of P1 that says its version, and so ought to have a checksum (DSMR P1 4.0, 5.2).
     */
    NO_CHECKSUM("the telegram has no checksum, which its version asks for"),
    /** Data without an identification line. */
    NO_IDENTIFICATION("the message has no identification");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }

    /** One sentence for a person, without its offset. */
    public String sentence() {
      return sentence;
    }
  }
}
