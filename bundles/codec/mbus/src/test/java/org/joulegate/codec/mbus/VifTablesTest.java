package org.joulegate.codec.mbus;

import static org.junit.Assert.assertEquals;

import java.math.BigDecimal;
import java.util.Locale;
import org.joulegate.codec.mbus.Meaning.Kind;
import org.junit.Test;

/**
 * The tables of value information as EN 13757-3:2018 prints them: bit patterns whose letters are a
 * number, and the range that the number selects. What is not named here is reserved.
 */
public class VifTablesTest {

  /** Table 10. */
  private static final String[] PRIMARY = {
    "0000nnn energy              10^(n-3) Wh",
    "0001nnn energy              10^(n) J",
    "0010nnn volume              10^(n-6) m^3",
    "0011nnn mass                10^(n-3) kg",
    "01000nn on_time             time",
    "01001nn operating_time      time",
    "0101nnn power               10^(n-3) W",
    "0110nnn power               10^(n) J/h",
    "0111nnn volume_flow         10^(n-6) m^3/h",
    "1000nnn volume_flow         10^(n-7) m^3/min",
    "1001nnn volume_flow         10^(n-9) m^3/s",
    "1010nnn mass_flow           10^(n-3) kg/h",
    "10110nn flow_temperature    10^(n-3) °C",
    "10111nn return_temperature  10^(n-3) °C",
    "11000nn temperature_difference 10^(n-3) K",
    "11001nn external_temperature 10^(n-3) °C",
    "11010nn pressure            10^(n-3) bar",
    "1101100 date                type",
    "1101101 date_and_time       type",
    "1101110 allocation          10^(0) hca",
    "11100nn averaging_duration  time",
    "11101nn actuality_duration  time",
    "1111000 fabrication_number  -",
    "1111001 identification      -",
    "1111010 bus_address         -",
    "1111110 any                 -",
    "1111111 manufacturer_specific -",
  };

  /** Table 12, and the American units of EN 13757-3:2004 that the later edition reserves. */
  private static final String[] FB = {
    "000000n energy              10^(n+5) Wh",
    "000001n reactive_energy     10^(n+3) varh",
    "000010n apparent_energy     10^(n+3) VAh",
    "000100n energy              10^(n+8) J",
    "00011nn energy              10^(n+5) cal",
    "001000n volume              10^(n+2) m^3",
    "00101nn reactive_power      10^(n) var",
    "001100n mass                10^(n+5) kg",
    "001101n relative_humidity   10^(n-1) %",
    "0100000 volume              10^(0) ft^3",
    "0100001 volume              10^(-1) ft^3",
    "0100010 volume              10^(-1) gal",
    "0100011 volume              10^(0) gal",
    "0100100 volume_flow         10^(-3) gal/min",
    "0100101 volume_flow         10^(0) gal/min",
    "0100110 volume_flow         10^(0) gal/h",
    "010100n power               10^(n+5) W",
    "0101010 phase_between_voltages 10^(-1) °",
    "0101011 phase_voltage_current 10^(-1) °",
    "01011nn frequency           10^(n-3) Hz",
    "011000n power               10^(n+8) J/h",
    "01101nn apparent_power      10^(n) VA",
    "10110nn flow_temperature    10^(n-3) °F",
    "10111nn return_temperature  10^(n-3) °F",
    "11000nn temperature_difference 10^(n-3) °F",
    "11001nn external_temperature 10^(n-3) °F",
    "1101000 rating_factor       2^(-12)",
    "1101001 rating_factor_output -",
    "1101010 rating_factor_coupling 2^(-12)",
    "1101011 rating_factor_room  2^(-12)",
    "1101100 rating_factor_heater 2^(-12)",
    "1101101 rating_factor_low_temperature 2^(-12)",
    "1101110 display_scaling     2^(-12)",
    "11100nn temperature_limit   10^(n-3) °F",
    "11101nn temperature_limit   10^(n-3) °C",
    "1111nnn cumulated_maximum_power 10^(n-3) W",
  };

  /** Table 14. */
  private static final String[] FD = {
    "00000nn credit              10^(n-3) currency",
    "00001nn debit               10^(n-3) currency",
    "0001000 message_identification -",
    "0001001 device_type         -",
    "0001010 manufacturer        -",
    "0001011 parameter_set       -",
    "0001100 model               -",
    "0001101 hardware_version    -",
    "0001110 firmware_version    -",
    "0001111 software_version    -",
    "0010000 customer_location   -",
    "0010001 customer            -",
    "0010010 access_code_user    -",
    "0010011 access_code_operator -",
    "0010100 access_code_system_operator -",
    "0010101 access_code_developer -",
    "0010110 password            -",
    "0010111 error_flags         bits",
    "0011000 error_mask          bits",
    "0011001 security_key        -",
    "0011010 digital_output      bits",
    "0011011 digital_input       bits",
    "0011100 baud_rate           10^(0) Bd",
    "0011101 response_delay      10^(0) bit_times",
    "0011110 retry               -",
    "0011111 remote_control      bits",
    "0100000 first_storage       -",
    "0100001 last_storage        -",
    "0100010 storage_block       -",
    "0100011 tariff_descriptor   -",
    "01001nn storage_interval    time",
    "0101000 storage_interval    10^(0) month",
    "0101001 storage_interval    10^(0) year",
    "0101010 operator_data       -",
    "0101011 time_point_second   10^(0) s",
    "01011nn since_readout       time",
    "0110000 tariff_start        type",
    "0110001 tariff_duration     minutes",
    "0110010 tariff_duration     hours",
    "0110011 tariff_duration     days",
    "01101nn tariff_period       time",
    "0111000 tariff_period       10^(0) month",
    "0111001 tariff_period       10^(0) year",
    "0111010 dimensionless       -",
    "0111011 radio_container     -",
    "01111nn transmission_period time",
    "100nnnn voltage             10^(n-9) V",
    "101nnnn current             10^(n-12) A",
    "1100000 reset_counter       -",
    "1100001 cumulation_counter  -",
    "1100010 control_signal      -",
    "1100011 day_of_week         -",
    "1100100 week_number         -",
    "1100101 day_change          type",
    "1100110 parameter_activation -",
    "1100111 supplier_information -",
    "1101000 since_cumulation    hours",
    "1101001 since_cumulation    days",
    "1101010 since_cumulation    10^(0) month",
    "1101011 since_cumulation    10^(0) year",
    "1101100 battery_operating_time hours",
    "1101101 battery_operating_time days",
    "1101110 battery_operating_time 10^(0) month",
    "1101111 battery_operating_time 10^(0) year",
    "1110000 battery_change      type",
    "1110001 radio_level         10^(0) dBm",
    "1110010 daylight_saving     -",
    "1110011 listening_window    -",
    "1110100 battery_life        days",
    "1110101 stops               -",
    "1110110 manufacturer_container -",
  };

