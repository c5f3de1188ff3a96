package org.joulegate.hal.api.recording;

import java.io.IOException;

/** A recording is malformed: says in which line, what was expected there, and what was found. */
public final class RecordingFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String expected;
  private final String found;

  /**
   * Makes one.
   *
   * @param line counted from one
   * @param expected what should stand there
   * @param found what stands there, in words; never the bytes of a telegram
   */
  public RecordingFormatException(int line, String expected, String found) {
    super("line " + line + ": expected " + expected + ", found " + found);
    this.line = line;
    this.expected = expected;
    this.found = found;
  }

  /** The line, counted from one. */
  public int line() {
    return line;
  }

  /** What should stand there. */
  public String expected() {
    return expected;
  }

  /** What stands there. */
  public String found() {
    return found;
  }
}
