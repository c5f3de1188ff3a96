package org.joulegate.codec.dlms;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a push says about the meter: its registers, with their codes, scalers and units from the
 * push itself or, where that leaves them out, from the list of the maker.
 *
 * @param meter identity of the meter as text, or null when the push does not say it
 * @param time when it was measured, by the meter's clock; null when the push does not say it
 * @param list the maker's list that the meaning comes from, or null when the push says it all or is
 *     not recognised
 * @param registers in the order of the push
 */
public record DlmsReading(
    @Nullable String meter,
    @Nullable DlmsDateTime time,
    @Nullable String list,
    List<DlmsRegister> registers) {

  /**
   * The registers in a telegram. What cannot be told to be a register is left out; the data of the
   * telegram holds it.
   */
  public static DlmsReading of(DlmsTelegram telegram) {
    return new PushReader(telegram).read();
  }
}
