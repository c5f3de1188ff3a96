package org.joulegate.codec.sml;

/** OBIS codes (IEC 62056-6-1) as the six bytes of an object name in a {@code long}. */
public final class SmlObis {

  /** Active energy from the grid, total: 1-0:1.8.0*255. */
  public static final long ENERGY_IMPORT = of(1, 0, 1, 8, 0, 255);

  /** Active energy to the grid, total: 1-0:2.8.0*255. */
  public static final long ENERGY_EXPORT = of(1, 0, 2, 8, 0, 255);

  /** Active power, positive from the grid and negative to it: 1-0:16.7.0*255. */
  public static final long POWER = of(1, 0, 16, 7, 0, 255);

  /** Active power without its direction: 1-0:15.7.0*255. */
  public static final long POWER_ABSOLUTE = of(1, 0, 15, 7, 0, 255);

  /** Identification of the meter: 1-0:96.1.0*255. */
  public static final long METER_ID = of(1, 0, 96, 1, 0, 255);

  private SmlObis() {}

  /** Packs six bytes, each 0 to 255. */
  public static long of(int a, int b, int c, int d, int e, int f) {
    long packed = 0;
    for (int part : new int[] {a, b, c, d, e, f}) {
      if (part < 0 || part > 0xFF) {
        throw new IllegalArgumentException("a part of an OBIS code is 0 to 255, not " + part);
      }
      packed = (packed << Byte.SIZE) | part;
    }
    return packed;
  }

  /** The usual text: {@code A-B:C.D.E*F} in decimal. */
  public static String format(long packed) {
    return part(packed, 5)
        + "-"
        + part(packed, 4)
        + ":"
        + part(packed, 3)
        + "."
        + part(packed, 2)
        + "."
        + part(packed, 1)
        + "*"
        + part(packed, 0);
  }

  private static int part(long packed, int index) {
    return (int) (packed >>> (index * Byte.SIZE)) & 0xFF;
  }
}
