package org.joulegate.ops.cli;

import static org.joulegate.codec.iec62056.ReadoutEncoder.dataSet;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.dlms.DlmsKeyUse;
import org.joulegate.codec.dlms.DlmsSecurity;
import org.joulegate.codec.dlms.SoftwareDlmsCipher;
import org.joulegate.codec.iec62056.BlockCheck;
import org.joulegate.codec.iec62056.DataSet;
import org.joulegate.codec.iec62056.Identification;
import org.joulegate.codec.iec62056.ReadoutEncoder;
import org.joulegate.codec.iec62056.SealedP1;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class ReadoutTelegramsTest {

  private static final TelegramFormat D0 = new D0Telegrams.Format();
  private static final TelegramFormat P1 = new P1Telegrams.Format();
  private static final byte[] KEY = Hex.parse("000102030405060708090A0B0C0D0E0F");

  private static final List<DataSet> SETS =
      List.of(
          dataSet("0-0:1.0.0", "240317143000W"),
          dataSet("0-0:96.1.1", "4B384547303034"),
          dataSet("1-0:1.8.0", "00123.456*kWh"),
          dataSet("1-0:1.6.0", "240301101500W", "02.589*kW"),
          dataSet("0-0:96.14.0", "0002"),
          dataSet("0-0:96.13.0", ""),
          dataSet("1-0:99.97.0", "1", "0-0:96.7.19", "101208152415W", "0000000240*s"),
          dataSet("0-1:24.2.1", "240317140000W", "12785.123*m3"));

  static final byte[] READOUT =
      ReadoutEncoder.readout(
          Identification.of("/ABC5TEST"),
          List.of(dataSet("0.0.0", "0012345678"), dataSet("1.8.0", "000285.4*kWh")));
  static final byte[] TELEGRAM = ReadoutEncoder.p1(Identification.of("/ABC5TEST"), SETS);

  @Test
  public void aReadOutGivesItsRegistersAndItsMeter() {
    Decoded decoded = D0.decode(Request.of(READOUT));
    assertNull(decoded.error());
    assertEquals("0012345678", decoded.meter());
    assertEquals(
        List.of(
            Decoded.Register.text("0.0.0", "0012345678"),
            Decoded.Register.number("1.8.0", "285.4", "kWh")),
        decoded.registers());
  }

  @Test
  public void aTelegramOfP1GivesRegistersWithTheirTimes() {
    Decoded decoded = P1.decode(Request.of(TELEGRAM));
    assertNull(decoded.error());
    assertEquals("K8EG004", decoded.meter());
    List<Decoded.Register> registers = decoded.registers();
    assertEquals(
        Decoded.Register.number("1-0:1.6.0", "2.589", "kW")
            .withTime("2024-03-01T10:15:00 winter time"),
        registers.get(3));
    assertEquals("0002", registers.get(4).text());
    assertNotNull(registers.get(5).absent());
    assertEquals("1", registers.get(6).value() == null ? registers.get(6).text() : "1");
    assertEquals(
        Decoded.Register.number("0-0:96.7.19", "240", "s")
            .withTime("2010-12-08T15:24:15 winter time"),
        registers.get(7));
    assertEquals("2024-03-17T14:00:00 winter time", registers.get(8).time());
  }

  @Test
  public void aTelegramWhoseLinesEndWithCrAloneIsFoundOutToBeP1() {
    String text = "/ABC5TEST\r\r0-0:1.0.0(240317143000W)\r1-0:1.8.0(1*kWh)\r!\r";
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertTrue(P1.likelihood(bytes) > D0.likelihood(bytes));
    assertEquals(2, P1.decode(Request.of(bytes)).registers().size());
  }

  @Test
  public void timesAndStatesInALogKeepTheirLeadingZeros() {
    DataSet log =
        dataSet("P.98", "1080910171500", "40", "", "2", "0.9.2", "", "1.8.0", "kWh", "080910", "7");
    byte[] bytes = ReadoutEncoder.readout(Identification.of("/ABC5TEST"), List.of(log));
    List<Decoded.Register> registers = D0.decode(Request.of(bytes)).registers();
    assertEquals("080910", registers.get(0).text());
    assertEquals("7", registers.get(1).value());
    assertEquals("kWh", registers.get(1).unit());
  }

  @Test
  public void theNameOfTheDeviceIsTextAsItsIdentityIs() {
    DataSet name = dataSet("0-0:42.0.0", "53414731303330373030303138303831");
    List<DataSet> sets = List.of(dataSet("1-3:0.2.8", "42"), name);
    byte[] bytes = ReadoutEncoder.p1(Identification.of("/ABC5TEST"), sets);
    Decoded decoded = P1.decode(Request.of(bytes));
    assertEquals("SAG1030700018081", decoded.registers().get(1).text());
    assertEquals(decoded.meter(), decoded.registers().get(1).text());
  }

  @Test
  public void aDamagedTelegramGivesAnErrorAndNoRegister() {
    byte[] damaged = TELEGRAM.clone();
    damaged[90] ^= 1;
    for (TelegramFormat format : List.of(P1, Formats.all())) {
      Decoded decoded = format.decode(Request.of(damaged));
      assertEquals("crc", decoded.error().kind());
      assertEquals(List.of(), decoded.registers());
    }
  }

  @Test
  public void theFormatIsFoundOut() {
    assertEquals("d0", Formats.all().decode(Request.of(READOUT)).format());
    assertEquals("p1", Formats.all().decode(Request.of(TELEGRAM)).format());
    Decoded sealed = Formats.all().decode(new Request(sealed(), KEY, null, null));
    assertEquals("p1", sealed.format());
    assertEquals("K8EG004", sealed.meter());
  }

  @Test
  public void aSealedTelegramNeedsItsKey() {
    assertEquals("key-missing", error(null));
    assertEquals("key-wrong", error(new byte[16]));
    assertNull(P1.decode(new Request(sealed(), KEY, null, null)).error());
  }

  private static String error(byte @Nullable [] key) {
    return P1.decode(new Request(sealed(), key, null, null)).error().kind();
  }

  static byte[] sealed() {
    return sealed(0x30);
  }

  private static byte[] sealed(int control) {
    ByteSlice title = ByteSlice.of("TESTmetr".getBytes(StandardCharsets.US_ASCII));
    DlmsSecurity security = new DlmsSecurity(control, title, 7, ByteSlice.of());
    byte[] content =
        SoftwareDlmsCipher.of(KEY, SealedP1.smartyAuthenticationKey())
            .seal(DlmsKeyUse.GLOBAL_UNICAST, security, TELEGRAM);
    String head = String.format("82%04x%02x00000007", content.length + 5, control);
    return Hex.parse("db08" + title.toHex() + head + Hex.format(content));
  }

  @Test
  public void everyByteIsExplainedAndADamagedOneMarked() {
    covered(D0.annotate(Request.of(READOUT)), READOUT, "block check character: right");
    covered(P1.annotate(Request.of(TELEGRAM)), TELEGRAM, "checksum, CRC-16: right");
    byte[] damaged = READOUT.clone();
    damaged[40] ^= 1;
    List<Annotated> blocks = D0.annotate(Request.of(damaged));
    covered(blocks, damaged, "block check character: wrong");
    assertTrue(blocks.get(0).notes().stream().anyMatch(Annotated.Note::wrong));
    blocks = P1.annotate(new Request(sealed(), KEY, null, null));
    assertEquals(2, blocks.size());
    covered(blocks, sealed(), "ciphertext");
    covered(blocks.subList(1, 2), TELEGRAM, "unit m3");
  }

  private static void covered(List<Annotated> blocks, byte[] bytes, String wanted) {
    Annotated block = blocks.get(0);
    int next = 0;
    boolean found = false;
    for (Annotated.Note note : block.notes()) {
      assertEquals(next, note.offset());
      assertTrue(note.text(), !note.text().equals(Annotated.Builder.UNEXPLAINED));
      found |= note.text().startsWith(wanted);
      next = note.end();
    }
    assertEquals(bytes.length, next);
    assertTrue(wanted, found);
  }

  @Test
  public void answersOfProgrammingModeAreRead() {
    byte[] answer = checked("\2(000285.4*kWh)\3");
    Decoded decoded = D0.decode(Request.of(answer));
    assertEquals("285.4", decoded.registers().get(0).value());
    covered(D0.annotate(Request.of(answer)), answer, "value 285.4 kWh");
    assertEquals("application-error", D0.decode(Request.of(checked("\2(ER12)\3"))).error().kind());
    byte[] password = checked("\1P1\2(secret)\3");
    assertEquals(List.of(), D0.decode(Request.of(password)).registers());
    covered(D0.annotate(Request.of(password)), password, "password");
    assertEquals("incomplete", D0.decode(Request.of(checked("\2P.01(1)\4"))).error().kind());
  }

  @Test
  public void valuesThatAreNotThereHaveTheirCause() {
    List<DataSet> sets =
        List.of(
            dataSet("C.1.1", "        "),
            dataSet("1.8.0", "------*kWh"),
            dataSet("0.2.0", "(ER11)"),
            dataSet("0.2.1", ""));
    byte[] bytes = ReadoutEncoder.plain(Identification.of("/ABC5TEST"), sets);
    for (Decoded.Register register : D0.decode(Request.of(bytes)).registers()) {
      assertNull(register.value());
      assertNotNull(register.obis(), register.absent());
    }
  }

  @Test
  public void aSubMeterThatWasNeverReadIsAbsentAndNotZero() {
    List<DataSet> sets =
        List.of(
            dataSet("0-1:24.2.1", "632525252525W", "00000.000*m3"),
            dataSet("0-2:24.2.1", "632525252525W", "00001.000*m3"));
    byte[] bytes = ReadoutEncoder.p1(Identification.of("/ABC5TEST"), sets);
    Decoded decoded = P1.decode(Request.of(bytes));
    assertNull(decoded.registers().get(0).value());
    assertNotNull(decoded.registers().get(0).absent());
    assertEquals("1.000", decoded.registers().get(1).value());
    assertNull(decoded.registers().get(1).time());
    assertEquals("the time of 0-2:24.2.1 is not set", decoded.warnings().get(0).message());
  }

  @Test
  public void aTelegramSealedWithoutATagIsWarnedOfAndOneInClearRefused() {
    Decoded untagged = P1.decode(new Request(sealed(0x20), KEY, null, null));
    assertNull(untagged.error());
    assertEquals(
        "the telegram is encrypted but not authenticated", untagged.warnings().get(0).message());
    Decoded clear = P1.decode(new Request(sealed(0x00), KEY, null, null));
    assertEquals("unsupported", clear.error().kind());
    assertEquals(List.of(), clear.registers());
  }

  @Test
  public void fewerEntriesOfALogThanAnnouncedAreAWarning() {
    DataSet log = dataSet("1-0:99.97.0", "10", "0-0:96.7.19", "101208152415W", "0000000240*s");
    byte[] bytes = ReadoutEncoder.p1(Identification.of("/ABC5TEST"), List.of(log));
    Decoded decoded = P1.decode(Request.of(bytes));
    assertEquals("240", decoded.registers().get(1).value());
    assertEquals("10 entries are announced, 1 are there", decoded.warnings().get(0).message());
  }

  @Test
  public void dataWithoutAnIdentificationAreAReadOutAndOtherTextIsNone() {
    byte[] alone = java.util.Arrays.copyOfRange(READOUT, 11, READOUT.length);
    assertEquals(2, alone[0]);
    for (TelegramFormat format : List.of(D0, Formats.all())) {
      Decoded decoded = format.decode(Request.of(alone));
      assertNull(decoded.error());
      assertEquals("d0", decoded.format());
      assertEquals("0012345678", decoded.meter());
    }
    covered(D0.annotate(Request.of(alone)), alone, "block check character: right");
    for (String text : List.of("see(this)\n", "a (b), c (d)!\n", "{\"a\": \"(1)\"}\n")) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      assertNotNull(text, D0.decode(Request.of(bytes)).error());
    }
  }

  @Test
  public void aTelegramCutOffBesideAWholeOneIsAWarning() {
    byte[] both = java.util.Arrays.copyOf(TELEGRAM, TELEGRAM.length + 100);
    System.arraycopy(TELEGRAM, 0, both, TELEGRAM.length, 100);
    Decoded decoded = P1.decode(Request.of(both));
    assertNull(decoded.error());
    assertEquals(1, decoded.telegrams());
    assertEquals("truncated", decoded.warnings().get(0).kind());
    assertNotNull(P1.decode(Request.of(java.util.Arrays.copyOf(TELEGRAM, 100))).error());
  }

  @Test
  public void aReadOutWithParityBitsIsExplained() {
    byte[] even = READOUT.clone();
    for (int i = 0; i < even.length; i++) {
      even[i] |= (byte) ((Integer.bitCount(even[i]) & 1) << 7);
    }
    assertNull(D0.decode(Request.of(even)).error());
    covered(D0.annotate(Request.of(even)), even, "value 285.4 kWh");
  }

  private static byte[] checked(String text) {
    byte[] bytes = (text + "?").getBytes(StandardCharsets.US_ASCII);
    bytes[bytes.length - 1] = BlockCheck.of(bytes, 1, bytes.length - 2);
    return bytes;
  }

  @Test
  public void aChecksumRightBehindTheLastBracketIsNotPassedOverByTakingItForAReadOut() {
    byte[] wrong = text("/ABC5ONE\r\n\r\n1-0:1.8.0(00001*kWh)!ABCD\r\n");
    Decoded decoded = Formats.all().decode(Request.of(wrong));
    assertEquals("p1", decoded.format());
    assertEquals("crc", decoded.error().kind());
    assertTrue(D0.likelihood(text("/ABC5ONE\r\n1.8.0(1*kWh)!\r\n")) > 0);
  }

  @Test
  public void aCodeOfP1IsFoundBehindTheSameCodeInAValue() {
    String log = "1-0:99.97.0(1)(0-0:96.13.1)(240317143000W)(5)\r\n";
    byte[] bytes = text("/ABC5ONE\r\n\r\n" + log + "0-0:96.13.1()\r\n1-0:1.8.0(1*kWh)\r\n!\r\n");
    assertEquals("p1", Formats.all().decode(Request.of(bytes)).format());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
