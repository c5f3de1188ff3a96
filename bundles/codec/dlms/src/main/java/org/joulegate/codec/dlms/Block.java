package org.joulegate.codec.dlms;

import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * A block as its APDU has it.
 *
 * @param invokeId of a get-response; {@link #GENERAL} of general-block-transfer
 * @param number 1 for the first
 * @param from where its bytes begin in the array of the APDU
 * @param to behind the last of them
 * @param refusal why the sender breaks off, in place of bytes; else null
 */
record Block(int invokeId, long number, boolean last, int from, int to, @Nullable String refusal) {

  /** In place of an invoke-id. */
  static final int GENERAL = -1;

  private static final int LAST = 0x80;
  private static final int STREAMING = 0x40;
  private static final int WINDOW = 0x3F;

  /** As many as the block number of general-block-transfer can count. */
  private static final Limit BLOCKS = new Limit("blocks in a transfer", 0xFFFF);

  /** Reads an APDU of general-block-transfer; the reader is at its tag. */
  static Block general(DataReader in) throws MalformedTelegramException {
    int tag = in.u8();
    in.note(in.position - 1, "APDU", ApduTag.name(tag));
    int control = in.u8();
    if (in.trace != null) {
      in.note(in.position - 1, "block-control", words(control));
    }
    long number = in.unsigned(Short.BYTES, "block-number");
    in.unsigned(Short.BYTES, "block-number-ack");
    return data(in, GENERAL, number, (control & LAST) != 0);
  }

  /** Reads a block of a get-response; the reader is at its tag. */
  static Block response(DataReader in) throws MalformedTelegramException {
    int start = in.position;
    in.u8();
    in.note(start, "APDU", ApduTag.name(ApduTag.GET_RESPONSE));
    in.u8("get-response form, 1 normal, 2 block, 3 list");
    int invokeId = in.u8("invoke-id-and-priority");
    boolean last = in.u8("last-block") != 0;
    int at = in.position;
    long number = in.unsigned(Integer.BYTES, "block-number");
    BLOCKS.check((int) Math.min(number, Integer.MAX_VALUE), at);
    if (in.choice("result, 0 data, 1 refusal") == 0) {
      return data(in, invokeId, number, last);
    }
    at = in.position;
    String name = ErrorNames.accessResult(in.u8());
    in.note(at, "data-access-result", name);
    return new Block(invokeId, number, last, at, at, name);
  }

  private static Block data(DataReader in, int invokeId, long number, boolean last)
      throws MalformedTelegramException {
    String name = invokeId == GENERAL ? "block-data" : "raw-data";
    int at = in.position;
    int length = in.length(in.limits.octets());
    if (in.trace != null) {
      in.note(at, name + ", length", length);
    }
    int from = in.position;
    in.take(length);
    if (in.trace != null) {
      in.note(from, name, "part " + number + ", " + length + " bytes");
    }
    return new Block(invokeId, number, last, from, in.position, null);
  }

  private static String words(int control) {
    return ((control & LAST) == 0 ? "more blocks follow" : "last block")
        + ((control & STREAMING) == 0 ? "" : ", streaming")
        + ", window "
        + (control & WINDOW);
  }
}
