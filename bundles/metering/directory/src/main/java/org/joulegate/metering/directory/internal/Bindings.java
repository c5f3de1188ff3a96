package org.joulegate.metering.directory.internal;

import java.util.HashMap;
import java.util.Map;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeteringPoint;

/** Which metering point a meter serves, as it is configured. */
final class Bindings {
  private final Map<MeterId, MeteringPoint> points = new HashMap<>();

  /**
   * Reads the configuration.
   *
   * @param lines {@code METER=POINT} each; several meters may name one point, since a meter and its
   *     successor do
   * @throws IllegalArgumentException naming the line that is wrong
   */
  Bindings(String... lines) {
    for (String line : lines) {
      add(line.strip());
    }
  }

  private void add(String line) {
    int equals = line.indexOf('=');
    if (equals < 0) {
      throw wrong(line, "it has no =");
    }
    MeteringPoint before;
    try {
      before =
          points.put(
              new MeterId(line.substring(0, equals).strip()),
              new MeteringPoint(line.substring(equals + 1).strip()));
    } catch (IllegalArgumentException e) {
      throw wrong(line, String.valueOf(e.getMessage()));
    }
    if (before != null) {
      throw wrong(line, "the meter serves " + before + " already");
    }
  }

  private static IllegalArgumentException wrong(String line, String why) {
    return new IllegalArgumentException(
        DirectoryComponent.PID + ": points: \"" + line + "\" is no METER=POINT: " + why);
  }

  /** The point that is configured for a meter, else one with the meter's id. */
  MeteringPoint pointOf(MeterId meter) {
    MeteringPoint point = points.get(meter);
    return point != null ? point : new MeteringPoint(meter.text());
  }
}
