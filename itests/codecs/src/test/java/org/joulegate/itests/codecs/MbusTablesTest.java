package org.joulegate.itests.codecs;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.mbus.MbusLimits;
import org.joulegate.codec.mbus.Meaning;
import org.joulegate.codec.mbus.RecordDecoder;
import org.junit.Test;
import org.openmuc.jmbus.DataRecord;
import org.openmuc.jmbus.DataRecord.Description;
import org.openmuc.jmbus.DecodingException;
import org.openmuc.jmbus.VariableDataStructure;

/**
 * The tables of value information (EN 13757-3:2018, tables 10, 12 and 14) beside those of jMBus.
 */
public class MbusTablesTest {

  /** How jMBus writes a unit, and what it is here. */
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("min", "60 s"),
          Map.entry("h", "3600 s"),
          Map.entry("d", "86400 s"),
          Map.entry("mo", "month"),
          Map.entry("a", "year"),
          Map.entry("cft", "ft^3"),
          Map.entry("Impl. gal.", "gal"),
          Map.entry("Impl. gal./min", "gal/min"),
          Map.entry("Impl. gal./h", "gal/h"));

  /**
   * Where jMBus differs: calories are given as J/m³, the start of a tariff as its duration, and
   * three quantities without the unit that they have here.
   */
  private static final Set<String> DIFFERENT =
      Set.of("FB 0C", "FB 0D", "FB 0E", "FB 0F", "FD 30", "6E", "FD 1C", "FD 1D");

  @Test
  public void powersAndUnitsAreThoseOfThePeer() throws Exception {
    Set<String> different = new TreeSet<>();
    int compared = 0;
    for (String table : List.of("", "FB ", "FD ")) {
      int codes = table.isEmpty() ? 0x7B : 0x80;
      for (int code = 0; code < codes; code++) {
        String vib = table + String.format("%02X", code);
        String theirs = peer(vib);
        if (theirs != null) {
          compared++;
          if (!theirs.equals(ours(vib))) {
            different.add(vib);
          }
        }
      }
    }
    assertEquals(new TreeSet<>(DIFFERENT), different);
    assertTrue("compared " + compared, compared > 250);
  }

  private static byte[] record(String vib) {
    return Hex.parse("02" + vib + "2122");
  }

  private static String ours(String vib) {
    byte[] bytes = record(vib);
    Meaning meaning =
        RecordDecoder.decode(bytes, 0, bytes.length, MbusLimits.DEFAULT).records().get(0).meaning();
    String factor = meaning.factor() == 1 ? "" : meaning.factor() + " ";
    return "10^" + meaning.exponent() + " " + factor + meaning.unit().symbol();
  }

  /** Power and unit, or null where jMBus does not know the code. */
  private static String peer(String vib) throws DecodingException {
    byte[] message = Hex.parse("78" + Hex.format(record(vib)));
    VariableDataStructure structure =
        new VariableDataStructure(message, 0, message.length, null, Map.of());
    structure.decode();
    DataRecord record = structure.getDataRecords().get(0);
    Description description = record.getDescription();
    if (description == Description.NOT_SUPPORTED || description == Description.RESERVED) {
      return null;
    }
    String unit = record.getUnit() == null ? "" : record.getUnit().getUnit().replace("³", "^3");
    return "10^" + record.getMultiplierExponent() + " " + UNITS.getOrDefault(unit, unit);
  }
}
