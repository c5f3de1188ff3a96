package org.joulegate.codec.iec62056;

import static org.joulegate.codec.iec62056.Ascii.ACK;
import static org.joulegate.codec.iec62056.Ascii.CR;
import static org.joulegate.codec.iec62056.Ascii.EOT;
import static org.joulegate.codec.iec62056.Ascii.ETX;
import static org.joulegate.codec.iec62056.Ascii.LF;
import static org.joulegate.codec.iec62056.Ascii.STX;

import java.util.List;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.jspecify.annotations.Nullable;

/** Reads one message with an identification: a read-out, or a telegram of P1. */
final class MessageReader {

  private static final int CRC_DIGITS = 4;

  private final byte[] bytes;
  private final IdentificationFinder finder;
  private final int from;
  private final int start;
  private final boolean identified;
  private final int limit;
  private final ReadoutLimits limits;
  private final DataBlock block;

  /** Whether there are more bytes than a message may have. */
  private final boolean cutShort;

  private @Nullable Identification identification;
  private int end;
  private Readout.Check check = Readout.Check.NONE;

  /** Reads the first message behind a position; the finder knows where the bytes end. */
  MessageReader(byte[] bytes, int from, IdentificationFinder finder, ReadoutLimits limits) {
    this.bytes = bytes;
    this.finder = finder;
    this.from = from;
    this.limits = limits;
    int limit = finder.limit();
    int slash = finder.find(from);
    this.identified = slash < limit;
    this.start = identified ? slash : firstText(bytes, from, limit);
    this.cutShort = limit - start > limits.messageBytes().most();
    this.limit = cutShort ? start + limits.messageBytes().most() : limit;
    this.block = new DataBlock(bytes, this.limit, limits);
    this.end = this.limit;
  }

  private static int firstText(byte[] bytes, int from, int limit) {
    int i = from;
    while (i < limit && (Ascii.isLineEnd(bytes[i]) || bytes[i] == ' ')) {
      i++;
    }
    return i;
  }

  Readout readout() {
    int i = identified ? identify() : dataAlone();
    if (i < 0) {
      return result();
    }
    i = options(i);
    int text = i;
    boolean framed = i < limit && bytes[i] == STX;
    while (i < limit && bytes[i] == STX) {
      text = i + 1;
      int stop = block.read(text);
      if (stop >= limit || bytes[stop] != EOT) {
        return blockEnd(text, stop, /* framed= */ true);
      }
      if (!checked(text, stop)) {
        return result();
      }
      i = afterPartial(stop + 2);
    }
    if (framed) {
      incomplete(i);
      return result();
    }
    return blockEnd(text, block.read(text), /* framed= */ false);
  }

  P1Telegram p1() {
    if (!identified) {
      nothing();
      return new P1Telegram(result());
    }
    int stop = block.read(identify());
    if (stop >= limit || bytes[stop] != '!') {
      noEnd(stop);
    } else {
      crc(stop);
    }
    P1Telegram telegram = new P1Telegram(result());
    if (check == Readout.Check.NONE && block.fault() == null && telegram.version() != null) {
      withoutCrc();
      return new P1Telegram(result());
    }
    return telegram;
  }

  /**
   * From version 4.0 on the checksum is mandatory (DSMR P1 4.0, 5.2). Taps that take it away leave
   * the end of its line; where that is missing as well the telegram was cut off.
   */
  private void withoutCrc() {
    if (end >= limit || bytes[end] == '/') {
      cutInCrc(end);
    } else {
      block.warn(ReadoutWarning.Kind.NO_CHECKSUM, end);
    }
  }

  private void cutInCrc(int at) {
    end = at;
    String found = at >= limit ? "the end of the bytes" : Ascii.name(bytes[at]);
    block.fail(MalformedTelegramException.truncated(at, "four hex digits", found));
  }

  /** Takes the identification and gives the position behind its line. */
  private int identify() {
    if (!onlyNoise()) {
      block.warn(ReadoutWarning.Kind.LEADING_BYTES, from);
    }
    int line = Ascii.lineEnd(bytes, start, limit);
    for (int i = start + 1; i < line; i++) {
      if (bytes[i] < 0) {
        block.warn(ReadoutWarning.Kind.HIGH_CHARACTER, i);
      } else if (bytes[i] < 0x20) {
        block.warn(ReadoutWarning.Kind.CONTROL_CHARACTER, i);
      } else if (bytes[i] == '/') {
        block.warn(ReadoutWarning.Kind.SLASH_IN_NAME, i);
      }
    }
    identification = new Identification(bytes, start, line - start);
    return line;
  }

