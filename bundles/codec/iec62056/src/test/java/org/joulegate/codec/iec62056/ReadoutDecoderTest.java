package org.joulegate.codec.iec62056;

import static org.joulegate.codec.iec62056.Fixtures.bytes;
import static org.joulegate.codec.iec62056.Fixtures.read;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.junit.Test;

public class ReadoutDecoderTest {

  private static final String HEAD = "/ABC5TEST\r\n\r\n";

  @Test
  public void aReadOutSaysWhoAndWhatWithExactValues() {
    Readout readout = read(Fixtures.readout());
    assertNull(readout.fault());
    assertEquals(Readout.Check.RIGHT, readout.check());
    assertEquals(List.of(), readout.warnings());
    Identification who = readout.identification();
    assertNotNull(who);
    assertEquals("ABC", who.manufacturer());
    assertEquals("V1.20 TEST", who.name());
    assertEquals(ProtocolMode.C, who.mode());
    assertEquals(9600, who.baudRate().orElseThrow().baud());
    assertEquals(Fixtures.registers(), readout.dataSets());
    assertEquals("00000000", readout.errorRegister());
    DataValue energy = readout.dataSet("1.8.0").first();
    assertEquals(12_345_678, energy.mantissa());
    assertEquals(-3, energy.exponent());
    assertEquals("12345.678", energy.decimal());
    assertEquals("0012345.678", energy.text());
    assertEquals("kWh", energy.unit());
    assertEquals("-1.5", readout.dataSet("1-0:2.8.0&03").first().decimal());
    assertTrue(readout.dataSet("0.2.1").first().isEmpty());
    assertEquals("12345678", readout.dataSet("0.0.0").first().decimal());
  }

  @Test
  public void aMaximumHasItsTime() {
    Readout readout = read(Fixtures.readout());
    TimedValue maximum = TimedValue.of(readout.dataSet("1.6.1"));
    assertEquals("2.468", maximum.value().decimal());
    assertEquals("2024-03-17T14:30", maximum.time().local().toString());
  }

  @Test
  public void aMaximumThatNeverWasHasAnUnsetTime() {
    Readout readout =
        read(
            HEAD
                + "1.6.1(00.00*kW)(00-00-00 00:00)\r\n1.6.1*08(00.00)(0000000000)\r\n"
                + "1.6.1*09(05.1*kW)(10-09-30 24:00)\r\n!\r\n");
    assertEquals(TimedValue.Stamp.UNSET, TimedValue.of(readout.dataSet("1.6.1")).stamp());
    assertEquals(TimedValue.Stamp.UNSET, TimedValue.of(readout.dataSet("1.6.1*08")).stamp());
    TimedValue last = TimedValue.of(readout.dataSet("1.6.1*09"));
    assertEquals("2010-10-01T00:00", last.time().local().toString());
  }

  @Test
  public void numbersThatDoNotFitStayText() {
    Readout readout =
        read(
            HEAD
                + "1.8.0(123456789012345678*Wh)\r\n1.8.1(1234567890123456789*Wh)\r\n"
                + "1.8.2(--------*kWh)\r\n1.8.3(1.2.3*kWh)\r\n1.8.4(+7*Wh)\r\n1.8.5(.5*Wh)\r\n!\r\n");
    assertEquals(123_456_789_012_345_678L, readout.dataSet("1.8.0").first().mantissa());
    for (String address : new String[] {"1.8.1", "1.8.2", "1.8.3"}) {
      assertNull(readout.dataSet(address).first().decimal());
      assertNotNull(readout.dataSet(address).first().unit());
    }
    assertEquals("7", readout.dataSet("1.8.4").first().decimal());
    assertEquals("0.5", readout.dataSet("1.8.5").first().decimal());
  }

  @Test
  public void severalDataSetsInALineAreRead() {
    Readout readout = read("/ABCBTEST\r\n\u00026.8(0029.055*MWh)6.26(01589.28*m3)F(0)0.0(5)!\r\n");
    assertEquals(4, readout.dataSets().size());
    assertEquals("29.055", readout.dataSet("6.8").first().decimal());
    assertEquals(ProtocolMode.B, readout.identification().mode());
    assertEquals(ReadoutWarning.Kind.NO_BLOCK_CHECK, readout.warnings().get(0).kind());
  }

