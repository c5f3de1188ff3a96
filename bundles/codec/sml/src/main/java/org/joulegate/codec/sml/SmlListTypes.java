package org.joulegate.codec.sml;

import java.util.List;
import org.joulegate.codec.sml.SmlListType.ScalerUnit;
import org.joulegate.codec.sml.SmlListType.Time;
import org.joulegate.codec.sml.SmlListType.Timestamped;
import org.joulegate.codec.sml.SmlValue.Int;
import org.joulegate.codec.sml.SmlValue.Listed;
import org.jspecify.annotations.Nullable;

/** Tells what lists of values mean. */
final class SmlListTypes {

  private static final int NO_CHOICE = -1;

  private SmlListTypes() {}

  static @Nullable SmlListType of(Listed list) {
    return switch (choice(list)) {
      case 1 -> aTime(content(list));
      case 2 -> timestamped(content(list));
      case 3 -> scalerUnit(content(list));
      default -> null;
    };
  }

  /** The number of a pair of a number and what it chooses. */
  private static int choice(@Nullable SmlValue value) {
    return value instanceof Listed pair
            && pair.elements().size() == 2
            && pair.elements().get(0) instanceof Int number
            && isUnsigned(number, 0xFF)
        ? (int) number.value()
        : NO_CHOICE;
  }

  private static @Nullable SmlValue content(@Nullable SmlValue choice) {
    return choice instanceof Listed pair ? pair.elements().get(1) : null;
  }

  private static @Nullable SmlListType aTime(@Nullable SmlValue value) {
    SmlTime time = time(value);
    return time == null ? null : new Time(time);
  }

  private static @Nullable SmlTime time(@Nullable SmlValue value) {
    int choice = choice(value);
    SmlValue content = choice == NO_CHOICE ? null : content(value);
    if (choice == SmlTime.Kind.LOCAL.choice()) {
      return content instanceof Listed local ? localTime(local.elements()) : null;
    }
    if (!(content instanceof Int seconds) || !isUnsigned(seconds, 0xFFFF_FFFFL)) {
      return null;
    }
    return switch (choice) {
      case 1 -> SmlTime.secondsIndex(seconds.value());
      case 2 -> SmlTime.timestamp(seconds.value());
      default -> null;
    };
  }

  private static @Nullable SmlTime localTime(List<@Nullable SmlValue> elements) {
    return elements.size() == 3
            && elements.get(0) instanceof Int seconds
            && isUnsigned(seconds, 0xFFFF_FFFFL)
            && elements.get(1) instanceof Int local
            && isMinutes(local)
            && elements.get(2) instanceof Int season
            && isMinutes(season)
        ? SmlTime.local(seconds.value(), (int) local.value(), (int) season.value())
        : null;
  }

  private static @Nullable SmlListType timestamped(@Nullable SmlValue value) {
    if (!(value instanceof Listed list) || list.elements().size() != 3) {
      return null;
    }
    SmlTime time = time(list.elements().get(0));
    SmlValue status = list.elements().get(1);
    return time == null || (status != null && !(status instanceof Int))
        ? null
        : new Timestamped(time, (Int) status, list.elements().get(2));
  }

  private static @Nullable SmlListType scalerUnit(@Nullable SmlValue value) {
    return choice(value) == 1
            && content(value) instanceof Listed pair
            && pair.elements().size() == 2
            && pair.elements().get(0) instanceof Int scaler
            && scaler.signed()
            && scaler.width() == 1
            && pair.elements().get(1) instanceof Int unit
            && isUnsigned(unit, 0xFF)
        ? new ScalerUnit((int) scaler.value(), (int) unit.value())
        : null;
  }

  private static boolean isUnsigned(Int number, long most) {
    return !number.signed() && number.value() >= 0 && number.value() <= most;
  }

  private static boolean isMinutes(Int number) {
    return number.signed()
        && number.value() >= Short.MIN_VALUE
        && number.value() <= Short.MAX_VALUE;
  }
}
