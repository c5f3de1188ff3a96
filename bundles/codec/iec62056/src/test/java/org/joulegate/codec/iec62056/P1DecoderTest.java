package org.joulegate.codec.iec62056;

import static org.joulegate.codec.iec62056.Fixtures.p1;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.itests.kit.BitFlips;
import org.joulegate.itests.kit.Truncations;
import org.junit.Test;

public class P1DecoderTest {

  @Test
  public void aTelegramOfDsmr5SaysAllOfItsMeters() {
    P1Telegram telegram = p1(Fixtures.dsmr5());
    assertNull(telegram.message().fault());
    assertEquals(Readout.Check.RIGHT, telegram.message().check());
    assertEquals("50", telegram.version());
    assertEquals("K8EG004046395507", telegram.meterId());
    assertEquals("0123456789:;<=>?", telegram.operatorMessage());
    assertEquals(
        Instant.parse("2010-12-09T10:30:20Z"), telegram.time().instant(ZoneOffset.ofHours(1)));
    assertEquals("1.193", telegram.find(1, 0, 1, 7, 0).first().decimal());
    List<P1Telegram.PowerFailure> failures = telegram.powerFailures();
    assertEquals(2, failures.size());
    assertEquals(Duration.ofSeconds(240), failures.get(0).length());
    assertEquals("101208152415W", failures.get(0).end().toP1());
    List<P1Telegram.SubMeter> meters = telegram.subMeters();
    assertEquals(2, meters.size());
    assertEquals(Integer.valueOf(3), meters.get(0).deviceType());
    assertEquals("2222ABCD123456789", meters.get(0).id());
    TimedValue gas = meters.get(0).readings().get(0).value();
    assertEquals("12785.123", gas.value().decimal());
    assertEquals("101209112500W", gas.time().toP1());
    assertEquals("101209110000W", meters.get(1).readings().get(0).value().time().toP1());
    assertEquals("GJ", meters.get(1).readings().get(0).value().unit());
    assertEquals("3232323241424344313233343536373839", meters.get(0).idAsSent().text());
    assertEquals("4B384547303034303436333935353037", telegram.meterIdSet().first().text());
  }

  @Test
  public void anOlderTelegramHasItsGasOnTheNextLineAndNoChecksum() {
    P1Telegram telegram = p1(Fixtures.dsmr3());
    assertNull(telegram.message().fault());
    assertEquals(Readout.Check.NONE, telegram.message().check());
    P1Telegram.Reading gas = telegram.subMeters().get(0).readings().get(0);
    assertEquals("0.005", gas.value().value().decimal());
    assertEquals("2009-02-12T16:00", gas.value().time().local().toString());
    assertEquals(MeterTime.Season.UNSAID, gas.value().time().season());
    assertNull(gas.value().time().instant(ZoneOffset.ofHours(1)));
    assertEquals("m3", gas.value().unit());
    assertEquals("0-1:24.2.1", gas.value().column());
  }

  @Test
  public void monthlyPeaksOfBelgiumAreALog() {
    P1Telegram telegram =
        p1(
            p1(
                "/FLU5\\253769484_A",
                "",
                "0-0:96.1.4(50217)",
                "0-0:98.1.0(2)(1-0:1.6.0)(1-0:1.6.0)(230201000000W)(230117224500W)(04.329*kW)"
                    + "(230301000000W)(632525252525W)(00.000*kW)",
                "0-1:24.2.3(230301134558S)(00112.384*m3)"));
    assertEquals("50217", telegram.version());
    P1Log log = P1Log.of(telegram.find(0, 0, 98, 1, 0));
    assertEquals(2, log.announced());
    assertEquals(List.of("1-0:1.6.0", "1-0:1.6.0"), log.columns());
    assertEquals("4.329", log.entries().get(0).values().get(1).decimal());
    assertNull(MeterTime.parse(log.entries().get(1).values().get(0)));
    assertEquals(
        "112.384", telegram.subMeters().get(0).readings().get(0).value().value().decimal());
  }

  @Test
  public void aLogThatHasNoEntryYetIsALog() {
    for (String empty : new String[] {"", "()", "()()", "()()()"}) {
      String line = "0-0:98.1.0(0)(1-0:1.6.0)(1-0:1.6.0)" + empty;
      P1Log log = P1Log.of(p1(p1("/ABC5TEST", "", line)).find(0, 0, 98, 1, 0));
      assertEquals(line, List.of(), log.entries());
      assertEquals(line, 2, log.columns().size());
    }
  }

