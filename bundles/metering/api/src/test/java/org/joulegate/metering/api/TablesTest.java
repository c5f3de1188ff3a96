package org.joulegate.metering.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.junit.Test;

/** The tables against what the standards print. */
public class TablesTest {
  /** IEC 62056-6-2, "Enumerated values for physical units", the rows of use in metering. */
  private static final Map<Integer, String> PRINTED_UNITS =
      Map.ofEntries(
          Map.entry(7, "s"),
          Map.entry(9, "°C"),
          Map.entry(13, "m^3"),
          Map.entry(14, "m^3"),
          Map.entry(15, "m^3/h"),
          Map.entry(19, "l"),
          Map.entry(24, "bar"),
          Map.entry(25, "J"),
          Map.entry(26, "J/h"),
          Map.entry(27, "W"),
          Map.entry(28, "VA"),
          Map.entry(29, "var"),
          Map.entry(30, "Wh"),
          Map.entry(31, "VAh"),
          Map.entry(32, "varh"),
          Map.entry(33, "A"),
          Map.entry(35, "V"),
          Map.entry(44, "Hz"),
          Map.entry(52, "K"),
          Map.entry(56, "%"),
          Map.entry(255, ""));

  /** EN 13757-7, device types that meters bear. */
  private static final Map<Integer, Medium> PRINTED_MEDIA =
      Map.ofEntries(
          Map.entry(0x02, Medium.ELECTRICITY),
          Map.entry(0x03, Medium.GAS),
          Map.entry(0x04, Medium.HEAT),
          Map.entry(0x06, Medium.WARM_WATER),
          Map.entry(0x07, Medium.WATER),
          Map.entry(0x08, Medium.HEAT_COST_ALLOCATOR),
          Map.entry(0x0C, Medium.HEAT_INLET),
          Map.entry(0x0D, Medium.HEAT_AND_COOLING),
          Map.entry(0x15, Medium.HOT_WATER),
          Map.entry(0x16, Medium.COLD_WATER),
          Map.entry(0x1A, Medium.SMOKE_DETECTOR),
          Map.entry(0x37, Medium.RADIO_CONVERTER_METER_SIDE));

  @Test
  public void unitsAreAsPrinted() {
    PRINTED_UNITS.forEach(
        (code, symbol) -> assertEquals(symbol, Unit.ofCode(code).orElseThrow().symbol()));
  }

  @Test
  public void reservedUnitsAreNotKnown() {
    for (int code : new int[] {-1, 0, 58, 59, 68, 69, 73, 128, 252, 253, 256}) {
      assertFalse("" + code, Unit.ofCode(code).isPresent());
    }
  }

  @Test
  public void mediaAreAsPrinted() {
    PRINTED_MEDIA.forEach(
        (code, medium) -> assertEquals(medium, Medium.ofCode(code).orElseThrow()));
  }

  @Test
  public void obisGroupANamesTheMedium() {
    assertEquals(Medium.ELECTRICITY, Medium.ofObisA(1).orElseThrow());
    assertEquals(Medium.GAS, Medium.ofObisA(7).orElseThrow());
    assertTrue(Medium.ofObisA(0).isEmpty());
  }

  @Test
  public void codesThatAreStoredAreUniqueAndReadBack() {
    unique(Unit.values(), Unit::code);
    unique(Medium.values(), Medium::code);
    unique(EventKind.values(), EventKind::code);
    unique(MissingCause.values(), MissingCause::code);
    unique(ReadingQuality.values(), ReadingQuality::code);
    unique(ClockState.values(), ClockState::code);
    for (EventKind kind : EventKind.values()) {
      assertEquals(kind, EventKind.ofCode(kind.code()));
    }
    for (MissingCause cause : MissingCause.values()) {
      assertEquals(cause, MissingCause.ofCode(cause.code()));
    }
  }

  private static <E> void unique(E[] values, ToIntFunction<E> code) {
    Set<Integer> seen = new HashSet<>();
    for (E value : values) {
      assertTrue(value + " has a code of its own", seen.add(code.applyAsInt(value)));
    }
  }
}
