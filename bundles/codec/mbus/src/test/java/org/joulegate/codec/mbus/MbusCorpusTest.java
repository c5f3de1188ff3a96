package org.joulegate.codec.mbus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeFalse;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.itests.kit.Corpora;
import org.junit.Test;

/** Telegrams of real meters with values that independent decoders gave; skipped without them. */
public class MbusCorpusTest {

  private static final Pattern HEX = Pattern.compile("\"hex\": \"([0-9a-f]+)\"");
  private static final Pattern ENERGY =
      Pattern.compile(
          "\"storage\": (\\d+), \"tariff\": (\\d+), \"subunit\": (\\d+), "
              + "\"quantity\": \"(Energy|Volume)\", \"unit\": \"(Wh|m\\^3)\", \"value\": (-?[0-9.]+),");

  @Test
  public void everyGoodTelegramHasTheExpectedEnergiesAndVolumes() throws Exception {
    int checked = 0;
    for (String line : casesOrSkip("mbus/dev.jsonl")) {
      if (line.contains("\"kind\": \"rsp_ud\"") && !line.contains("\"disputed\"")) {
        WiredDecoder.Scan scan = scan(line);
        assertTrue(id(line), scan.refused().isEmpty());
        WiredTelegram telegram = scan.telegrams().get(0);
        assertEquals(id(line), null, telegram.fault());
        if (telegram.application() instanceof ApplicationData.Variable variable) {
          checked += values(line, variable.records().records());
        }
      }
    }
    assertTrue("values checked: " + checked, checked > 200);
  }

  @Test
  public void noMalformedTelegramIsReadWhole() throws Exception {
    int checked = 0;
    for (String line : casesOrSkip("mbus/bad.jsonl")) {
      if (line.contains("\"outcome\": \"reject\"") && !line.contains("\"disputed\"")) {
        WiredDecoder.Scan scan = scan(line);
        boolean fault = !scan.refused().isEmpty();
        for (WiredTelegram telegram : scan.telegrams()) {
          fault |= telegram.fault() != null;
        }
        assertTrue(id(line), fault);
        checked++;
      }
    }
    assertTrue("telegrams checked: " + checked, checked > 10);
  }

  private static List<String> casesOrSkip(String name) {
    List<String> cases = Corpora.cases(name);
    assumeFalse("skipped: the corpora are not on this machine", cases.isEmpty());
    return cases;
  }

  private static WiredDecoder.Scan scan(String line) {
    Matcher hex = HEX.matcher(line);
    assertTrue(id(line), hex.find());
    byte[] bytes = Hex.parse(hex.group(1));
    return WiredDecoder.scan(bytes, 0, bytes.length, null, FormatCache.NONE, MbusLimits.DEFAULT);
  }

  private static String id(String line) {
    return line.substring(0, Math.min(40, line.length()));
  }

  /** Exact, save where the expected value of a real went through binary floating point. */
  private static boolean same(DataRecord record, BigDecimal value) {
    BigDecimal read = BigDecimal.valueOf(record.mantissa(), -record.exponent());
    BigDecimal most = value.abs().multiply(new BigDecimal("1e-7")).max(new BigDecimal("1e-6"));
    return record.dataField() == 5
        ? read.subtract(value).abs().compareTo(most) <= 0
        : read.compareTo(value) == 0;
  }

  private static int values(String line, List<DataRecord> records) {
    int checked = 0;
    Matcher expected = ENERGY.matcher(line);
    while (expected.find()) {
      BigDecimal value = new BigDecimal(expected.group(6));
      boolean found = false;
      for (DataRecord record : records) {
        found |=
            record.storage() == Long.parseLong(expected.group(1))
                && record.tariff() == Integer.parseInt(expected.group(2))
                && record.subunit() == Integer.parseInt(expected.group(3))
                && record.unit().equals(expected.group(5))
                && (record.absence() == Absence.INVALID_INTEGER
                    || record.isNumber() && same(record, value));
      }
      assertTrue(id(line) + " " + expected.group(), found);
      checked++;
    }
    return checked;
  }
}
