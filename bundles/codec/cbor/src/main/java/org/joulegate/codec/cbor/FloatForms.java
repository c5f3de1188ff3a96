package org.joulegate.codec.cbor;

/** The three widths of IEEE 754 numbers in CBOR (RFC 8949 section 3.3 and appendix D). */
final class FloatForms {

  private FloatForms() {}

  /** The value of a number of 16 bits: 1 of sign, 5 of exponent, 10 of mantissa. */
  static double fromHalf(int bits) {
    int exponent = bits >> 10 & 0x1F;
    int mantissa = bits & 0x3FF;
    double magnitude;
    if (exponent == 0x1F) {
      magnitude = mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((double) mantissa, -24);
    } else {
      magnitude = Math.scalb((double) (mantissa + 0x400), exponent - 25);
    }
    return (bits & 0x8000) == 0 ? magnitude : -magnitude;
  }

  /** Whether fewer bytes than {@code width} hold the same value (RFC 8949 section 4.2.1). */
  static boolean hasShorter(double value, int width) {
    if (width == 2) {
      return false;
    }
    if (Double.isNaN(value)) {
      return true;
    }
    boolean single = (double) (float) value == value;
    return single && (width == 8 || fitsHalf(value));
  }

  private static boolean fitsHalf(double value) {
    double magnitude = Math.abs(value);
    if (magnitude == 0 || Double.isInfinite(magnitude)) {
      return true;
    }
    int exponent = Math.max(Math.getExponent(magnitude), -14);
    double units = Math.scalb(magnitude, 10 - exponent);
    return exponent <= 15 && units == Math.rint(units);
  }
}
