package org.joulegate.codec.iec62056;

import static org.joulegate.codec.iec62056.Fixtures.p1;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.junit.Test;

/** A line of P1, in pieces. */
public class P1FramerTest {

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
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
  public void aCutInTheMiddleOfALineLosesNoTelegramBehindIt() {
    String good = text(Fixtures.dsmr5());
    for (String cut : new String[] {"1-0:1.8.0(1*kWh)", "1-0:1.8.0(00", "1-0:1.8", ""}) {
      byte[] line = Fixtures.bytes("/ABC5ONE\r\n\r\n" + cut + good + good);
      List<P1Telegram> telegrams = new ArrayList<>();
      List<Kind> faults = new ArrayList<>();
      P1Framer framer = framer(ReadoutLimits.DEFAULT, telegrams, faults);
      framer.feed(line, 0, line.length);
      framer.end();
      assertEquals(cut, 2, telegrams.size());
      assertEquals(cut, List.of(Kind.TRUNCATED), faults);
      assertEquals(cut, 1, framer.counters().truncated());
      assertEquals(3, P1Decoder.readAll(line, 0, line.length, ReadoutLimits.DEFAULT).size());
    }
  }

  @Test
  public void aChecksumCutOffIsCountedAsCutOff() {
    String good = text(Fixtures.dsmr5());
    String cut = good.substring(0, good.length() - 4);
    for (String next : new String[] {"", good}) {
      for (int digits = 0; digits <= 2; digits++) {
        byte[] line = Fixtures.bytes(good + cut.substring(0, cut.length() - 2 + digits) + next);
        List<P1Telegram> telegrams = new ArrayList<>();
        List<Kind> faults = new ArrayList<>();
        P1Framer framer = framer(ReadoutLimits.DEFAULT, telegrams, faults);
        framer.feed(line, 0, line.length);
        framer.end();
        assertEquals(List.of(Kind.TRUNCATED), faults);
        assertEquals(1, framer.counters().truncated());
        assertEquals(0, framer.counters().malformed());
        assertEquals(next.isEmpty() ? 1 : 2, telegrams.size());
      }
    }
  }

  @Test
  public void aSlashInNoiseIsNoFault() {
    byte[] good = Fixtures.dsmr5();
    for (String noise : new String[] {"13.0(a/b)\r\n!ABCD\r\n", "13.0(a/b)\r\n", "a/b noise "}) {
      byte[] line = Fixtures.bytes(noise + text(good) + text(good));
      List<P1Telegram> telegrams = new ArrayList<>();
      List<Kind> faults = new ArrayList<>();
      P1Framer framer = framer(ReadoutLimits.DEFAULT, telegrams, faults);
      framer.feed(line, 0, line.length);
      assertEquals(noise, 2, telegrams.size());
      assertEquals(noise, List.of(), faults);
      assertEquals(noise, noise.length(), framer.counters().noiseBytes());
    }
  }

  @Test
  public void blanksBeforeAnExclamationMarkAreReadAsTheDecoderReadsThem() {
    String old = text(Fixtures.dsmr3()).replace("!", " !");
    byte[] line = Fixtures.bytes(old + text(Fixtures.dsmr5()));
    List<P1Telegram> telegrams = new ArrayList<>();
    List<Kind> faults = new ArrayList<>();
    framer(ReadoutLimits.DEFAULT, telegrams, faults).feed(line, 0, line.length);
    assertEquals(List.of(), faults);
    assertEquals(2, telegrams.size());
  }

  @Test
  public void theOffsetOfAFaultCountsFromItsTelegram() {
    byte[] damaged = Fixtures.dsmr5();
    damaged[100] ^= 1;
    byte[] line = Fixtures.bytes("a/b " + text(damaged));
    List<Long> places = new ArrayList<>();
    P1Framer framer =
        new P1Framer(
            ReadoutLimits.DEFAULT,
            new P1Framer.Listener() {
              @Override
              public void telegram(P1Telegram telegram) {}

              @Override
              public void fault(long streamOffset, MalformedTelegramException fault) {
                places.add(streamOffset);
                places.add((long) fault.offset());
              }
            });
    framer.feed(line, 0, line.length);
    assertEquals(List.of(4L, (long) p1(damaged).message().fault().offset()), places);
  }
}
