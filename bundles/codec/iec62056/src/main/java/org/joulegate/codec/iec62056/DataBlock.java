package org.joulegate.codec.iec62056;

import static org.joulegate.codec.iec62056.Ascii.CLASS;
import static org.joulegate.codec.iec62056.Ascii.CLOSE;
import static org.joulegate.codec.iec62056.Ascii.CR;
import static org.joulegate.codec.iec62056.Ascii.EOT;
import static org.joulegate.codec.iec62056.Ascii.ETX;
import static org.joulegate.codec.iec62056.Ascii.LF;
import static org.joulegate.codec.iec62056.Ascii.OPEN;
import static org.joulegate.codec.iec62056.Ascii.PLAIN;
import static org.joulegate.codec.iec62056.Ascii.SLASH;
import static org.joulegate.codec.iec62056.Ascii.STAR;
import static org.joulegate.codec.iec62056.ReadoutWarning.Kind.DOUBLED_BRACKET;
import static org.joulegate.codec.iec62056.ReadoutWarning.Kind.NO_ASTERISK;
import static org.joulegate.codec.iec62056.ReadoutWarning.Kind.NO_NUMBER;
import static org.joulegate.codec.iec62056.ReadoutWarning.Kind.SEVERAL_IN_UNIT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * Reads data lines: one pass over the bytes, numbers on the way. A data set that breaks the rules
 * is left out and its fault kept; reading goes on at the next line.
 */
final class DataBlock {

  /** Below this a number can take one more digit. */
  private static final long ROOM = 100_000_000_000_000_000L;

  /** So many digits stay below it whichever they are. */
  private static final int SURE = 17;

  /** Bytes of a line that has few, and the most data sets that there is room for in advance. */
  private static final int SHORT_LINE = 24;

  private static final int FIRST_SETS = 64;
  private static final int FIRST_VALUES = 8;

  private final byte[] bytes;
  private final int end;
  private final ReadoutLimits limits;
  private final AddressReader addresses;
  private DataSet[] sets = {};
  private int setCount;
  private DataValue[] values = new DataValue[FIRST_VALUES];
  private int valueCount;
  private @Nullable List<ReadoutWarning> warnings;
  private @Nullable MalformedTelegramException fault;

  /** What a reading step came to when it met a fault. */
  private static final int FAILED = -1;

  /** What scanning a number leaves behind beside its end. */
  private long mantissa;

  private int fraction;

  DataBlock(byte[] bytes, int end, ReadoutLimits limits) {
    this.bytes = bytes;
    this.end = end;
    this.limits = limits;
    this.addresses = new AddressReader(bytes, end);
  }

  /**
   * Reads data sets up to the exclamation mark, the end of text or transmission, the slash of
   * another message, or the end of the bytes, and gives its position.
   */
  int read(int from) {
    int i = from;
    while (i < end) {
      byte b = bytes[i];
      if (b == CR || b == LF || b == ' ') {
        i++;
      } else if (b == '!' || b == ETX || b == EOT || b == '/') {
        return i;
      } else if (b == '(' && fault != null) {
        i = nextLine(i); // More values of the data set that was refused.
      } else {
        int next = dataSet(i);
        i = next == FAILED ? nextLine(i) : next;
      }
    }
    return end;
  }

  /** Line ends and blanks between a data set and what may be more of its values. */
  private int skipGap(int from) {
    int i = from;
    while (i < end && (bytes[i] == CR || bytes[i] == LF || bytes[i] == ' ')) {
      i++;
    }
    return i;
  }

  /** The end of a line that was refused, or the message that begins in it: the line was cut off. */
  private int nextLine(int from) {
    int i = from;
    while (i < end && bytes[i] != CR && bytes[i] != LF && bytes[i] != ETX && bytes[i] != EOT) {
      if (IdentificationFinder.isAnother(bytes, i, end, limits)) {
        cutAt(i);
        return i;
      }
      i++;
    }
    return i;
  }

  /** What was refused behind the cut is not of this message. */
  private void cutAt(int at) {
    if (fault == null || fault.offset() >= at) {
      fault =
          MalformedTelegramException.truncated(at, "the rest of the line", Ascii.name((byte) '/'));
    }
  }

