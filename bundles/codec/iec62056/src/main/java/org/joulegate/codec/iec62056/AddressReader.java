package org.joulegate.codec.iec62056;

import static org.joulegate.codec.iec62056.Ascii.CLASS;
import static org.joulegate.codec.iec62056.Ascii.PLAIN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads the addresses of data sets. */
final class AddressReader {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final int PREFIX = Integer.BYTES;

  private final byte[] bytes;
  private final int end;

  /** Four characters that many addresses begin with, and their groups A and B. */
  private int prefix = '1' << 24 | '-' << 16 | '0' << 8 | ':';

  private long prefixGroups = ObisGroups.with(ObisGroups.with(0, 0, 1), 1, 0);

  /** The groups of the address that was scanned last. */
  private long obis;

  AddressReader(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /** The address read last as an OBIS code, or {@link ObisGroups#NONE}. */
  long obis() {
    return obis;
  }

  /**
   * The end of an address, and its groups on the way: decimal numbers, up to the star in front of
   * group F. Every other form is left to {@link ObisGroups}. Neighbours mostly begin alike, {@code
   * 1-0:}, so that much of the last address is remembered.
   */
  int read(int from) {
    int i = from;
    long packed = 0;
    int group = 0;
    if (end - from > PREFIX && (int) INT.get(bytes, from) == prefix) {
      packed = prefixGroups;
      group = 2;
      i += PREFIX;
    }
    while (i + 4 < end && isDigit(bytes[i])) {
      int number = bytes[i++] - '0';
      if (isDigit(bytes[i])) {
        number = 10 * number + bytes[i++] - '0';
        if (isDigit(bytes[i])) {
          number = 10 * number + bytes[i++] - '0';
        }
      }
      int b = bytes[i];
      int at = b == '(' ? group : ObisGroups.endedBy(b, group);
      if (number > 0xFF || at < 0 || (b == '(' && group < 3)) {
        break;
      }
      packed = ObisGroups.with(packed, at, number);
      if (b == '(') {
        obis = packed;
        return i;
      }
      i++;
      group = b == '*' ? 5 : at + 1;
      if (b == ':' && i == from + PREFIX) {
        prefix = (int) INT.get(bytes, from);
        prefixGroups = packed;
      }
    }
    return otherAddress(from);
  }

  private int otherAddress(int from) {
    int i = from;
    while (i < end && (CLASS[bytes[i] & 0xFF] == PLAIN || bytes[i] == '*')) {
      i++;
    }
    obis = ObisGroups.parse(bytes, from, i - from);
    return i;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
