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

/** Reads one open line until it is asked to stop. */
final class PushReader implements SmlFramer.Listener {
  /** How long one wait for bytes lasts: so often is asked for a stop. */
  private static final Duration TICK = Duration.ofMillis(100);

  /** A pause within a frame after which its rest will not come any more. */
  private static final Duration CUT_OFF_AFTER = Duration.ofSeconds(1);

  private static final int BUFFER = 4096;

  private final String instance;
  private final String line;
  private final Duration silentAfter;
  private final SerialLink link;
  private final AdapterContext context;
  private final SmlFramer framer = new SmlFramer(SmlLimits.DEFAULT, this);
  private final Deque<SmlFrame> frames = new ArrayDeque<>();
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
      tellSilence(now);
    }
  }

  private void report() throws AdapterException, InterruptedException {
    for (SmlFrame frame = frames.poll(); frame != null; frame = frames.poll()) {
      try {
        var readings = SmlReadings.of(frame.decode(SmlLimits.DEFAULT), context.stamp(), instance);
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
    frames.add(frame);
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
