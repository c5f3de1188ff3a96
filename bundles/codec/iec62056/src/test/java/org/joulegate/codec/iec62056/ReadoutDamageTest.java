package org.joulegate.codec.iec62056;

import static org.joulegate.codec.iec62056.Fixtures.bytes;
import static org.joulegate.codec.iec62056.Fixtures.read;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.itests.kit.BitFlips;
import org.joulegate.itests.kit.Truncations;
import org.junit.Test;

/** Read-outs cut off, damaged, or beyond a limit. */
public class ReadoutDamageTest {

  private static final String HEAD = "/ABC5TEST\r\n\r\n";

  @Test
  public void dataWithoutAnIdentificationAreRefusedWhereTheyAreCutOff() throws Exception {
    byte[] whole = bytes("1.8.0(000285.4*kWh)\r\n2.8.0(000000.1*kWh)\r\n!\r\n");
    Truncations.forEach(
        whole, (cut, length) -> assertEquals(length > whole.length - 3, read(cut).fault() == null));
    byte[] tail = Arrays.copyOfRange(whole, 6, whole.length);
    assertNotNull(read(tail).fault());
  }

  @Test
  public void textThatOnlyHasBracketsIsNoReadOut() {
    String[] texts = {
      "see(this)\r\n!\r\n",
      "f(x)\r\ng(y)\r\n1.8.0(1)\r\n!\r\n",
      "main() (void)\r\n",
      "P.01(nothing)\r\n",
      "\2see(this)\r\n!\r\n"
    };
    for (String text : texts) {
      assertNotNull(text, read(text).fault());
    }
    assertEquals(List.of(), read(texts[0]).dataSets());
  }

  @Test
  public void brokenDataSetsRefuseTheReadOutAndTheOthersAreGiven() {
    String[] broken = {
      "1.8.1(5*kWh",
      "1.8.1 5",
      "1.8.1(5(6)",
      "1.8.1(5\u0001)",
      "1.8.1(5\u00e4)",
      "1.8.1)5(",
      "1.8/1(5)"
    };
    for (String line : broken) {
      Readout readout = read(HEAD + "1.8.0(1*kWh)\r\n" + line + "\r\n1.8.2(2*kWh)\r\n!\r\n");
      assertNotNull(line, readout.fault());
      assertEquals(line, Kind.MALFORMED, readout.fault().kind());
      int at = readout.fault().offset() - HEAD.length() - 14;
      assertTrue(line + at, at >= 0 && at <= line.length() || line.contains("/"));
      assertEquals(line, "1", readout.dataSet("1.8.0").first().decimal());
      assertNull(line, readout.dataSet("1.8.1"));
    }
  }

  @Test
  public void aMissingEndIsTruncatedWithWhatWasRead() throws Exception {
    byte[] whole = Fixtures.pushed();
    int mark = new String(whole, StandardCharsets.US_ASCII).lastIndexOf('!');
    Truncations.forEach(
        whole,
        (cut, length) -> {
          Readout readout = read(cut);
          assertEquals(length > mark, readout.fault() == null);
          if (length <= mark) {
            assertEquals(Kind.TRUNCATED, readout.fault().kind());
            assertTrue(readout.fault().offset() <= length);
          }
        });
  }

  @Test
  public void aFramedReadOutCutOffIsNeverWholeBeforeItsExclamationMark() throws Exception {
    byte[] whole = Fixtures.readout();
    int mark = whole.length - 5;
    Truncations.forEach(
        whole,
        (cut, length) -> {
          Readout readout = read(cut);
          boolean accepted = length > mark && length < whole.length - 1;
          assertEquals(accepted, readout.fault() == null);
          assertTrue(readout.check() == Readout.Check.NONE);
        });
  }

