package org.joulegate.ops.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeFalse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.dlms.DlmsEncoder;
import org.joulegate.codec.iec62056.Identification;
import org.joulegate.codec.iec62056.ReadoutEncoder;
import org.joulegate.codec.mbus.MbusEncoder;
import org.joulegate.codec.mbus.radio.FrameFormat;
import org.joulegate.codec.mbus.radio.LineDecoder;
import org.joulegate.codec.mbus.radio.RadioEncoder;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.TransportEncoder;
import org.joulegate.itests.kit.Corpora;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

/** What every format's annotation owes, over good, damaged and sealed telegrams. */
public class EveryAnnotationTest {

  private static final byte[] KEY = DlmsTelegramsTest.KEY;
  private static final byte[] WRONG = new byte[16];
  private static final MeterAddress METER = new MeterAddress("JGT", "12345678", 1, 4);
  private static final byte[] RECORDS = Hex.parse("0c13048502004c1300000200426cfe04");

  /** Bytes of a format; those of a sealed telegram with the keys that open it. */
  private record Given(
      String format, byte[] bytes, byte @Nullable [] key, byte @Nullable [] authKey) {

    static Given open(String format, byte[] bytes) {
      return new Given(format, bytes, null, null);
    }

    Given with(byte[] otherBytes) {
      return new Given(format, otherBytes, key, authKey);
    }

    Request request(byte @Nullable [] otherKey) {
      return new Request(bytes, otherKey, authKey, null);
    }

    /** The same format without a memory of other telegrams. */
    TelegramFormat reader() {
      try {
        return Formats.named(format);
      } catch (UsageException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static List<Given> plain() {
    byte[] wired = MbusEncoder.answer(5, METER, 7, 0, RECORDS);
    byte[] radio = radio(FrameFormat.A_WITH_CRC, message());
    ByteSlice address = ByteSlice.of((byte) 3);
    return List.of(
        Given.open("sml", SmlTelegramsTest.frame()),
        Given.open("p1", ReadoutTelegramsTest.TELEGRAM),
        Given.open("d0", ReadoutTelegramsTest.READOUT),
        Given.open("dlms", DlmsEncoder.hdlc(DlmsTelegramsTest.PUSH, address, address, 100)),
        Given.open("dlms", DlmsEncoder.mbus(DlmsTelegramsTest.PUSH, 60)),
        Given.open("mbus", wired),
        Given.open("wmbus", radio),
        Given.open("wmbus", radio(FrameFormat.A_NO_CRC, message())),
        Given.open("wmbus", LineDecoder.encodeThreeOfSix(radio)));
  }

  private static List<Given> sealed() {
    List<Given> sealed = new ArrayList<>();
    byte[] push = DlmsTelegramsTest.SEALED;
    sealed.add(new Given("dlms", push, KEY, DlmsTelegramsTest.AUTH_KEY));
    sealed.add(new Given("p1", ReadoutTelegramsTest.sealed(), KEY, null));
    for (TransportEncoder message :
        List.of(
            message().mode5(),
            message().mode7(7, 5),
            message().mode9(7),
            message().link(2, 0x20, 5, null, 1L << 29 | 77))) {
      sealed.add(new Given("wmbus", radio(FrameFormat.A_NO_CRC, message), KEY, null));
    }
    return sealed;
  }

  private static TransportEncoder message() {
    return new TransportEncoder(0x7A, RECORDS).header(null, 42, 0).linkAddress(METER).key(KEY);
  }

  private static byte[] radio(FrameFormat format, TransportEncoder message) {
    return RadioEncoder.frame(format, 0x44, METER, message.encode());
  }

  @Test
  public void goodTelegramsAreExplainedWholeAndHaveNoMark() {
    List<Given> all = new ArrayList<>(plain());
    all.addAll(sealed());
    for (Given given : all) {
      assertNull(given.format(), given.reader().decode(given.request(given.key())).error());
      for (Annotated block : explained(given, given.key())) {
        for (Annotated.Note note : block.notes()) {
          assertFalse(given.format() + " " + note, note.wrong());
          assertFalse(given.format() + " " + note, isUnread(note));
        }
      }
    }
  }

  @Test
  public void withoutItsKeyAndUnderAnotherASealedTelegramIsMarkedOnce() {
    for (Given given : sealed()) {
      oneMarkAtTheError(given, null);
      oneMarkAtTheError(given, WRONG);
      for (Annotated.Note note : explained(given, null).get(0).notes()) {
        assertFalse(given.format() + " " + note, isUnread(note));
      }
    }
  }

  @Test
  public void aChecksumThatIsWrongIsMarkedOnce() {
    for (Given given : plain()) {
      byte[] damaged = given.bytes().clone();
      damaged[damaged.length * 2 / 3] ^= 1;
      Given bad = given.with(damaged);
      if (bad.reader().decode(bad.request(null)).error() != null) {
        oneMarkAtTheError(bad, null);
      }
    }
  }

  @Test
  public void whereATelegramIsCutOffIsMarked() {
    for (Given given : plain()) {
      for (int length = 1; length < given.bytes().length; length++) {
        Given cut = given.with(Arrays.copyOf(given.bytes(), length));
        explained(cut, null);
        // What ends a telegram of P1 may be missing in one of an older version.
        if (cut.reader().decode(cut.request(null)).error() != null) {
          marked(cut, null);
        }
      }
    }
  }

  @Test
  public void anErrorThatTheMeterAnswersIsMarked() {
    oneMarkAtTheError(Given.open("mbus", MbusEncoder.longFrame(8, 1, 0x70, new byte[] {8})), null);
  }

  @Test
  public void ofACompactFrameWhoseFormatIsNotKnownTheChecksumsAreTold() {
    byte[] content = Hex.parse("79 3412 7856 01020304");
    Given radio =
        Given.open("wmbus", RadioEncoder.frame(FrameFormat.A_NO_CRC, 0x44, METER, content));
    byte[] behindCi = Arrays.copyOfRange(content, 1, content.length);
    Given wired = Given.open("mbus", MbusEncoder.longFrame(8, 1, 0x79, behindCi));
    for (Given given : List.of(radio, wired)) {
      oneMarkAtTheError(given, null);
      String texts = explained(given, null).get(0).notes().toString();
      assertTrue(texts, texts.contains("signature of the format; needs-full-frame: expected"));
      assertTrue(texts, texts.contains("checksum of the full frame"));
      assertTrue(texts, texts.contains("values of the records"));
      assertFalse(texts, texts.contains(Annotated.Builder.UNEXPLAINED));
    }
  }

  @Test
  public void aPushWithAWrongChecksumIsExplainedAllTheSame() {
    ByteSlice address = ByteSlice.of((byte) 3);
    byte[] frame = DlmsEncoder.hdlc(DlmsTelegramsTest.PUSH, address, address, 100);
    frame[frame.length - 2] ^= 1;
    List<Annotated.Note> notes = explained(Given.open("dlms", frame), null).get(0).notes();
    assertTrue(notes.toString(), notes.stream().noneMatch(EveryAnnotationTest::isUnread));
    assertTrue(
        notes.toString(),
        notes.stream()
            .anyMatch(
                note ->
                    note.text().matches("frame check sequence: wrong, computed .{4}; crc: .*")));
  }

  @Test
  public void ofAPushWithAWrongHeaderChecksumTheHeaderIsExplained() {
    ByteSlice address = ByteSlice.of((byte) 3);
    byte[] frame = DlmsEncoder.hdlc(DlmsTelegramsTest.PUSH, address, address, 100);
    String sent = Hex.format(frame, 6, 2);
    frame[6] ^= 1;
    Given given = Given.open("dlms", frame);
    oneMarkAtTheError(given, null);
    List<Annotated.Note> notes = explained(given, null).get(0).notes();
    List<String> header =
        List.of(
            "HDLC flag",
            "frame format: type 3, " + (frame.length - 2) + " bytes",
            "destination address: 0x3",
            "source address: 0x3",
            "control: UI, poll/final",
            "header check sequence: wrong, computed " + sent + "; crc: ",
            "not read, as the header is damaged");
    for (int i = 0; i < header.size(); i++) {
      assertTrue(notes.toString(), notes.get(i).text().startsWith(header.get(i)));
    }
    assertTrue(notes.get(5).wrong());
  }

  @Test
  public void noiseBehindAGoodTelegramBelongsToNone() {
    List<Given> all = new ArrayList<>(plain().subList(0, 6));
    byte[] title = "/ABC5TEST".getBytes(StandardCharsets.US_ASCII);
    byte[] big = Arrays.copyOf(ReadoutTelegramsTest.sealed(), 5000);
    all.add(new Given("p1", big, KEY, null));
    all.add(
        Given.open(
            "d0",
            ReadoutEncoder.plain(
                Identification.of(new String(title, StandardCharsets.US_ASCII)),
                List.of(ReadoutEncoder.dataSet("1.8.0", "000285.4*kWh")))));
    for (Given given : all) {
      int length = given.bytes().length;
      byte[] noisy = Arrays.copyOf(given.bytes(), length + 3);
      Arrays.fill(noisy, length, noisy.length, (byte) 0x30);
      Annotated.Note last = last(explained(given.with(noisy), given.key()).get(0));
      assertTrue(given.format() + " " + last, last.text().matches("belongs to no .*|of no frame"));
    }
  }

  @Test
  public void aLabelIsNoNumberAndNoSignOfTheMetersReachesATerminal() {
    Annotated readout = explained(Given.open("d0", ReadoutTelegramsTest.READOUT), null).get(0);
    assertTrue(readout.notes().stream().anyMatch(note -> note.text().equals("text: 0012345678")));
    byte[] odd = "/ABC5\2METER\r\n\r\n1.8.0(1*kWh)\r\n!\r\n".getBytes(StandardCharsets.US_ASCII);
    for (Annotated.Note note : explained(Given.open("d0", odd), null).get(0).notes()) {
      assertTrue(note.text(), note.text().chars().noneMatch(Character::isISOControl));
    }
  }

  @Test
  public void telegramsOfRealMetersAreCoveredAndMarkedToo() {
    boolean any = false;
    for (String format : List.of("sml", "p1", "d0", "dlms", "mbus", "wmbus")) {
      for (String part : List.of("dev", "bad")) {
        for (String line : Corpora.cases(format + "/" + part + ".jsonl")) {
          String hex = Corpora.text(line, "hex");
          if (hex != null) {
            any = true;
            real(Given.open(format, Hex.parse(hex)));
          }
        }
      }
    }
    assumeFalse("no telegrams of real meters on this machine", !any);
  }

  private static void real(Given given) {
    List<Annotated> blocks = explained(given, null);
    Decoded decoded = given.reader().decode(given.request(null));
    if (decoded.error() != null) {
      marked(given, null);
    } else if (decoded.warnings().isEmpty()) {
      for (Annotated.Note note : blocks.get(0).notes()) {
        assertFalse(given.format() + " " + note, isUnread(note) || note.wrong());
      }
    }
  }

  private static boolean isUnread(Annotated.Note note) {
    return note.text().equals(Annotated.Builder.UNEXPLAINED);
  }

  private static Annotated.Note last(Annotated block) {
    return block.notes().get(block.notes().size() - 1);
  }

  /** The blocks, after a look that every byte of each is covered once. */
  private static List<Annotated> explained(Given given, byte @Nullable [] key) {
    List<Annotated> blocks = given.reader().annotate(given.request(key));
    assertEquals(given.bytes(), blocks.get(0).bytes());
    for (Annotated block : blocks) {
      int next = 0;
      for (Annotated.Note note : block.notes()) {
        assertEquals(given.format(), next, note.offset());
        assertTrue(note.length() > 0 || next == block.bytes().length);
        next = note.end();
      }
      assertEquals(given.format(), block.bytes().length, next);
    }
    return blocks;
  }

  /** The marks among the bytes as given; one of them stands where the error is. */
  private static List<Annotated.Note> marked(Given given, byte @Nullable [] key) {
    Decoded.Problem error = given.reader().decode(given.request(key)).error();
    assertNotNull(given.format(), error);
    int at = Math.min(error.offset(), given.bytes().length);
    List<Annotated.Note> marks =
        explained(given, key).get(0).notes().stream().filter(Annotated.Note::wrong).toList();
    assertEquals(
        given.format() + " " + error + " " + marks,
        1,
        marks.stream().filter(note -> note.covers(at) || note.offset() == at).count());
    return marks;
  }

  private static void oneMarkAtTheError(Given given, byte @Nullable [] key) {
    List<Annotated.Note> marks = marked(given, key);
    assertEquals(given.format() + " " + marks, 1, marks.size());
    String kind = given.reader().decode(given.request(key)).error().kind();
    assertTrue(marks.toString(), marks.get(0).text().contains(kind + ": expected "));
  }
}
