package org.joulegate.codec.iec62056;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log in a telegram of P1: the number of entries, what each holds, and the entries, each with its
 * time. Power failures (DSMR P1 5.0.2, 99.97.0), monthly peaks (eMUCs P1 1.7, 98.1.0) and the
 * registers of a past period (99.1.0) are written so.
 *
 * @param announced how many entries the meter says there are; not always as many as it sends
 * @param columns addresses of what an entry holds
 * @param entries as many as are there
 */
public record P1Log(int announced, List<String> columns, List<Entry> entries) {

  /**
   * An entry.
   *
   * @param time its time, or null when none that exists is written
   * @param values one for each column
   */
  public record Entry(@Nullable MeterTime time, List<DataValue> values) {}

  /** The log in a data set of groups C 98 or 99, or null when it holds none. */
  public static @Nullable P1Log of(DataSet set) {
    int c = ObisGroups.group(set.obis(), 'C');
    List<DataValue> values = set.values();
    DataValue count = values.get(0);
    if ((c != 98 && c != 99) || !count.isNumber() || count.exponent() != 0) {
      return null;
    }
    int i = 1;
    List<String> columns = new ArrayList<>();
    while (i < values.size() && isAddress(values.get(i))) {
      columns.add(values.get(i++).text());
    }
    int width = columns.size() + 1;
    int end = onlyEmpty(values, i) ? i : values.size();
    if (width == 1
        || count.mantissa() < 0
        || count.mantissa() > Integer.MAX_VALUE
        || (end - i) % width != 0) {
      return null;
    }
    List<Entry> entries = new ArrayList<>();
    for (; i < end; i += width) {
      entries.add(new Entry(MeterTime.parse(values.get(i)), values.subList(i + 1, i + width)));
    }
    return new P1Log((int) count.mantissa(), List.copyOf(columns), List.copyOf(entries));
  }

  /** Whether nothing but empty brackets follow: what some meters write for no entry at all. */
  private static boolean onlyEmpty(List<DataValue> values, int from) {
    for (int i = from; i < values.size(); i++) {
      if (!values.get(i).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAddress(DataValue value) {
    return value.unitLength() == 0
        && ObisGroups.has(ObisGroups.parse(value.array(), value.offset(), value.length()), 'B');
  }
}
