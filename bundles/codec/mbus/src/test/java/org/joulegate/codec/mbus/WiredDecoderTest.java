package org.joulegate.codec.mbus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.itests.kit.BitFlips;
import org.joulegate.itests.kit.Truncations;
import org.junit.Test;

public class WiredDecoderTest {

  private static WiredTelegram decode(byte[] bytes) throws MalformedTelegramException {
    return decode(bytes, FormatCache.NONE);
  }

  private static WiredTelegram decode(byte[] bytes, FormatCache formats)
      throws MalformedTelegramException {
    return WiredDecoder.decode(bytes, 0, bytes.length, null, formats, MbusLimits.DEFAULT);
  }

  private static WiredDecoder.Scan scan(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    byte[] all = out.toByteArray();
    return WiredDecoder.scan(all, 0, all.length, null, FormatCache.NONE, MbusLimits.DEFAULT);
  }

  private static List<DataRecord> records(WiredTelegram telegram) {
    return ((ApplicationData.Variable) telegram.application()).records().records();
  }

  @Test
  public void aHeatMeterIsReadWhole() throws Exception {
    WiredTelegram telegram = decode(MbusFixtures.heatMeter());
    assertNull(telegram.fault());
    assertEquals(MbusFixtures.METER, telegram.address());
    assertEquals(5, telegram.link().address());
    assertEquals(0x17, telegram.transport().header().accessNumber());
    List<DataRecord> records = records(telegram);
    assertEquals(12, records.size());
    assertEquals("12345678", records.get(0).value().text());
    assertEquals("123456000", records.get(1).value().text());
    assertEquals("6543.21", records.get(2).value().text());
    assertEquals("4200", records.get(3).value().text());
    assertEquals(DataFunction.MAXIMUM, records.get(4).function());
    assertEquals("0.007", records.get(5).value().text());
    assertEquals("71.2", records.get(6).value().text());
    assertEquals("-0.5", records.get(7).value().text());
    assertEquals("0.125", records.get(8).value().text());
    assertEquals("2024-09-13T21:30", records.get(9).value().text());
    assertEquals("2023-12-31", records.get(10).value().text());
    assertEquals(1, records.get(11).storage());
    Records all = ((ApplicationData.Variable) telegram.application()).records();
    assertEquals("01020304", all.manufacturerData().toHex());
    assertTrue(all.moreRecordsFollow());
  }

  @Test
  public void theFixedStructureHasTwoCounters() throws Exception {
    WiredTelegram telegram = decode(MbusFixtures.fixed());
    FixedData data = ((ApplicationData.Fixed) telegram.application()).data();
    assertEquals("12345678", data.id());
    assertEquals(10, data.accessNumber());
    assertEquals("water", data.mediumText());
    assertEquals("0.001", data.counters().get(0).value().text());
    assertEquals("m^3", data.counters().get(0).unit());
    assertEquals("historic, of the same unit", "0.135", data.counters().get(1).value().text());
    assertEquals(1, data.counters().get(1).storage());
  }

  @Test
  public void theFixedStructureMayBeBinaryOrHaveItsHighByteFirst() throws Exception {
    byte[] binary =
        MbusEncoder.longFrame(8, 5, 0x73, Hex.parse("78563412 0A 03 05 69 F4010000 FFFFFFFF"));
    FixedData data = ((ApplicationData.Fixed) decode(binary).application()).data();
    assertEquals("500000", data.counters().get(0).value().text());
    assertEquals("Wh", data.counters().get(0).unit());
    assertEquals(1, data.counters().get(0).storage());
    byte[] high =
        MbusEncoder.longFrame(8, 5, 0x77, Hex.parse("12345678 0A 00 05 29 00000500 0000A069"));
    FixedData other = ((ApplicationData.Fixed) decode(high).application()).data();
    assertEquals("12345678", other.id());
    assertEquals("500000", other.counters().get(0).value().text());
    assertEquals(Absence.ERROR_DIGIT, other.counters().get(1).absence());
  }

