package org.joulegate.codec.mbus;

import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;

/**
 * The meter answers that it cannot or will not (EN 13757-3:2018, clause 9; CI 6E, 6F and 70).
 *
 * @param code which error, 0 to 255; 0 when the meter gives none
 * @param offset where the code stands, or would stand
 * @param details what else the meter says of it; often empty
 */
public record ApplicationError(int code, int offset, ByteSlice details) implements ApplicationData {

  private static final String[] TEXTS = {
    "unspecified error",
    "CI field not implemented",
    "buffer too long",
    "too many records",
    "premature end of a record",
    "more than 10 DIFE",
    "more than 10 VIFE",
    "reserved",
    "application too busy",
    "too many read-outs"
  };

  /** The error in words. */
  public String text() {
    if (code < TEXTS.length) {
      return TEXTS[code];
    }
    return code == 0xF0 ? "dynamic application error" : "error code " + Hex.ofByte(code);
  }

  /** The same as a fault, for callers that take an answer without values for one. */
  @Override
  public MalformedTelegramException fault() {
    return new MalformedTelegramException(
        Kind.APPLICATION_ERROR, offset, "an answer with data", "the error \"" + text() + "\"");
  }
}