  @Test
  public void aProfileHasColumnsAndRowsWithTimes() {
    LoadProfile profile = read(Fixtures.profile()).dataSets().get(0).profile();
    assertNotNull(profile);
    assertEquals(Duration.ofMinutes(15), profile.period());
    assertEquals(2, profile.columns().size());
    assertEquals(new LoadProfile.Column("1-0:2.5.0", "kW"), profile.columns().get(1));
    assertEquals(3, profile.rows().size());
    assertEquals("0.00059", profile.rows().get(1).get(1).decimal());
    assertEquals("2024-03-17T15:00", profile.time(2).local().toString());
    assertEquals(MeterTime.Season.SUMMER, profile.time(2).season());
  }

  @Test
  public void partialBlocksAreOneReadOut() {
    Readout readout = read(Fixtures.inBlocks());
    assertNull(readout.fault());
    assertEquals(Fixtures.registers(), readout.dataSets());
    byte[] all = Fixtures.inBlocks();
    int eot = 0;
    while (all[eot] != 4) {
      eot++;
    }
    Readout first = ReadoutDecoder.read(all, 0, eot + 2, ReadoutLimits.DEFAULT);
    assertEquals(Kind.INCOMPLETE, first.fault().kind());
    assertEquals(5, first.dataSets().size());
  }

  @Test
  public void theReadersOwnBytesBeforeTheAnswerArePassedOver() {
    String echoed =
        "\0\0/?12345678!\r\n/ABC5TEST\r\n\u0006050\r\n\u0002" + "1.8.0(1*kWh)\r\n!\r\n\u0003";
    byte[] bytes = bytes(echoed + "?");
    int text = echoed.indexOf('\2') + 1;
    bytes[bytes.length - 1] = BlockCheck.of(bytes, text, bytes.length - 1 - text);
    Readout readout = read(bytes);
    assertNull(readout.fault());
    assertEquals(List.of(), readout.warnings());
    assertEquals(Readout.Check.RIGHT, readout.check());
    assertEquals(1, readout.dataSets().size());
  }

  @Test
  public void oddThingsThatLeaveValuesCertainAreWarnings() {
    Object[][] rows = {
      {"noise" + HEAD + "1.8.0(1)\r\n!\r\n", ReadoutWarning.Kind.LEADING_BYTES},
      {HEAD + "1.8.0(1)\r\n!\r\nnoise", ReadoutWarning.Kind.TRAILING_BYTES},
      {HEAD + "1.8.0(1)\r\n!12AB\r\n", ReadoutWarning.Kind.BEHIND_END_MARK},
      {"/ABC5\u0002TEST\r\n1.8.0(1)\r\n!\r\n", ReadoutWarning.Kind.CONTROL_CHARACTER},
      {HEAD + "1.8.0(1)\r\n0.2.0((ER11))\r\n!\r\n", ReadoutWarning.Kind.DOUBLED_BRACKET},
      {HEAD + "1.8.0(1 kWh)\r\n!\r\n", ReadoutWarning.Kind.NO_ASTERISK},
      {HEAD + "1.8.0(1)\r\n9.4(088*C&082*C)\r\n!\r\n", ReadoutWarning.Kind.SEVERAL_IN_UNIT},
      {"/K\u00e4m5x\u00fc\r\n1.8.0(1)\r\n!\r\n", ReadoutWarning.Kind.HIGH_CHARACTER},
      {"/LGZ4ZMD3/02\r\n1.8.0(1)\r\n!\r\n", ReadoutWarning.Kind.SLASH_IN_NAME},
      {HEAD + "1.8.0(1)\r\n1.8.1(1,5*kWh)\r\n!\r\n", ReadoutWarning.Kind.NO_NUMBER},
      {HEAD + "1.8.0(1)\r\n1.8.1(1E3*kWh)\r\n!\r\n", ReadoutWarning.Kind.NO_NUMBER},
      {"1.8.0(1)\r\n!\r\n", ReadoutWarning.Kind.NO_IDENTIFICATION},
    };
    for (Object[] row : rows) {
      Readout readout = read((String) row[0]);
      assertNull((String) row[0], readout.fault());
      assertEquals((String) row[0], row[1], readout.warnings().get(0).kind());
      assertEquals("1", readout.dataSets().get(0).first().decimal());
    }
  }

