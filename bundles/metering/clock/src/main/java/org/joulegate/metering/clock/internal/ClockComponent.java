package org.joulegate.metering.clock.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Properties;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.Stamp;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The runtime's clock: the real one, or a virtual one where the configuration says so. */
@Component(service = MeteringClock.class, configurationPid = ClockComponent.PID)
@Designate(ocd = ClockComponent.Config.class)
public final class ClockComponent implements MeteringClock {
  static final String PID = "org.joulegate.metering.clock";

  /** The most that a virtual clock may run ahead: a day in a second. */
  private static final int MAX_RATE = 86_400;

  /** A time source that has not confirmed the clock for so long does not confirm it any more. */
  private static final Duration CONFIRMED_FOR = Duration.ofHours(3);

  /** The configuration. */
  @ObjectClassDefinition(name = "Clock", description = "The clock that stamps readings.")
  public @interface Config {
    @AttributeDefinition(
        description =
            "How many times faster than real time it runs, 1 to 86400; 1 is the real one.")
    int rate() default 1;

    @AttributeDefinition(
        description =
            "The instant (ISO 8601, UTC) at which a virtual clock stood at its anchor; empty: now,"
                + " at the start.")
    String epoch() default "";

    @AttributeDefinition(
        description =
            "The real instant (ISO 8601, UTC) at which a virtual clock stood at its epoch; empty:"
                + " the epoch itself.")
    String anchor() default "";

    @AttributeDefinition(
        description =
            "A file that a time source touches whenever it has confirmed the clock"
                + " (systemd-timesyncd does); empty: none does.")
    String confirmedBy() default "/run/systemd/timesync/synchronized";
  }

  private final MeteringClock clock;

  /** Starts the clock. */
  @Activate
  public ClockComponent(Config config) {
    this(config, SystemTime.REAL, buildDate());
  }

  ClockComponent(Config config, SystemTime time, Instant built) {
    if (config.rate() < 1 || config.rate() > MAX_RATE) {
      throw new IllegalArgumentException(
          PID + ": rate is 1 to " + MAX_RATE + ", not " + config.rate());
    }
    boolean real = config.rate() == 1 && config.epoch().isEmpty();
    if (real && !config.anchor().isEmpty()) {
      throw new IllegalArgumentException(
          PID + ": anchor is for a virtual clock, which has a rate above 1 or an epoch");
    }
    clock =
        real
            ? new RealClock(time, built, () -> isConfirmed(config.confirmedBy(), time))
            : virtual(config, time);
  }

  private static MeteringClock virtual(Config config, SystemTime time) {
    Instant epoch = instant("epoch", config.epoch(), time.wall());
    Instant anchor = instant("anchor", config.anchor(), epoch);
    return new VirtualClock(time, config.rate(), epoch, anchor);
  }

  private static Instant instant(String key, String text, Instant otherwise) {
    try {
      return text.isEmpty() ? otherwise : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          PID + ": " + key + " is no instant such as 2027-01-01T00:00:00Z: \"" + text + "\"", e);
    }
  }

  /**
   * Java cannot ask the kernel whether its clock is synchronised (adjtimex), so a file's age
   * decides; without such a file the clock counts as free running, which is never too good.
   */
  private static boolean isConfirmed(String file, SystemTime time) {
    if (file.isEmpty()) {
      return false;
    }
    try {
      Instant touched = Files.getLastModifiedTime(Path.of(file)).toInstant();
      return touched.plus(CONFIRMED_FOR).isAfter(time.wall());
    } catch (IOException e) {
      return false;
    }
  }

  static Instant buildDate() {
    Properties build = new Properties();
    try (InputStream in = ClockComponent.class.getResourceAsStream("build.properties")) {
      if (in == null) {
        throw new IllegalStateException("build.properties is missing from the bundle");
      }
      build.load(in);
      return Instant.parse(build.getProperty("built"));
    } catch (IOException e) {
      throw new IllegalStateException("build.properties cannot be read", e);
    }
  }

  @Override
  public Stamp stamp() {
    return clock.stamp();
  }

  @Override
  public Duration realTimeOf(Duration metered) {
    return clock.realTimeOf(metered);
  }
}