  /** The units of EN 13757-3:2004, table C.3, from the first to the last. */
  @Test
  public void theUnitsOfTheFixedStructureAreThoseOfTheStandard() {
    String[] energy = {"Wh 0", "Wh 1", "Wh 2", "Wh 3", "Wh 4", "Wh 5", "Wh 6", "Wh 7", "Wh 8"};
    for (int i = 0; i < energy.length; i++) {
      assertEquals(energy[i], unit(0x02 + i));
      assertEquals("J " + (3 + i), unit(0x0B + i));
      assertEquals("W " + i, unit(0x14 + i));
      assertEquals("J/h " + (3 + i), unit(0x1D + i));
      assertEquals("m^3 " + (i - 6), unit(0x26 + i));
      assertEquals("m^3/h " + (i - 6), unit(0x2F + i));
    }
    assertEquals("°C -3", unit(0x38));
    assertEquals("hca 0", unit(0x39));
    assertEquals(Quantity.RESERVED, FixedData.unit(0x3A).quantity());
    assertEquals(Quantity.DIMENSIONLESS, FixedData.unit(0x3F).quantity());
  }

  private static String unit(int code) {
    Meaning meaning = FixedData.unit(code);
    return meaning.unit().symbol() + " " + meaning.exponent();
  }

  @Test
  public void mode2HasItsHighBytesFirst() throws Exception {
    byte[] frame =
        MbusEncoder.longFrame(
            8, 1, 0x76, Hex.parse("12345678 28F4 03 04 01 00 0000 0413 00000102"));
    WiredTelegram telegram = decode(frame);
    assertEquals("12345678", telegram.address().id());
    assertEquals("0.258", records(telegram).get(0).value().text());
  }

  @Test
  public void anApplicationErrorIsAnAnswerOfTheMeter() throws Exception {
    WiredTelegram telegram = decode(MbusFixtures.error());
    ApplicationError error = (ApplicationError) telegram.application();
    assertEquals(8, error.code());
    assertEquals("application too busy", error.text());
    assertEquals(Kind.APPLICATION_ERROR, telegram.fault().kind());
    ApplicationError bare =
        (ApplicationError) decode(MbusEncoder.longFrame(8, 1, 0x70, new byte[0])).application();
    assertEquals("unspecified error", bare.text());
    assertEquals(
        "error code 0x33",
        ((ApplicationError)
                decode(MbusEncoder.longFrame(8, 1, 0x70, new byte[] {0x33})).application())
            .text());
  }

  @Test
  public void telegramsToTheMeterAreReadAsSuch() throws Exception {
    WiredTelegram selection = decode(MbusFixtures.selection());
    assertFalse(selection.link().fromMeter());
    assertEquals(
        MbusFixtures.METER, ((ApplicationData.Selection) selection.application()).address());
    WiredTelegram address = decode(MbusEncoder.longFrame(0x53, 254, 0x51, Hex.parse("01 7A 08")));
    assertEquals(Quantity.BUS_ADDRESS, records(address).get(0).meaning().quantity());
    assertEquals("8", records(address).get(0).value().text());
    assertEquals(
        9600,
        ((ApplicationData.BaudRate)
                decode(MbusEncoder.longFrame(0x53, 1, 0xBD, new byte[0])).application())
            .baud());
    assertEquals(
        "instantaneous values, block 1",
        ((ApplicationData.Select)
                decode(MbusEncoder.longFrame(0x53, 1, 0x50, new byte[] {0x51})).application())
            .text());
    assertEquals(
        "reset",
        ((ApplicationData.Select)
                decode(MbusEncoder.longFrame(0x53, 1, 0x50, new byte[0])).application())
            .text());
  }

  @Test
  public void anAlarmHasItsStates() throws Exception {
    WiredTelegram telegram = decode(MbusEncoder.longFrame(8, 1, 0x71, new byte[] {5}));
    assertEquals(5, ((ApplicationData.Alarm) telegram.application()).state());
  }