  @Test
  public void everyFlippedBitUnderTheCheckCharacterIsRefused() throws Exception {
    for (byte[] whole : List.of(Fixtures.readout(), Fixtures.inBlocks(), Fixtures.profile())) {
      int text = 0;
      while (whole[text] != 2) {
        text++;
      }
      int from = text;
      BitFlips.forEach(
          whole, (damaged, bit) -> assertTrue(bit < 8 * from || read(damaged).fault() != null));
    }
  }

  @Test
  public void aWrongCheckCharacterLeavesNoValue() {
    byte[] damaged = Fixtures.readout();
    damaged[damaged.length - 20] ^= 1;
    Readout readout = read(damaged);
    assertEquals(Readout.Check.WRONG, readout.check());
    assertEquals(Kind.CRC, readout.fault().kind());
    assertEquals(damaged.length - 1, readout.fault().offset());
    assertEquals(List.of(), readout.dataSets());
  }

  @Test
  public void furtherValuesOfARefusedDataSetAreRefusedWithIt() {
    Readout readout = read(HEAD + "24.3.0(1)(m3\r\n(00000.005)\r\n1.8.0(1)\r\n!\r\n");
    assertEquals(Kind.MALFORMED, readout.fault().kind());
    assertEquals(1, readout.dataSets().size());
  }

  @Test
  public void everyLimitIsChecked() {
    byte[] bytes = bytes(HEAD + "1.8.0(123)(4)(5)\r\n1.8.1(1)\r\n1.8.2(1)\r\n!\r\n");
    for (int which = 0; which < 6; which++) {
      ReadoutLimits limits = Fixtures.limits(which, 2);
      assertThrows(
          "limit " + which,
          MalformedTelegramException.class,
          () -> ReadoutDecoder.decode(bytes, 0, bytes.length, limits));
    }
  }

  @Test
  public void manyMessagesThatAreNoneAreFoundInOnePass() {
    for (String message :
        new String[] {"/1235\r\n!\r\n", "/1235ONE\r\n1.8.0(1)\r\n!\r\n", "/1 2"}) {
      for (int count = 1000; count <= 8000; count *= 2) {
        byte[] bytes = bytes(message.repeat(count));
        IdentificationFinder finder =
            new IdentificationFinder(bytes, bytes.length, ReadoutLimits.DEFAULT);
        ReadoutDecoder.readAll(bytes, 0, finder, ReadoutLimits.DEFAULT);
        assertTrue(message + finder.looked(), finder.looked() <= 2L * bytes.length);
        finder = new IdentificationFinder(bytes, bytes.length, ReadoutLimits.DEFAULT);
        P1Decoder.readAll(bytes, 0, finder, ReadoutLimits.DEFAULT);
        assertTrue(message + finder.looked(), finder.looked() <= 2L * bytes.length);
      }
    }
  }

  @Test
  public void aCutInALineNeitherLosesTheNextMessageNorMixesTwoMeters() {
    String next = "/XYZ5TWO\r\n1.8.0(7*kWh)\r\n!\r\n";
    for (String cut :
        new String[] {"1.8.0(000", "1.8", "1.8.0(1*kW", "1.8.0(1)\r\n(2", "1.8.0(1)"}) {
      byte[] both = bytes("/ABC5ONE\r\n" + cut + next);
      List<Readout> all = ReadoutDecoder.readAll(both, 0, both.length, ReadoutLimits.DEFAULT);
      assertEquals(cut, 2, all.size());
      assertEquals(cut, Kind.TRUNCATED, all.get(0).fault().kind());
      assertEquals(cut, all.get(0).end(), all.get(0).fault().offset());
      assertNull(cut, all.get(1).fault());
      assertEquals("XYZ", all.get(1).identification().manufacturer());
      assertEquals("7", all.get(1).dataSets().get(0).first().decimal());
    }
    Readout value = read(HEAD + "1.8.1(5\r\n0.2.0(/ABC5)\r\n!\r\n");
    assertEquals("/ABC5", value.dataSet("0.2.0").first().text());
  }
}
