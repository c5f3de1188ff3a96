package org.joulegate.codec.dlms;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.junit.Test;

/** Blocks that are lost, sent again, cut off or forged. */
public class BlockTransferTest {

  private static final byte[] PUSH = DlmsFixtures.apdu(DlmsFixtures.codes());
  private static final byte[] DESCRIBED = DlmsFixtures.apdu(DlmsFixtures.described());

  @Test
  public void nothingIsReportedOfAnIncompleteOrDisorderedBlockTransfer() {
    List<byte[]> frames = new ArrayList<>();
    for (byte[] block : DlmsEncoder.blocks(PUSH, 50)) {
      frames.add(DlmsFixtures.hdlc(block));
    }
    only(scan(DlmsFixtures.join(frames)));
    for (int missing = 0; missing < frames.size(); missing++) {
      List<byte[]> some = new ArrayList<>(frames);
      some.remove(missing);
      assertIncomplete(DlmsFixtures.join(some));
      assertIncomplete(frames.get(missing));
    }
    List<byte[]> swapped = new ArrayList<>(frames);
    Collections.swap(swapped, 1, 2);
    assertIncomplete(DlmsFixtures.join(swapped));
  }

  @Test
  public void anInterruptedBlockTransferIsToldBesideTheOneThatFollows() {
    List<byte[]> line = new ArrayList<>(frames(PUSH).subList(0, 2));
    line.addAll(frames(DlmsFixtures.apdu(DlmsFixtures.captured())));
    DlmsDecoder.Scan scan = scan(DlmsFixtures.join(line));
    assertEquals(1, scan.telegrams().size());
    assertEquals(DlmsFixtures.captured(), scan.telegrams().get(0).apdu());
    assertEquals(Kind.INCOMPLETE, scan.unread().get(0).kind());
  }

  @Test
  public void blocksThatAreSentAgainArePassedOver() {
    List<byte[]> frames = frames(PUSH);
    for (int again = 0; again < frames.size(); again++) {
      List<byte[]> twice = new ArrayList<>(frames);
      twice.add(again + 1, frames.get(again));
      assertEquals(DlmsFixtures.codes(), only(scan(DlmsFixtures.join(twice))).apdu());
    }
  }

  @Test
  public void behindAGapTheLostBlockIsWaitedFor() {
    List<byte[]> frames = frames(PUSH);
    List<byte[]> line = new ArrayList<>(frames);
    line.add(1, frames.get(2));
    assertEquals(DlmsFixtures.codes(), only(scan(DlmsFixtures.join(line))).apdu());
    line.remove(2);
    DlmsDecoder.Scan lost = scan(DlmsFixtures.join(line));
    assertTrue(lost.telegrams().isEmpty());
    assertEquals(1, lost.unread().size());
  }

  @Test
  public void aBlockThatDiffersFromTheOneHeldIsRefused() {
    List<byte[]> line = frames(PUSH);
    line.add(2, frames(DlmsFixtures.apdu(DlmsFixtures.captured())).get(1));
    assertEquals(Kind.MALFORMED, scan(DlmsFixtures.join(line)).unread().get(0).kind());
  }

  @Test
  public void aTransferThatBeginsLikeTheOneCutOffIsReadWhole() {
    byte[] other = PUSH.clone();
    other[PUSH.length - 1] ^= 1;
    List<byte[]> frames = frames(PUSH);
    List<byte[]> line = new ArrayList<>(frames.subList(0, frames.size() - 1));
    line.addAll(frames(other));
    DlmsTelegram telegram = only(scan(DlmsFixtures.join(line)));
    assertEquals(only(scan(other)).apdu(), telegram.apdu());
  }

  @Test
  public void sealedBlocksAreReadAndTheHeadersOfTheFirstAndTheLastAreGiven() {
    DlmsTelegram telegram = only(scan(packets(0x30, 7, 8)));
    assertEquals(DlmsFixtures.described(), telegram.apdu());
    assertTrue(telegram.authenticated());
    assertEquals(7, telegram.security().get(0).invocationCounter());
    assertEquals(8, telegram.security().get(1).invocationCounter());
  }

  @Test
  public void aForgedPlainBlockAmongAuthenticatedOnesIsRefused() {
    List<byte[]> blocks = DlmsEncoder.blocks(DESCRIBED, 40);
    byte[] forged = sealed(0x00, 1, blocks.get(0));
    byte[] genuine = sealed(0x30, 2, blocks.get(1));
    DlmsDecoder.Scan scan = scan(DlmsFixtures.join(List.of(forged, genuine)));
    assertTrue(scan.telegrams().isEmpty());
    assertEquals(Kind.INCOMPLETE, scan.unread().get(0).kind());
    byte[] unsealed = DlmsEncoder.wrapper(blocks.get(0), 1, 1);
    DlmsDecoder.Scan mixed = scan(DlmsFixtures.join(List.of(unsealed, genuine)));
    assertTrue(mixed.telegrams().isEmpty());
  }

  @Test
  public void aReplayedBlockWithAnOldCounterIsRefused() {
    assertTrue(scan(packets(0x30, 8, 8)).telegrams().isEmpty());
    assertTrue(scan(packets(0x30, 8, 7)).telegrams().isEmpty());
  }

  private static byte[] packets(int control, int first, int second) {
    List<byte[]> blocks = DlmsEncoder.blocks(DESCRIBED, 40);
    assertEquals(2, blocks.size());
    return DlmsFixtures.join(
        List.of(sealed(control, first, blocks.get(0)), sealed(control, second, blocks.get(1))));
  }

  private static byte[] sealed(int control, int counter, byte[] plain) {
    DlmsSecurity security = new DlmsSecurity(control, DlmsFixtures.TITLE, counter, ByteSlice.of());
    return DlmsEncoder.wrapper(
        DlmsEncoder.generalGlo(DlmsFixtures.cipher(), security, plain), 1, 1);
  }

  private static List<byte[]> frames(byte[] apdu) {
    List<byte[]> frames = new ArrayList<>();
    for (byte[] block : DlmsEncoder.blocks(apdu, 50)) {
      frames.add(DlmsFixtures.hdlc(block));
    }
    return frames;
  }

  private static DlmsTelegram only(DlmsDecoder.Scan scan) {
    assertTrue("" + scan.unread() + scan.damaged(), scan.unread().isEmpty());
    assertEquals(1, scan.telegrams().size());
    return scan.telegrams().get(0);
  }

  private static DlmsDecoder.Scan scan(byte[] bytes) {
    return DlmsDecoder.scan(bytes, 0, bytes.length, DlmsFixtures.cipher(), DlmsLimits.DEFAULT);
  }

  private static void assertIncomplete(byte[] bytes) {
    DlmsDecoder.Scan scan = scan(bytes);
    assertTrue(scan.telegrams().isEmpty());
    assertEquals(Kind.INCOMPLETE, scan.unread().get(0).kind());
  }
}
