package org.joulegate.codec.mbus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;

import java.util.List;
import org.joulegate.codec.mbus.transport.Security.Outcome;
import org.joulegate.codec.mbus.transport.SoftwareTelegramCipher;
import org.joulegate.codec.mbus.transport.TelegramCipher;
import org.junit.Test;

/** Sealed telegrams by wire, and what others send to look like them. */
public class SealedWireTest {

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

  private static List<DataRecord> records(WiredTelegram telegram) {
    return ((ApplicationData.Variable) telegram.application()).records().records();
  }
}