  @Test
  public void aCompactFrameNeedsTheFormatOfAFullFrame() throws Exception {
    MalformedTelegramException fault =
        assertThrows(MalformedTelegramException.class, () -> decode(MbusFixtures.compact()));
    assertEquals(Kind.NEEDS_FULL_FRAME, fault.kind());
    FormatCache formats = new BoundedFormatCache(new Limit("formats", 4));
    byte[] full = MbusEncoder.longFrame(8, 1, 0x78, MbusFixtures.fullRecords());
    List<DataRecord> expected = records(decode(full, formats));
    WiredTelegram compact = decode(MbusFixtures.compact(), formats);
    assertEquals(expected, records(compact));
    assertEquals("1.234", records(compact).get(0).value().text());
    assertTrue(((ApplicationData.Variable) compact.application()).compact());
  }

  @Test
  public void aFormatFrameTeachesTheFormat() throws Exception {
    FormatCache formats = new BoundedFormatCache(new Limit("formats", 4));
    byte[] format = Hex.parse("0413 0167 0D7C026469");
    int signature = CompactFrames.signature(format);
    byte[] frame = new byte[3 + format.length];
    frame[0] = (byte) (2 + format.length);
    frame[1] = (byte) signature;
    frame[2] = (byte) (signature >>> 8);
    System.arraycopy(format, 0, frame, 3, format.length);
    WiredTelegram told = decode(MbusEncoder.longFrame(8, 1, 0x69, frame), formats);
    assertEquals(signature, ((ApplicationData.Format) told.application()).signature());
    assertEquals(3, records(decode(MbusFixtures.compact(), formats)).size());
    frame[3]++;
    assertThrows(
        MalformedTelegramException.class,
        () -> decode(MbusEncoder.longFrame(8, 1, 0x69, frame), formats));
  }

  @Test
  public void theChecksumOfTheFullFrameFindsWrongValues() throws Exception {
    FormatCache formats = new BoundedFormatCache(new Limit("formats", 4));
    decode(MbusEncoder.longFrame(8, 1, 0x78, MbusFixtures.fullRecords()), formats);
    byte[] compact = MbusFixtures.compact();
    compact[11] ^= 1;
    compact[compact.length - 2] = (byte) LinkFrame.sum(compact, 4, compact.length - 6);
    MalformedTelegramException fault =
        assertThrows(MalformedTelegramException.class, () -> decode(compact, formats));
    assertEquals(Kind.CRC, fault.kind());
  }

  @Test
  public void theFormatNotUsedForLongestGoesFirst() {
    BoundedFormatCache formats = new BoundedFormatCache(new Limit("formats", 2));
    FormatOwner meter = new FormatOwner(1, false);
    formats.learn(meter, 1, new byte[1]);
    formats.learn(meter, 2, new byte[2]);
    assertNotNull(formats.format(meter, 1));
    formats.learn(meter, 3, new byte[3]);
    assertNull(formats.format(meter, 2));
    assertNotNull(formats.format(meter, 1));
  }

  @Test
  public void twoFormatsWithOneSignatureAreBothGivenUp() {
    BoundedFormatCache formats = new BoundedFormatCache(new Limit("formats", 4));
    FormatOwner meter = new FormatOwner(1, false);
    formats.learn(meter, 1, new byte[] {4, 0x13});
    formats.learn(meter, 1, new byte[] {4, 0x13});
    assertNotNull(formats.format(meter, 1));
    formats.learn(meter, 1, new byte[] {4, 0x14});
    assertNull(formats.format(meter, 1));
    formats.learn(meter, 1, new byte[] {4, 0x14});
    assertNull(formats.format(meter, 1));
  }

  @Test
  public void formatsOfOneMeterAreNotThoseOfAnotherNorOfItsSealedMessages() {
    BoundedFormatCache formats = new BoundedFormatCache(new Limit("formats", 4));
    formats.learn(new FormatOwner(1, false), 1, new byte[2]);
    assertNull(formats.format(new FormatOwner(2, false), 1));
    assertNull(formats.format(new FormatOwner(1, true), 1));
    formats.learn(FormatOwner.NOBODY, 1, new byte[2]);
    assertNull(formats.format(FormatOwner.NOBODY, 1));
  }

