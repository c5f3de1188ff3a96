package org.joulegate.codec.iec62056;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A load profile or a log (VDEW 2.1, P.01 and P.98; DSMR 2.2 and 3.0, 0-n:24.3.0): a head with the
 * time, the status, the period, the columns, and rows of values.
 *
 * @param start the time of the first row, or null when it is not set
 * @param status the status word, in hex digits
 * @param period the time from row to row, or null in a log of events
 * @param columns what the values of a row are
 * @param rows values, as many as there are columns
 */
public record LoadProfile(
    @Nullable MeterTime start,
    String status,
    @Nullable Duration period,
    List<Column> columns,
    List<List<DataValue>> rows) {

  private static final int HEAD = 4;
  private static final int MOST_COLUMNS = 255;

  /**
   * A column.
   *
   * @param address what is measured, {@code 1-0:1.5.0}
   * @param unit its unit as written, or null when none is
   */
  public record Column(String address, @Nullable String unit) {

    /** The unit of a value of this column: what stands beside it, else that of the head. */
    public @Nullable String unitOf(DataValue value) {
      String own = value.unit();
      return own != null ? own : unit;
    }
  }

  /**
   * The time of a row, counted from 0; null when start or period are not known, and behind the year
   * 2099.
   *
   * <p>It is reckoned from the start, period by period, in the season of the start. For a row
   * behind a change of season that is not the local time which the meter's clock showed, but one an
   * hour beside it; {@link MeterTime#instant} is right all the same. Where the meter does not say
   * its season there is no instant, and nobody can tell whether its rows follow the change. Meters
   * after VDEW 2.1 say it, and mostly begin a new head at the change.
   */
  public @Nullable MeterTime time(int row) {
    if (start == null || (row > 0 && period == null)) {
      return null;
    }
    return row == 0 || period == null ? start : start.plus(period.multipliedBy(row));
  }

  /** The profile in a data set, or null when it holds none. */
  static @Nullable LoadProfile of(DataSet set) {
    List<DataValue> values = set.values();
    boolean named = ObisGroups.group(set.obis(), 'C') == 99 || set.isObis(24, 3, 0);
    if (!named || values.size() < HEAD) {
      return null;
    }
    DataValue count = values.get(HEAD - 1);
    int columns = (int) count.mantissa();
    boolean counted = count.isNumber() && count.exponent() == 0 && count.unitLength() == 0;
    if (!counted || columns != count.mantissa() || columns < 0 || columns > MOST_COLUMNS) {
      return null;
    }
    int left = values.size() - HEAD - 2 * columns;
    if (left < 0 || (columns == 0 ? left != 0 : left % columns != 0)) {
      return null;
    }
    List<List<DataValue>> rows = new ArrayList<>();
    for (int i = HEAD + 2 * columns; i < values.size(); i += columns) {
      rows.add(values.subList(i, i + columns));
    }
    return new LoadProfile(
        MeterTime.parse(values.get(0)),
        values.get(1).text(),
        period(values.get(2)),
        columns(values, columns),
        List.copyOf(rows));
  }

  private static List<Column> columns(List<DataValue> values, int count) {
    List<Column> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String unit = values.get(HEAD + 2 * i + 1).text().strip();
      columns.add(new Column(values.get(HEAD + 2 * i).text(), unit.isEmpty() ? null : unit));
    }
    return List.copyOf(columns);
  }

  private static @Nullable Duration period(DataValue minutes) {
    boolean good = minutes.isNumber() && minutes.exponent() == 0 && minutes.mantissa() > 0;
    return good && minutes.mantissa() < 1_000_000 ? Duration.ofMinutes(minutes.mantissa()) : null;
  }
}
