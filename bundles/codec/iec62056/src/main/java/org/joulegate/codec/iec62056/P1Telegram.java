package org.joulegate.codec.iec62056;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A telegram of P1 (DSMR 2.2 to 5.0, eMUCs, Smarty, and the Nordic customer ports that follow
 * them), and what its data sets mean together.
 *
 * @param message the lines as they are, and why they are refused if they are
 */
public record P1Telegram(Readout message) {

  private static final int FIRST_CHANNEL = 1;
  private static final int LAST_CHANNEL = 8;

  /**
   * A meter behind the electricity meter.
   *
   * @param channel 1 to 8, the group B of its codes
   * @param deviceType its medium as in EN 13757-3, 3 for gas; null when it is not said
   * @param id its identity as text, or null when it is not said
   * @param idAsSent the value that the identity was read from, as the meter wrote it; or null
   * @param readings its registers, each with the time that it was read by the meter itself
   */
  public record SubMeter(
      int channel,
      @Nullable Integer deviceType,
      @Nullable String id,
      @Nullable DataValue idAsSent,
      List<Reading> readings) {}

  /**
   * A register of a sub-meter.
   *
   * @param set the data set it stands in
   * @param value its value and its own time
   */
  public record Reading(DataSet set, TimedValue value) {}

  /**
   * A long power failure.
   *
   * @param end when the power came back, or null when the meter's clock was not set
   * @param length how long it was away
   */
  public record PowerFailure(@Nullable MeterTime end, Duration length) {}

  /** The data set with these groups A to E, or null when there is none. */
  public @Nullable DataSet find(int a, int b, int c, int d, int e) {
    for (DataSet set : message.dataSets()) {
      long obis = set.obis();
      if (set.isObis(c, d, e)
          && ObisGroups.group(obis, 'A') == a
          && ObisGroups.group(obis, 'B') == b) {
        return set;
      }
    }
    return null;
  }

  /** The version of the telegram, {@code 50} for 5.0, {@code 50217} at a Belgian meter, or null. */
  public @Nullable String version() {
    DataSet set = find(1, 3, 0, 2, 8);
    set = set == null ? find(0, 0, 96, 1, 4) : set;
    return set == null ? null : set.first().text();
  }

  /** When the meter made the telegram, or null when it does not say. */
  public @Nullable MeterTime time() {
    DataSet set = find(0, 0, 1, 0, 0);
    return set == null ? null : MeterTime.parse(set.first());
  }

  /** The identity of the electricity meter as text, or null when it is not said. */
  public @Nullable String meterId() {
    DataSet set = meterIdSet();
    return set == null ? null : text(set);
  }

  /** The data set of that identity, with its digits as the meter wrote them; or null. */
  public @Nullable DataSet meterIdSet() {
    DataSet set = find(0, 0, 96, 1, 1);
    set = set == null ? find(0, 0, 96, 1, 0) : set;
    set = set == null ? find(0, 0, 42, 0, 0) : set;
    return set == null ? find(1, 0, 0, 0, 0) : set;
  }

  /** The long text message of the grid operator (96.13.0), or null when there is none. */
  public @Nullable String operatorMessage() {
    DataSet set = find(0, 0, 96, 13, 0);
    return set == null || set.first().isEmpty() ? null : text(set);
  }

  /**
   * The long power failures that the meter remembers (99.97.0), as it orders them; an entry that is
   * no whole number of seconds is left out.
   */
  public List<PowerFailure> powerFailures() {
    DataSet set = find(1, 0, 99, 97, 0);
    P1Log log = set == null ? null : P1Log.of(set);
    if (log == null) {
      return List.of();
    }
    List<PowerFailure> failures = new ArrayList<>();
    for (P1Log.Entry entry : log.entries()) {
      DataValue seconds = entry.values().get(0);
      boolean whole = seconds.isNumber() && seconds.exponent() == 0 && seconds.mantissa() >= 0;
      if (whole && "s".equals(seconds.unit())) {
        failures.add(new PowerFailure(entry.time(), Duration.ofSeconds(seconds.mantissa())));
      }
    }
    return failures;
  }

  /** The meters behind this one, in the order of their channels. */
  public List<SubMeter> subMeters() {
    List<SubMeter> meters = new ArrayList<>();
    for (int channel = FIRST_CHANNEL; channel <= LAST_CHANNEL; channel++) {
      SubMeter meter = subMeter(channel);
      if (meter != null) {
        meters.add(meter);
      }
    }
    return meters;
  }

  private @Nullable SubMeter subMeter(int channel) {
    Integer type = null;
    String id = null;
    DataValue idAsSent = null;
    List<Reading> readings = new ArrayList<>();
    for (DataSet set : message.dataSets()) {
      long obis = set.obis();
      boolean mine =
          ObisGroups.group(obis, 'A') == 0
              && ObisGroups.group(obis, 'B') == channel
              && ObisGroups.has(obis, 'B');
      if (mine && set.isObis(24, 1, 0) && set.first().isNumber()) {
        type = (int) set.first().mantissa();
      } else if (mine && (set.isObis(96, 1, 0) || set.isObis(96, 1, 1))) {
        id = set.first().isEmpty() ? id : text(set);
        idAsSent = set.first().isEmpty() ? idAsSent : set.first();
      } else if (mine && isReading(obis)) {
        TimedValue value = TimedValue.of(set);
        if (value != null) {
          readings.add(new Reading(set, value));
        }
      }
    }
    return type == null && id == null && readings.isEmpty()
        ? null
        : new SubMeter(channel, type, id, idAsSent, List.copyOf(readings));
  }

  private static boolean isReading(long obis) {
    int d = ObisGroups.group(obis, 'D');
    return ObisGroups.group(obis, 'C') == 24 && (d == 2 || d == 3);
  }

  /**
   * Whether identities and messages are hex digits of their characters (DSMR P1 5.0.2, 6.4
   * octet-string; eMUCs and Smarty after it): the telegram says a version, or has the identity
   * 0-0:96.1.1 of DSMR 2.2 and 3.0. Nordic meters write them as they are.
   */
  public boolean isHexText() {
    return version() != null || find(0, 0, 96, 1, 1) != null;
  }

  /** The first value of a data set as {@link #text(DataSet, DataValue)}. */
  public String text(DataSet set) {
    return text(set, set.first());
  }

  /**
   * An identity or a message as text: its characters where it is written as their hex digits, else
   * as it stands. Digits of a number that could be read as characters as well stay digits.
   *
   * @param value one of the values of the data set
   */
  public String text(DataSet set, DataValue value) {
    String text = value.text();
    boolean message = set.isObis(96, 13, 0) || set.isObis(96, 13, 1);
    return isHexText() ? HexText.read(text, message) : text;
  }
}
