package org.joulegate.hal.api;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joulegate.hal.api.LinkException.Reason;

/**
 * The options of one address, read by type. Each option that is asked for counts as known; after
 * all were asked for, {@link #refuseOthers()} refuses the rest by name. Used by one thread, once.
 *
 * <p>All methods throw {@link LinkException} with BAD_ADDRESS when the value is not of the type or
 * out of range; the message names address, option, value and what was expected.
 */
public final class LinkOptions {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+([.][0-9]+)?");
  private static final int MAX_NUMBER = 18;

  private final LinkAddress address;
  private final TreeSet<String> known = new TreeSet<>();

  /** The options of an address. */
  public LinkOptions(LinkAddress address) {
    this.address = address;
  }

  /** The address that these options belong to. */
  public LinkAddress address() {
    return address;
  }

  /** A text as it stands. */
  public Optional<String> text(String key) {
    known.add(key);
    return Optional.ofNullable(address.options().get(key));
  }

  /** One of some words. */
  public String choice(String key, List<String> words, String otherwise) throws LinkException {
    return read(
            key, v -> Optional.of(v).filter(words::contains), "one of " + String.join(", ", words))
        .orElse(otherwise);
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key, boolean otherwise) throws LinkException {
    return choice(key, List.of("true", "false"), Boolean.toString(otherwise)).equals("true");
  }

  /** A whole number between two bounds, both included. */
  public long integer(String key, long min, long max, long otherwise) throws LinkException {
    return read(key, v -> toWhole(v, min, max), "a whole number from " + min + " to " + max)
        .orElse(otherwise);
  }

  /** A decimal number between two bounds, both included. */
  public BigDecimal decimal(String key, BigDecimal min, BigDecimal max, BigDecimal otherwise)
      throws LinkException {
    return read(key, v -> toDecimal(v, min, max), "a number from " + min + " to " + max)
        .orElse(otherwise);
  }

  /** A number with its unit, such as {@code 500ms}, {@code 5s}, {@code 2m} or {@code 1h}. */
  public Duration duration(String key, Duration min, Duration max, Duration otherwise)
      throws LinkException {
    String expected =
        "a duration such as 500ms, 5s, 2m or 1h from " + written(min) + " to " + written(max);
    return read(key, v -> toDuration(v, min, max), expected).orElse(otherwise);
  }

  /** A path of a file, relative to the directory that the runtime was started in. */
  public Optional<Path> path(String key) throws LinkException {
    return read(key, LinkOptions::toPath, "a path");
  }

  /**
   * Refuses what nobody asked for.
   *
   * @throws LinkException BAD_ADDRESS, naming the unknown option and those that exist
   */
  public void refuseOthers() throws LinkException {
    for (String key : address.options().keySet()) {
      if (!known.contains(key)) {
        throw new LinkException(
            Reason.BAD_ADDRESS,
            address + ": there is no option \"" + key + "\" here; there " + listed());
      }
    }
  }

  private String listed() {
    return known.isEmpty() ? "are none" : "are " + String.join(", ", known);
  }

  /** For an option whose value only its reader can judge: the same sentence as all others. */
  public LinkException refusal(String key, String expected) {
    return new LinkException(
        Reason.BAD_ADDRESS,
        address + ": the option " + key + " must be " + expected + ", not \"" + value(key) + "\"");
  }

  private String value(String key) {
    return address.options().getOrDefault(key, "");
  }

  private <T> Optional<T> read(String key, Function<String, Optional<T>> reader, String expected)
      throws LinkException {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> value = text.flatMap(reader);
    if (value.isEmpty()) {
      throw refusal(key, expected);
    }
    return value;
  }

  private static Optional<Long> toWhole(String text, long min, long max) {
    if (text.length() > MAX_NUMBER || !WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(Long.parseLong(text)).filter(n -> n >= min && n <= max);
  }

  private static Optional<BigDecimal> toDecimal(String text, BigDecimal min, BigDecimal max) {
    if (text.length() > MAX_NUMBER || !DECIMAL.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text))
        .filter(n -> n.compareTo(min) >= 0 && n.compareTo(max) <= 0);
  }

  private static Optional<Duration> toDuration(String text, Duration min, Duration max) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    ChronoUnit unit =
        switch (matcher.group(2)) {
          case "ms" -> ChronoUnit.MILLIS;
          case "s" -> ChronoUnit.SECONDS;
          case "m" -> ChronoUnit.MINUTES;
          default -> ChronoUnit.HOURS;
        };
    return Optional.of(Duration.of(Long.parseLong(matcher.group(1)), unit))
        .filter(d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0);
  }

  private static Optional<Path> toPath(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static String written(Duration duration) {
    return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }
}
