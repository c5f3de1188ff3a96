package org.joulegate.adapter.optical.internal;

import java.util.List;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.Register;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.Unit;

/**
 * Recognises the reduced data set of a meter whose PIN was not entered: its active energy in whole
 * kilowatt-hours and no power (FNN specification of basic meters, information interface INFO-DSS).
 *
 * <p>One telegram does not prove it, since an index may be whole by chance once in ten thousand;
 * the absence of any power register beside it does in practice.
 */
final class ReducedDataSet {
  static final String ADVICE =
      "the meter sends whole kilowatt-hours and no power: enter its PIN and switch its full data"
          + " set on";

  private static final long WATT_HOURS_PER_KWH = 1000;

  private ReducedDataSet() {}

  static boolean is(MeterReading reading) {
    List<Register> registers = reading.registers();
    boolean power = registers.stream().anyMatch(r -> r.obis().a() == 1 && r.obis().d() == 7);
    List<RegisterValue> energies =
        registers.stream()
            .filter(r -> isActiveEnergy(r.obis()))
            .map(Register::value)
            .filter(v -> v != null && v.unit() == Unit.WATT_HOUR)
            .toList();
    return !power && !energies.isEmpty() && energies.stream().allMatch(ReducedDataSet::isWhole);
  }

  private static boolean isActiveEnergy(ObisCode obis) {
    return obis.a() == 1 && obis.d() == 8 && (obis.c() == 1 || obis.c() == 2);
  }

  private static boolean isWhole(RegisterValue value) {
    return value.toBigDecimal().remainder(java.math.BigDecimal.valueOf(WATT_HOURS_PER_KWH)).signum()
        == 0;
  }
}
