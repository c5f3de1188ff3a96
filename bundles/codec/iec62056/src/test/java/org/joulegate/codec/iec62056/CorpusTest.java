package org.joulegate.codec.iec62056;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joulegate.itests.kit.Corpora;
import org.junit.Test;

/** Messages of real meters with values that independent decoders gave; skipped without them. */
public class CorpusTest {

  private static final Pattern SINGLE =
      Pattern.compile(
          "\\[\"([^\"\\\\]+)\", \\[(?:\\[[^\\]]*\\], )?\\[\"([-0-9.]+)\", \"(\\w+)\"\\]\\]\\]");

  @Test
  public void everyReadOutHasTheExpectedValues() {
    int values = 0;
    for (String line : casesOrSkip("d0/dev.jsonl")) {
      if (line.contains("\"kind\": \"readout\"")
          && !line.contains("\"disputed\"")
          && !line.contains("\"valid\": false")) {
        Readout readout = Fixtures.read(Corpora.bytes(line));
        values += compare(line, readout);
      }
    }
    assertTrue("values compared: " + values, values > 200);
  }

  @Test
  public void everyTelegramOfP1HasTheExpectedValues() {
    int values = 0;
    for (String line : casesOrSkip("p1/dev.jsonl")) {
      if (!line.contains("\"disputed\"") && !line.contains("\"crc_valid\": false")) {
        values += compare(line, Fixtures.p1(Corpora.bytes(line)).message());
      }
    }
    assertTrue("values compared: " + values, values > 800);
  }

  @Test
  public void malformedMessagesAreRefused() {
    for (String line : casesOrSkip("p1/bad.jsonl")) {
      Readout message = Fixtures.p1(Corpora.bytes(line)).message();
      assertNotNull(Corpora.text(line, "id"), message.fault());
    }
    for (String line : casesOrSkip("d0/bad.jsonl")) {
      Readout message = Fixtures.read(Corpora.bytes(line));
      assertNotNull(Corpora.text(line, "id"), message.fault());
    }
  }

  private static int compare(String line, Readout readout) {
    String id = Corpora.text(line, "id");
    assertEquals(id, null, readout.fault());
    List<String> got = new ArrayList<>();
    for (DataSet set : readout.dataSets()) {
      for (DataValue value : set.values()) {
        String decimal = value.decimal();
        if (decimal != null) {
          got.add(set.address() + " " + plain(decimal) + " " + value.unit());
        }
      }
    }
    int compared = 0;
    int from = Math.max(line.indexOf("\"datasets\""), line.indexOf("\"lines\""));
    Matcher matcher = SINGLE.matcher(line.substring(Math.max(0, from)));
    while (matcher.find()) {
      String wanted = matcher.group(1) + " " + plain(matcher.group(2)) + " " + matcher.group(3);
      assertTrue(id + " " + wanted, got.contains(wanted));
      compared++;
    }
    return compared;
  }

  private static String plain(String decimal) {
    return new BigDecimal(decimal).stripTrailingZeros().toPlainString();
  }

  private static List<String> casesOrSkip(String name) {
    List<String> cases = Corpora.cases(name);
    assumeTrue("skipped: the corpora are not on this machine", !cases.isEmpty());
    return cases;
  }
}
