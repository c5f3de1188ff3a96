package org.joulegate.adapter.optical.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.joulegate.adapter.api.AdapterContext;
import org.joulegate.adapter.api.AdapterException;
import org.joulegate.adapter.api.AdapterStatus;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.sml.SmlFrame;
import org.joulegate.codec.sml.SmlFramer;
import org.joulegate.codec.sml.SmlLimits;
import org.joulegate.codec.sml.SmlLineFault;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.Stamp;

/** Reads one open line until it is asked to stop. */
final class PushReader implements SmlFramer.Listener {
  /** How long one wait for bytes lasts: so often is asked for a stop. */
  private static final Duration TICK = Duration.ofMillis(100);

  /** A pause within a frame after which its rest will not come any more. */
  private static final Duration CUT_OFF_AFTER = Duration.ofSeconds(1);

  /**
   * How long storing may take before what came meanwhile is too old: it waited in a buffer, and
   * when it came is not known any more.
   */
  private static final Duration STALE_AFTER = Duration.ofSeconds(2);

  private static final int BUFFER = 4096;
  private static final int MOST_STALE_BYTES = 1 << 24;

  /** A frame, and when its last byte was here. */
  private record Arrival(SmlFrame frame, Stamp stamp) {}

  private final String instance;
  private final String line;
  private final Duration silentAfter;
  private final SerialLink link;
  private final AdapterContext context;
  private final SmlFramer framer = new SmlFramer(SmlLimits.DEFAULT, this);
  private final Deque<Arrival> frames = new ArrayDeque<>();
  private long lastByte = System.nanoTime();
  private long lastReading = lastByte;

  PushReader(
      String instance, String line, Duration silentAfter, SerialLink link, AdapterContext context) {
    this.instance = instance;
    this.line = line;
    this.silentAfter = silentAfter;
    this.link = link;
    this.context = context;
  }

  void read() throws LinkException, AdapterException, InterruptedException {
    byte[] buffer = new byte[BUFFER];
    while (!context.stopRequested() || framer.inFrame()) {
      int count = link.read(buffer, 0, buffer.length, TICK);
      long now = System.nanoTime();
      if (count > 0) {
        lastByte = now;
        framer.feed(buffer, 0, count);
      } else if (framer.inFrame() && now - lastByte > CUT_OFF_AFTER.toNanos()) {
        framer.end();
      }
      report();
      if (System.nanoTime() - now > STALE_AFTER.toNanos()) {
        discardStale(buffer);
      }
      tellSilence(now);
    }
  }

  /** Drops what came while nothing could be stored, rather than stamp it with a wrong instant. */
  private void discardStale(byte[] buffer) throws LinkException {
    int dropped = 0;
    int count = link.read(buffer, 0, buffer.length, Duration.ZERO);
    while (count > 0 && dropped < MOST_STALE_BYTES) {
      dropped += count;
      count = link.read(buffer, 0, buffer.length, Duration.ZERO);
    }
    framer.end();
    if (dropped > 0) {
      context.refused(dropped + " bytes that came while nothing could be stored were dropped");
    }
  }

  private void report() throws AdapterException, InterruptedException {
    for (Arrival next = frames.poll(); next != null; next = frames.poll()) {
      try {
        var readings =
            SmlReadings.of(next.frame().decode(SmlLimits.DEFAULT), next.stamp(), instance);
        for (MeterReading reading : readings) {
          context.report(reading);
          lastReading = System.nanoTime();
          tellReduced(reading);
        }
        if (readings.isEmpty()) {
          context.refused("a telegram names no meter or has no list of values");
        }
      } catch (MalformedTelegramException e) {
        context.refused(e.getMessage());
      }
    }
  }

  private void tellReduced(MeterReading reading) {
    if (ReducedDataSet.is(reading)) {
      context.status(AdapterStatus.REDUCED, line + ": " + ReducedDataSet.ADVICE);
    } else {
      context.status(AdapterStatus.READING, "");
    }
  }

  private void tellSilence(long now) {
    if (now - lastReading <= silentAfter.toNanos()) {
      return;
    }
    if (now - lastByte > silentAfter.toNanos()) {
      context.status(AdapterStatus.SILENT, "no byte came on " + line);
    } else {
      context.status(AdapterStatus.NOISE, "bytes came on " + line + ", but no whole telegram");
    }
  }

  @Override
  public void frame(SmlFrame frame) {
    frames.add(new Arrival(frame, context.stamp()));
  }

  @Override
  public void fault(SmlLineFault fault) {
    context.refused(
        switch (fault.kind()) {
          case TRUNCATED -> "a telegram was cut off";
          case CRC -> "the checksum of a telegram is wrong";
          case ESCAPE -> "a telegram has a wrong escape sequence";
          case TOO_LONG -> "a telegram is longer than the limit";
        });
  }
}
