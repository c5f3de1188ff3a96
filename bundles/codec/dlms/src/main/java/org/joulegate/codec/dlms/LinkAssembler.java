package org.joulegate.codec.dlms;

import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What frames carry, put together where it was sent in segments: HDLC by the segmentation bit of
 * the frame format (ISO/IEC 13239), M-Bus by sequence number and last-segment bit of the CI field
 * (EN 13757-3, transport layer of DLMS).
 */
final class LinkAssembler {

  private static final int LLC_DESTINATION = 0xE6;
  private static final int LLC_RESPONSE = 0xE7;
  private static final int LLC_BYTES = 3;
  private static final int UNNUMBERED_INFORMATION = 0x03;
  private static final int POLL_FINAL = 0x10;
  private static final int HIGHEST_CI = 0x1F;
  private static final int LAST_SEGMENT = 0x10;
  private static final int SEQUENCE = 0x0F;

  /** C, A, CI, STSAP and DTSAP. */
  static final int MBUS_HEADER = 5;

  private final ApduBytes.Builder builder;
  private boolean inProgress;
  private long peer;
  private int expected;

  /** Number of the first segment of HDLC; -1 when it had none. */
  private int first;

  private int segments;

  /** Whether every segment had the number of the first. */
  private boolean unnumbered;

  private DlmsFraming framing = DlmsFraming.NONE;
  private @Nullable MalformedTelegramException interrupted;

  LinkAssembler(DlmsLimits limits) {
    this.builder = new ApduBytes.Builder(limits.apduBytes());
  }

  /** How the last APDU came. */
  DlmsFraming framing() {
    return framing;
  }

  /** Who sent the last APDU and to whom ({@link Arrival#peer()}). */
  long peer() {
    return peer;
  }

  /**
   * What an HDLC frame completes, or null when it completes nothing.
   *
   * @throws MalformedTelegramException of kind INCOMPLETE when a segment before this one is missing
   */
  @Nullable ApduBytes hdlc(byte[] array, LineScanner frame, @Nullable DlmsTrace trace)
      throws MalformedTelegramException {
    if (trace != null) {
      FrameNotes.hdlc(array, frame, trace);
    }
    int command = frame.control & ~POLL_FINAL;
    boolean numbered = (frame.control & 1) == 0;
    int from = frame.infoStart;
    if (from >= frame.infoEnd || (!numbered && command != UNNUMBERED_INFORMATION)) {
      if (trace != null) {
        trace.field(from, frame.infoEnd - from, "information of the link layer", null);
      }
      return null;
    }
    boolean llc = isLlc(array, from, frame.infoEnd);
    if (llc) {
      if (trace != null) {
        FrameNotes.llc(array, from, trace);
      }
      from += LLC_BYTES;
    }
    framing = DlmsFraming.HDLC;
    ApduBytes info = ApduBytes.of(array, from, frame.infoEnd, from, trace);
    long key = frame.destination << Integer.SIZE | frame.source;
    if (inProgress && (llc || key != peer)) {
      interrupt();
    }
    peer = key;
    if (!inProgress && !frame.segmented) {
      return info;
    }
    follow(numbered ? frame.control >> 1 & 7 : -1, from);
    return segment(info, !frame.segmented, trace);
  }

  /**
   * Checks that an HDLC segment is the next.
   *
   * @param number that of its frame, or -1 when it has none
   */
  private void follow(int number, int from) throws MalformedTelegramException {
    boolean numbered = number >= 0;
    if (!inProgress) {
      first = number;
      segments = 0;
      unnumbered = false;
    } else if (numbered && number == first && (unnumbered || segments == 1)) {
      // Meters are met that give all their segments the same number.
      unnumbered = true;
      framing = DlmsFraming.HDLC_UNNUMBERED;
    } else if (numbered && (unnumbered || number != expected)) {
      int missing = unnumbered ? first : expected;
      reset();
      throw gap(from, "HDLC frame number " + missing, "number " + number);
    }
    expected = number + 1 & 7;
  }

  /**
   * What an M-Bus frame completes, or null when it completes nothing.
   *
   * @throws MalformedTelegramException of kind INCOMPLETE when a segment before this one is
   *     missing, of kind UNSUPPORTED when the frame carries something else than DLMS
   */
  @Nullable ApduBytes mbus(byte[] array, LineScanner frame, @Nullable DlmsTrace trace)
      throws MalformedTelegramException {
    int at = frame.infoStart;
    int ci = array[at + 2] & 0xFF;
    if (trace != null) {
      FrameNotes.mbus(array, frame, trace);
    }
    if (ci > HIGHEST_CI) {
      throw new MalformedTelegramException(
          Kind.UNSUPPORTED, at + 2, "a CI field 00 to 1f, which is DLMS", Hex.ofByte(ci));
    }
    framing = DlmsFraming.MBUS;
    int from = at + MBUS_HEADER;
    ApduBytes info = ApduBytes.of(array, from, frame.infoEnd, from, trace);
    long key =
        (long) (array[at + 1] & 0xFF) << 16 | (array[at + 3] & 0xFF) << 8 | (array[at + 4] & 0xFF);
    int number = ci & SEQUENCE;
    boolean last = (ci & LAST_SEGMENT) != 0;
    // The number has four bits: of a long APDU it comes round to 0.
    if (inProgress && (key != peer || (number == 0 && expected != 0))) {
      interrupt();
    }
    peer = key;
    int wanted = inProgress ? expected : 0;
    if (number != wanted) {
      reset();
      throw gap(at + 2, "segment " + wanted, "segment " + number);
    }
    if (!inProgress && last) {
      return info;
    }
    expected = number + 1 & SEQUENCE;
    return segment(info, last, trace);
  }

  /** Bytes of an LLC header at a position, or 0. */
  static int llcBytes(byte[] array, int from, int end) {
    return isLlc(array, from, end) ? LLC_BYTES : 0;
  }

  private static boolean isLlc(byte[] array, int from, int end) {
    if (end - from < LLC_BYTES || (array[from] & 0xFF) != LLC_DESTINATION) {
      return false;
    }
    int source = array[from + 1] & 0xFF;
    return (source == LLC_RESPONSE || source == LLC_DESTINATION) && array[from + 2] == 0;
  }

  private @Nullable ApduBytes segment(ApduBytes info, boolean last, @Nullable DlmsTrace trace)
      throws MalformedTelegramException {
    if (trace != null) {
      trace.field(info.start, info.length(), "segment", info.length() + " bytes of an APDU");
    }
    inProgress = true;
    segments++;
    try {
      builder.add(info, info.start, info.end);
    } catch (MalformedTelegramException tooLong) {
      reset();
      throw tooLong;
    }
    if (!last) {
      return null;
    }
    ApduBytes whole = builder.build(trace, "APDU put together from segments");
    reset();
    return whole;
  }

  /** What was begun and not ended, as a fault; null when nothing was. */
  @Nullable MalformedTelegramException pending() {
    return inProgress
        ? gap(builder.origin(), "all segments of an APDU", "some, and not the last")
        : null;
  }

  /** An APDU that the last frame cut off by beginning another, once; else null. */
  @Nullable MalformedTelegramException interrupted() {
    MalformedTelegramException fault = interrupted;
    interrupted = null;
    return fault;
  }

  private void interrupt() {
    interrupted = pending();
    reset();
  }

  void reset() {
    builder.clear();
    inProgress = false;
  }

  private static MalformedTelegramException gap(int offset, String wanted, String found) {
    return new MalformedTelegramException(Kind.INCOMPLETE, offset, wanted, found);
  }
}
