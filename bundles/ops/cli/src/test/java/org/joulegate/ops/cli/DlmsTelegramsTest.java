package org.joulegate.ops.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.dlms.DlmsApdu;
import org.joulegate.codec.dlms.DlmsData;
import org.joulegate.codec.dlms.DlmsDateTime;
import org.joulegate.codec.dlms.DlmsEncoder;
import org.joulegate.codec.dlms.DlmsSecurity;
import org.joulegate.codec.dlms.DlmsType;
import org.joulegate.codec.dlms.SoftwareDlmsCipher;
import org.junit.Test;

/** Pushes as a person sees them. */
public class DlmsTelegramsTest {

  static final byte[] KEY = Hex.parse("000102030405060708090A0B0C0D0E0F");
  static final byte[] AUTH_KEY = Hex.parse("D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF");
  private static final ByteSlice TITLE = ByteSlice.of(Hex.parse("4B464D6710203040"));
  private static final ByteSlice ADDRESS = ByteSlice.of((byte) 0x03);

  private static final DlmsData OBIS = octets(Hex.parse("0100010800FF"));
  private static final DlmsData ENERGY = new DlmsData.Int(DlmsType.DOUBLE_LONG_UNSIGNED, 12937);
  private static final DlmsData SCALE =
      new DlmsData.Structure(
          List.of(new DlmsData.Int(DlmsType.INTEGER, 1), new DlmsData.Int(DlmsType.ENUM, 30)));
  private static final DlmsDateTime TIME =
      new DlmsDateTime(2024, 2, 29, 4, 23, 15, 10, 0xFF, -60, 0);

  static final byte[] PUSH =
      DlmsEncoder.apdu(
          new DlmsApdu.DataNotification(
              1,
              TIME,
              new DlmsData.Structure(
                  List.of(
                      OBIS,
                      ENERGY,
                      SCALE,
                      octets(Hex.parse("0000600100FF")),
                      octets("1234".getBytes(StandardCharsets.US_ASCII)))),
              false));

  static final byte[] SEALED = sealed(0x30);

  private static DlmsData octets(byte[] bytes) {
    return new DlmsData.Octets(ByteSlice.of(bytes));
  }

  private static byte[] sealed(int control) {
    DlmsSecurity security = new DlmsSecurity(control, TITLE, 35, ByteSlice.of());
    return DlmsEncoder.mbus(
        DlmsEncoder.generalGlo(SoftwareDlmsCipher.of(KEY, AUTH_KEY), security, PUSH), 60);
  }

  private final TelegramFormat format = new DlmsTelegrams.Format();

  @Test
  public void registersTreeMeterAndTimeAreShown() {
    byte[] frame = DlmsEncoder.hdlc(PUSH, ADDRESS, ADDRESS, 100);
    Decoded decoded = format.decode(Request.of(frame));
    assertNull(decoded.error());
    assertEquals("1234", decoded.meter());
    Decoded.Register energy = decoded.registers().get(0);
    assertEquals("1-0:1.8.0*255", energy.obis());
    assertEquals("129370", energy.value());
    assertEquals("12937", energy.raw());
    assertEquals("Wh", energy.unit());
    String json = DecodedText.json("a", decoded, List.of());
    assertTrue(json, json.contains("\"time\":\"2024-02-29T22:15:10Z\""));
    assertTrue(
        json,
        json.contains(
            "\"data\":[[\"structure\",[[\"octetstring\",\"0100010800ff\"],[\"uint32\",12937],"
                + "[\"structure\",[[\"int8\",1],[\"enum\",30]]],"));
  }

  @Test
  public void aPushThatIsCutOffIsNotTakenForARadioFrameOfItsLength() throws Exception {
    byte[] cut = Hex.parse("0f000000000c07d0010106162100ff80");
    Decoded decoded = Formats.named(Formats.AUTO).decode(Request.of(cut));
    assertEquals("truncated", decoded.error().kind());
    assertTrue(decoded.error().message(), decoded.error().message().contains("12 bytes"));
  }

