package org.joulegate.hal.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.Test;

public class LineClockTest {
  private static final Instant START = Instant.parse("2026-01-15T10:00:00Z");

  @Test
  public void aLeapingClockIsWhereItIsWaitedFor() {
    LineClock clock = LineClock.leaping(START);
    assertEquals(START, clock.now());
    assertEquals(Duration.ZERO, clock.realTimeUntil(START.plusSeconds(60)));
    assertEquals(START.plusSeconds(60), clock.now());
    assertEquals(Duration.ZERO, clock.realTimeUntil(START));
    assertEquals("it never goes back", START.plusSeconds(60), clock.now());
  }

  @Test
  public void aScaledClockWaitsLessByItsFactor() {
    LineClock clock = LineClock.scaled(START, new BigDecimal("180"));
    assertFalse(clock.now().isBefore(START));
    Duration wait = clock.realTimeUntil(START.plus(Duration.ofHours(180)));
    assertTrue(wait.compareTo(Duration.ofHours(1)) <= 0);
    assertTrue(wait.compareTo(Duration.ofMinutes(50)) > 0);
    assertEquals(Duration.ZERO, clock.realTimeUntil(START));
    assertThrows(IllegalArgumentException.class, () -> LineClock.scaled(START, BigDecimal.ZERO));
  }
}
