package org.joulegate.hal.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.Test;

public class BackOffTest {
  private static final Random RANDOM = new Random(3);

  @Test
  public void doublesUpToTheCap() {
    BackOff backOff = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(3), 0);
    long[] millis = {500, 1_000, 2_000, 3_000, 3_000};
    for (int i = 0; i < millis.length; i++) {
      assertEquals(Duration.ofMillis(millis[i]), backOff.delay(i + 1, RANDOM));
    }
    assertEquals(Duration.ofSeconds(3), backOff.delay(Integer.MAX_VALUE, RANDOM));
  }

  @Test
  public void takesOffNoMoreThanTheJitter() {
    BackOff backOff = new BackOff(Duration.ofMillis(1), Duration.ofDays(1), 25);
    for (int failures = 1; failures < 80; failures++) {
      long whole = new BackOff(backOff.first(), backOff.cap(), 0).delay(failures, RANDOM).toNanos();
      long nanos = backOff.delay(failures, RANDOM).toNanos();
      assertTrue(nanos <= whole && nanos >= whole - whole / 4);
    }
  }

  @Test
  public void refusesWhatMakesNoSense() {
    Duration second = Duration.ofSeconds(1);
    assertThrows(IllegalArgumentException.class, () -> new BackOff(Duration.ZERO, second, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new BackOff(second, Duration.ofMillis(999), 0));
    assertThrows(IllegalArgumentException.class, () -> new BackOff(second, Duration.ofDays(2), 0));
    assertThrows(IllegalArgumentException.class, () -> new BackOff(second, second, 101));
    assertThrows(IllegalArgumentException.class, () -> BackOff.LINE.delay(0, RANDOM));
  }
}