  /**
   * Data without an identification, as tools store them and taps record them: the position of the
   * start of text or of the first address, or -1 when there is neither.
   */
  private int dataAlone() {
    int i = options(start);
    byte first = i < limit ? bytes[i] : 0;
    if (first != STX && (!Ascii.isPrintable(first) || first == '!' || first == '/')) {
      nothing();
      return -1;
    }
    block.warn(ReadoutWarning.Kind.NO_IDENTIFICATION, i);
    return i;
  }

  private void nothing() {
    block.fail(
        MalformedTelegramException.truncated(
            limit, "a slash and an identification", "bytes without one"));
  }

  /** Whether there are data sets, and most of them have an OBIS code as their address. */
  private static boolean isReadout(List<DataSet> sets) {
    int codes = 0;
    for (DataSet set : sets) {
      codes += set.obis() == ObisGroups.NONE ? 0 : 1;
    }
    return 2 * codes > sets.size();
  }

  /** Whether the data are load profiles, which tools store without an exclamation mark. */
  private static boolean isProfile(List<DataSet> sets) {
    for (DataSet set : sets) {
      if (set.profile() == null) {
        return false;
      }
    }
    return !sets.isEmpty();
  }

  /** Blank lines, an acknowledgement and the option select message (6.3.3) that a tap recorded. */
  private int options(int behindIdentification) {
    int i = behindIdentification;
    while (i < limit) {
      byte b = bytes[i];
      if (b == ACK) {
        i++;
        int digits = i;
        while (i < limit && bytes[i] >= '0' && bytes[i] <= '9' && i - digits < 3) {
          i++;
        }
      } else if (b == CR || b == LF || b == ' ' || b == 0) {
        i++;
      } else {
        return i;
      }
    }
    return i;
  }

  /** What ends a block: exclamation mark, and with a start of text also ETX and the check. */
  private Readout blockEnd(int text, int stop, boolean framed) {
    if (stop >= limit && !identified && !framed && isProfile(block.sets())) {
      return result();
    }
    if (stop >= limit || bytes[stop] == '/' || bytes[stop] == EOT) {
      noEnd(stop);
      return result();
    }
    int i = stop;
    if (bytes[stop] == '!') {
      end = stop + 1;
      i = Ascii.skipLineEnds(bytes, stop + 1, limit);
      boolean goesOn = framed && i == end && i < limit && bytes[i] != ETX;
      i = goesOn ? behindMark(i) : i;
      if (i >= limit || bytes[i] != ETX) {
        endMark(i, framed);
        return result();
      }
    } else {
      block.warn(ReadoutWarning.Kind.NO_END_MARK, stop);
    }
    if (framed) {
      checked(text, i);
    } else {
      end = i + 1;
      block.fail(malformed(i, "STX before the block that ends here", "ETX without it"));
    }
    return result();
  }

  /** The end of text behind a line that goes on after its exclamation mark, or that position. */
  private int behindMark(int from) {
    int line = Ascii.lineEnd(bytes, from, limit);
    int next = Ascii.skipLineEnds(bytes, line, limit);
    if (line == from || next == line || next >= limit || bytes[next] != ETX) {
      return from;
    }
    block.warn(ReadoutWarning.Kind.BEHIND_END_MARK, from);
    return next;
  }

  /** An exclamation mark without an end of text behind it. */
  private void endMark(int next, boolean framed) {
    boolean nothing = next >= limit || bytes[next] == '/' || isFill(bytes[next]);
    if (framed && nothing) {
      block.warn(ReadoutWarning.Kind.NO_BLOCK_CHECK, next);
    } else if (framed) {
      block.fail(malformed(next, "ETX and a block check character", Ascii.name(bytes[next])));
    } else if (!nothing && next == end) {
      block.warn(ReadoutWarning.Kind.BEHIND_END_MARK, next);
      end = Ascii.lineEnd(bytes, next, limit);
    }
  }

  private static boolean isFill(byte b) {
    return b == 0 || b == ' ' || b == (byte) 0xFF;
  }