  @Test
  public void aSubMeterThatWasNeverReadIsNoReadingOfZero() {
    P1Telegram telegram =
        p1(
            p1(
                "/ABC5TEST",
                "",
                "1-3:0.2.8(50)",
                "0-1:24.2.1(632525252525W)(00000.000*m3)",
                "0-2:24.2.1(632525252525S)(00001.000*m3)",
                "0-3:24.2.1(00000.000*m3)",
                "0-4:24.2.1(240101000000W)(00000.000*m3)"));
    TimedValue.Stamp unset = TimedValue.Stamp.UNSET;
    Object[][] wanted = {
      {unset, true}, {unset, false}, {TimedValue.Stamp.NONE, false}, {TimedValue.Stamp.GIVEN, false}
    };
    for (int i = 0; i < wanted.length; i++) {
      TimedValue value = telegram.subMeters().get(i).readings().get(0).value();
      assertEquals(wanted[i][0], value.stamp());
      assertEquals(wanted[i][1], value.isNeverRead());
      assertEquals(value.stamp() == TimedValue.Stamp.GIVEN, value.time() != null);
    }
    DataSet maximum = ReadoutEncoder.dataSet("1.6.1", "00.000*kW", "0000000000");
    assertEquals(unset, TimedValue.of(maximum).stamp());
    assertNull(TimedValue.of(ReadoutEncoder.dataSet("0.0.1", "0000000000", "5")));
    for (String address : List.of("0P2X", "0-1:97.2.1", "0-0:96.1.4")) {
      TimedValue timed =
          TimedValue.of(ReadoutEncoder.dataSet(address, "230101120000W", "00000.123*m3"));
      assertEquals(address, TimedValue.Stamp.GIVEN, timed.stamp());
    }
    TimedValue own = TimedValue.of(ReadoutEncoder.dataSet("0P2X", "2301011200", "0012.3*kW"));
    assertEquals("no OBIS code", TimedValue.Stamp.GIVEN, own.stamp());
    assertNull("an identity", TimedValue.of(ReadoutEncoder.dataSet("C.1.0", "1201011200", "5")));
  }

  @Test
  public void anIdentityOfDecimalDigitsIsNotReadAsCharacters() {
    String id = "0-0:96.1.0(7340415242314442)";
    P1Telegram nordic = p1(p1("/ABC5TEST", "", id));
    assertEquals("7340415242314442", nordic.meterId());
    assertEquals("7340415242314442", p1(p1("/ABC5TEST", "", "1-3:0.2.8(50)", id)).meterId());
    String written = "0-0:96.1.1(4530303433303037)";
    assertEquals("E0043007", p1(p1("/ABC5TEST", "", written)).meterId());
  }

  @Test
  public void aLogWithFewerEntriesThanAnnouncedKeepsThem() {
    String log = "1-0:99.97.0(10)(0-0:96.7.19)(101208152415W)(0000000240*s)";
    P1Telegram telegram = p1(p1("/ABC5TEST", "", log + "(101208151004W)(0000000301*s)"));
    assertEquals(2, telegram.powerFailures().size());
    assertEquals(10, P1Log.of(telegram.find(1, 0, 99, 97, 0)).announced());
    String odd = "(101208151004W)(-000000301*s)(101208151004W)(301*kWh)(101208151004W)(301)";
    assertEquals(1, p1(p1("/ABC5TEST", "", log + odd)).powerFailures().size());
  }

  @Test
  public void aTelegramOfDsmr4WithoutItsChecksumIsWarnedOf() {
    byte[] whole = Fixtures.dsmr5();
    byte[] without = Arrays.copyOf(whole, whole.length - 4);
    without[without.length - 2] = '\r';
    without[without.length - 1] = '\n';
    Readout message = p1(without).message();
    assertNull(message.fault());
    assertEquals(ReadoutWarning.Kind.NO_CHECKSUM, message.warnings().get(0).kind());
    assertEquals(List.of(), p1(Fixtures.dsmr3()).message().warnings());
    assertEquals(List.of(), p1(whole).message().warnings());
  }

  @Test
  public void aTelegramWithoutItsIdentificationIsRefused() {
    byte[] whole = Fixtures.dsmr5();
    assertNotNull(p1(Arrays.copyOfRange(whole, 22, whole.length)).message().fault());
  }