  private int dataSet(int from) {
    int i = addresses.read(from);
    if (i >= end || bytes[i] != '(') {
      return i >= end ? cut("an opening bracket") : wrong(i, "an opening bracket");
    }
    if (i - from > limits.addressCharacters().most()) {
      return tooMany(from, limits.addressCharacters(), i - from);
    }
    if (setCount >= limits.dataSets().most()) {
      return tooMany(from, limits.dataSets(), setCount + 1);
    }
    valueCount = 0;
    int stop = line(i);
    if (stop == FAILED) {
      return FAILED;
    }
    int firstLine = valueCount;
    int next = skipGap(stop);
    while (next > stop && next < end && bytes[next] == '(') {
      int kept = valueCount;
      int after = line(next);
      if (after == FAILED) {
        valueCount = kept;
        add(from, i, stop, firstLine);
        return nextLine(next);
      }
      stop = after;
      next = skipGap(stop);
    }
    add(from, i, stop, firstLine);
    return next;
  }

  private void add(int from, int addressEnd, int stop, int firstLine) {
    if (setCount == sets.length) {
      int room = Math.min(FIRST_SETS, 1 + (end - from) / SHORT_LINE);
      sets = Arrays.copyOf(sets, Math.max(room, 2 * setCount));
    }
    List<DataValue> list =
        switch (valueCount) {
          case 1 -> List.of(values[0]);
          case 2 -> List.of(values[0], values[1]);
          default -> List.of(Arrays.copyOf(values, valueCount));
        };
    sets[setCount++] =
        new DataSet(bytes, from, addressEnd - from, stop - from, addresses.obis(), firstLine, list);
  }

  /** The values of one line, and the position behind their last bracket. */
  private int line(int from) {
    int i = from;
    while (i < end && bytes[i] == '(') {
      if (valueCount >= limits.values().most()) {
        return tooMany(i, limits.values(), valueCount + 1);
      }
      i = value(i + 1);
      if (i == FAILED) {
        return FAILED;
      }
    }
    return i;
  }

  /** One value from behind its opening bracket, and the position behind its closing bracket. */
  private int value(int start) {
    int i = number(start);
    boolean isNumber = i > 0;
    if (!isNumber) {
      i = text(start);
      if (i == FAILED) {
        return FAILED;
      }
    }
    int unit = i;
    int stop = i;
    if (bytes[i] == '*') {
      unit = i + 1;
      stop = unit(unit);
      if (stop == FAILED) {
        return FAILED;
      }
    }
    if (stop - start > limits.valueCharacters().most()) {
      return tooMany(start, limits.valueCharacters(), stop - start);
    }
    DataValue value;
    if (isNumber) {
      value = DataValue.number(bytes, start, i - start, unit, stop - unit, mantissa, -fraction);
    } else {
      DataValue split = unit == i ? withoutAsterisk(start, i) : null;
      value = split != null ? split : DataValue.text(bytes, start, i - start, unit, stop - unit);
      if (split == null && stop > unit && hasDigit(start, i)) {
        warn(NO_NUMBER, start);
      }
    }
    if (valueCount == values.length) {
      values = Arrays.copyOf(values, 2 * valueCount);
    }
    values[valueCount++] = value;
    return stop + 1;
  }

  /**
   * A number that ends at an asterisk or a closing bracket: its end, or 0 when it is none. Blanks
   * may stand on both sides of it.
   */
  private int number(int start) {
    int i = digits(start);
    if (i == 0) {
      return 0;
    }
    while (i < end && bytes[i] == ' ') {
      i++;
    }
    return i < end && (bytes[i] == ')' ? !doubled(i) : bytes[i] == '*') ? i : 0;
  }

