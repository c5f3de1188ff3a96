package org.joulegate.sim.demo;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.joulegate.sim.display.DisplayListener;
import org.joulegate.sim.display.Shown;

/** Tells a person what the display shows, at a pace that can be read. Safe for any thread. */
final class Narrator implements DisplayListener {
  private static final long POWER_EVERY_NANOS = Duration.ofSeconds(2).toNanos();
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final String POWER = ":1-0:16.7.0";
  private static final String DRAWN = ":1-0:1.8.0";
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final PrintStream out;
  private final Map<String, Long> toldAt = new HashMap<>();
  private final Map<String, Instant> toldQuarter = new HashMap<>();
  private long readings;
  private long quarters;
  private String lastTrouble = "";

  Narrator(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void power(List<Shown> values) {
    for (Shown value : values) {
      if (!value.number() || !value.name().endsWith(POWER)) {
        continue;
      }
      readings++;
      String meter = meter(value.name());
      long now = System.nanoTime();
      Long before = toldAt.get(meter);
      if (before == null) {
        say("The display sees the meter " + meter + ".");
      }
      if (before == null || now - before >= POWER_EVERY_NANOS) {
        toldAt.put(meter, now);
        boolean feedsIn = value.text().startsWith("-");
        say(
            String.format(
                Locale.ROOT,
                "  %s  %-15s %10s W  %s",
                CLOCK.format(value.at()),
                meter,
                feedsIn ? value.text().substring(1) : value.text(),
                feedsIn ? "fed into the grid" : "from the grid"));
      }
    }
  }

  @Override
  public synchronized void meters(List<Shown> values) {
    for (Shown value : values) {
      if (value.name().endsWith("/silence")) {
        say("  " + meter(value.name()) + " is silent: " + value.text());
      }
    }
  }

  @Override
  public synchronized void consumption(List<Shown> values) {
    for (Shown value : values) {
      if (!value.number()) {
        continue;
      }
      Instant told = toldQuarter.get(value.name());
      if (told != null && !value.at().isAfter(told)) {
        continue;
      }
      toldQuarter.put(value.name(), value.at());
      quarters++;
      boolean drawn = value.name().endsWith(DRAWN);
      if (new BigDecimal(value.text()).signum() == 0) {
        continue;
      }
      say(
          String.format(
              Locale.ROOT,
              "  %s to %s   %-15s %s %s %s",
              MINUTE.format(value.at()),
              MINUTE.format(value.at().plus(QUARTER)),
              meter(value.name()),
              drawn ? "used" : "fed in",
              value.text(),
              value.unit() == null ? "" : value.unit()));
    }
  }

  @Override
  public synchronized void trouble(String sentence) {
    // A display that waits for its gateway says so again and again.
    if (!sentence.equals(lastTrouble)) {
      lastTrouble = sentence;
      say("  display: " + sentence);
    }
  }

  /** One line. */
  synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  /** How many values of power the display was told. */
  synchronized long readings() {
    return readings;
  }

  /** How many values of closed quarter-hours the display was told. */
  synchronized long quarters() {
    return quarters;
  }

  /** How many meters the display saw. */
  synchronized int metersSeen() {
    return toldAt.size();
  }

  /** What stands between {@code urn:joulegate:meter:} or {@code …:point:} and what follows it. */
  static String meter(String name) {
    String rest = name.replaceFirst("^urn:joulegate:(meter|point):", "");
    int end = rest.length();
    for (int i = 0; i < rest.length(); i++) {
      if (rest.charAt(i) == ':' || rest.charAt(i) == '/') {
        end = i;
        break;
      }
    }
    return rest.substring(0, end);
  }
}
