package org.joulegate.ops.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.iec62056.DataSet;
import org.joulegate.codec.iec62056.DataValue;
import org.joulegate.codec.iec62056.LoadProfile;
import org.joulegate.codec.iec62056.MeterTime;
import org.joulegate.codec.iec62056.ObisGroups;
import org.joulegate.codec.iec62056.P1Log;
import org.joulegate.codec.iec62056.P1Telegram;
import org.joulegate.codec.iec62056.Readout;
import org.joulegate.codec.iec62056.ReadoutWarning;
import org.joulegate.codec.iec62056.TimedValue;
import org.jspecify.annotations.Nullable;

/** The registers in the data sets of read-outs and of P1. */
final class ReadoutRegisters {

  /** An error message of the meter in place of a value (IEC 62056-21, 6.3.14 item 26). */
  private static final Pattern ERROR = Pattern.compile("\\(?ER\\d+\\)?");

  /** Value groups C of the meter, its errors, its name and its history; D of a maximum. */
  private static final int METER = 96;

  private static final int ERRORS = 97;
  private static final int NAME = 42;
  private static final int HISTORY = 98;
  private static final int MAXIMUM = 6;

  private final Decoded.Builder decoded;

  /** Whether the messages are telegrams of P1. */
  private final boolean p1;

  /** The telegram whose data sets are being added, or null for a read-out. */
  private @Nullable P1Telegram telegram;

  ReadoutRegisters(Decoded.Builder decoded, boolean p1) {
    this.decoded = decoded;
    this.p1 = p1;
  }

  /**
   * Registers, warnings and faults of messages. One that is cut off beside a whole one, as at the
   * ends of a recording, is a warning.
   *
   * @param meters the identity that each message says, or null where it says none
   */
  void addAll(List<Readout> messages, Function<Readout, @Nullable String> meters) {
    boolean anyWhole = messages.stream().anyMatch(message -> message.fault() == null);
    for (Readout message : messages) {
      MalformedTelegramException fault = message.fault();
      if (anyWhole && fault != null && fault.kind() == MalformedTelegramException.Kind.TRUNCATED) {
        decoded.warning(fault.kind().word(), fault.offset(), fault.getMessage());
      } else {
        add(message, meters.apply(message));
      }
    }
  }

  private void add(Readout message, @Nullable String meter) {
    decoded.meter(meter, message.offset());
    telegram = p1 ? new P1Telegram(message) : null;
    for (DataSet set : message.dataSets()) {
      add(set);
    }
    for (ReadoutWarning warning : message.warnings()) {
      decoded.warning("unusual", warning.offset(), warning.kind().sentence());
    }
    MalformedTelegramException fault = message.fault();
    if (fault == null) {
      decoded.telegram();
    } else {
      decoded.error(new Decoded.Problem(fault.kind().word(), fault.offset(), fault.getMessage()));
    }
  }

  /** The registers of one data set. */
  void add(DataSet set) {
    P1Log log = P1Log.of(set);
    LoadProfile profile = log == null ? set.profile() : null;
    TimedValue timed = TimedValue.of(set);
    if (timed != null && profile == null) {
      decoded.register(register(set, timed));
    } else if (log != null) {
      log(set, log);
    } else if (profile != null) {
      profile(set, profile);
    } else {
      several(set);
    }
  }

  /** Values that no head explains; where a time stands in front of them all, it is theirs. */
  private void several(DataSet set) {
    List<DataValue> values = set.values();
    MeterTime time = values.size() > 2 ? leadingTime(set) : null;
    if (time == null) {
      values.forEach(value -> decoded.register(register(set, value)));
      return;
    }
    decoded.register(Decoded.Register.text(set.address(), set.first().text().strip()));
    for (DataValue value : values.subList(1, values.size())) {
      decoded.register(value(set.address(), value).withTime(text(time)));
    }
  }

  /**
   * The first value as the time of those behind it: where a letter says its season, and in a
   * history or a maximum. In other places digits that could be a time are a number or an identity.
   */
  private static @Nullable MeterTime leadingTime(DataSet set) {
    int c = ObisGroups.group(set.obis(), 'C');
    String text = set.first().text();
    boolean season = text.endsWith("S") || text.endsWith("W");
    boolean dated = c == HISTORY || ObisGroups.group(set.obis(), 'D') == MAXIMUM;
    boolean coded = set.obis() != ObisGroups.NONE;
    boolean never = coded && (c == 0 || c == METER || c == ERRORS);
    return !never && (season || dated) ? MeterTime.parse(set.first()) : null;
  }

  private Decoded.Register register(DataSet set, TimedValue timed) {
    boolean subMeter = ObisGroups.group(set.obis(), 'C') == 24;
    if (subMeter && timed.isNeverRead()) {
      return Decoded.Register.absent(set.address(), "the meter was never read: its time is unset");
    }
    if (timed.stamp() == TimedValue.Stamp.UNSET) {
      decoded.warning("unusual", set.offset(), "the time of " + set.address() + " is not set");
    }
    Decoded.Register register = register(set, timed.value());
    return timed.time() == null ? register : register.withTime(text(timed.time()));
  }

