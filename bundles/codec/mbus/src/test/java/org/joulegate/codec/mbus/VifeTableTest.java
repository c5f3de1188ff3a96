package org.joulegate.codec.mbus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Map;
import org.joulegate.codec.mbus.Meaning.Aspect;
import org.joulegate.codec.mbus.Qualifier.Type;
import org.junit.Test;

/** The tables of combinable extensions as EN 13757-3:2018 prints them (tables 15 to 18). */
public class VifeTableTest {

  /**
   * Table 15: patterns with u lower or upper, f first or last, b begin or end, nn seconds to days.
   */
  private static final String[] COMBINABLE = {
    "0010010 AVERAGE",
    "0010011 INVERSE_COMPACT_PROFILE",
    "0010100 RELATIVE_DEVIATION",
    "0011101 STANDARD_DATA_CONTENT",
    "0011110 COMPACT_PROFILE_WITH_REGISTERS",
    "0011111 COMPACT_PROFILE",
    "0100000 PER /s",
    "0100001 PER /min",
    "0100010 PER /h",
    "0100011 PER /day",
    "0100100 PER /week",
    "0100101 PER /month",
    "0100110 PER /year",
    "0100111 PER /revolution",
    "010100p PULSE_INCREMENT input",
    "010101p PULSE_INCREMENT output",
    "0101100 PER /l",
    "0101101 PER /m^3",
    "0101110 PER /kg",
    "0101111 PER /K",
    "0110000 PER /kWh",
    "0110001 PER /GJ",
    "0110010 PER /kW",
    "0110011 PER /(K*l)",
    "0110100 PER /V",
    "0110101 PER /A",
    "0110110 TIMES *s",
    "0110111 TIMES *s/V",
    "0111000 TIMES *s/A",
    "0111001 START_DATE",
    "0111010 UNCORRECTED",
    "0111011 POSITIVE_ONLY",
    "0111100 NEGATIVE_ONLY",
    "0111101 NON_METRIC",
    "0111110 AT_BASE_CONDITIONS",
    "0111111 OBIS",
    "100u000 LIMIT",
    "100u001 LIMIT_COUNT",
    "1000100 TIMES *flow", // Edition of 2025, as the next.
    "1000101 TIMES *return",
    "100uf1b LIMIT_DATE",
    "101ufnn LIMIT_DURATION",
    "1100fnn DURATION",
    "1101u00 DURING_LIMIT",
    "1101001 LEAKAGE",
    "1101101 OVERFLOW",
    "1101f1b DATE",
    "1110nnn MULTIPLIER",
    "11110nn OFFSET",
    "1111101 MULTIPLIER",
    "1111110 FUTURE",
  };

  /** Table 18: errors of a record, from the meter. */
  private static final int[] ERRORS = {
    1, 2, 3, 4, 5, 6, 7, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F, 0x15, 0x16, 0x17, 0x18, 0x1C
  };

  /** Table 16, behind FC; 0E and 0F by the edition of 2025. */
  private static final Map<Integer, Type> EXTENSION =
      Map.ofEntries(
          Map.entry(0x01, Type.PHASE),
          Map.entry(0x02, Type.PHASE),
          Map.entry(0x03, Type.PHASE),
          Map.entry(0x04, Type.PHASE),
          Map.entry(0x05, Type.PHASE),
          Map.entry(0x06, Type.PHASE),
          Map.entry(0x07, Type.PHASE),
          Map.entry(0x08, Type.QUADRANT),
          Map.entry(0x09, Type.QUADRANT),
          Map.entry(0x0A, Type.QUADRANT),
          Map.entry(0x0B, Type.QUADRANT),
          Map.entry(0x0C, Type.DELTA),
          Map.entry(0x0D, Type.NON_METRIC),
          Map.entry(0x0E, Type.SECONDARY_SENSOR),
          Map.entry(0x0F, Type.HIGH_RESOLUTION),
          Map.entry(0x13, Type.END_DATE),
          Map.entry(0x10, Type.ABSOLUTE_ACCUMULATION),
          Map.entry(0x11, Type.DATA_TYPE),
          Map.entry(0x12, Type.DATA_TYPE),
          Map.entry(0x14, Type.DIRECTION),
          Map.entry(0x15, Type.DIRECTION));

