package org.joulegate.codec.mbus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.mbus.RecordEncoder.Origin;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.TransportEncoder;

/** Telegrams made by the encoder, of every kind that the wired decoder reads. */
final class MbusFixtures {

  static final MeterAddress METER = new MeterAddress("JGT", "12345678", 3, 4);

  static final byte[] KEY = Hex.parse("000102030405060708090a0b0c0d0e0f");

  private MbusFixtures() {}

  static List<byte[]> all() {
    return List.of(
        heatMeter(),
        electricityMeter(),
        profile(),
        fixed(),
        qualified(),
        compact(),
        error(),
        selection(),
        MbusEncoder.shortFrame(0x7B, 1));
  }

  static byte[] heatMeter() {
    Origin last = Origin.of(DataFunction.INSTANTANEOUS, 1, 0, 0);
    Origin highest = Origin.of(DataFunction.MAXIMUM, 0, 0, 0);
    RecordEncoder records =
        new RecordEncoder()
            .decimal(
                Origin.CURRENT, vif(Quantity.FABRICATION_NUMBER, MbusUnit.NONE, 0), 4, 12345678)
            .integer(Origin.CURRENT, vif(Quantity.ENERGY, MbusUnit.WATT_HOUR, 3), 4, 123_456)
            .integer(Origin.CURRENT, vif(Quantity.VOLUME, MbusUnit.CUBIC_METRE, -2), 4, 654_321)
            .integer(Origin.CURRENT, vif(Quantity.POWER, MbusUnit.WATT, 2), 2, 42)
            .integer(highest, vif(Quantity.POWER, MbusUnit.WATT, 2), 2, 80)
            .integer(
                Origin.CURRENT, vif(Quantity.VOLUME_FLOW, MbusUnit.CUBIC_METRE_PER_HOUR, -3), 3, 7)
            .decimal(Origin.CURRENT, vif(Quantity.FLOW_TEMPERATURE, MbusUnit.CELSIUS, -1), 2, 712)
            .decimal(Origin.CURRENT, vif(Quantity.RETURN_TEMPERATURE, MbusUnit.CELSIUS, -1), 2, -5)
            .real(Origin.CURRENT, vif(Quantity.TEMPERATURE_DIFFERENCE, MbusUnit.KELVIN, -2), 12.5f)
            .time(
                Origin.CURRENT,
                vif(Quantity.DATE_AND_TIME, MbusUnit.NONE, 0),
                MeterTime.of(2024, 9, 13, 21, 30))
            .time(last, vif(Quantity.DATE, MbusUnit.NONE, 0), MeterTime.ofDate(2023, 12, 31))
            .integer(last, vif(Quantity.ENERGY, MbusUnit.WATT_HOUR, 3), 4, 100_000)
            .filler(2)
            .manufacturerData(new byte[] {1, 2, 3, 4}, true);
    return MbusEncoder.answer(5, METER, 0x17, 0, records.toByteArray());
  }

  static byte[] electricityMeter() {
    RecordEncoder records = new RecordEncoder();
    for (int tariff = 0; tariff < 3; tariff++) {
      records.integer(
          Origin.of(DataFunction.INSTANTANEOUS, 0, tariff, 0),
          ValueInformation.qualified(vif(Quantity.ENERGY, MbusUnit.WATT_HOUR, 1), 0x3B),
          6,
          1_000_000L * tariff);
    }
    for (int phase = 1; phase <= 3; phase++) {
      records.integer(
          Origin.CURRENT,
          ValueInformation.qualified(vif(Quantity.VOLTAGE, MbusUnit.VOLT, -1), 0x7C, phase),
          2,
          2300 + phase);
    }
    records.text(Origin.CURRENT, vif(Quantity.MODEL, MbusUnit.NONE, 0), "JG-1");
    return MbusEncoder.answer(1, METER, 1, 0, records.toByteArray());
  }

