package org.joulegate.sim.meters.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.sml.SmlEncoder;
import org.joulegate.codec.sml.SmlListEntry;
import org.joulegate.codec.sml.SmlObis;
import org.joulegate.codec.sml.SmlValue;
import org.joulegate.hal.api.DeviceLine;
import org.joulegate.hal.api.DeviceScript;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkOptions;

/**
 * A meter that pushes its INFO-DSS telegram in a fixed rhythm, as modern meters do: maker, id,
 * energy drawn and fed in to a tenth of a watt-hour, power now.
 *
 * <p>Options: {@code every} (the rhythm, 100ms to 1h, one second) and {@code serial} (the serial
 * number, 1 to 99999999).
 */
final class PushMeter {
  private static final long MANUFACTURER = SmlObis.of(1, 0, 96, 50, 1, 1);
  private static final int UNIT_WATT_HOUR = 30;
  private static final int UNIT_WATT = 27;
  private static final int TENTHS = -1;
  private static final long WATT_SECONDS_PER_TENTH = 360;
  private static final int ENERGY_WIDTH = 8;
  private static final int POWER_WIDTH = 4;
  private static final long MAX_SERIAL = 99_999_999;
  private static final String MAKER = "JGT";

  private final DailyLoad load;
  private final ByteSlice serverId;
  private final Duration every;

  private PushMeter(DailyLoad load, long serial, Duration every) {
    this.load = load;
    this.every = every;
    byte[] id = ByteBuffer.allocate(10).put((byte) 0x0A).put((byte) 1).put(maker()).array();
    ByteBuffer.wrap(id).putInt(6, (int) serial);
    serverId = ByteSlice.of(id);
  }

  /** Reads the options of one connection. */
  static DeviceScript connect(DailyLoad load, long defaultSerial, LinkOptions options)
      throws LinkException {
    Duration every =
        options.duration(
            "every", Duration.ofMillis(100), Duration.ofHours(1), Duration.ofSeconds(1));
    long serial = options.integer("serial", 1, MAX_SERIAL, defaultSerial);
    return new PushMeter(load, serial, every)::push;
  }

  private static byte[] maker() {
    return MAKER.getBytes(StandardCharsets.US_ASCII);
  }

  private void push(DeviceLine line) throws InterruptedException {
    int number = 0;
    Instant next = onGrid(line.now());
    while (line.isOpen()) {
      line.pauseUntil(next);
      line.write(telegram(number++, next));
      Instant now = line.now();
      next = next.plus(every);
      if (next.isBefore(now)) {
        next = onGrid(now);
      }
    }
  }

  /** The first instant after this one at which the rhythm beats. */
  private Instant onGrid(Instant instant) {
    long beat = every.toMillis();
    return Instant.ofEpochMilli((Math.floorDiv(instant.toEpochMilli(), beat) + 1) * beat);
  }

  byte[] telegram(int number, Instant at) {
    long age = Math.max(0, Duration.between(DailyLoad.FIRST_DAY, at).toSeconds());
    return SmlEncoder.telegram(serverId, number & 0xFFFF, age, values(at));
  }

  private List<SmlListEntry> values(Instant at) {
    return List.of(
        text(MANUFACTURER, ByteSlice.of(maker())),
        text(SmlObis.METER_ID, serverId),
        energy(SmlObis.ENERGY_IMPORT, load.drawnWattSeconds(at)),
        energy(SmlObis.ENERGY_EXPORT, load.fedInWattSeconds(at)),
        SmlListEntry.of(
            SmlObis.POWER, UNIT_WATT, 0, new SmlValue.Int(load.watts(at), POWER_WIDTH, true)));
  }

  private static SmlListEntry text(long obis, ByteSlice bytes) {
    return SmlListEntry.of(obis, SmlListEntry.NO_UNIT, 0, new SmlValue.Octets(bytes));
  }

  private static SmlListEntry energy(long obis, long wattSeconds) {
    long tenths = wattSeconds / WATT_SECONDS_PER_TENTH;
    return SmlListEntry.of(
        obis, UNIT_WATT_HOUR, TENTHS, new SmlValue.Int(tenths, ENERGY_WIDTH, true));
  }
}
