package org.joulegate.codec.iec62056;

import static org.joulegate.codec.iec62056.Fixtures.p1;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.dlms.DlmsCipher;
import org.joulegate.codec.dlms.DlmsKeyUse;
import org.joulegate.codec.dlms.DlmsSecurity;
import org.joulegate.codec.dlms.SoftwareDlmsCipher;
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
    int mark = whole.length - 7;
    Truncations.forEach(
        whole,
        (cut, length) -> {
          boolean good = length == mark + 1 || length >= whole.length - 2;
          assertEquals(good, p1(cut).message().fault() == null);
        });
  }

  @Test
  public void theFramerFindsTelegramsInPiecesOfEverySizeAndCountsFaults() {
    byte[] line = line();
    for (int size = 1; size < 300; size += 7) {
      List<P1Telegram> telegrams = new ArrayList<>();
      List<Kind> faults = new ArrayList<>();
      P1Framer framer = framer(ReadoutLimits.DEFAULT, telegrams, faults);
      for (int i = 0; i < line.length; i += size) {
        framer.feed(line, i, Math.min(size, line.length - i));
      }
      framer.end();
      assertEquals(3, telegrams.size());
      assertEquals(List.of(Kind.TRUNCATED, Kind.CRC, Kind.TRUNCATED), faults);
      P1Framer.Counters counters = framer.counters();
      assertEquals(3, counters.telegrams());
      assertEquals(1, counters.unchecked());
      assertEquals(1, counters.crcErrors());
      assertEquals(2, counters.truncated());
      assertEquals(7, counters.noiseBytes());
    }
  }

  @Test
  public void linesMayEndWithCrLfOrWithEitherAlone() {
    for (String end : new String[] {"\r\n", "\n", "\r", "\r\r\n"}) {
      byte[] telegram = withLineEnds(Fixtures.dsmr5(), end);
      P1Telegram read = p1(telegram);
      assertNull(read.message().fault());
      assertEquals(Readout.Check.RIGHT, read.message().check());
      assertEquals(p1(Fixtures.dsmr5()).message().dataSets(), read.message().dataSets());
      byte[] old = Fixtures.bytes(text(Fixtures.dsmr3()).replace("\r\n", end));
      assertEquals(p1(Fixtures.dsmr3()).message().dataSets(), p1(old).message().dataSets());
      for (int size : new int[] {1, 3, 64, 5000}) {
        theFramerReads(telegram, old, size);
      }
    }
  }

  /** Each telegram twice, in pieces. */
  private static void theFramerReads(byte[] telegram, byte[] old, int size) {
    byte[] line = Fixtures.bytes((text(telegram) + text(old)).repeat(2));
    List<P1Telegram> telegrams = new ArrayList<>();
    List<Kind> faults = new ArrayList<>();
    P1Framer framer = framer(ReadoutLimits.DEFAULT, telegrams, faults);
    for (int i = 0; i < line.length; i += size) {
      framer.feed(line, i, Math.min(size, line.length - i));
    }
    assertFalse(framer.inTelegram());
    assertEquals(List.of(), faults);
    assertEquals(4, telegrams.size());
    assertEquals(p1(telegram), telegrams.get(2));
    assertEquals(0, framer.counters().noiseBytes());
  }

  /** The same lines with other ends, and the checksum over those. */
  private static byte[] withLineEnds(byte[] telegram, String end) {
    String text = text(telegram).replace("\r\n", end);
    String checked = text.substring(0, text.lastIndexOf('!') + 1);
    String whole = text(ReadoutEncoder.withCrc(Fixtures.bytes(checked)));
    return Fixtures.bytes(whole.substring(0, whole.length() - 2) + end);
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
  public void aTelegramRightBehindAnExclamationMarkIsAnother() {
    String old = text(Fixtures.dsmr3()).strip();
    String good = text(Fixtures.dsmr5()).strip();
    byte[] line = Fixtures.bytes(old + good + old + "\r\n");
    List<P1Telegram> telegrams = new ArrayList<>();
    List<Kind> faults = new ArrayList<>();
    framer(ReadoutLimits.DEFAULT, telegrams, faults).feed(line, 0, line.length);
    assertEquals(List.of(), faults);
    assertEquals(3, telegrams.size());
    assertEquals(3, P1Decoder.readAll(line, 0, line.length, ReadoutLimits.DEFAULT).size());
  }

  @Test
  public void theFramerTakesAnExclamationMarkBehindTheLastBracketAsTheDecoderDoes() {
    byte[] line = Fixtures.bytes("/ABC5TEST\r\n\r\n1-0:1.8.0(1*kWh)!\r\n");
    List<P1Telegram> telegrams = new ArrayList<>();
    framer(ReadoutLimits.DEFAULT, telegrams, new ArrayList<>()).feed(line, 0, line.length);
    assertEquals(1, telegrams.size());
    assertNull(p1(line).message().fault());
  }

  private static byte[] line() {
    String good = new String(Fixtures.dsmr5(), StandardCharsets.ISO_8859_1);
    String damaged = good.replace("01.193", "01.194");
    String old = new String(Fixtures.dsmr3(), StandardCharsets.ISO_8859_1);
    return Fixtures.bytes(
        "noise\r\n" + good + good.substring(0, 200) + "\r\n" + good + damaged + old + "/ABC5");
  }

  private static P1Framer framer(
      ReadoutLimits limits, List<P1Telegram> telegrams, List<Kind> faults) {
    return new P1Framer(
        limits,
        new P1Framer.Listener() {
          @Override
          public void telegram(P1Telegram telegram) {
            telegrams.add(telegram);
          }

          @Override
          public void fault(long streamOffset, MalformedTelegramException fault) {
            faults.add(fault.kind());
          }
        });
  }

  @Test
  public void theFramerHoldsNoMoreThanTheLimit() {
    ReadoutLimits small = Fixtures.limits(0, 100);
    List<Kind> faults = new ArrayList<>();
    P1Framer framer = framer(small, new ArrayList<>(), faults);
    byte[] bytes = Fixtures.dsmr5();
    framer.feed(bytes, 0, bytes.length);
    assertEquals(List.of(Kind.MALFORMED), faults);
    assertEquals(1, framer.counters().tooLong());
    assertTrue(!framer.inTelegram());
  }

  @Test
  public void aSealedTelegramIsOpenedByItsKeysOnly() throws Exception {
    byte[] key = Hex.parse("000102030405060708090A0B0C0D0E0F");
    byte[] sealed = sealed(key, Fixtures.dsmr5());
    assertTrue(SealedP1.isSealed(sealed, 0, sealed.length));
    DlmsCipher right = SoftwareDlmsCipher.of(key, SealedP1.smartyAuthenticationKey());
    SealedP1 opened = SealedP1.open(sealed, 0, sealed.length, right);
    assertTrue(opened.authenticated());
    assertEquals("K8EG004046395507", opened.telegram().meterId());
    assertNull(opened.telegram().message().fault());
    assertEquals(Kind.KEY_MISSING, refusal(sealed, DlmsCipher.NONE));
    byte[] other = key.clone();
    other[3]++;
    assertEquals(
        Kind.KEY_WRONG,
        refusal(sealed, SoftwareDlmsCipher.of(other, SealedP1.smartyAuthenticationKey())));
    byte[] text = sealed(key, Fixtures.bytes("no telegram"));
    assertEquals(Kind.UNSUPPORTED, refusal(text, right));
    for (int length = 0; length < sealed.length; length++) {
      assertNotNull(refusal(Arrays.copyOf(sealed, length), right));
    }
  }

  @Test
  public void aTelegramInClearIsNotOpenedAsASealedOne() throws Exception {
    byte[] key = Hex.parse("000102030405060708090A0B0C0D0E0F");
    DlmsCipher cipher = SoftwareDlmsCipher.of(key, SealedP1.smartyAuthenticationKey());
    assertEquals(Kind.UNSUPPORTED, refusal(sealed(0x00, key, Fixtures.dsmr5()), cipher));
    assertEquals(Kind.UNSUPPORTED, refusal(sealed(0x00, key, Fixtures.dsmr5()), DlmsCipher.NONE));
    assertEquals(Kind.UNSUPPORTED, refusal(sealed(0x10, key, Fixtures.dsmr5()), cipher));
    byte[] untagged = sealed(0x20, key, Fixtures.dsmr5());
    assertFalse(SealedP1.open(untagged, 0, untagged.length, cipher).authenticated());
  }

  private static Kind refusal(byte[] bytes, DlmsCipher cipher) {
    try {
      SealedP1.open(bytes, 0, bytes.length, cipher);
      return null;
    } catch (MalformedTelegramException e) {
      return e.kind();
    }
  }

  /** A general-glo-ciphering APDU, authenticated and encrypted. */
  static byte[] sealed(byte[] key, byte[] plain) {
    return sealed(0x30, key, plain);
  }

  private static byte[] sealed(int control, byte[] key, byte[] plain) {
    ByteSlice title = ByteSlice.of(Fixtures.bytes("TESTmetr"));
    DlmsSecurity security = new DlmsSecurity(control, title, 7, ByteSlice.of());
    byte[] content =
        SoftwareDlmsCipher.of(key, SealedP1.smartyAuthenticationKey())
            .seal(DlmsKeyUse.GLOBAL_UNICAST, security, plain);
    int length = content.length + 5;
    String lengthAndControl = String.format("82%04x%02x", length, control);
    byte[] head = Hex.parse("DB08" + title.toHex() + lengthAndControl + "00000007");
    byte[] all = Arrays.copyOf(head, head.length + content.length);
    System.arraycopy(content, 0, all, head.length, content.length);
    return all;
  }
}
