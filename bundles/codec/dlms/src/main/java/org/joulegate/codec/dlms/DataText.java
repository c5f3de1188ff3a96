package org.joulegate.codec.dlms;

import org.joulegate.codec.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/** A value in a few words, for whoever looks at bytes. */
final class DataText {

  private static final int OBIS_BYTES = 6;

  private DataText() {}

  static @Nullable String of(DlmsData value) {
    if (value instanceof DlmsData.Int number) {
      return number.decimal(0);
    } else if (value instanceof DlmsData.Octets octets) {
      return octets(octets.bytes());
    } else if (value instanceof DlmsData.Text text) {
      return text.text();
    } else if (value instanceof DlmsData.Bool bool) {
      return bool.value() ? "true" : "false";
    } else if (value instanceof DlmsData.Real real) {
      return real.decimal();
    } else if (value instanceof DlmsData.Bcd bcd) {
      return bcd.number() < 0 ? "no decimal digits" : Integer.toString(bcd.number());
    } else if (value instanceof DlmsData.BitString bits) {
      return bits.text();
    } else if (value instanceof DlmsData.Moment moment) {
      return octets(moment.bytes());
    }
    return null;
  }

  private static String octets(ByteSlice bytes) {
    if (DlmsDateTime.looksLike(bytes)) {
      return DlmsDateTime.of(bytes).text();
    }
    if (bytes.length() == OBIS_BYTES && DlmsObis.looksLike(bytes)) {
      return DlmsObis.text(bytes);
    }
    return bytes.isPrintable() ? bytes.toText() : bytes.toHex();
  }
}