  private void log(DataSet set, P1Log log) {
    decoded.register(register(set, set.first()));
    if (log.announced() != log.entries().size()) {
      String there = log.announced() + " entries are announced, " + log.entries().size();
      decoded.warning("incomplete", set.offset(), there + " are there");
    }
    for (P1Log.Entry entry : log.entries()) {
      MeterTime time = entry.time();
      for (int i = 0; i < entry.values().size(); i++) {
        String column = log.columns().get(i);
        DataValue value = entry.values().get(i);
        MeterTime own = MeterTime.parse(value);
        boolean ofNext = i + 1 < log.columns().size() && column.equals(log.columns().get(i + 1));
        if (own != null && ofNext) {
          time = own; // A peak: the same column once more holds its value.
        } else {
          decoded.register(ofColumn(column, value.unit(), value).withTime(text(time)));
          time = entry.time();
        }
      }
    }
  }

  private void profile(DataSet set, LoadProfile profile) {
    if (profile.columns().isEmpty()) {
      String status = "status " + profile.status();
      decoded.register(
          Decoded.Register.text(set.address(), status).withTime(text(profile.start())));
    }
    for (int row = 0; row < profile.rows().size(); row++) {
      List<DataValue> values = profile.rows().get(row);
      for (int i = 0; i < values.size(); i++) {
        LoadProfile.Column column = profile.columns().get(i);
        Decoded.Register register =
            ofColumn(column.address(), column.unitOf(values.get(i)), values.get(i));
        decoded.register(register.withTime(text(profile.time(row))));
      }
    }
  }

  /** A value under the address of its column, which may be a time or a state as well. */
  private static Decoded.Register ofColumn(String address, @Nullable String unit, DataValue value) {
    byte[] code = address.getBytes(StandardCharsets.US_ASCII);
    if (unit == null
        && value.isNumber()
        && isLabel(ObisGroups.parse(code, 0, code.length), value)) {
      return Decoded.Register.text(address, value.text().strip());
    }
    String decimal = value.decimal();
    return decimal == null
        ? value(address, value)
        : Decoded.Register.number(address, decimal, unit);
  }

  /** One value of a data set that is no log and no profile. */
  Decoded.Register register(DataSet set, DataValue value) {
    int d = ObisGroups.group(set.obis(), 'D');
    boolean words = ObisGroups.group(set.obis(), 'C') == 96 && (d == 1 || d == 13);
    P1Telegram whole = telegram;
    if (whole != null && (words || set.isObis(42, 0, 0)) && !value.isEmpty()) {
      String text = whole.text(set, value);
      Decoded.Register register = Decoded.Register.text(set.address(), text);
      return text.equals(value.text()) ? register : register.withHex(value.text());
    }
    boolean label = value.unit() == null && value.isNumber() && isLabel(set.obis(), value);
    Decoded.Register register =
        label
            ? Decoded.Register.text(set.address(), value.text().strip())
            : value(set.address(), value);
    boolean timed = label ? set.isObis(1, 0, 0) : !isIdentity(set.obis());
    return timed && register.text() != null
        ? register.withTime(text(MeterTime.parse(value)))
        : register;
  }

  /** Whether a register holds an identity, which may look like a time. */
  private static boolean isIdentity(long obis) {
    int c = ObisGroups.group(obis, 'C');
    int d = ObisGroups.group(obis, 'D');
    return c == NAME || (c == 0 && d == 0) || (c == METER && d == 1);
  }

  /** Whether a register holds an identity, a state or a version, whose leading zeros count. */
  private static boolean isLabel(long obis, DataValue value) {
    int c = ObisGroups.group(obis, 'C');
    int d = ObisGroups.group(obis, 'D');
    boolean count = c == 96 && d == 7;
    boolean clock = c == 1 && d == 0;
    boolean makersOwn = !ObisGroups.has(obis, 'B') && !ObisGroups.has(obis, 'E');
    boolean zeros = value.exponent() == 0 && value.text().startsWith("0") && value.length() > 1;
    return obis == ObisGroups.NONE
        || clock
        || (makersOwn && zeros)
        || (!count && (c == 0 || c == 42 || c >= 96));
  }

  /** A value under an address, whatever else its data set says. */
  static Decoded.Register value(String address, DataValue value) {
    String decimal = value.decimal();
    if (decimal != null) {
      return Decoded.Register.number(address, decimal, value.unit());
    }
    String unit = value.unit();
    String text = value.text().strip();
    if (text.isEmpty()) {
      return Decoded.Register.absent(address, "the meter writes nothing");
    }
    if (ERROR.matcher(text).matches()) {
      return Decoded.Register.absent(address, "the meter answers " + text);
    }
    if (text.chars().allMatch(c -> "-.?#".indexOf(c) >= 0)) {
      return Decoded.Register.absent(address, "the meter writes " + text);
    }
    return Decoded.Register.text(address, unit == null ? text : text + " " + unit);
  }

  /** Local time of the meter, with the season where it says it. */
  static @Nullable String text(@Nullable MeterTime time) {
    if (time == null) {
      return null;
    }
    String local = time.local().toString();
    String seconds = time.local().getSecond() == 0 ? ":00" : "";
    return local
        + seconds
        + switch (time.season()) {
          case WINTER -> " winter time";
          case SUMMER -> " summer time";
          case UTC -> "Z";
          case UNSAID -> "";
        };
  }
}