  @Test
  public void theCombinableTableIsThatOfTheStandard() {
    for (int code = 0; code < 0x7F; code++) {
      if (code == 0x7C) {
        continue;
      }
      Type expected = Type.RESERVED;
      for (String line : COMBINABLE) {
        expected = fits(line, code) ? Type.valueOf(line.split(" ")[1]) : expected;
      }
      for (int error : ERRORS) {
        expected = error == code ? Type.RECORD_ERROR : expected;
      }
      expected = code == 0 ? Type.NONE : expected;
      Qualifier qualifier = VifeTable.combinable(code, true);
      assertEquals(Integer.toHexString(code), expected, qualifier.type());
      assertEquals(code, qualifier.code());
      texts(code, qualifier);
    }
  }

  private static void texts(int code, Qualifier qualifier) {
    for (String line : COMBINABLE) {
      String[] cells = line.split(" ");
      if (fits(line, code) && cells.length > 2) {
        assertTrue(line, qualifier.text().contains(cells[2]));
      }
      if (fits(line, code) && cells[0].contains("u")) {
        int bit = code >> (6 - cells[0].indexOf('u')) & 1;
        assertTrue(line, qualifier.text().contains(bit == 0 ? "lower" : "upper"));
      }
      if (fits(line, code) && cells[0].contains("f")) {
        int bit = code >> (6 - cells[0].indexOf('f')) & 1;
        assertTrue(line, qualifier.text().contains(bit == 0 ? "first" : "last"));
      }
      if (fits(line, code) && cells[0].contains("b")) {
        assertTrue(line, qualifier.text().contains((code & 1) == 0 ? "begin" : "end"));
      }
    }
  }

  private static boolean fits(String line, int code) {
    for (int i = 0; i < 7; i++) {
      char c = line.charAt(i);
      if (c <= '1' && c - '0' != (code >> (6 - i) & 1)) {
        return false;
      }
    }
    return true;
  }

  @Test
  public void codesAreActionsInTelegramsToTheMeter() {
    for (int code = 0; code < 0x0E; code++) {
      assertEquals(Type.ACTION, VifeTable.combinable(code, false).type());
    }
    assertEquals("write", VifeTable.combinable(0, false).text());
    assertEquals("clear", VifeTable.combinable(7, false).text());
    assertEquals("delete from read-out list", VifeTable.combinable(0x0D, false).text());
    assertEquals(Type.RESERVED, VifeTable.combinable(0x0E, false).type());
  }

  @Test
  public void theExtensionOfTheCombinableTableIsThatOfTheStandard() {
    for (int code = 0; code < 0x80; code++) {
      assertEquals(
          Integer.toHexString(code),
          EXTENSION.getOrDefault(code, Type.RESERVED),
          VifeTable.extension(code).type());
    }
    assertEquals("at phase L2", VifeTable.extension(2).text());
    assertEquals("at quadrant Q3", VifeTable.extension(0x0A).text());
  }

  @Test
  public void multipliersGoFromTenToTheMinusSixToTen() {
    for (int n = 0; n < 8; n++) {
      assertEquals(n - 6, VifeTable.combinable(0x70 + n, true).exponent());
    }
    assertEquals(3, VifeTable.combinable(0x7D, true).exponent());
    for (int n = 0; n < 4; n++) {
      assertEquals(n - 3, VifeTable.combinable(0x78 + n, true).exponent());
    }
  }

  @Test
  public void aQualifiedValueIsNotPassedOffAsThePlainQuantity() {
    Meaning flow = VifTable.primary(0x3B);
    for (int code = 0x50; code < 0x60; code++) {
      Meaning duration = VifeTable.combinable(code, true).apply(flow);
      assertEquals(Aspect.DURATION, duration.aspect());
      assertEquals(MbusUnit.SECOND, duration.unit());
      assertEquals(new int[] {1, 60, 3600, 86_400}[code & 3], duration.factor());
      assertEquals(0, duration.exponent());
    }
    assertEquals(Aspect.COUNT, VifeTable.combinable(0x49, true).apply(flow).aspect());
    assertEquals(MbusUnit.NONE, VifeTable.combinable(0x49, true).apply(flow).unit());
    assertEquals(Meaning.Kind.TIME, VifeTable.combinable(0x4A, true).apply(flow).kind());
    assertEquals(Meaning.Kind.TIME, VifeTable.combinable(0x6E, true).apply(flow).kind());
    assertEquals(Aspect.LIMIT, VifeTable.combinable(0x48, true).apply(flow).aspect());
  }
}
