package org.joulegate.hal.sim.internal;

import java.time.Duration;
import java.util.SplittableRandom;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.hal.api.SerialSettings;
import org.jspecify.annotations.Nullable;

/** Disturbs what is received, and loses the line after so many bytes. */
final class FaultyLink implements SerialLink {
  private static final int BITS = 8;

  private final SerialLink link;
  private final Faults faults;
  private final Runnable onDrop;
  private final SplittableRandom random;
  private long received;
  private volatile @Nullable LineEnd dropped;

  /**
   * Disturbs a link.
   *
   * @param opening the how-manieth opening of this line: each has noise of its own
   */
  FaultyLink(SerialLink link, Faults faults, long opening, Runnable onDrop) {
    this.link = link;
    this.faults = faults;
    this.onDrop = onDrop;
    random = new SplittableRandom(faults.seed() + (opening << Integer.SIZE));
  }

  @Override
  public LinkAddress address() {
    return link.address();
  }

  @Override
  public int read(byte[] buffer, int offset, int length, Duration timeout) throws LinkException {
    checkDropped();
    int wanted = length;
    if (faults.dropEvery() > 0) {
      wanted = (int) Math.min(length, faults.dropEvery() - received);
      if (wanted == 0) {
        onDrop.run();
        link.close();
        dropped = LineEnd.lost(address(), "the line was dropped, as drop-every asks for");
        checkDropped();
      }
    }
    int count = link.read(buffer, offset, wanted, timeout);
    received += count;
    for (int i = offset; i < offset + count; i++) {
      if (random.nextInt(1_000) < faults.noisePerMille()) {
        buffer[i] ^= (byte) (1 << random.nextInt(BITS));
      }
    }
    return count;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws LinkException {
    checkDropped();
    link.write(bytes, offset, length);
  }

  @Override
  public boolean configure(SerialSettings settings) throws LinkException {
    checkDropped();
    return link.configure(settings);
  }

  @Override
  public long lastReceivedNanos() {
    return link.lastReceivedNanos();
  }

  @Override
  public void close() {
    dropped = null;
    link.close();
  }

  private void checkDropped() throws LinkException {
    LineEnd end = dropped;
    if (end != null) {
      throw end.exception();
    }
  }
}
