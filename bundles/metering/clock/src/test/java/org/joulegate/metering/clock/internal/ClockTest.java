package org.joulegate.metering.clock.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.joulegate.metering.api.ClockState;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ClockTest {
  private static final Instant BUILT = Instant.parse("2026-11-20T00:00:00Z");
  private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final FakeTime time = new FakeTime();

  @Test
  public void theRealClockIsFreeRunningWhileNothingConfirmsIt() {
    ClockComponent clock = clock(1, "", "", "/no/such/file");
    assertEquals(ClockState.FREE_RUNNING, clock.stamp().state());
    assertEquals(NOW, clock.now());
    assertEquals(Duration.ofMinutes(15), clock.realTimeOf(Duration.ofMinutes(15)));
  }

  @Test
  public void aFileThatATimeSourceTouchedConfirmsTheClockForThreeHours() throws Exception {
    Path file = folder.newFile("synchronized").toPath();
    Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(60)));
    ClockComponent clock = clock(1, "", "", file.toString());
    assertEquals(ClockState.SYNCHRONISED, clock.stamp().state());
    time.pass(Duration.ofHours(4));
    assertEquals(ClockState.FREE_RUNNING, clock.stamp().state());
    assertNull(clock.stamp().steppedAt());
  }

  @Test
  public void beforeTheBuildDateTheClockWasNeverSet() {
    time.wall = Instant.EPOCH;
    ClockComponent clock = clock(1, "", "", "");
    assertEquals(ClockState.UNSET, clock.stamp().state());
    time.wall = NOW;
    assertEquals(ClockState.FREE_RUNNING, clock.stamp().state());
    assertEquals(NOW, clock.stamp().steppedAt());
  }

  @Test
  public void aStepOfMoreThanTwoSecondsIsDatedAfterTheStep() {
    ClockComponent clock = clock(1, "", "", "");
    time.pass(Duration.ofSeconds(1));
    time.wall = time.wall.minusSeconds(3);
    assertEquals(time.wall, clock.stamp().steppedAt());
    Instant first = time.wall;
    time.pass(Duration.ofHours(1));
    assertEquals("stays until the next step", first, clock.stamp().steppedAt());
  }

  @Test
  public void slewingIsNoStep() {
    ClockComponent clock = clock(1, "", "", "");
    for (int i = 0; i < 100; i++) {
      time.pass(Duration.ofHours(10));
      time.wall = time.wall.plusSeconds(18);
      assertNull(clock.stamp().steppedAt());
    }
  }

  @Test
  public void aVirtualClockRunsAtItsRateAndSaysSo() {
    ClockComponent clock = clock(180, "", "", "");
    assertEquals(NOW, clock.now());
    time.pass(Duration.ofSeconds(5));
    assertEquals(NOW.plus(Duration.ofMinutes(15)), clock.now());
    assertEquals(ClockState.VIRTUAL, clock.stamp().state());
    assertEquals(Duration.ofSeconds(5), clock.realTimeOf(Duration.ofMinutes(15)));
  }

  @Test
  public void twoVirtualClocksWithOneAnchorAgreeAndARestartGoesOn() {
    String epoch = "2027-06-01T00:00:00Z";
    ClockComponent first = clock(180, epoch, NOW.toString(), "");
    time.pass(Duration.ofSeconds(7));
    ClockComponent second = clock(180, epoch, NOW.toString(), "");
    assertEquals(first.now(), second.now());
    assertEquals(Instant.parse(epoch).plusSeconds(7 * 180), second.now());
  }

  @Test
  public void withoutAnAnchorTheEpochIsTheAnchor() {
    ClockComponent clock = clock(2, NOW.minusSeconds(100).toString(), "", "");
    assertEquals(NOW.plusSeconds(100), clock.now());
  }

  @Test
  public void theWallClockDoesNotMoveAVirtualClock() {
    ClockComponent clock = clock(10, "", "", "");
    time.wall = time.wall.plus(Duration.ofDays(1));
    assertEquals(NOW, clock.now());
    assertNull(clock.stamp().steppedAt());
  }

  @Test
  public void aWrongConfigurationIsRefusedByTheKeysName() {
    assertTrue(refusal(0, "", "").contains("rate"));
    assertTrue(refusal(2, "tomorrow", "").contains("epoch"));
    assertTrue(refusal(2, "", "x").contains("anchor"));
    assertTrue(refusal(1, "", "2027-01-01T00:00:00Z").contains("anchor"));
  }

  @Test
  public void theBundleKnowsWhenItWasBuilt() {
    assertTrue(ClockComponent.buildDate().isAfter(Instant.parse("2020-01-01T00:00:00Z")));
  }

  private String refusal(int rate, String epoch, String anchor) {
    return assertThrows(IllegalArgumentException.class, () -> clock(rate, epoch, anchor, ""))
        .getMessage();
  }

  private ClockComponent clock(int rate, String epoch, String anchor, String confirmedBy) {
    return new ClockComponent(config(rate, epoch, anchor, confirmedBy), time, BUILT);
  }

  @SuppressWarnings("BadAnnotationImplementation") // nothing compares it
  private static ClockComponent.Config config(
      int rate, String epoch, String anchor, String confirmedBy) {
    return new ClockComponent.Config() {
      @Override
      public int rate() {
        return rate;
      }

      @Override
      public String epoch() {
        return epoch;
      }

      @Override
      public String anchor() {
        return anchor;
      }

      @Override
      public String confirmedBy() {
        return confirmedBy;
      }

      @Override
      public Class<? extends Annotation> annotationType() {
        return ClockComponent.Config.class;
      }
    };
  }

  private static final class FakeTime implements SystemTime {
    private Instant wall = NOW;
    private long running = 17;

    @Override
    public Instant wall() {
      return wall;
    }

    @Override
    public long running() {
      return running;
    }

    void pass(Duration by) {
      wall = wall.plus(by);
      running += by.toNanos();
    }
  }
}