  /** Whether the check character behind ETX or EOT is right; else nothing of the block counts. */
  private boolean checked(int text, int stop) {
    if (stop + 1 >= limit) {
      end = limit;
      block.fail(
          MalformedTelegramException.truncated(
              limit, "a block check character", "the end of the bytes"));
      return false;
    }
    end = stop + 2;
    if (BlockCheck.of(bytes, text, stop + 1 - text) == bytes[stop + 1]) {
      check = Readout.Check.RIGHT;
      return true;
    }
    check = Readout.Check.WRONG;
    return false;
  }

  /** The next partial block, behind the reader's acknowledgement where a tap recorded it. */
  private int afterPartial(int behindCheck) {
    int i = behindCheck;
    while (i < limit && (bytes[i] == ACK || bytes[i] == CR || bytes[i] == LF)) {
      i++;
    }
    return i;
  }

  private void incomplete(int at) {
    end = at;
    block.fail(
        new MalformedTelegramException(
            Kind.INCOMPLETE, at, "the next partial block", "nothing of it"));
  }

  private void noEnd(int stop) {
    end = stop;
    String found = stop >= limit ? "the end of the bytes" : Ascii.name(bytes[stop]);
    block.fail(MalformedTelegramException.truncated(stop, "an exclamation mark", found));
  }

  private void crc(int mark) {
    int i = mark + 1;
    end = i;
    if (i >= limit || Ascii.isLineEnd(bytes[i]) || isFill(bytes[i]) || bytes[i] == '/') {
      return;
    }
    int value = 0;
    boolean upper = false;
    boolean lower = false;
    for (int k = 0; k < CRC_DIGITS; k++, i++) {
      if (i >= limit || bytes[i] == '/') {
        cutInCrc(i);
        return;
      }
      int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
      upper |= bytes[i] >= 'A' && bytes[i] <= 'F';
      lower |= bytes[i] >= 'a' && bytes[i] <= 'f';
      if (digit < 0 || (upper && lower)) {
        check = Readout.Check.WRONG;
        end = i;
        block.fail(malformed(i, "a hex digit of the checksum", Ascii.name(bytes[i])));
        return;
      }
      value = value << 4 | digit;
    }
    end = i;
    boolean right = Crc16.arc(0, bytes, start, mark + 1 - start) == value;
    check = right ? Readout.Check.RIGHT : Readout.Check.WRONG;
    boolean ended = i >= limit || Ascii.isLineEnd(bytes[i]) || isFill(bytes[i]);
    if (right && !ended && bytes[i] != '/') {
      block.fail(malformed(i, "the end of the line", Ascii.name(bytes[i])));
    }
  }

  private Readout result() {
    MalformedTelegramException fault = block.fault();
    List<DataSet> sets = block.sets();
    if (check == Readout.Check.WRONG) {
      sets = List.of();
      fault =
          fault != null && fault.offset() == end
              ? fault
              : new MalformedTelegramException(
                  Kind.CRC, end - 1, "the checksum of the bytes before it", "another");
    } else if (cutShort && end >= limit) {
      Limit most = limits.messageBytes();
      fault = malformed(start, "at most " + most.most() + " " + most.name(), "more");
    }
    if (!identified && check != Readout.Check.WRONG && !isReadout(sets)) {
      sets = List.of();
      fault = fault != null ? fault : malformed(start, "OBIS codes or an identification", "none");
    }
    if (fault == null) {
      trailing();
    }
    return new Readout(identification, sets, check, block.warnings(), fault, start, end);
  }

  private void trailing() {
    int i = end;
    while (i < limit && (Ascii.isLineEnd(bytes[i]) || isFill(bytes[i]))) {
      i++;
    }
    if (i < limit && !finder.hasStart(i)) {
      block.warn(ReadoutWarning.Kind.TRAILING_BYTES, i);
    }
  }

  /** Whether only line ends, blanks, fill and what a reader itself sends stand before the slash. */
  private boolean onlyNoise() {
    int slash = start;
    int i = from;
    while (i < slash) {
      byte b = bytes[i];
      if (b == '/' && i + 1 < slash && bytes[i + 1] == '?') {
        while (i < slash && bytes[i] != '!') {
          i++;
        }
      } else if (!Ascii.isLineEnd(b) && !isFill(b) && b != ACK && b != 0x7F) {
        return false;
      }
      i++;
    }
    return true;
  }

  private static MalformedTelegramException malformed(int at, String expected, String found) {
    return MalformedTelegramException.malformed(at, expected, found);
  }
}