  /** The end of a number of at most 18 significant digits, or 0; leaves its mantissa. */
  private int digits(int start) {
    int i = start;
    while (i < end && bytes[i] == ' ') {
      i++;
    }
    if (i >= end) {
      return 0;
    }
    boolean minus = bytes[i] == '-';
    i += minus || bytes[i] == '+' ? 1 : 0;
    int first = i;
    long number = 0;
    int digit;
    for (int sure = Math.min(end, i + SURE); i < sure; i++) {
      digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      number = 10 * number + digit;
    }
    while (i < end && (digit = bytes[i] - '0') >= 0 && digit <= 9 && number < ROOM) {
      number = 10 * number + digit;
      i++;
    }
    int digits = i - first;
    int decimals = 0;
    if (i < end && bytes[i] == '.') {
      int point = ++i;
      while (i < end && (digit = bytes[i] - '0') >= 0 && digit <= 9 && number < ROOM) {
        number = 10 * number + digit;
        i++;
      }
      decimals = i - point;
    }
    mantissa = minus ? -number : number;
    fraction = decimals;
    return digits + decimals > 0 && decimals <= Byte.MAX_VALUE ? i : 0;
  }

  private boolean hasDigit(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] >= '0' && bytes[i] <= '9') {
        return true;
      }
    }
    return false;
  }

  private boolean doubled(int close) {
    return close + 1 < end && bytes[close + 1] == ')';
  }

  /** The end of a value that is no number: its asterisk or its closing bracket. */
  private int text(int start) {
    int i = start;
    if (i < end && bytes[i] == '(') {
      warn(DOUBLED_BRACKET, i);
      i++;
    }
    for (; i < end; i++) {
      byte c = CLASS[bytes[i] & 0xFF];
      if (c == CLOSE) {
        if (!doubled(i)) {
          return i;
        }
        warn(DOUBLED_BRACKET, i);
      } else if (c == STAR) {
        return i;
      } else if (c == OPEN || c > SLASH + 1) {
        return wrong(i, "a closing bracket");
      }
    }
    return cut("a closing bracket");
  }

  private int unit(int start) {
    for (int i = start; i < end; i++) {
      byte c = CLASS[bytes[i] & 0xFF];
      if (c == CLOSE) {
        return i;
      }
      if (c == STAR) {
        warn(SEVERAL_IN_UNIT, i);
      } else if (c != PLAIN && c != SLASH) {
        return wrong(i, "a closing bracket");
      }
    }
    return cut("a closing bracket");
  }

  /** A number that a known unit follows without an asterisk, as some makers write it, or null. */
  private @Nullable DataValue withoutAsterisk(int start, int stop) {
    int number = digits(start);
    int unit = number;
    while (unit < stop && bytes[unit] == ' ') {
      unit++;
    }
    if (number == 0
        || UnitNames.areForeignTo(addresses.obis())
        || !UnitNames.isKnown(bytes, unit, stop - unit)
        || (unit == number && !UnitNames.standsApart(bytes, start, number, stop))) {
      return null;
    }
    warn(NO_ASTERISK, unit);
    return DataValue.number(bytes, start, number - start, unit, stop - unit, mantissa, -fraction);
  }

  void warn(ReadoutWarning.Kind kind, int offset) {
    List<ReadoutWarning> all = warnings;
    if (all == null) {
      all = new ArrayList<>(2);
      warnings = all;
    }
    for (ReadoutWarning before : all) {
      if (before.kind() == kind) {
        return;
      }
    }
    all.add(new ReadoutWarning(kind, offset));
  }

  void fail(MalformedTelegramException cause) {
    if (fault == null) {
      fault = cause;
    }
  }

  private int wrong(int at, String expected) {
    if (fault == null) {
      fault = MalformedTelegramException.malformed(at, expected, Ascii.name(bytes[at]));
    }
    return FAILED;
  }

  private int cut(String expected) {
    fail(MalformedTelegramException.truncated(end, expected, "the end of the bytes"));
    return FAILED;
  }

  private int tooMany(int at, Limit limit, int count) {
    if (fault == null) {
      fault =
          MalformedTelegramException.malformed(
              at, "at most " + limit.most() + " " + limit.name(), Integer.toString(count));
    }
    return FAILED;
  }

  @Nullable MalformedTelegramException fault() {
    return fault;
  }

  List<DataSet> sets() {
    return Collections.unmodifiableList(Arrays.asList(Arrays.copyOf(sets, setCount)));
  }

  List<ReadoutWarning> warnings() {
    return warnings == null ? List.of() : List.copyOf(warnings);
  }
}
