package org.joulegate.sim.meters.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.sml.SmlBody;
import org.joulegate.codec.sml.SmlDecoder;
import org.joulegate.codec.sml.SmlLimits;
import org.joulegate.codec.sml.SmlObis;
import org.joulegate.codec.sml.SmlServerId;
import org.joulegate.codec.sml.SmlValue;
import org.joulegate.hal.api.DeviceLine;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkOptions;
import org.joulegate.hal.api.SerialSettings;
import org.junit.Test;

public class PushMeterTest {
  private static final Instant START = Instant.parse("2026-06-01T11:00:00.300Z");

  /** A line in a time that passes only where somebody waits. */
  private static final class LeapingLine implements DeviceLine {
    private final int most;
    private Instant now = START;
    final List<byte[]> telegrams = new ArrayList<>();
    final List<Instant> times = new ArrayList<>();

    LeapingLine(int most) {
      this.most = most;
    }

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void pause(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public void pauseUntil(Instant instant) {
      now = instant.isAfter(now) ? instant : now;
    }

    @Override
    public void write(byte[] bytes) {
      telegrams.add(bytes);
      times.add(now);
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Duration timeout) {
      throw new AssertionError("a push meter does not listen");
    }

    @Override
    public SerialSettings settings() {
      return SerialSettings.DEFAULT;
    }

    @Override
    public boolean isOpen() {
      return telegrams.size() < most;
    }
  }

  private static SmlBody.GetListResponse list(byte[] telegram) throws Exception {
    return SmlDecoder.decode(telegram, 0, telegram.length, SmlLimits.DEFAULT)
        .first(SmlBody.GetListResponse.class);
  }

  private static long value(SmlBody.GetListResponse list, long obis) {
    return list.values().stream()
        .filter(v -> v.objName() == obis)
        .mapToLong(v -> ((SmlValue.Int) v.value()).value())
        .findFirst()
        .orElseThrow();
  }

  private static LinkOptions options(String address) throws LinkException {
    return new LinkOptions(LinkAddress.parse(address));
  }

  @Test
  public void telegramsComeInTheRhythmAndAreWhole() throws Exception {
    LeapingLine line = new LeapingLine(100);
    new HouseMeter().connect(options("sim:house?every=2s&serial=7")).run(line);
    assertEquals(Instant.parse("2026-06-01T11:00:02Z"), line.times.get(0));
    assertEquals(Instant.parse("2026-06-01T11:00:04Z"), line.times.get(1));
    long before = 0;
    for (byte[] telegram : line.telegrams) {
      SmlBody.GetListResponse list = list(telegram);
      assertNotNull(list.serverId());
      assertEquals("1JGT0000000007", SmlServerId.textOrHex(list.serverId()));
      long index = value(list, SmlObis.ENERGY_IMPORT);
      assertTrue("an index does not fall", index >= before);
      before = index;
    }
  }

  @Test
  public void theIndexIsTheIntegralOfThePower() {
    for (DailyLoad load : List.of(Loads.household(), Loads.solar())) {
      long drawn = 0;
      long fedIn = 0;
      Instant day = DailyLoad.FIRST_DAY.plus(Duration.ofDays(150));
      for (int minute = 0; minute < 2 * 24 * 60; minute++) {
        int watts = load.watts(day.plusSeconds(60L * minute));
        drawn += 60L * Math.max(watts, 0);
        fedIn += 60L * Math.max(-watts, 0);
      }
      Instant end = day.plus(Duration.ofDays(2));
      assertEquals(drawn, load.drawnWattSeconds(end) - load.drawnWattSeconds(day));
      assertEquals(fedIn, load.fedInWattSeconds(end) - load.fedInWattSeconds(day));
    }
  }

  @Test
  public void theSolarHouseFeedsInAtNoonAndDrawsAtNight() {
    DailyLoad load = Loads.solar();
    assertTrue(load.watts(Instant.parse("2026-06-01T12:00:00Z")) < -1000);
    assertTrue(load.watts(Instant.parse("2026-06-01T00:00:00Z")) > 0);
  }

  @Test
  public void aWrongOptionIsRefusedByName() throws Exception {
    LinkException e =
        assertThrows(
            LinkException.class, () -> new SolarMeter().connect(options("sim:solar?every=soon")));
    assertEquals(LinkException.Reason.BAD_ADDRESS, e.reason());
    assertTrue(e.getMessage(), e.getMessage().contains("every"));
  }
}
