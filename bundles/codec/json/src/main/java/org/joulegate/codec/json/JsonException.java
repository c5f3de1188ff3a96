package org.joulegate.codec.json;

/**
 * A text that is no JSON object that can be read: where, and what was expected there.
 *
 * <p>The message continues a sentence that names the text: {@code line 3 is} no JSON object:
 * expected ':' at character 7. It never repeats the text. There is no stack trace: a wrong text is
 * its sender's mistake, not a fault of the program.
 */
public final class JsonException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int offset;
  private final String expected;

  /**
   * A text refused.
   *
   * @param offset position of the fault in characters (UTF-16), counted from 0
   * @param expected what the grammar or a limit asks for there
   */
  public JsonException(int offset, String expected) {
    super(null, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    this.offset = offset;
    this.expected = expected;
  }

  /** What the text is not, what was expected, and at which character. */
  @Override
  public String getMessage() {
    return "no JSON object: expected " + expected + " at character " + offset;
  }

  /** Position of the fault in characters (UTF-16): 0 to the length of the text. */
  public int offset() {
    return offset;
  }

  /** What the grammar or a limit asks for at {@link #offset()}. */
  public String expected() {
    return expected;
  }
}
