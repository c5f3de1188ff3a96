package org.joulegate.adapter.optical.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.joulegate.adapter.api.AdapterContext;
import org.joulegate.adapter.api.AdapterStatus;
import org.joulegate.codec.sml.SmlEncoder;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.hal.api.SerialSettings;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.Register;
import org.joulegate.metering.api.Stamp;
import org.junit.Test;

public class PushReaderTest {
  /** Hands out prepared pieces; when they are gone, the adapter is asked to stop. */
  private static final class Pieces implements SerialLink {
    final Deque<byte[]> pieces = new ArrayDeque<>();

    @Override
    public LinkAddress address() {
      throw new AssertionError("not asked for");
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Duration timeout) {
      byte[] piece = pieces.poll();
      if (piece == null) {
        return 0;
      }
      System.arraycopy(piece, 0, buffer, offset, piece.length);
      return piece.length;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      throw new AssertionError("a push meter is never written to");
    }

    @Override
    public boolean configure(SerialSettings settings) {
      throw new AssertionError("not asked for");
    }

    @Override
    public long lastReceivedNanos() {
      return 0;
    }

    @Override
    public void close() {}
  }

  private static class Context implements AdapterContext {
    private final Pieces pieces;
    final List<MeterReading> readings = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    final List<AdapterStatus> statuses = new ArrayList<>();

    Context(Pieces pieces) {
      this.pieces = pieces;
    }

    @Override
    public Stamp stamp() {
      return new Stamp(Instant.EPOCH, ClockState.SYNCHRONISED, null);
    }

    @Override
    public void report(MeterReading reading) {
      readings.add(reading);
    }

    @Override
    public void status(AdapterStatus status, String sentence) {
      statuses.add(status);
    }

    @Override
    public void refused(String cause) {
      refused.add(cause);
    }

    @Override
    public boolean stopRequested() {
      return pieces.pieces.isEmpty();
    }
  }

  private final Pieces pieces = new Pieces();
  private final Context context = new Context(pieces);

  private void read() throws Exception {
    new PushReader("optical~test", "pty", Duration.ofMinutes(1), pieces, context).read();
  }

  private static byte[] telegram(int index) {
    return SmlEncoder.telegram(
        SmlReadingsTest.SERVER_ID,
        index,
        index,
        List.of(SmlReadingsTest.energy(index, -1), SmlReadingsTest.power(1)));
  }

  private List<Long> indexes() {
    List<Long> indexes = new ArrayList<>();
    for (MeterReading reading : context.readings) {
      Register register = reading.register(ObisCode.ACTIVE_ENERGY_IMPORT);
      indexes.add(register.value().mantissa());
    }
    return indexes;
  }

  @Test
  public void telegramsInPiecesOfAnySizeAreAllRead() throws Exception {
    Random random = new Random(1);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    List<Long> sent = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      line.write(telegram(i));
      sent.add((long) i);
    }
    byte[] bytes = line.toByteArray();
    for (int at = 0; at < bytes.length; ) {
      int size = Math.min(1 + random.nextInt(200), bytes.length - at);
      pieces.pieces.add(Arrays.copyOfRange(bytes, at, at + size));
      at += size;
    }
    read();
    assertEquals(sent, indexes());
    assertTrue(context.refused.isEmpty());
  }

  @Test
  public void noiseCostsItsTelegramAndNoOther() throws Exception {
    byte[] damaged = telegram(2);
    damaged[40] ^= 1;
    pieces.pieces.add(new byte[] {0x55, 0x1b, 0x1b, 7});
    pieces.pieces.add(telegram(1));
    pieces.pieces.add(damaged);
    pieces.pieces.add(telegram(3));
    pieces.pieces.add(Arrays.copyOf(telegram(4), 60));
    pieces.pieces.add(telegram(5));
    read();
    assertEquals(List.of(1L, 3L, 5L), indexes());
    assertEquals(
        List.of("the checksum of a telegram is wrong", "a telegram was cut off"), context.refused);
  }

  @Test
  public void aStopWithinATelegramReadsItToItsEnd() throws Exception {
    byte[] bytes = telegram(7);
    pieces.pieces.add(Arrays.copyOf(bytes, 60));
    pieces.pieces.add(Arrays.copyOfRange(bytes, 60, bytes.length));
    Context stopping =
        new Context(pieces) {
          @Override
          public boolean stopRequested() {
            return pieces.pieces.size() < 2;
          }
        };
    new PushReader("optical~test", "pty", Duration.ofMinutes(1), pieces, stopping).read();
    assertEquals(1, stopping.readings.size());
  }

  @Test
  public void theReducedDataSetIsExplained() throws Exception {
    pieces.pieces.add(
        SmlEncoder.telegram(
            SmlReadingsTest.SERVER_ID, 1, 1, List.of(SmlReadingsTest.energy(12_000, 0))));
    read();
    assertEquals(List.of(AdapterStatus.REDUCED), context.statuses);
  }
}
