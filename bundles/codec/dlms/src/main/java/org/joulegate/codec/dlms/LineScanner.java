package org.joulegate.codec.dlms;

import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds frames in the bytes of a line: HDLC (ISO/IEC 13239, frame format type 3; IEC 62056-46) and
 * long frames of M-Bus (EN 13757-2), whichever comes. The scanner keeps its place, so that bytes
 * that arrived later are looked at once only.
 *
 * <p>What seemed the inside of a damaged frame is searched for the start of a good one; faults that
 * are found there are not reported, for they may be mere data.
 */
final class LineScanner {

  private static final int FLAG = 0x7E;
  private static final int FORMAT_TYPE = 0xA0;
  private static final int SEGMENTED = 0x08;
  private static final int SHORTEST_HDLC = 7;
  private static final int MBUS_START = 0x68;
  private static final int MBUS_STOP = 0x16;

  /** C, A, CI, STSAP and DTSAP. */
  private static final int SHORTEST_MBUS = 5;

  private static final int MBUS_AROUND = 6;
  private static final int LENGTH_WRAP = 0x100;

  /** What a scan ended with. */
  enum Outcome {
    /** All bytes were looked at; a frame may have begun. */
    MORE,
    HDLC,
    MBUS,
    /** A frame that came to nothing: {@link #fault()}. */
    FAULT
  }

  /** What can be told of a frame that came to nothing. */
  enum Shape {
    /** Only that it seemed to begin. */
    NONE,
    /** The fields of an HDLC header, whose checksum is wrong. */
    HEADER,
    /** All fields: only a checksum at the end is wrong. */
    WHOLE
  }

  private final int longest;
  private int position;
  private int failedUpTo;
  private @Nullable MalformedTelegramException fault;

  /** The last frame: its first byte, behind its last, and what it carries. */
  int start;

  int stop;
  int infoStart;
  int infoEnd;

  /** Of HDLC: the addresses as they stand there, and the control byte. */
  long destination;

  long source;
  int control;
  boolean segmented;

  /** Of HDLC: bytes of the addresses. */
  int destinationBytes;

  int sourceBytes;

  /** Of a fault: what else is known of the frame. */
  Shape shape = Shape.NONE;

  LineScanner(int longest, int position) {
    this.longest = longest;
    this.position = position;
    this.failedUpTo = position;
  }

  /** Where the next scan goes on; bytes before it are not needed any more. */
  int position() {
    return position;
  }

  /** The bytes before {@code distance} were dropped from the array. */
  void shift(int distance) {
    position -= distance;
    failedUpTo -= distance;
  }

  MalformedTelegramException fault() {
    if (fault == null) {
      throw new IllegalStateException("no fault");
    }
    return fault;
  }

  /**
   * Looks at the bytes from {@link #position()} on, up to the next outcome.
   *
   * @param end behind the last byte
   * @param complete whether no more bytes will come
   */
  Outcome scan(byte[] array, int end, boolean complete) {
    while (position < end) {
      int b = array[position] & 0xFF;
      Outcome outcome = null;
      if (b == FLAG) {
        outcome = hdlc(array, position, end, complete);
      } else if (b == MBUS_START) {
        outcome = mbus(array, position, end, complete);
      }
      if (outcome != null && (outcome != Outcome.FAULT || reported())) {
        return outcome;
      }
      if (outcome == null) {
        position++;
      }
    }
    return Outcome.MORE;
  }

  /** Goes on behind a fault's first byte; says whether the fault is to be told. */
  private boolean reported() {
    boolean news = start >= failedUpTo;
    failedUpTo = Math.max(failedUpTo, stop);
    position = start + 1;
    return news;
  }

  /** Null when no frame begins here. */
  private @Nullable Outcome hdlc(byte[] array, int at, int end, boolean complete) {
    if (at + 3 > end) {
      boolean flagOnly = at + 1 == end || (array[at + 1] & 0xF0) != FORMAT_TYPE;
      return complete ? (flagOnly ? null : cut(array, at, end, 3)) : Outcome.MORE;
    }
    int format = array[at + 1] & 0xFF;
    if ((format & 0xF0) != FORMAT_TYPE) {
      return null;
    }
    segmented = (format & SEGMENTED) != 0;
    int length = (format & 7) << Byte.SIZE | (array[at + 2] & 0xFF);
    if (length < SHORTEST_HDLC || length + 2 > longest) {
      return fault(Kind.MALFORMED, at, at + 3, at + 1, "an HDLC frame length", "" + length);
    }
    int known = Math.min(end, at + 1 + length);
    int headerEnd = header(array, at + 3, known);
    if (headerEnd < 0) {
      return fault(Kind.MALFORMED, at, known, at + 3, "HDLC addresses of 1, 2 or 4 bytes", "none");
    }
    boolean whole = at + length + 2 <= end;
    if (headerEnd + 2 <= known && headerEnd + 2 < at + 1 + length) {
      if (!crcMatches(array, at + 1, headerEnd)) {
        infoStart = headerEnd + 2;
        fault(Kind.CRC, at, known, headerEnd, "the header check sequence", "another");
        return shaped(Shape.HEADER);
      }
    }
    if (!whole) {
      return complete ? cut(array, at, end, length + 2) : Outcome.MORE;
    }
    return body(array, at, length, headerEnd);
  }

