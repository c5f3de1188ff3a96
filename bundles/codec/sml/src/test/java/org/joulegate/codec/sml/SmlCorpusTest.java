package org.joulegate.codec.sml;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joulegate.codec.sml.SmlBody.GetListResponse;
import org.joulegate.itests.kit.BitFlips;
import org.joulegate.itests.kit.Corpora;
import org.junit.Test;

/** Telegrams of real meters with values that independent decoders gave; skipped without them. */
public class SmlCorpusTest {

  private static final Pattern VALUE = Pattern.compile("\"value\": \"(-?[0-9.]+)\"");
  private static final Pattern OBIS = Pattern.compile("^\"([^\"]+)\"");

  @Test
  public void everyGoodTelegramHasTheExpectedValues() throws Exception {
    int checked = 0;
    for (String line : linesOrSkip("sml/dev.jsonl")) {
      if (!line.contains("\"kind\": \"frame\"") || line.contains("\"disputed\"")) {
        continue;
      }
      byte[] frame = Corpora.bytes(line);
      SmlFile file = SmlDecoder.decode(frame, 0, frame.length, SmlLimits.DEFAULT);
      GetListResponse list = file.first(GetListResponse.class);
      if (list != null) {
        assertValues(line.substring(0, 40), expected(line), SmlQuirks.apply(file, list).values());
        checked++;
      }
    }
    assertTrue("telegrams checked: " + checked, checked > 50);
  }

  @Test
  public void noMalformedTelegramGivesAValue() throws Exception {
    int checked = 0;
    for (String line : linesOrSkip("sml/bad.jsonl")) {
      if (!line.contains("\"disputed\"")) {
        byte[] bytes = Corpora.bytes(line);
        SmlDecoder.Scan scan = SmlDecoder.scan(bytes, 0, bytes.length, SmlLimits.DEFAULT);
        assertTrue(line.substring(0, 40), scan.telegrams().isEmpty());
        checked++;
      }
    }
    assertTrue("telegrams checked: " + checked, checked > 20);
  }

  @Test
  public void everyFlippedBitOfRealTelegramsIsRefused() throws Exception {
    for (String line : linesOrSkip("sml/dev.jsonl")) {
      if (line.contains("\"kind\": \"frame\"")) {
        BitFlips.forEach(
            Corpora.bytes(line),
            (damaged, bit) ->
                assertTrue(
                    SmlDecoder.scan(damaged, 0, damaged.length, SmlLimits.DEFAULT)
                        .telegrams()
                        .isEmpty()));
      }
    }
  }

  private static List<String> linesOrSkip(String name) {
    List<String> lines = Corpora.cases(name);
    assumeTrue("skipped: the corpora are not on this machine", !lines.isEmpty());
    return lines;
  }

  /** Pairs of OBIS code and decimal text, from the text of a case. */
  private static List<String[]> expected(String line) {
    List<String[]> pairs = new ArrayList<>();
    for (String part : line.substring(line.indexOf("\"values\"")).split("\\{\"obis\": ")) {
      Matcher obis = OBIS.matcher(part);
      Matcher value = VALUE.matcher(part);
      if (obis.find() && value.find()) {
        pairs.add(new String[] {obis.group(1), value.group(1)});
      }
    }
    return pairs;
  }

  private static void assertValues(String id, List<String[]> expected, List<SmlListEntry> values) {
    for (String[] pair : expected) {
      boolean found = false;
      for (SmlListEntry entry : values) {
        String decimal = entry.decimal();
        found |=
            entry.obis().equals(pair[0])
                && decimal != null
                && new BigDecimal(decimal).compareTo(new BigDecimal(pair[1])) == 0;
      }
      assertEquals(id + " " + pair[0] + " " + pair[1], true, found);
    }
  }
}
