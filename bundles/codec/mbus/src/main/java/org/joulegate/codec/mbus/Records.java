package org.joulegate.codec.mbus;

import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * The records of a telegram.
 *
 * @param records in order; those before a fault are there
 * @param manufacturerData what stands behind the DIF 0F or 1F, or null without such a DIF
 * @param moreRecordsFollow whether the meter has more records for the next telegram (DIF 1F)
 * @param globalReadout whether all records are asked for (DIF 7F, in telegrams to the meter)
 * @param fault why the records end early, or null when all were read
 */
public record Records(
    List<DataRecord> records,
    @Nullable ByteSlice manufacturerData,
    boolean moreRecordsFollow,
    boolean globalReadout,
    @Nullable MalformedTelegramException fault) {

  Records withFault(MalformedTelegramException other) {
    return new Records(records, manufacturerData, moreRecordsFollow, globalReadout, other);
  }

  /**
   * The profiles among the records, expanded (annex F).
   *
   * @param limits how many values of each are taken; the values beyond are left out
   */
  public List<Profile> profiles(MbusLimits limits) {
    return Profiles.expand(records, limits);
  }
}
