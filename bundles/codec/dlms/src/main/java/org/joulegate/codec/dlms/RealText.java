package org.joulegate.codec.dlms;

import java.math.BigDecimal;
import org.joulegate.codec.bytes.RealDecimal;

/** The shortest decimal text that reads back to the same binary real. */
final class RealText {

  private static final int FRACTION_BITS = 52;

  private RealText() {}

  static String ofFloat32(int bits) {
    return RealDecimal.isFinite(bits)
        ? ofFloat32(bits, 0)
        : notFinite((bits & 0x7F_FFFF) != 0, bits < 0);
  }

  static String ofFloat64(long bits) {
    boolean fraction = (bits & ((1L << FRACTION_BITS) - 1)) != 0;
    return RealDecimal.isFinite(bits) ? ofFloat64(bits, 0) : notFinite(fraction, bits < 0);
  }

  /** The text of a finite real times a power of ten. */
  static String scaled(DlmsData.Real real, int power) {
    return real.type() == DlmsType.FLOAT32
        ? ofFloat32((int) real.bits(), power)
        : ofFloat64(real.bits(), power);
  }

  private static String ofFloat32(int bits, int power) {
    long decimal = RealDecimal.of(bits);
    return plain(decimal >> Integer.SIZE, (int) decimal + power);
  }

  private static String ofFloat64(long bits, int power) {
    RealDecimal.Decimal decimal = RealDecimal.of(bits);
    return plain(decimal.mantissa(), decimal.exponent() + power);
  }

  private static String plain(long mantissa, int exponent) {
    return mantissa == 0 ? "0" : BigDecimal.valueOf(mantissa, -exponent).toPlainString();
  }

  private static String notFinite(boolean notANumber, boolean negative) {
    return notANumber ? "NaN" : negative ? "-Infinity" : "Infinity";
  }
}
