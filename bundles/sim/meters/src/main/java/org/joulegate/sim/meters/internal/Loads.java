package org.joulegate.sim.meters.internal;

/** What the simulated households do all day. */
final class Loads {
  private static final int SUNRISE = 6 * 60;
  private static final int SUNSET = 18 * 60;
  private static final int HALF_DAY = (SUNSET - SUNRISE) / 2;
  private static final int PEAK_WATTS = 4600;

  private Loads() {}

  /** A flat of two: a base load, breakfast, lunch, an evening, and a fridge that comes and goes. */
  static DailyLoad household() {
    return new DailyLoad(Loads::householdWatts);
  }

  /** A house with solar cells on its roof, which feeds in at noon. */
  static DailyLoad solar() {
    return new DailyLoad(minute -> 300 + householdWatts(minute) - sunWatts(minute));
  }

  private static int householdWatts(int minute) {
    int hour = minute / 60;
    int watts = 140;
    if (minute % 50 < 15) {
      watts += 90;
    }
    if (hour >= 6 && hour < 8) {
      watts += 650;
    } else if (hour >= 12 && hour < 13) {
      watts += 1400;
    } else if (hour >= 17 && hour < 22) {
      watts += 480;
    }
    return watts + flicker(minute);
  }

  private static int sunWatts(int minute) {
    if (minute <= SUNRISE || minute >= SUNSET) {
      return 0;
    }
    long fromNoon = (long) minute - SUNRISE - HALF_DAY;
    return (int) (PEAK_WATTS - PEAK_WATTS * fromNoon * fromNoon / ((long) HALF_DAY * HALF_DAY));
  }

  /** Small things being switched: 0 to 63 watts, the same every day. */
  private static int flicker(int minute) {
    int mixed = minute * 0x9E3779B1;
    return mixed >>> 26;
  }
}