  @Test
  public void dateAndTimeWithTagsOfTheirOwnAreShownAsTextAndAsTheirBytes() {
    byte[] push =
        DlmsEncoder.apdu(
            new DlmsApdu.DataNotification(
                1,
                TIME,
                new DlmsData.Structure(
                    List.of(
                        octets(Hex.parse("0000010002FF")),
                        new DlmsData.Moment(DlmsType.DATE, ByteSlice.of(Hex.parse("07E8021D04"))),
                        octets(Hex.parse("0000010001FF")),
                        new DlmsData.Moment(DlmsType.TIME, ByteSlice.of(Hex.parse("170F0AFF"))))),
                false));
    String json = DecodedText.json("a", format.decode(Request.of(push)), List.of());
    assertTrue(json, json.contains("\"hex\":\"07e8021d04\""));
    assertTrue(json, json.contains("\"hex\":\"170f0aff\""));
    assertTrue(json, json.contains("\"text\":\"2024-02-29\""));
    assertTrue(json, json.contains("\"text\":\"23:15:10\""));
  }

  @Test
  public void keysOpenAndWhatIsMissingOrWrongIsSaid() {
    Decoded opened = format.decode(new Request(SEALED, KEY, AUTH_KEY, null));
    assertNull(opened.error());
    String json = DecodedText.json("a", opened, List.of());
    assertTrue(json, json.contains("\"system_title\":\"4b464d6710203040\""));
    assertTrue(json, json.contains("\"invocation_counter\":35"));
    assertEquals("key-missing", kind(new Request(SEALED, null, null, null)));
    assertEquals("key-missing", kind(new Request(SEALED, KEY, null, null)));
    assertEquals("key-wrong", kind(new Request(SEALED, AUTH_KEY, AUTH_KEY, null)));
    assertEquals("key-wrong", kind(new Request(sealed(0x20), AUTH_KEY, null, null)));
  }

  private String kind(Request request) {
    Decoded decoded = format.decode(request);
    assertTrue(decoded.registers().isEmpty());
    Decoded.Problem error = decoded.error();
    return error == null ? "none" : error.kind();
  }

  @Test
  public void aDamagedFrameBesideAGoodOneIsAWarning() {
    byte[] frame = DlmsEncoder.hdlc(PUSH, ADDRESS, ADDRESS, 100);
    byte[] line = new byte[2 * frame.length];
    System.arraycopy(frame, 0, line, 0, frame.length);
    System.arraycopy(frame, 0, line, frame.length, frame.length);
    line[30] ^= 1;
    Decoded decoded = format.decode(Request.of(line));
    assertNull(decoded.error());
    assertEquals(1, decoded.telegrams());
    assertEquals("crc", decoded.warnings().get(0).kind());
  }

  @Test
  public void everyByteIsExplainedAndOpenedPlainTextIsABlockOfItsOwn() {
    List<Annotated> blocks = format.annotate(new Request(SEALED, KEY, AUTH_KEY, null));
    assertEquals(3, blocks.size());
    assertEquals("plain text of the APDU", blocks.get(2).title());
    for (Annotated block : blocks) {
      for (Annotated.Note note : block.notes()) {
        assertFalse(block.title(), note.text().equals(Annotated.Builder.UNEXPLAINED));
      }
    }
  }

  @Test
  public void theByteAtWhichReadingFailedIsMarked() {
    byte[] wrong = PUSH.clone();
    int tag = 4 + 1 + 13 + 2 + 8;
    wrong[tag] = 0x7C;
    Annotated block = format.annotate(Request.of(wrong)).get(0);
    Annotated.Note note =
        block.notes().stream().filter(Annotated.Note::wrong).findFirst().orElseThrow();
    assertEquals(tag, note.offset());
    assertTrue(note.text(), note.text().contains("expected the tag of a type, found 0x7c"));
  }

  @Test
  public void likelihoodTellsDlmsFromOthers() {
    assertTrue(format.likelihood(DlmsEncoder.hdlc(PUSH, ADDRESS, ADDRESS, 100)) > 90);
    assertTrue(format.likelihood(SEALED) > 90);
    assertTrue(format.likelihood(DlmsEncoder.wrapper(PUSH, 1, 1)) > 50);
    assertTrue(format.likelihood(PUSH) > 0);
    assertEquals(0, format.likelihood(Hex.parse("680303680801729816")));
    assertEquals(0, format.likelihood(new byte[0]));
  }

  @Test
  public void aSealedP1TelegramIsLeftToItsOwnFormat() {
    DlmsSecurity security = new DlmsSecurity(0x30, TITLE, 1, ByteSlice.of());
    byte[] apdu =
        DlmsEncoder.generalGlo(
            SoftwareDlmsCipher.of(KEY, AUTH_KEY),
            security,
            "/XYZ5\r\n\r\n!0000\r\n".getBytes(StandardCharsets.US_ASCII));
    assertEquals("unsupported", kind(new Request(apdu, KEY, AUTH_KEY, null)));
  }
}