  @Test
  public void aWrongChecksumLeavesNoValue() {
    byte[] damaged = Fixtures.dsmr5();
    damaged[100] ^= 1;
    Readout message = p1(damaged).message();
    assertEquals(Kind.CRC, message.fault().kind());
    assertEquals(List.of(), message.dataSets());
    byte[] letters = Fixtures.dsmr5();
    letters[letters.length - 4] = 'Z';
    assertEquals(Kind.MALFORMED, p1(letters).message().fault().kind());
    assertEquals(letters.length - 4, p1(letters).message().fault().offset());
  }

  @Test
  public void lowerCaseDigitsOfTheChecksumAreRead() {
    byte[] bytes = Fixtures.dsmr5();
    for (int i = bytes.length - 6; i < bytes.length - 2; i++) {
      bytes[i] = (byte) Character.toLowerCase((char) bytes[i]);
    }
    assertNull(p1(bytes).message().fault());
  }

  @Test
  public void everyFlippedBitIsRefusedSaveTheCaseOfAHexDigit() throws Exception {
    byte[] whole = Fixtures.dsmr5();
    int digits = whole.length - 6;
    BitFlips.forEach(
        whole,
        (damaged, bit) -> {
          int at = bit / 8;
          boolean sameDigit =
              at >= digits
                  && at < digits + 4
                  && Character.digit(damaged[at], 16) == Character.digit(whole[at], 16);
          assertTrue(sameDigit || at >= digits + 4 || p1(damaged).message().fault() != null);
        });
  }

  @Test
  public void aTelegramCutOffIsRefused() throws Exception {
    byte[] whole = Fixtures.dsmr5();
    Truncations.forEach(
        whole,
        (cut, length) -> {
          assertEquals(length >= whole.length - 2, p1(cut).message().fault() == null);
        });
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  public void lineEndsChangedOnTheWayAreAWrongChecksum() {
    String changed = text(Fixtures.dsmr5()).replace("\r\n", "\n");
    assertEquals(Kind.CRC, p1(Fixtures.bytes(changed)).message().fault().kind());
  }

  @Test
  public void aTelegramOfDsmr4CutOffBehindItsExclamationMarkIsRefused() {
    byte[] whole = Fixtures.dsmr5();
    byte[] cut = Arrays.copyOf(whole, whole.length - 6);
    assertEquals(Kind.TRUNCATED, p1(cut).message().fault().kind());
    byte[] both = Fixtures.bytes(text(cut) + text(whole));
    List<P1Telegram> all = P1Decoder.readAll(both, 0, both.length, ReadoutLimits.DEFAULT);
    assertEquals(Kind.TRUNCATED, all.get(0).message().fault().kind());
    assertNull(all.get(1).message().fault());
    byte[] old = Fixtures.bytes(text(Fixtures.dsmr3()).strip());
    assertNull(p1(old).message().fault());
  }

  @Test
  public void everyValueOfAnIdentityHasItsOwnText() {
    P1Telegram telegram = p1(p1("/ABC5TEST", "", "1-3:0.2.8(50)", "0-1:96.1.0(4142)(4344)"));
    DataSet set = telegram.find(0, 1, 96, 1, 0);
    assertEquals("AB", telegram.text(set));
    assertEquals("CD", telegram.text(set, set.values().get(1)));
  }

  @Test
  public void aUnitOfBlanksIsNoneBesideAValueAndInTheHeadOfAColumn() {
    String head = "0-1:24.3.0(240317143000)(00)(60)(1)(0-1:24.2.1)";
    String[][] rows = {
      {"(m3)\r\n(00001.5* )", "m3"},
      {"(m3)\r\n(00001.5)", "m3"},
      {"(kW)\r\n(0.5*W)", "W"},
      {"( )\r\n(00001.5)", null},
    };
    for (String[] row : rows) {
      DataSet set = p1(p1("/ABC5TEST", "", head + row[0])).message().dataSets().get(0);
      assertEquals(row[0], row[1], TimedValue.of(set).unit());
      LoadProfile profile = set.profile();
      assertEquals(row[1], profile.columns().get(0).unitOf(profile.rows().get(0).get(0)));
    }
  }

  @Test
  public void aProfileHasNoTimeBehindTheLastYearThatIsWritten() {
    DataSet set =
        ReadoutEncoder.dataSet("P.01", "0991231234500", "00", "15", "1", "1.5", "kW", "1", "2");
    assertEquals("2099-12-31T23:45", set.profile().time(0).local().toString());
    assertNull(set.profile().time(1));
  }
}