  @Test
  public void selectionWithTheHighByteFirstIsRead() throws Exception {
    WiredTelegram telegram =
        decode(MbusEncoder.longFrame(0x53, 253, 0x56, Hex.parse("12345678 2C2D 01 07")));
    ApplicationData.Selection selection = (ApplicationData.Selection) telegram.application();
    assertEquals("12345678", selection.address().id());
    assertEquals("KAM", selection.address().manufacturer());
    assertNull(telegram.fault());
  }

  @Test
  public void contentThatIsNotReadIsAFaultByWireToo() throws Exception {
    WiredTelegram telegram = decode(MbusEncoder.longFrame(8, 1, 0xA0, Hex.parse("55")));
    assertNotNull(telegram.fault());
    assertEquals(Kind.UNSUPPORTED, telegram.fault().kind());
  }

  @Test
  public void framesOneAfterAnotherAreAllRead() {
    WiredDecoder.Scan scan =
        scan(
            MbusEncoder.shortFrame(0x7B, 5),
            MbusFixtures.heatMeter(),
            MbusEncoder.acknowledgement(),
            MbusFixtures.profile());
    assertEquals(4, scan.telegrams().size());
    assertTrue(scan.refused().isEmpty());
    assertEquals(0, scan.noiseBytes());
    assertEquals(-1, scan.noiseOffset());
  }

  @Test
  public void noiseBeforeBetweenAndAfterFramesIsCounted() {
    byte[] noise = Hex.parse("00 FF 68 12");
    WiredDecoder.Scan scan = scan(noise, MbusFixtures.heatMeter(), noise);
    assertEquals(1, scan.telegrams().size());
    assertEquals(8, scan.noiseBytes());
    assertEquals(0, scan.noiseOffset());
  }

  @Test
  public void aFrameBehindADamagedOneIsRead() {
    byte[] damaged = MbusFixtures.heatMeter();
    damaged[20] ^= 4;
    WiredDecoder.Scan scan = scan(damaged, MbusFixtures.profile());
    assertEquals(1, scan.telegrams().size());
    assertEquals(1, scan.refused().size());
    assertEquals(Kind.CRC, scan.refused().get(0).kind());
  }

  @Test
  public void nothingIsRefusedWithOneSentence() {
    assertEquals(
        "expected a frame at byte 0, found no bytes",
        scan(new byte[0]).refused().get(0).getMessage());
    assertEquals(
        "expected the start of a frame (0x10, 0x68 or 0xe5) at byte 0, found 0x00",
        scan(new byte[3]).refused().get(0).getMessage());
  }

  @Test
  public void aTelegramCutOffAnywhereIsRefused() throws Exception {
    for (byte[] telegram : MbusFixtures.all()) {
      Truncations.forEach(
          telegram,
          (data, length) -> {
            MalformedTelegramException fault =
                assertThrows(MalformedTelegramException.class, () -> decode(data));
            assertEquals(Kind.TRUNCATED, fault.kind());
            assertEquals(length, fault.offset());
          });
    }
  }

  @Test
  public void everyFlippedBitIsFoundByTheLinkLayer() throws Exception {
    for (byte[] telegram : MbusFixtures.all()) {
      BitFlips.forEach(
          telegram,
          (data, bit) -> assertThrows(MalformedTelegramException.class, () -> decode(data)));
    }
  }

  @Test
  public void recordsCutOffAnywhereGiveThoseBeforeAndAFaultWithinTheData() throws Exception {
    byte[] frame = MbusFixtures.electricityMeter();
    List<DataRecord> whole = records(decode(frame));
    byte[] records = Arrays.copyOfRange(frame, 19, frame.length - 2);
    Truncations.forEach(
        records,
        (data, length) -> {
          Records read = RecordDecoder.decode(data, 0, data.length, MbusLimits.DEFAULT);
          assertEquals(whole.subList(0, read.records().size()), read.records());
          if (read.fault() != null) {
            assertEquals(Kind.TRUNCATED, read.fault().kind());
            assertEquals(length, read.fault().offset());
          }
        });
  }
}
