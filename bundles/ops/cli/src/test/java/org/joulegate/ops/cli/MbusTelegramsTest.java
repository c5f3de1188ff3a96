package org.joulegate.ops.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.mbus.MbusEncoder;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.junit.Test;

public class MbusTelegramsTest {

  private static final MeterAddress METER = new MeterAddress("JGT", "12345678", 1, 4);

  private final TelegramFormat format = new MbusTelegrams.Format();

  private static byte[] answer(String records) {
    return MbusEncoder.answer(5, METER, 7, 0, Hex.parse(records));
  }

  private Decoded decode(byte[] bytes) {
    return format.decode(Request.of(bytes));
  }

  private List<Annotated> annotate(byte[] bytes) {
    return format.annotate(Request.of(bytes));
  }

  @Test
  public void recordsHaveOriginQuantityUnitAndValue() {
    Decoded decoded = decode(answer("8411 13 39300000 426C FF2C 02FDC8FC03 FD08"));
    assertNull(decoded.error());
    assertEquals("JGT 12345678", decoded.meter());
    Decoded.MeterRecord volume = decoded.records().get(0);
    assertEquals("instantaneous", volume.function());
    assertEquals(2, volume.storage());
    assertEquals(1, volume.tariff());
    assertEquals("volume", volume.quantity());
    assertEquals("12.345", volume.value());
    assertEquals("m^3", volume.unit());
    assertEquals("2023-12-31", decoded.records().get(1).value());
    assertEquals(List.of("at phase L3"), decoded.records().get(2).qualifiers());
    assertEquals("230.1", decoded.records().get(2).value());
  }

  @Test
  public void anAbsentValueHasItsReason() {
    Decoded.MeterRecord record = decode(answer("0C13 FFFFFFFF")).records().get(0);
    assertNull(record.value());
    assertEquals("error code in place of a decimal digit", record.absent());
  }

  @Test
  public void aProfileIsGivenValueByValueWithDates() {
    Decoded decoded = decode(answer("82046C 0131 840413 E8030000 8D04931E04 72FE 0500"));
    assertNull(decoded.error());
    Decoded.MeterRecord list = decoded.records().get(2);
    assertNull(list.value());
    assertEquals("profile of 1 values, given one by one", list.absent());
    Decoded.MeterRecord value = decoded.records().get(3);
    assertEquals(9, value.storage());
    assertEquals("1.005", value.value());
    assertEquals("2024-02-01", value.time());
  }

  @Test
  public void whatCouldBeReadIsThereBesideTheError() {
    Decoded decoded = decode(answer("0113 05 0413 01"));
    assertEquals(1, decoded.records().size());
    assertNotNull(decoded.error());
    assertEquals("malformed", decoded.error().kind().replace("truncated", "malformed"));
  }

  @Test
  public void anErrorOfTheMeterIsToldWithItsMeaning() {
    Decoded decoded = decode(MbusEncoder.longFrame(8, 1, 0x70, new byte[] {8}));
    assertEquals("application-error", decoded.error().kind());
    assertTrue(decoded.error().message(), decoded.error().message().contains("too busy"));
  }

  @Test
  public void noiseAroundAFrameIsAWarning() {
    byte[] frame = answer("0113 05");
    byte[] noisy = new byte[frame.length + 3];
    System.arraycopy(frame, 0, noisy, 2, frame.length);
    Decoded decoded = decode(noisy);
    assertNull(decoded.error());
    assertEquals("noise", decoded.warnings().get(0).kind());
    assertTrue(decoded.warnings().get(0).message().contains("3 bytes"));
  }

  @Test
  public void framesAreToldFromOtherFormats() {
    assertEquals(95, format.likelihood(answer("0113 05")));
    assertEquals(95, format.likelihood(MbusEncoder.shortFrame(0x7B, 1)));
    assertEquals(0, format.likelihood(Hex.parse("1B1B1B1B01010101")));
    assertEquals(0, format.likelihood(new byte[0]));
  }

  @Test
  public void everyByteIsExplained() {
    byte[][] telegrams = {
      answer("2F 8411 13 39300000 0DFD0B 02 4241 7C02484B 0F 0102"),
      answer("02FC03485225 74 2215 01FD17 00 2F2F"),
      answer("0413 01"),
      MbusEncoder.longFrame(8, 1, 0x70, new byte[] {8}),
      MbusEncoder.longFrame(8, 5, 0x73, Hex.parse("785634120A00E97E0100000035010000")),
      MbusEncoder.longFrame(0x53, 253, 0x52, new byte[8]),
      MbusEncoder.shortFrame(0x40, 1),
      MbusEncoder.acknowledgement(),
      Hex.parse("0000"),
    };
    for (byte[] telegram : telegrams) {
      for (Annotated block : annotate(telegram)) {
        int next = 0;
        for (Annotated.Note note : block.notes()) {
          assertEquals(next, note.offset());
          next = note.end();
          boolean wrong = note.wrong();
          assertTrue(
              note.text(),
              wrong
                  || !note.text().equals(Annotated.Builder.UNEXPLAINED)
                  || block.notes().stream().anyMatch(Annotated.Note::wrong));
        }
        assertEquals(block.bytes().length, next);
      }
    }
  }

  @Test
  public void aNoteSaysWhatItsBytesMean() {
    String texts = annotate(answer("0413 39300000")).get(0).notes().toString();
    for (String text :
        new String[] {
          "start of a long frame",
          "RSP-UD",
          "the meter with address 5",
          "identification number 12345678",
          "manufacturer JGT",
          "DIF 04: 32-bit integer, instantaneous, storage 0",
          "VIF 13: volume, 10^-3 m^3",
          "value 12.345 m^3",
          "checksum: right",
          "stop"
        }) {
      assertTrue(text, texts.contains(text));
    }
  }

  @Test
  public void theByteAtWhichReadingFailedIsMarked() {
    List<Annotated.Note> notes = annotate(answer("0113 05 3F 01")).get(0).notes();
    Annotated.Note wrong = notes.stream().filter(Annotated.Note::wrong).findFirst().orElseThrow();
    assertEquals(22, wrong.offset());
    assertTrue(wrong.text(), wrong.text().contains("expected a DIF"));
  }

  @Test
  public void aKeyOfAnotherLengthIsSaidAndDoesNotBreakTheCommand() throws Exception {
    byte[] frame = {0x10, 0x5B, 0x01, 0x5C, 0x16};
    for (String format : List.of(MbusTelegrams.FORMAT, WmbusTelegrams.FORMAT)) {
      Decoded decoded = Formats.named(format).decode(new Request(frame, new byte[24], null, null));
      assertTrue(format, decoded.warnings().toString().contains("24 bytes"));
    }
  }
}
