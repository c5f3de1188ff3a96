package org.joulegate.codec.dlms;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.junit.Test;

/** A line that is fed in pieces. */
public class DlmsFramerTest {

  private static final byte[] PUSH = DlmsFixtures.apdu(DlmsFixtures.codes());
  private static final byte[] HDLC = DlmsFixtures.hdlc(PUSH);
  private static final byte[] SEGMENTS = DlmsEncoder.mbus(PUSH, 70);

  /** What a listener heard. */
  private static final class Heard implements DlmsFramer.Listener {
    final List<ByteSlice> apdus = new ArrayList<>();
    final List<Long> offsets = new ArrayList<>();
    final List<Kind> faults = new ArrayList<>();

    @Override
    public void apdu(long streamOffset, DlmsFraming framing, ByteSlice apdu) {
      apdus.add(apdu);
      offsets.add(streamOffset);
    }

    @Override
    public void fault(long streamOffset, MalformedTelegramException fault) {
      faults.add(fault.kind());
    }
  }

  @Test
  public void piecesOfEverySizeGiveTheSameApdus() {
    byte[] noise = Hex.parse("1040ff3f16e500");
    byte[] line = DlmsFixtures.join(List.of(noise, HDLC, SEGMENTS, noise, HDLC));
    for (int size = 1; size <= line.length; size++) {
      Heard heard = new Heard();
      DlmsFramer framer = new DlmsFramer(DlmsLimits.DEFAULT, heard);
      for (int i = 0; i < line.length; i += size) {
        framer.feed(line, i, Math.min(size, line.length - i));
      }
      framer.end();
      assertEquals(3, heard.apdus.size());
      for (ByteSlice apdu : heard.apdus) {
        assertEquals(ByteSlice.of(PUSH), apdu);
      }
      assertEquals((long) noise.length, (long) heard.offsets.get(0));
      assertEquals((long) noise.length + HDLC.length, (long) heard.offsets.get(1));
      assertEquals(2L * noise.length, framer.counters().noiseBytes());
      assertTrue(heard.faults.isEmpty());
    }
  }

  @Test
  public void aGoodFrameIsToldAsSoonAsItsLastByteIsThere() {
    Heard heard = new Heard();
    DlmsFramer framer = new DlmsFramer(DlmsLimits.DEFAULT, heard);
    framer.feed(HDLC, 0, HDLC.length - 1);
    assertTrue(heard.apdus.isEmpty());
    framer.feed(HDLC, HDLC.length - 1, 1);
    assertEquals(1, heard.apdus.size());
    framer.feed(SEGMENTS, 0, SEGMENTS.length);
    assertEquals(2, heard.apdus.size());
  }

  @Test
  public void faultsAreCountedByClassAndTheLineGoesOn() {
    Heard heard = new Heard();
    DlmsFramer framer = new DlmsFramer(DlmsLimits.DEFAULT, heard);
    byte[] wrong = HDLC.clone();
    wrong[40] ^= 1;
    framer.feed(wrong, 0, wrong.length);
    byte[] sum = SEGMENTS.clone();
    sum[20] ^= 1;
    framer.feed(sum, 0, sum.length);
    framer.feed(HDLC, 0, HDLC.length);
    framer.feed(HDLC, 0, 50);
    framer.end();
    DlmsLineCounters counters = framer.counters();
    assertEquals(1, counters.apdus());
    assertEquals(2, counters.checksumErrors());
    assertEquals(1, counters.truncated());
    assertTrue(counters.incomplete() > 0);
    assertTrue(heard.faults.contains(Kind.CRC));
    assertTrue(heard.faults.contains(Kind.TRUNCATED));
  }

  @Test
  public void aSegmentThatNeverComesIsIncompleteAtTheEnd() {
    Heard heard = new Heard();
    DlmsFramer framer = new DlmsFramer(DlmsLimits.DEFAULT, heard);
    framer.feed(SEGMENTS, 0, 81);
    framer.end();
    assertEquals(List.of(Kind.INCOMPLETE), heard.faults);
    framer.feed(SEGMENTS, 0, SEGMENTS.length);
    assertEquals(1, heard.apdus.size());
  }

  @Test
  public void aReceiverPutsTheBlocksOfALineTogether() {
    List<DlmsApdu> read = new ArrayList<>();
    DlmsReceiver receiver = new DlmsReceiver(DlmsFixtures.cipher(), DlmsLimits.DEFAULT);
    DlmsFramer framer =
        new DlmsFramer(
            DlmsLimits.DEFAULT,
            (offset, framing, apdu) -> {
              try {
                DlmsTelegram telegram = receiver.accept(apdu, framing);
                if (telegram != null) {
                  read.add(telegram.apdu());
                }
              } catch (MalformedTelegramException e) {
                throw new AssertionError(e);
              }
            });
    byte[] line = DlmsFixtures.inBlocks(DlmsFixtures.sealed(0x30, PUSH), 50);
    framer.feed(line, 0, line.length);
    framer.feed(line, 0, line.length);
    assertEquals(List.of(DlmsFixtures.codes(), DlmsFixtures.codes()), read);
  }

  @Test
  public void aReceiverGoesOnBehindAMissingBlock() throws Exception {
    DlmsReceiver receiver = new DlmsReceiver(DlmsFixtures.cipher(), DlmsLimits.DEFAULT);
    List<byte[]> blocks = DlmsEncoder.blocks(PUSH, 50);
    assertThrows(
        MalformedTelegramException.class,
        () -> receiver.accept(ByteSlice.of(blocks.get(1)), DlmsFraming.HDLC));
    DlmsTelegram last = null;
    for (byte[] block : blocks) {
      last = receiver.accept(ByteSlice.of(block), DlmsFraming.HDLC);
    }
    assertEquals(DlmsFixtures.codes(), Objects.requireNonNull(last).apdu());
  }

  @Test
  public void endlessNoiseTakesNoMemory() {
    DlmsFramer framer = new DlmsFramer(DlmsLimits.DEFAULT, new Heard());
    byte[] noise = Hex.parse("7ea7ff03687e68010168a07e");
    for (int i = 0; i < 20_000; i++) {
      framer.feed(noise, 0, noise.length);
    }
    framer.end();
    assertEquals(0, framer.counters().apdus());
    assertEquals(20_000L * noise.length, framer.counters().noiseBytes());
  }
}