  static byte[] profile() {
    Origin base = Origin.of(DataFunction.INSTANTANEOUS, 8, 0, 0);
    byte[] volume = vif(Quantity.VOLUME, MbusUnit.CUBIC_METRE, -3);
    RecordEncoder records =
        new RecordEncoder()
            .time(base, vif(Quantity.DATE, MbusUnit.NONE, 0), MeterTime.ofDate(2024, 1, 31))
            .integer(base, volume, 4, 1000)
            .bytes(
                base, ValueInformation.qualified(volume, 0x1E), Hex.parse("72FE 0500 0600 0700"));
    return MbusEncoder.answer(1, METER, 2, 0, records.toByteArray());
  }

  static byte[] fixed() {
    return MbusEncoder.longFrame(
        0x08, 5, 0x73, Hex.parse("78563412 0A 00 E9 7E 01000000 35010000"));
  }

  static byte[] qualified() {
    RecordEncoder records =
        new RecordEncoder()
            .integer(
                Origin.CURRENT,
                ValueInformation.qualified(
                    vif(Quantity.VOLUME_FLOW, MbusUnit.CUBIC_METRE_PER_HOUR, -3), 0x5A),
                2,
                3)
            .integer(
                Origin.CURRENT,
                ValueInformation.qualified(ValueInformation.ofText("%RH"), 0x74),
                2,
                5410)
            .integer(Origin.CURRENT, new byte[] {(byte) 0xFF, 0x13}, 1, 4)
            .empty(Origin.CURRENT, vif(Quantity.ANY, MbusUnit.NONE, 0));
    return MbusEncoder.answer(1, METER, 2, 0, records.toByteArray());
  }

  /** Records that the compact frame of the fixtures leaves the headers out of. */
  static byte[] fullRecords() {
    return new RecordEncoder()
        .integer(Origin.CURRENT, vif(Quantity.VOLUME, MbusUnit.CUBIC_METRE, -3), 4, 1234)
        .integer(Origin.CURRENT, vif(Quantity.EXTERNAL_TEMPERATURE, MbusUnit.CELSIUS, 0), 1, 21)
        .text(Origin.CURRENT, ValueInformation.ofText("id"), "AB")
        .toByteArray();
  }

  static byte[] compact() {
    byte[] data = Hex.parse("D2040000 15 02 4241");
    byte[] full = fullRecords();
    byte[] format = Hex.parse("0413 0167 0D7C026469");
    int signature = CompactFrames.signature(format);
    int checksum = CompactFrames.signature(full);
    byte[] compact = new byte[4 + data.length];
    compact[0] = (byte) signature;
    compact[1] = (byte) (signature >>> 8);
    compact[2] = (byte) checksum;
    compact[3] = (byte) (checksum >>> 8);
    System.arraycopy(data, 0, compact, 4, data.length);
    return MbusEncoder.longFrame(0x08, 1, 0x79, compact);
  }

  /** Answers in every mode that is opened. */
  static List<byte[]> sealed() {
    List<byte[]> frames = new ArrayList<>();
    frames.add(wired(message().mode5()));
    frames.add(wired(message().mode5().clear(fullRecords())));
    frames.add(wired(message().mode7(9, 5)));
    frames.add(wired(message().mode9(9)));
    frames.add(wired(message().mode10(9, 8)));
    return frames;
  }

  static TransportEncoder message() {
    return new TransportEncoder(0x72, fullRecords()).header(METER, 42, 0).key(KEY);
  }

  /** A message in the frame of an answer. */
  static byte[] wired(TransportEncoder message) {
    byte[] bytes = message.encode();
    return MbusEncoder.longFrame(8, 1, bytes[0] & 0xFF, Arrays.copyOfRange(bytes, 1, bytes.length));
  }

  static byte[] error() {
    return MbusEncoder.longFrame(0x08, 1, 0x70, new byte[] {8});
  }

  static byte[] selection() {
    byte[] address = new byte[8];
    METER.writeLongHeader(address, 0);
    return MbusEncoder.longFrame(0x53, 253, 0x52, address);
  }

  static byte[] vif(Quantity quantity, MbusUnit unit, int exponent) {
    return ValueInformation.of(quantity, unit, exponent);
  }
}
