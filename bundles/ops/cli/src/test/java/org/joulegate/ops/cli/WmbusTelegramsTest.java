package org.joulegate.ops.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.mbus.radio.FrameFormat;
import org.joulegate.codec.mbus.radio.LineDecoder;
import org.joulegate.codec.mbus.radio.RadioEncoder;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.TransportEncoder;
import org.junit.Test;

public class WmbusTelegramsTest {

  private static final MeterAddress METER = new MeterAddress("JGT", "12345678", 1, 7);
  private static final byte[] KEY = Hex.parse("000102030405060708090a0b0c0d0e0f");

  /** 28.504 m^3 now, 20.000 m^3 at the end of April 2007. */
  private static final byte[] RECORDS = Hex.parse("0c13048502004c1300000200426cfe04");

  private final TelegramFormat format = new WmbusTelegrams.Format();

  private static TransportEncoder message() {
    return new TransportEncoder(0x7A, RECORDS).header(null, 42, 0).linkAddress(METER).key(KEY);
  }

  private static byte[] frame(FrameFormat format, TransportEncoder message) {
    return RadioEncoder.frame(format, 0x44, METER, message.encode());
  }

  private Decoded decode(byte[] bytes, byte[] key, String frame) {
    return format.decode(new Request(bytes, key.length == 0 ? null : key, null, frame));
  }

  private static void assertRead(Decoded decoded) {
    assertNull(decoded.error());
    assertEquals("JGT 12345678", decoded.meter());
    assertEquals(3, decoded.records().size());
    assertEquals("28.504", decoded.records().get(0).value());
    assertEquals("m^3", decoded.records().get(0).unit());
    assertEquals("2007-04-30", decoded.records().get(2).value());
  }

  private static String security(Decoded decoded) {
    for (Decoded.Detail detail : decoded.details()) {
      if (detail.name().equals("security")) {
        return detail.text();
      }
    }
    return "none";
  }

  @Test
  public void framesOfEveryFormatAreReadWithTheirNameAndWithout() {
    byte[] none = new byte[0];
    byte[] a = frame(FrameFormat.A_WITH_CRC, message());
    for (String name : Arrays.asList("A_with_crc", null)) {
      assertRead(decode(a, none, name));
    }
    for (String name : Arrays.asList("B_with_crc", null)) {
      assertRead(decode(frame(FrameFormat.B_WITH_CRC, message()), none, name));
    }
    for (String name : Arrays.asList("A_no_crc", null)) {
      assertRead(decode(frame(FrameFormat.A_NO_CRC, message()), none, name));
    }
    for (String name : Arrays.asList("T1_3of6", null)) {
      assertRead(decode(LineDecoder.encodeThreeOfSix(a), none, name));
    }
    for (String name : Arrays.asList("S1_manchester", null)) {
      assertRead(decode(LineDecoder.encodeManchester(a), none, name));
    }
  }

  @Test
  public void sealedTelegramsNeedTheirKey() {
    for (TransportEncoder sealed :
        List.of(
            message().mode5(),
            message().mode7(7, 5),
            message().mode9(7),
            message().mode10(7, 8),
            message().link(2, 0x20, 5, null, 1L << 29 | 77))) {
      byte[] bytes = frame(FrameFormat.A_NO_CRC, sealed);
      Decoded opened = decode(bytes, KEY, null);
      assertRead(opened);
      assertTrue(security(opened), security(opened).endsWith("opened"));
      Decoded closed = decode(bytes, new byte[0], null);
      assertNotNull(closed.error());
      assertEquals("key-missing", closed.error().kind());
      assertEquals(List.of(), closed.records());
      Decoded wrong = decode(bytes, new byte[16], null);
      assertNotNull(wrong.error());
      assertEquals("key-wrong", wrong.error().kind());
      assertEquals(List.of(), wrong.records());
    }
  }

  @Test
  public void thePlainRestOfASealedTelegramIsReadWithoutAKey() {
    byte[] bytes =
        frame(FrameFormat.A_NO_CRC, message().mode5().clear(Hex.parse("0cfd1078563412")));
    Decoded decoded = decode(bytes, new byte[0], null);
    assertNotNull(decoded.error());
    assertEquals("key-missing", decoded.error().kind());
    assertEquals(1, decoded.records().size());
    assertEquals(4, decode(bytes, KEY, null).records().size());
  }

