package org.joulegate.metering.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An OBIS code: the six value groups A to F that name a register (IEC 62056-6-1, clause 4).
 *
 * <p>Groups are 0 to 255 each. Group F is 255 where it is not used. The packed form holds A in the
 * highest of six bytes, so that the natural order of the packed form is the order of the groups.
 *
 * @param packed the six groups, A first, in the low 48 bits; 0 to 2^48 - 1
 */
public record ObisCode(long packed) implements Comparable<ObisCode> {
  /** Active energy drawn, all tariffs together: 1-0:1.8.0*255. */
  public static final ObisCode ACTIVE_ENERGY_IMPORT = of(1, 0, 1, 8, 0, 255);

  /** Active energy fed in, all tariffs together: 1-0:2.8.0*255. */
  public static final ObisCode ACTIVE_ENERGY_EXPORT = of(1, 0, 2, 8, 0, 255);

  /** Active power at this moment, drawn minus fed in, all phases: 1-0:16.7.0*255. */
  public static final ObisCode ACTIVE_POWER = of(1, 0, 16, 7, 0, 255);

  private static final Pattern TEXT =
      Pattern.compile(
          "(\\d{1,3})-(\\d{1,3}):(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:\\*(\\d{1,3}))?");
  private static final long MAX_PACKED = (1L << 48) - 1;

  /**
   * @throws IllegalArgumentException if {@code packed} does not fit six bytes
   */
  public ObisCode {
    if (packed < 0 || packed > MAX_PACKED) {
      throw new IllegalArgumentException("an OBIS code has six bytes, not " + packed);
    }
  }

  /**
   * The code of six groups.
   *
   * @throws IllegalArgumentException if a group is not 0 to 255; the message names the group
   */
  public static ObisCode of(int a, int b, int c, int d, int e, int f) {
    return new ObisCode(
        group('A', a) << 40
            | group('B', b) << 32
            | group('C', c) << 24
            | group('D', d) << 16
            | group('E', e) << 8
            | group('F', f));
  }

  /**
   * Reads {@code A-B:C.D.E*F}; without {@code *F}, F is 255.
   *
   * @throws IllegalArgumentException if the text has another form or a group is above 255
   */
  public static ObisCode parse(String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no OBIS code of the form A-B:C.D.E*F, such as 1-0:1.8.0*255");
    }
    int f = m.group(6) == null ? 255 : Integer.parseInt(m.group(6));
    return of(
        Integer.parseInt(m.group(1)),
        Integer.parseInt(m.group(2)),
        Integer.parseInt(m.group(3)),
        Integer.parseInt(m.group(4)),
        Integer.parseInt(m.group(5)),
        f);
  }

  private static long group(char name, int value) {
    if (value < 0 || value > 255) {
      throw new IllegalArgumentException("OBIS group " + name + " is 0 to 255, not " + value);
    }
    return value;
  }

  /** Group A: the medium (1 electricity, 6 heat, 7 gas, 8 cold water, 9 hot water). */
  public int a() {
    return (int) (packed >> 40) & 0xFF;
  }

  /** Group B: the channel. */
  public int b() {
    return (int) (packed >> 32) & 0xFF;
  }

  /** Group C: the quantity. */
  public int c() {
    return (int) (packed >> 24) & 0xFF;
  }

  /** Group D: how the quantity is processed (7 instantaneous, 8 time integral). */
  public int d() {
    return (int) (packed >> 16) & 0xFF;
  }

  /** Group E: the tariff; 0 is the total. */
  public int e() {
    return (int) (packed >> 8) & 0xFF;
  }

  /** Group F: the billing period; 255 is the present value. */
  public int f() {
    return (int) packed & 0xFF;
  }

  /**
   * Whether this names an index: a register that counts up and whose differences are consumption.
   * Electricity: D is 8, time integral 1 (IEC 62056-6-1, table "Value group D codes -
   * Electricity"), except the net sums (C 16, 36, 56 and 76), which fall by definition. Heat and
   * cooling: energy, C 1 and D 0. Gas: volume, C 3 and D 0 to 2. Water: volume, C 1 and D 0. F is
   * the present value in all.
   */
  public boolean isIndex() {
    if (f() != 255) {
      return false;
    }
    return switch (a()) {
      case 1 -> d() == 8 && !isNetSum();
      case 5, 6, 8, 9 -> c() == 1 && d() == 0;
      case 7 -> c() == 3 && d() <= 2;
      default -> false;
    };
  }

  private boolean isNetSum() {
    return c() == 16 || c() == 36 || c() == 56 || c() == 76;
  }

  @Override
  public int compareTo(ObisCode other) {
    return Long.compare(packed, other.packed);
  }

  /** The full form, {@code A-B:C.D.E*F}. */
  @Override
  public String toString() {
    return a() + "-" + b() + ":" + c() + "." + d() + "." + e() + "*" + f();
  }
}
