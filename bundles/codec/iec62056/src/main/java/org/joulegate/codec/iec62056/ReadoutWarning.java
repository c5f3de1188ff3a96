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
    /** A value in brackets of its own. */
    DOUBLED_BRACKET("a value holds a bracket"),
    /** A unit that follows its number without an asterisk. */
    NO_ASTERISK("a unit follows its number without an asterisk"),
    /** A unit that holds an asterisk: the maker put several values into one bracket. */
    SEVERAL_IN_UNIT("a unit holds an asterisk, so there are several values in one bracket"),
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
