package org.joulegate.codec.sml;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.Limit;
import org.junit.Test;

public class SmlFramerTest {

  private static final class Heard implements SmlFramer.Listener {
    final List<SmlFrame> frames = new ArrayList<>();
    final List<SmlLineFault> faults = new ArrayList<>();

    @Override
    public void frame(SmlFrame frame) {
      frames.add(frame);
    }

    @Override
    public void fault(SmlLineFault fault) {
      faults.add(fault);
    }
  }

  private final Heard heard = new Heard();
  private final SmlFramer framer = new SmlFramer(SmlLimits.DEFAULT, heard);

  @Test
  public void piecesOfAnySizeGiveTheSameFrames() throws Exception {
    byte[] line = join(SmlFixtures.basic(), SmlFixtures.escapes(), SmlFixtures.wide());
    for (int size = 1; size <= line.length; size++) {
      Heard other = new Heard();
      SmlFramer pieces = new SmlFramer(SmlLimits.DEFAULT, other);
      feedInPieces(pieces, line, size);
      assertEquals("pieces of " + size, 3, other.frames.size());
      assertEquals(0, other.frames.get(0).streamOffset());
      assertEquals(ByteSlice.of(SmlFixtures.escapes()), other.frames.get(1).bytes());
      assertEquals(3, other.frames.get(2).decode(SmlLimits.DEFAULT).messages().size());
      assertEquals(new SmlLineCounters(3, 0, 0, 0, 0, 0, 0), pieces.counters());
    }
  }

  @Test
  public void aFrameKeepsItsBytesWhenTheLineGoesOn() throws Exception {
    byte[] line = join(SmlFixtures.basic(), SmlFixtures.wide());
    feedInPieces(framer, line, 7);
    Arrays.fill(line, (byte) 0);
    assertEquals(ByteSlice.of(SmlFixtures.basic()), heard.frames.get(0).bytes());
  }

  @Test
  public void aFrameCutAnywhereDoesNotHarmTheNext() {
    byte[] whole = SmlFixtures.basic();
    for (byte[] cut : List.of(SmlFixtures.wide(), SmlFixtures.escapes())) {
      for (int length = 1; length < cut.length; length++) {
        Heard other = new Heard();
        SmlFramer fresh = new SmlFramer(SmlLimits.DEFAULT, other);
        byte[] line = join(Arrays.copyOf(cut, length), whole);
        feedInPieces(fresh, line, 1 + length % 13);
        assertEquals("cut to " + length, 1, other.frames.size());
        assertEquals("cut to " + length, length, other.frames.get(0).streamOffset());
        assertTrue("cut to " + length, length < 8 || other.faults.size() == 1);
        SmlDecoder.Scan scan = SmlDecoder.scan(line, 0, line.length, SmlLimits.DEFAULT);
        assertEquals("cut to " + length, 1, scan.telegrams().size());
      }
    }
  }

  @Test
  public void noiseBetweenFramesIsCounted() {
    Random random = new Random(5);
    byte[] noise = new byte[333];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (0x20 + random.nextInt(90));
    }
    feedInPieces(framer, join(noise, SmlFixtures.basic(), noise, SmlFixtures.wide(), noise), 10);
    framer.end();
    assertEquals(2, heard.frames.size());
    assertEquals(new SmlLineCounters(2, 0, 0, 0, 0, 0, 999), framer.counters());
    assertEquals(333, heard.frames.get(0).streamOffset());
  }

  @Test
  public void eachClassOfFaultIsCountedAndTold() {
    byte[] good = SmlFixtures.basic();
    byte[] damaged = good.clone();
    damaged[20] ^= 1;
    byte[] escape = Hex.parse("1b1b1b1b01010101760501020304" + "1b1b1b1b77");
    byte[] cut = Arrays.copyOf(good, 40);
    feedInPieces(framer, join(damaged, escape, cut, good, cut), 5);
    framer.end();
    assertEquals(1, heard.frames.size());
    SmlLineCounters counters = framer.counters();
    assertEquals(1, counters.frames());
    assertEquals(1, counters.crcErrors());
    assertEquals(1, counters.escapeErrors());
    assertEquals(2, counters.truncated());
    int start = damaged.length;
    assertEquals(
        List.of(
            new SmlLineFault(SmlLineFault.Kind.CRC, 0, start - 2L),
            new SmlLineFault(SmlLineFault.Kind.ESCAPE, start, start + 14L),
            new SmlLineFault(SmlLineFault.Kind.TRUNCATED, start + 19L, start + 59L),
            new SmlLineFault(
                SmlLineFault.Kind.TRUNCATED, start + 59L + good.length, start + 99L + good.length)),
        heard.faults);
  }

  @Test
  public void aFrameBeyondTheLimitIsDroppedAndMemoryStaysBounded() {
    SmlLimits d = SmlLimits.DEFAULT;
    SmlLimits small =
        new SmlLimits(
            new Limit("bytes in a frame", 512),
            d.messages(),
            d.listElements(),
            d.octets(),
            d.depth());
    SmlFramer bounded = new SmlFramer(small, heard);
    byte[] endless = new byte[100_000];
    System.arraycopy(Hex.parse("1b1b1b1b01010101"), 0, endless, 0, 8);
    feedInPieces(bounded, join(endless, SmlFixtures.basic()), 100);
    assertEquals(1, bounded.counters().tooLong());
    assertEquals(1, heard.frames.size());
  }

  @Test
  public void aStartWithinDataIsDataWhenTheFrameIsGood() throws Exception {
    byte[] data = Hex.parse("1b1b1b1b01010101");
    byte[] frame =
        SmlEncoder.telegram(
            SmlFixtures.BASIC_METER, 1, 1, List.of(SmlFixtures.meterId(ByteSlice.of(data))));
    feedInPieces(framer, frame, 3);
    assertEquals(1, heard.frames.size());
    assertEquals(3, heard.frames.get(0).decode(SmlLimits.DEFAULT).messages().size());
  }

  @Test
  public void bytesCraftedToBeSearchedAgainAndAgainAreSearchedFourTimes() {
    ByteArrayOutputStream crafted = new ByteArrayOutputStream();
    for (int i = 0; i < 5000; i++) {
      crafted.writeBytes(Hex.parse("1b1b1b1b1b1b1b1b01010101"));
    }
    crafted.writeBytes(Hex.parse("1b1b1b1b1a000000"));
    byte[] line = join(crafted.toByteArray(), SmlFixtures.basic());
    feedInPieces(framer, line, 1000);
    assertEquals(1, heard.frames.size());
    assertEquals(5, framer.counters().crcErrors());
    assertEquals(5, SmlDecoder.scan(line, 0, line.length, SmlLimits.DEFAULT).refused().size());
  }

  @Test
  public void aKermitFrameIsCounted() throws Exception {
    SmlFile file =
        SmlDecoder.decode(SmlFixtures.basic(), 0, SmlFixtures.basic().length, SmlLimits.DEFAULT);
    byte[] frame = SmlEncoder.frame(new SmlFile(file.messages(), SmlCrc.KERMIT));
    framer.feed(frame, 0, frame.length);
    assertEquals(SmlCrc.KERMIT, heard.frames.get(0).crc());
    assertEquals(1, framer.counters().kermitFrames());
  }

  private static void feedInPieces(SmlFramer framer, byte[] line, int size) {
    for (int i = 0; i < line.length; i += size) {
      framer.feed(line, i, Math.min(size, line.length - i));
    }
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