  @Test
  public void lettersBehindDigitsAreNoUnitWhereTheyMayBeDigitsThemselves() {
    String[] whole = {
      "F.F(0000000C)",
      "C.1.0(1234567A)",
      "0.9.1(123456W)",
      "0.0.0(123456 A)",
      "96.5.5(4.5A)",
      "1.8.0(1234567A)",
      "1.8.0(123d)"
    };
    for (String line : whole) {
      Readout readout = read(HEAD + line + "\r\n!\r\n");
      assertNull(line, readout.fault());
      DataValue value = readout.dataSets().get(0).first();
      assertNull(line, value.unit());
      assertNull(line, value.decimal());
      assertEquals(line, line.substring(line.indexOf('(') + 1, line.indexOf(')')), value.text());
    }
    assertEquals("0000000C", read(HEAD + whole[0] + "\r\n!\r\n").errorRegister());
    String[] apart = {"1.8.0(12kWh)", "1.8.0(12 A)", "1.8.0(1.2A)", "6.26(12m3)", "1.7.0(12 W)"};
    for (String line : apart) {
      assertNotNull(line, read(HEAD + line + "\r\n!\r\n").dataSets().get(0).first().unit());
    }
  }

  @Test
  public void dataWithoutAnIdentificationAreReadUnderTheSameChecks() {
    byte[] whole = Fixtures.readout();
    int text = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\2');
    byte[] framed = Arrays.copyOfRange(whole, text, whole.length);
    Readout readout = read(framed);
    assertNull(readout.fault());
    assertNull(readout.identification());
    assertEquals(Readout.Check.RIGHT, readout.check());
    assertEquals(Fixtures.registers(), readout.dataSets());
    assertEquals(ReadoutWarning.Kind.NO_IDENTIFICATION, readout.warnings().get(0).kind());
    framed[20] ^= 1;
    assertEquals(Kind.CRC, read(framed).fault().kind());
    assertEquals(List.of(), read(framed).dataSets());
  }

  @Test
  public void anIdentificationCutOffIsNotTakenForTheNameOfTheNext() {
    Readout readout = read("/ABC5TE/XYZ5OTHER\r\n1.8.0(1)\r\n!\r\n");
    assertEquals("XYZ", readout.identification().manufacturer());
  }

  @Test
  public void aBlockWhoseLastLineGoesOnBehindItsExclamationMarkIsChecked() {
    String text = "1.8.0(1)(1)\r\n0.2.2(::G11)!(::G11)(!)\r\n\3";
    byte[] bytes = bytes("/PAF5EC3\r\n\2" + text + "?");
    bytes[bytes.length - 1] = BlockCheck.of(bytes(text), 0, text.length());
    Readout readout = read(bytes);
    assertNull(readout.fault());
    assertEquals(Readout.Check.RIGHT, readout.check());
    assertEquals(ReadoutWarning.Kind.BEHIND_END_MARK, readout.warnings().get(0).kind());
    assertEquals(2, readout.dataSets().size());
    bytes[bytes.length - 1] ^= 1;
    assertEquals(Kind.CRC, read(bytes).fault().kind());
  }

  @Test
  public void aSlashInANameDoesNotLoseTheReadOutForTheNextOne() {
    String first = "/LGZ4ZMD3/CT/5A\r\n1.8.0(1)\r\n!\r\n";
    byte[] two = bytes(first + HEAD + "1.8.0(2)\r\n!\r\n");
    List<Readout> all = ReadoutDecoder.readAll(two, 0, two.length, ReadoutLimits.DEFAULT);
    assertEquals(2, all.size());
    assertEquals("ZMD3/CT/5A", all.get(0).identification().name());
    assertEquals("2", all.get(1).dataSets().get(0).first().decimal());
  }

  @Test
  public void aTimeInWinterIsNoPowerInWatt() {
    DataSet set = read(HEAD + "0-0:1.0.0(000101010000W)\r\n!\r\n").dataSets().get(0);
    assertNull(set.first().unit());
    assertEquals("2000-01-01T01:00", MeterTime.parse(set.first()).local().toString());
  }

