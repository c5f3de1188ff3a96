package org.joulegate.codec.dlms;

import org.jspecify.annotations.Nullable;

/**
 * One value of a meter with its OBIS code.
 *
 * @param code the OBIS code as one number, value group A in bits 40 to 47, F in the lowest eight
 * @param value as it was sent
 * @param scale what makes a quantity of the number; null when neither the telegram nor the maker's
 *     list says it. The number is then shown as sent, and no unit is made up
 */
public record DlmsRegister(long code, DlmsData value, @Nullable Scale scale) {

  /**
   * Scaler and unit (Blue Book, scaler_unit).
   *
   * @param scaler power of ten, -128 to 127
   * @param unit number of the unit in the table of the Blue Book, 1 to 255; 255: a count
   * @param sent whether the telegram says so, not a list of the maker
   */
  public record Scale(int scaler, int unit, boolean sent) {}

  /** The code as text, for example {@code 1-0:1.8.0*255}. */
  public String obis() {
    return DlmsObis.text(code);
  }

  /** Exact decimal text of the scaled value, or null when it is no number. */
  public @Nullable String decimal() {
    Scale known = scale;
    int scaler = known == null ? 0 : known.scaler();
    if (value instanceof DlmsData.Int number) {
      return number.decimal(scaler);
    } else if (value instanceof DlmsData.Real real && real.isFinite()) {
      return RealText.scaled(real, scaler);
    } else if (value instanceof DlmsData.Bcd bcd && bcd.number() >= 0) {
      return new DlmsData.Int(DlmsType.UNSIGNED, bcd.number()).decimal(scaler);
    }
    return null;
  }

  /** The number as it was sent, or null when it is none. */
  public @Nullable String raw() {
    return scale == null ? decimal() : new DlmsRegister(code, value, null).decimal();
  }

  /**
   * The value as text, when it is one; a string of bytes that is printable counts, and so does a
   * date or a time with a tag of its own, in ISO 8601, when no part of it is open.
   */
  public @Nullable String text() {
    if (value instanceof DlmsData.Text text) {
      return text.text();
    } else if (value instanceof DlmsData.Octets octets) {
      return octets.bytes().isPrintable() ? octets.bytes().toText() : null;
    } else if (value instanceof DlmsData.Moment moment && moment.type() == DlmsType.DATE) {
      return DlmsDateTime.dateText(moment.bytes());
    } else if (value instanceof DlmsData.Moment moment && moment.type() == DlmsType.TIME) {
      return DlmsDateTime.timeText(moment.bytes());
    }
    return null;
  }

  /** The value as date and time, when it is one. */
  public @Nullable DlmsDateTime dateTime() {
    if (value instanceof DlmsData.Octets octets && DlmsDateTime.looksLike(octets.bytes())) {
      return DlmsDateTime.of(octets.bytes());
    } else if (value instanceof DlmsData.Moment moment && moment.type() == DlmsType.DATE_TIME) {
      return DlmsDateTime.of(moment.bytes());
    }
    return null;
  }
}