  /** The second level of table 14, with the moisture of the edition of 2025. */
  private static final String[] FD_FD = {
    "0000000 selected_application -",
    "0000010 battery_life        10^(0) month",
    "0000011 battery_life        10^(0) year",
    "0111110 moisture            10^(0) %",
  };

  @Test
  public void thePrimaryTableIsThatOfTheStandard() throws Exception {
    check(PRIMARY, new int[0], 0x7B, 0x7C, 0x7D);
  }

  @Test
  public void theFirstExtensionIsThatOfTheStandard() throws Exception {
    check(FB, new int[] {0xFB});
  }

  @Test
  public void theSecondExtensionIsThatOfTheStandard() throws Exception {
    check(FD, new int[] {0xFD});
  }

  @Test
  public void theSecondLevelOfTheSecondExtensionIsThatOfTheStandard() throws Exception {
    check(FD_FD, new int[] {0xFD, 0xFD});
  }

  /** Decodes a record for each of the 128 codes; those left out are no table entries. */
  private static void check(String[] table, int[] before, int... leftOut) throws Exception {
    for (int code = 0; code < 0x80; code++) {
      boolean out = false;
      for (int other : leftOut) {
        out |= other == code;
      }
      if (!out) {
        byte[] record = new byte[before.length + 4];
        record[0] = 0x02;
        for (int i = 0; i < before.length; i++) {
          record[1 + i] = (byte) before[i];
        }
        record[1 + before.length] = (byte) code;
        record[2 + before.length] = 0x21;
        record[3 + before.length] = 0x22;
        Records records = RecordDecoder.decode(record, 0, record.length, MbusLimits.DEFAULT);
        assertEquals(Integer.toHexString(code), null, records.fault());
        check(code, row(table, code), records.records().get(0).meaning());
      }
    }
  }

  private static void check(int code, String[] row, Meaning meaning) {
    String where = Integer.toHexString(code);
    assertEquals(where, Quantity.valueOf(row[1].toUpperCase(Locale.ROOT)), meaning.quantity());
    assertEquals(where, Meaning.Aspect.VALUE, meaning.aspect());
    String range = row[2];
    int selected = Integer.parseInt(row[0]);
    int seconds =
        switch (range) {
          case "time" -> new int[] {1, 60, 3600, 86_400}[selected];
          case "minutes" -> 60;
          case "hours" -> 3600;
          case "days" -> 86_400;
          default -> 0;
        };
    if (seconds > 0) {
      assertEquals(where, MbusUnit.SECOND, meaning.unit());
      assertEquals(where, seconds, meaning.factor());
    } else if (range.startsWith("10^")) {
      String power = range.substring(4, range.length() - 1).replace("n", "");
      int add = power.isEmpty() ? 0 : Integer.parseInt(power);
      assertEquals(where, add + selected, meaning.exponent());
      assertEquals(where, row[3].replace('_', ' '), meaning.unit().symbol());
      assertEquals(where, 1, meaning.factor());
    } else {
      assertEquals(where, MbusUnit.NONE, meaning.unit());
      assertEquals(where, range.equals("type"), meaning.kind() == Kind.TIME);
      assertEquals(where, range.equals("bits"), meaning.kind() == Kind.BITS);
      if (range.equals("2^(-12)")) {
        BigDecimal step = BigDecimal.valueOf(meaning.factor(), -meaning.exponent());
        assertEquals(where, 0, step.multiply(BigDecimal.valueOf(4096)).compareTo(BigDecimal.ONE));
      }
    }
  }

  /** The row of a code: the number in its letters, the quantity, the range, the unit. */
  private static String[] row(String[] table, int code) {
    for (String line : table) {
      String pattern = line.substring(0, 7);
      int number = 0;
      boolean fits = true;
      for (int i = 0; i < 7; i++) {
        int bit = code >> (6 - i) & 1;
        if (pattern.charAt(i) == 'n') {
          number = number << 1 | bit;
        } else {
          fits &= pattern.charAt(i) - '0' == bit;
        }
      }
      if (fits) {
        String[] cells = line.substring(8).trim().split(" +");
        return new String[] {"" + number, cells[0], cells[1], cells.length > 2 ? cells[2] : ""};
      }
    }
    return new String[] {"0", "reserved", "-", ""};
  }
}