  @Test
  public void parityBitsAreTakenOffWithAWarning() {
    byte[] plain = Fixtures.readout();
    byte[] even = plain.clone();
    for (int i = 0; i < even.length; i++) {
      even[i] |= (byte) ((Integer.bitCount(even[i]) & 1) << 7);
    }
    Readout readout = read(even);
    assertNull(readout.fault());
    assertEquals(ReadoutWarning.Kind.PARITY_BITS, readout.warnings().get(0).kind());
    assertEquals(read(plain).dataSets(), readout.dataSets());
    List<Readout> all = ReadoutDecoder.readAll(even, 0, even.length, ReadoutLimits.DEFAULT);
    assertEquals(readout.dataSets(), all.get(0).dataSets());
    assertEquals(readout.warnings(), all.get(0).warnings());
    even[40] ^= 0x20;
    assertNotNull(read(even).fault());
  }

  @Test
  public void whatIsEncodedIsDecodedAgain() throws Exception {
    for (int seed = 0; seed < 3000; seed++) {
      List<DataSet> sets = Fixtures.random(new Random(seed));
      Identification who = Identification.of("/XYZ" + seed % 7 + "\\2M-" + seed);
      byte[] framed = ReadoutEncoder.readout(who, sets);
      byte[] plain = ReadoutEncoder.plain(who, sets);
      for (byte[] bytes : List.of(framed, plain)) {
        Readout readout = ReadoutDecoder.decode(bytes, 0, bytes.length, ReadoutLimits.DEFAULT);
        assertEquals(who, readout.identification());
        assertEquals("seed " + seed, sets, readout.dataSets());
      }
      byte[] p1 = ReadoutEncoder.p1(who, sets);
      P1Telegram telegram = P1Decoder.decode(p1, 0, p1.length, ReadoutLimits.DEFAULT);
      assertEquals("seed " + seed, sets, telegram.message().dataSets());
    }
  }

  @Test
  public void allReadOutsInSomeBytesAreRead() {
    byte[] two = bytes(HEAD + "1.8.0(1)\r\n!\r\n" + HEAD + "1.8.0(2)\r\n!\r\n");
    List<Readout> all = ReadoutDecoder.readAll(two, 0, two.length, ReadoutLimits.DEFAULT);
    assertEquals(2, all.size());
    assertEquals("2", all.get(1).dataSets().get(0).first().decimal());
    byte[] cut = bytes(HEAD + "1.8.0(1)\r\n" + HEAD + "1.8.0(2)\r\n!\r\n");
    all = ReadoutDecoder.readAll(cut, 0, cut.length, ReadoutLimits.DEFAULT);
    assertEquals(2, all.size());
    assertEquals(Kind.TRUNCATED, all.get(0).fault().kind());
    assertNull(all.get(1).fault());
  }

  @Test
  public void fuzzFindBlankBetweenValuesOfOneDataSet() throws Exception {
    Readout readout = read(HEAD + "24.3.0(1)() (00000.005)\r\n1.8.0(1)\r\n!\r\n");
    assertNull(readout.fault());
    assertEquals(2, readout.dataSets().size());
    assertEquals(3, readout.dataSets().get(0).values().size());
    byte[] again = ReadoutEncoder.readout(readout.identification(), readout.dataSets());
    assertEquals(readout.dataSets(), read(again).dataSets());
  }

  @Test
  public void emptyInputAndPositionsWithinAnArrayAreHandled() {
    assertEquals(Kind.TRUNCATED, read("").fault().kind());
    byte[] whole = Fixtures.readout();
    byte[] within = new byte[whole.length + 20];
    System.arraycopy(whole, 0, within, 10, whole.length);
    Readout readout = ReadoutDecoder.read(within, 10, whole.length, ReadoutLimits.DEFAULT);
    assertNull(readout.fault());
    assertEquals(10, readout.offset());
    assertEquals(10 + whole.length, readout.end());
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> ReadoutDecoder.read(whole, 1, whole.length, ReadoutLimits.DEFAULT));
  }
}