  @Test
  public void plainContentUnderAHeaderThatAnnouncesEncryptionIsNotRead() {
    byte[] bytes = frame(FrameFormat.A_NO_CRC, message());
    bytes[13] = 0x10;
    bytes[14] = 0x05;
    for (byte[] key : List.of(new byte[0], KEY)) {
      Decoded decoded = decode(bytes, key, "A_no_crc");
      assertNotNull(decoded.error());
      assertEquals(List.of(), decoded.records());
    }
  }

  @Test
  public void strayBytesAreAWarning() {
    byte[] frame = frame(FrameFormat.A_NO_CRC, message());
    Decoded decoded =
        decode(Arrays.copyOf(frame, frame.length + 3), new byte[0], "A_no_crc_trailing_bytes");
    assertRead(decoded);
    assertEquals(1, decoded.warnings().size());
    assertEquals(frame.length, decoded.warnings().get(0).offset());
  }

  @Test
  public void aManufacturersOwnContentIsCarriedAndNotRead() {
    byte[] bytes = RadioEncoder.frame(FrameFormat.A_NO_CRC, 0x44, METER, Hex.parse("a201020304"));
    Decoded decoded = decode(bytes, new byte[0], null);
    assertNotNull(decoded.error());
    assertEquals("unsupported", decoded.error().kind());
  }

  /**
   * A length field of 15 is also the first byte of a push of DLMS, on which nothing else is said.
   */
  @Test
  public void aManufacturersOwnContentIsThatOfTheLikelyFormatWhenTheFormatIsToBeFound()
      throws Exception {
    for (FrameFormat framing : List.of(FrameFormat.A_NO_CRC, FrameFormat.A_WITH_CRC)) {
      byte[] bytes = RadioEncoder.frame(framing, 0x44, METER, Hex.parse("a20102030405"));
      assertEquals(0x0F, bytes[0]);
      Decoded decoded = Formats.named("auto").decode(new Request(bytes, null, null, null));
      assertEquals("wmbus", decoded.format());
      assertEquals("unsupported", decoded.error().kind());
      assertEquals("JGT 12345678", decoded.meter());
    }
  }

  @Test
  public void everyByteIsExplainedWhateverTheBytes() {
    Random random = new Random(1);
    List<byte[]> telegrams =
        List.of(
            frame(FrameFormat.A_NO_CRC, message()),
            frame(FrameFormat.A_NO_CRC, message().mode5().clear(Hex.parse("0cfd1078563412"))),
            frame(FrameFormat.A_WITH_CRC, message().mode7(9, 5)),
            frame(FrameFormat.B_WITH_CRC, message().mode10(9, 8)),
            frame(FrameFormat.A_NO_CRC, message().link(2, 0x20, 5, null, 1L << 29 | 77)),
            frame(FrameFormat.A_NO_CRC, message().mode5().link(4, 0x20, 5, METER, 1L << 29)),
            LineDecoder.encodeThreeOfSix(frame(FrameFormat.A_WITH_CRC, message())));
    for (byte[] telegram : telegrams) {
      for (int i = 0; i < 300; i++) {
        byte[] bytes = telegram.clone();
        if (i > 0) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
          bytes = Arrays.copyOf(bytes, i % 3 == 0 ? random.nextInt(bytes.length) : bytes.length);
        }
        List<Annotated> blocks = format.annotate(new Request(bytes, KEY, null, null));
        assertFalse(blocks.isEmpty());
        for (Annotated block : blocks) {
          int next = 0;
          for (Annotated.Note note : block.notes()) {
            assertEquals(next, note.offset());
            next = note.end();
          }
          assertEquals(block.bytes().length, next);
        }
      }
    }
  }

  @Test
  public void whatWasOpenedIsABlockOfItsOwn() {
    byte[] bytes = frame(FrameFormat.A_NO_CRC, message().mode5());
    List<Annotated> blocks = format.annotate(new Request(bytes, KEY, null, null));
    assertEquals(2, blocks.size());
    assertTrue(
        blocks.get(1).notes().stream().anyMatch(note -> note.text().equals("value 28.504 m^3")));
    assertTrue(
        blocks.get(0).notes().stream().anyMatch(note -> note.text().contains("encrypted, mode 5")));
    assertTrue(
        blocks.get(0).notes().stream()
            .noneMatch(note -> note.text().equals(Annotated.Builder.UNEXPLAINED)));
  }
}
