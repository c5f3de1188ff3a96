package org.joulegate.codec.sml;

import org.jspecify.annotations.Nullable;

/**
 * One thing that some meters get wrong or leave out, and what is done about it.
 *
 * @param id short name, for configuration and output
 * @param meters which meters it is about
 * @param evidence what shows that they do this
 * @param correction what the values read are changed to
 */
public record SmlQuirk(String id, String meters, String evidence, String correction) {

  /** Positive power of 327.68 W and more, sent by a DZG DVS74 as a negative number. */
  public static final SmlQuirk DZG_UNSIGNED_POWER =
      new SmlQuirk(
          "dzg-dvs74-unsigned-power",
          "DZG DVS74 with a serial number of 42000000 to 48999999 or 55000000 to 58999999",
          "volkszaehler/libsml #59: 53 80 25 (scaler -2) at 328.05 W; negative power of the same meter"
              + " comes in four bytes. libsml #136: the maker names the two ranges, and 60000000 as the"
              + " first serial number with the fault corrected; #132 and #162: other DZG models send"
              + " small negative power in two bytes and are right.",
          "1-0:16.7.0*255 of one or two bytes is read as unsigned");

  /** EMH meters of the EDL kind send power without sign; the direction is in a status bit. */
  public static final SmlQuirk EMH_DIRECTION_BIT =
      new SmlQuirk(
          "emh-direction-bit",
          "EMH meters that send 1-0:15.7.0*255 and no 1-0:16.7.0*255",
          "volkszaehler/libsml #101 and vzlogger #431, #476 (ED300L, eHZ-HW8): power stays positive"
              + " while feeding in, and bit 5 of the status word of 1-0:1.8.0*255 is set; FNN"
              + " Lastenheft EDL 1.0, status word.",
          "1-0:16.7.0*255 is added: 1-0:15.7.0*255, negative when bit 5 is set");

  /** Power in an unsigned type cannot tell its direction; the status word does. */
  public static final SmlQuirk UNSIGNED_POWER_DIRECTION =
      new SmlQuirk(
          "unsigned-power-direction",
          "meters that send 1-0:16.7.0*255 in an unsigned type",
          "ioBroker.smartmeter #306 (Holley DTZ251) and Tasmota #8001: the direction stands in the"
              + " status word of 1-0:1.8.0*255 only, bit 11 of the basic meters' word (FNN"
              + " Lastenheft Basiszaehler) or bit 5 of the EDL word.",
          "1-0:16.7.0*255 is negative when the direction bit is set");

  /** Checksums of the Kermit kind. */
  public static final SmlQuirk HOLLEY_KERMIT =
      new SmlQuirk(
          "holley-kermit-checksum",
          "Holley DTZ541 of early firmware",
          "volkszaehler/libsml #75, smartmeter-obis #63: frame and messages carry CRC-16/KERMIT, high"
              + " byte first, and times lack their choice.",
          "the frame is taken when its checksum and those of all messages agree on this kind");

  /**
   * A quirk that was met in a list.
   *
   * @param quirk which
   * @param note a sentence about this list for a person, or null when the correction says it all
   */
  public record Applied(SmlQuirk quirk, @Nullable String note) {

    /** One line for a person: what was done, and by which rule. */
    public String text() {
      return quirk.id + ": " + (note == null ? quirk.correction : note);
    }
  }
}
