package org.joulegate.codec.dlms;

import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;

/** Notes on what stands around an APDU in a frame, for a trace. */
final class FrameNotes {

  private static final int UNNUMBERED_INFORMATION = 0x03;
  private static final int POLL_FINAL = 0x10;
  private static final int HDLC_FLAG = 0x7E;

  /** CI field of an APDU in one M-Bus frame. */
  private static final int ONLY_SEGMENT = 0x10;

  private FrameNotes() {}

  static void hdlc(byte[] array, LineScanner frame, DlmsTrace trace) {
    int next = header(array, frame, trace);
    if (frame.infoStart < frame.infoEnd) {
      trace.field(next, 2, "header check sequence", verdict(array, frame.start, next));
    }
    trace.field(
        frame.infoEnd, 2, "frame check sequence", verdict(array, frame.start, frame.infoEnd));
    trace.field(frame.infoEnd + 2, 1, "HDLC flag", null);
  }

  /** Notes what stands in front of the first checksum of an HDLC frame; returns where that is. */
  private static int header(byte[] array, LineScanner frame, DlmsTrace trace) {
    int at = frame.start;
    int length = (array[at + 1] & 7) << 8 | (array[at + 2] & 0xFF);
    trace.field(at, 1, "HDLC flag", null);
    trace.field(
        at + 1,
        2,
        "frame format",
        "type 3, " + (frame.segmented ? "segmented, " : "") + length + " bytes");
    int next = at + 3;
    trace.field(next, frame.destinationBytes, "destination address", hex(frame.destination));
    next += frame.destinationBytes;
    trace.field(next, frame.sourceBytes, "source address", hex(frame.source));
    next += frame.sourceBytes;
    trace.field(next, 1, "control", control(frame.control));
    return next + 1;
  }

  /** Whether the checksum at a place is that of the frame up to there, and if not, which is. */
  private static String verdict(byte[] array, int start, int at) {
    int crc = Crc16.x25(array, start + 1, at - start - 1);
    boolean right = (byte) crc == array[at] && (byte) (crc >> 8) == array[at + 1];
    return right ? "right" : "wrong, computed " + Hex.format((byte) crc, (byte) (crc >> 8));
  }

  static void llc(byte[] array, int at, DlmsTrace trace) {
    trace.field(at, 1, "LLC destination LSAP", Hex.ofByte(array[at]));
    boolean response = (array[at + 1] & 1) != 0;
    trace.field(at + 1, 1, "LLC source LSAP", response ? "response" : "command");
    trace.field(at + 2, 1, "LLC quality", null);
  }

  static void mbus(byte[] array, LineScanner frame, DlmsTrace trace) {
    int at = frame.start;
    trace.field(at, 1, "M-Bus start", null);
    int real = frame.infoEnd - frame.infoStart;
    int sent = array[at + 1] & 0xFF;
    String wrapped = real == sent ? "" : ", which is " + real + " modulo 256";
    trace.field(at + 1, 2, "length, twice", sent + wrapped);
    trace.field(at + 3, 1, "M-Bus start", null);
    trace.field(at + 4, 1, "C field", Hex.ofByte(array[at + 4]));
    trace.field(at + 5, 1, "A field", Integer.toString(array[at + 5] & 0xFF));
    int ci = array[at + 6] & 0xFF;
    boolean last = (ci & 0x10) != 0;
    trace.field(at + 6, 1, "CI field", "segment " + (ci & 0xF) + (last ? ", the last" : ""));
    trace.field(at + 7, 1, "STSAP", Integer.toString(array[at + 7] & 0xFF));
    trace.field(at + 8, 1, "DTSAP", Integer.toString(array[at + 8] & 0xFF));
    trace.field(frame.infoEnd, 1, "checksum", verdict(array, frame));
    trace.field(frame.infoEnd + 1, 1, "M-Bus stop", null);
  }

  private static String verdict(byte[] array, LineScanner frame) {
    int sum = 0;
    for (int i = frame.infoStart; i < frame.infoEnd; i++) {
      sum += array[i];
    }
    return (byte) sum == array[frame.infoEnd]
        ? "right"
        : "wrong, computed " + Hex.format((byte) sum);
  }

  /**
   * What a frame seems to say whose checksum is wrong: it is for the eye alone.
   *
   * @param opener reads its APDU
   */
  static DlmsTrace damaged(byte[] array, LineScanner frame, DlmsTrace trace, ApduOpener opener) {
    DlmsTrace notes = new DlmsTrace(trace.title(), trace.bytes());
    int from = frame.infoStart;
    if (frame.shape == LineScanner.Shape.HEADER) {
      int next = header(array, frame, notes);
      notes.field(next, 2, "header check sequence", verdict(array, frame.start, next));
      notes.field(from, frame.stop - from, "not read, as the header is damaged", null);
      return notes;
    }
    boolean whole;
    if ((array[frame.start] & 0xFF) == HDLC_FLAG) {
      hdlc(array, frame, notes);
      int llc = LinkAssembler.llcBytes(array, from, frame.infoEnd);
      if (llc > 0) {
        llc(array, from, notes);
      }
      whole = llc > 0 && !frame.segmented;
      from += llc;
    } else {
      mbus(array, frame, notes);
      whole = array[from + 2] == ONLY_SEGMENT;
      from += LinkAssembler.MBUS_HEADER;
    }
    if (whole) {
      apdu(ApduBytes.of(array, from, frame.infoEnd, from, notes), opener);
    } else {
      notes.field(from, frame.infoEnd - from, "segment", frame.infoEnd - from + " bytes");
    }
    return notes;
  }

  private static void apdu(ApduBytes bytes, ApduOpener opener) {
    try {
      opener.read(bytes, new Arrival(bytes.start, DlmsFraming.HDLC, 0));
    } catch (MalformedTelegramException expected) {
      // The checksum already says that the frame is damaged.
    }
  }

  private static String control(int control) {
    String poll = (control & POLL_FINAL) != 0 ? ", poll/final" : "";
    if ((control & 1) == 0) {
      return "I, send " + (control >> 1 & 7) + ", receive " + (control >> 5) + poll;
    }
    boolean ui = (control & ~POLL_FINAL) == UNNUMBERED_INFORMATION;
    return (ui ? "UI" : Hex.ofByte(control)) + poll;
  }

  private static String hex(long address) {
    return "0x" + Long.toHexString(address);
  }
}