  private Outcome body(byte[] array, int at, int length, int headerEnd) {
    int fcs = at + 1 + length - 2;
    int closing = at + 1 + length;
    if (headerEnd > fcs) {
      return fault(Kind.MALFORMED, at, closing, at + 1, "a length that holds the header", "less");
    }
    infoStart = Math.min(headerEnd + 2, fcs);
    infoEnd = fcs;
    if (!crcMatches(array, at + 1, fcs)) {
      fault(Kind.CRC, at, closing, fcs, "the frame check sequence", "another");
      return shaped(Shape.WHOLE);
    }
    if ((array[closing] & 0xFF) != FLAG) {
      String found = Hex.ofByte(array[closing]);
      return fault(Kind.MALFORMED, at, closing, closing, "the closing flag 0x7e", found);
    }
    start = at;
    stop = closing + 1;
    // The closing flag may open the next frame as well.
    position = closing;
    failedUpTo = Math.max(failedUpTo, closing);
    return Outcome.HDLC;
  }

  /**
   * Reads addresses and control byte.
   *
   * @return behind the control byte; behind {@code end} when bytes are missing; -1 when an address
   *     has another length than 1, 2 or 4
   */
  private int header(byte[] array, int from, int end) {
    int next = address(array, from, end);
    if (next < 0 || next > end) {
      return next < 0 ? -1 : end + 1;
    }
    destinationBytes = next - from;
    destination = packed(array, from, next);
    int second = address(array, next, end);
    if (second < 0 || second > end) {
      return second < 0 ? -1 : end + 1;
    }
    sourceBytes = second - next;
    source = packed(array, next, second);
    if (second >= end) {
      return end + 1;
    }
    control = array[second] & 0xFF;
    return second + 1;
  }

  /** Behind an address, whose last byte has its lowest bit set. */
  private static int address(byte[] array, int from, int end) {
    for (int i = 0; i < Integer.BYTES; i++) {
      if (from + i >= end) {
        return end + 1;
      }
      if ((array[from + i] & 1) != 0) {
        return i == 2 ? -1 : from + i + 1;
      }
    }
    return -1;
  }

  private static long packed(byte[] array, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value << Byte.SIZE | (array[i] & 0xFF);
    }
    return value;
  }

  /** Whether the two bytes behind a range are its checksum, the low byte first. */
  private static boolean crcMatches(byte[] array, int from, int to) {
    int sent = (array[to] & 0xFF) | (array[to + 1] & 0xFF) << Byte.SIZE;
    return Crc16.x25(array, from, to - from) == sent;
  }

  /** Null when no frame begins here. */
  private @Nullable Outcome mbus(byte[] array, int at, int end, boolean complete) {
    if (at + 4 > end) {
      return complete ? null : Outcome.MORE;
    }
    int length = array[at + 1] & 0xFF;
    if (length != (array[at + 2] & 0xFF) || (array[at + 3] & 0xFF) != MBUS_START) {
      return null;
    }
    // A frame of 256 bytes and more wraps the length field round in some meters.
    for (int wrapped = length; wrapped <= length + LENGTH_WRAP; wrapped += LENGTH_WRAP) {
      int behind = at + wrapped + MBUS_AROUND;
      if (wrapped < SHORTEST_MBUS) {
        continue;
      }
      if (behind > end) {
        return complete ? mbusFault(array, at, length, end) : Outcome.MORE;
      }
      if (mbusEnds(array, at, wrapped)) {
        start = at;
        stop = behind;
        infoStart = at + 4;
        infoEnd = at + 4 + wrapped;
        position = behind;
        failedUpTo = Math.max(failedUpTo, behind);
        return Outcome.MBUS;
      }
    }
    return mbusFault(array, at, length, end);
  }

  private static boolean mbusEnds(byte[] array, int at, int length) {
    int checksumAt = at + 4 + length;
    if ((array[checksumAt + 1] & 0xFF) != MBUS_STOP) {
      return false;
    }
    int sum = 0;
    for (int i = at + 4; i < checksumAt; i++) {
      sum += array[i];
    }
    return (sum & 0xFF) == (array[checksumAt] & 0xFF);
  }

  private Outcome mbusFault(byte[] array, int at, int length, int end) {
    int expected = length < SHORTEST_MBUS ? length + LENGTH_WRAP : length;
    int checksumAt = at + 4 + expected;
    if (checksumAt + 2 > end) {
      return cut(array, at, end, expected + MBUS_AROUND);
    }
    int last = array[checksumAt + 1] & 0xFF;
    infoStart = at + 4;
    infoEnd = checksumAt;
    if (last != MBUS_STOP) {
      String found = Hex.ofByte(last);
      return fault(Kind.MALFORMED, at, checksumAt, checksumAt + 1, "the stop byte 0x16", found);
    }
    fault(Kind.CRC, at, checksumAt, checksumAt, "the checksum of the frame", "another");
    return shaped(Shape.WHOLE);
  }

  private Outcome cut(byte[] array, int at, int end, int length) {
    String kind = (array[at] & 0xFF) == FLAG ? "an HDLC frame of " : "an M-Bus frame of ";
    return fault(
        Kind.TRUNCATED,
        at,
        end,
        end,
        kind + length + " bytes from byte " + at,
        end - at + " bytes");
  }

  private Outcome fault(Kind kind, int from, int upTo, int offset, String expected, String found) {
    start = from;
    stop = upTo;
    shape = Shape.NONE;
    fault = new MalformedTelegramException(kind, offset, expected, found);
    return Outcome.FAULT;
  }

  /** Of the fault that was just found: what else is known of its frame. */
  private Outcome shaped(Shape known) {
    shape = known;
    return Outcome.FAULT;
  }
}
