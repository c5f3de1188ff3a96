package org.joulegate.codec.mbus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;

import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.mbus.transport.Security.Outcome;
import org.joulegate.codec.mbus.transport.SoftwareTelegramCipher;
import org.joulegate.codec.mbus.transport.TelegramCipher;
import org.junit.Test;

/** Sealed telegrams by wire, and what others send to look like them. */
public class SealedWireTest {

  private static final byte[] RECORDS = Hex.parse("0413d2040000 0167 15");

  private final TelegramCipher cipher = SoftwareTelegramCipher.ofOneKey(MbusFixtures.KEY);

  private static byte[] line(List<byte[]> frames, int times) {
    int length = frames.stream().mapToInt(frame -> frame.length).sum();
    byte[] line = new byte[length * times];
    int at = 0;
    for (int i = 0; i < times; i++) {
      for (byte[] frame : frames) {
        System.arraycopy(frame, 0, line, at, frame.length);
        at += frame.length;
      }
    }
    return line;
  }

  private WiredDecoder.Scan scan(byte[] line) {
    return WiredDecoder.scan(line, 0, line.length, cipher, FormatCache.NONE, MbusLimits.DEFAULT);
  }

  @Test
  public void aLineOfSealedFramesTakesNoMoreMemoryThanOneCopyOfIt() {
    byte[] line = line(MbusFixtures.sealed(), 2000);
    WiredDecoder.Scan scan = scan(line);
    assertEquals(10_000, scan.telegrams().size());
    byte[] opened = scan.telegrams().get(0).transport().array();
    assertEquals(line.length, opened.length);
    for (WiredTelegram telegram : scan.telegrams()) {
      assertEquals(Outcome.OPENED, telegram.transport().security().outcome());
      assertSame(opened, telegram.transport().array());
    }
  }

  @Test
  public void framesBehindOneAnotherAreOpenedLikeEachAlone() {
    byte[] line = line(MbusFixtures.sealed(), 3);
    List<WiredTelegram> telegrams = scan(line).telegrams();
    List<DataRecord> expected = records(telegrams.get(0));
    for (WiredTelegram telegram : telegrams) {
      assertNull(telegram.fault());
      List<DataRecord> records = records(telegram);
      assertEquals(expected.get(0).mantissa(), records.get(0).mantissa());
      assertEquals(expected.get(2).value().text(), records.get(2).value().text());
    }
  }

  @Test
  public void aFrameThatIsNotOpenedLeavesThoseBesideItAsTheyAre() {
    List<byte[]> frames = MbusFixtures.sealed();
    byte[] damaged = frames.get(0);
    damaged[25] ^= 1;
    damaged[damaged.length - 2] = (byte) LinkFrame.sum(damaged, 4, damaged.length - 6);
    List<WiredTelegram> telegrams = scan(line(frames, 1)).telegrams();
    assertEquals(Outcome.WRONG_KEY, telegrams.get(0).transport().security().outcome());
    for (WiredTelegram telegram : telegrams.subList(1, telegrams.size())) {
      assertNull(telegram.fault());
    }
  }

  /** A plain answer of an older meter, with a signature where the configuration is today. */
  private static byte[] signed(int low, int high) {
    byte[] frame = MbusEncoder.answer(1, MbusFixtures.METER, 9, 0, RECORDS);
    frame[17] = (byte) low;
    frame[18] = (byte) high;
    frame[frame.length - 2] = (byte) LinkFrame.sum(frame, 4, frame.length - 6);
    return frame;
  }

  @Test
  public void aSignatureThatAnnouncesMoreThanThereIsIsNoMode() {
    for (int signature : new int[] {0xB627, 0xA527, 0xA727, 0xA9FE, 0xAAFE, 0xA227, 0xA327}) {
      byte[] frame = signed(signature, signature >>> 8);
      WiredTelegram telegram = scan(frame).telegrams().get(0);
      assertNull(Integer.toHexString(signature), telegram.fault());
      assertEquals(1234, records(telegram).get(0).mantissa());
      assertEquals(1, telegram.transport().warnings().size());
      assertEquals(Outcome.NOT_ENCRYPTED, telegram.transport().security().outcome());
    }
  }

  @Test
  public void whatAnnouncesNoMoreThanThereIsStaysSealed() {
    byte[] records = Arrays.copyOf(MbusFixtures.fullRecords(), 40);
    byte[] frame = MbusEncoder.answer(1, MbusFixtures.METER, 9, 0, records);
    for (int mode : new int[] {1, 2, 3, 4, 5, 7, 15}) {
      frame[18] = (byte) (0xA0 | mode);
      frame[17] = (byte) (mode == 2 || mode == 3 ? 8 : 0x17);
      frame[frame.length - 2] = (byte) LinkFrame.sum(frame, 4, frame.length - 6);
      WiredDecoder.Scan scan = scan(frame);
      boolean read = !scan.telegrams().isEmpty() && scan.telegrams().get(0).fault() == null;
      assertFalse("mode " + mode, read);
    }
  }

  private static List<DataRecord> records(WiredTelegram telegram) {
    return ((ApplicationData.Variable) telegram.application()).records().records();
  }
}
