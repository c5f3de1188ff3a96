package org.joulegate.adapter.optical.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.sml.SmlBody;
import org.joulegate.codec.sml.SmlCrc;
import org.joulegate.codec.sml.SmlDecoder;
import org.joulegate.codec.sml.SmlEncoder;
import org.joulegate.codec.sml.SmlFile;
import org.joulegate.codec.sml.SmlLimits;
import org.joulegate.codec.sml.SmlListEntry;
import org.joulegate.codec.sml.SmlMessage;
import org.joulegate.codec.sml.SmlObis;
import org.joulegate.codec.sml.SmlTime;
import org.joulegate.codec.sml.SmlValue;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.MissingCause;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.Register;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.Stamp;
import org.joulegate.metering.api.Unit;
import org.junit.Test;

public class SmlReadingsTest {
  static final ByteSlice SERVER_ID = ByteSlice.of(Hex.parse("0a01454d480000bc614e"));
  private static final Stamp STAMP =
      new Stamp(Instant.parse("2026-01-01T00:00:00Z"), ClockState.SYNCHRONISED, null);

  static SmlListEntry energy(long value, int scaler) {
    return SmlListEntry.of(SmlObis.ENERGY_IMPORT, 30, scaler, new SmlValue.Int(value, 8, false));
  }

  static SmlListEntry power(long value) {
    return SmlListEntry.of(SmlObis.POWER, 27, 0, new SmlValue.Int(value, 4, true));
  }

  private static MeterReading reading(SmlListEntry... values) throws Exception {
    byte[] telegram = SmlEncoder.telegram(SERVER_ID, 1, 4711, List.of(values));
    SmlFile file = SmlDecoder.decode(telegram, 0, telegram.length, SmlLimits.DEFAULT);
    List<MeterReading> readings = SmlReadings.of(file, STAMP, "optical~test");
    assertEquals(1, readings.size());
    return readings.get(0);
  }

  @Test
  public void valuesKeepTheirDigitsAndUnits() throws Exception {
    MeterReading reading = reading(energy(131304, -1), power(-215));
    assertEquals("1EMH0012345678", reading.meter().text());
    Register energy = reading.register(ObisCode.ACTIVE_ENERGY_IMPORT);
    assertNotNull(energy);
    assertEquals(new RegisterValue(131304, -1, Unit.WATT_HOUR), energy.value());
    Register power = reading.register(ObisCode.ACTIVE_POWER);
    assertNotNull(power);
    assertEquals(new RegisterValue(-215, 0, Unit.WATT), power.value());
    assertNull("a seconds index is no instant", reading.measuredAt());
    assertEquals(STAMP.at(), reading.settledAt());
  }

  @Test
  public void textsAreNoNumbers() throws Exception {
    SmlListEntry maker =
        SmlListEntry.of(
            SmlObis.of(1, 0, 96, 50, 1, 1),
            SmlListEntry.NO_UNIT,
            0,
            new SmlValue.Octets(ByteSlice.of("EMH".getBytes("US-ASCII"))));
    MeterReading reading = reading(maker, energy(1, 0));
    assertEquals("EMH", reading.texts().get(ObisCode.parse("1-0:96.50.1*1")));
    assertEquals(1, reading.registers().size());
  }

  @Test
  public void aMissingValueHasItsCause() throws Exception {
    SmlListEntry none = new SmlListEntry(SmlObis.ENERGY_IMPORT, false, 0, null, 30, 0, null, null);
    SmlListEntry huge =
        SmlListEntry.of(SmlObis.ENERGY_EXPORT, 30, 0, new SmlValue.Int(-1, 8, false));
    MeterReading reading = reading(none, huge);
    assertEquals(MissingCause.NOT_SENT, reading.registers().get(0).missing());
    assertEquals(MissingCause.NOT_A_NUMBER, reading.registers().get(1).missing());
  }

  @Test
  public void aTimeStampOfTheMeterIsKept() throws Exception {
    SmlBody.GetListResponse list =
        new SmlBody.GetListResponse(
            null,
            SERVER_ID,
            null,
            SmlTime.timestamp(1_780_000_000L),
            List.of(energy(1, 0)),
            null,
            null);
    SmlFile file =
        new SmlFile(List.of(new SmlMessage(ByteSlice.of((byte) 1), 0, 0, list)), SmlCrc.X25);
    MeterReading reading = SmlReadings.of(file, STAMP, "optical~test").get(0);
    assertEquals(Instant.ofEpochSecond(1_780_000_000L), reading.measuredAt());
  }

  @Test
  public void aListWithoutAMeterIsNoReading() {
    SmlBody.GetListResponse list =
        new SmlBody.GetListResponse(null, null, null, null, List.of(energy(1, 0)), null, null);
    SmlFile file =
        new SmlFile(List.of(new SmlMessage(ByteSlice.of((byte) 1), 0, 0, list)), SmlCrc.X25);
    assertTrue(SmlReadings.of(file, STAMP, "optical~test").isEmpty());
  }

  @Test
  public void theReducedDataSetIsToldFromTheFullOne() throws Exception {
    assertTrue(ReducedDataSet.is(reading(energy(12_000, 0))));
    assertTrue(ReducedDataSet.is(reading(energy(120_000, -1))));
    assertFalse("not whole", ReducedDataSet.is(reading(energy(12_345, 0))));
    assertFalse("has power", ReducedDataSet.is(reading(energy(12_000, 0), power(5))));
    assertFalse("no energy", ReducedDataSet.is(reading(power(5))));
  }
}
