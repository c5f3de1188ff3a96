package org.joulegate.codec.dlms;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeFalse;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.itests.kit.Corpora;
import org.junit.Test;

/** Telegrams of real meters with values that independent decoders gave; skipped without them. */
public class DlmsCorpusTest {

  private static final Pattern READING =
      Pattern.compile(
          "\"obis\": \"([^\"]+)\", (?:\"attribute\": 2, )?\"type\": \"u?int\\d+\","
              + " \"value\": (-?\\d+)");
  private static final Pattern OUTCOME = Pattern.compile("\"outcome\": \"(reject|incomplete)");

  @Test
  public void everyNumberWithItsCodeIsARegister() {
    int checked = 0;
    for (String line : casesOrSkip("dlms/dev.jsonl")) {
      Matcher expected = READING.matcher(line);
      Set<String> registers = null;
      while (expected.find()) {
        registers = registers == null ? registers(line) : registers;
        String code = expected.group(1) + " " + expected.group(2);
        assertTrue(line.substring(0, 40) + code, registers.contains(code));
        checked++;
      }
    }
    assertTrue("numbers checked: " + checked, checked > 400);
  }

  private static Set<String> registers(String line) {
    DlmsDecoder.Scan scan = scan(line);
    assertFalse(line.substring(0, 40) + scan.unread(), scan.telegrams().isEmpty());
    Set<String> registers = new HashSet<>();
    for (DlmsTelegram telegram : scan.telegrams()) {
      for (DlmsRegister register : DlmsReading.of(telegram).registers()) {
        String raw = register.raw();
        if (raw != null) {
          registers.add(register.obis() + " " + new BigDecimal(raw).toPlainString());
        }
      }
    }
    return registers;
  }

  @Test
  public void noMalformedTelegramGivesAValue() {
    int checked = 0;
    for (String line : casesOrSkip("dlms/bad.jsonl")) {
      if (OUTCOME.matcher(line).find() && !line.contains("\"disputed\"")) {
        assertEquals(line.substring(0, 40), List.of(), scan(line).telegrams());
        checked++;
      }
    }
    assertTrue("telegrams checked: " + checked, checked > 20);
  }

  private static DlmsDecoder.Scan scan(String line) {
    byte[] bytes = bytes(line, "hex");
    DlmsCipher cipher = SoftwareDlmsCipher.of(orNull(line, "key"), orNull(line, "auth_key"));
    return DlmsDecoder.scan(bytes, 0, bytes.length, cipher, DlmsLimits.DEFAULT);
  }

  private static byte[] orNull(String line, String name) {
    byte[] bytes = bytes(line, name);
    return bytes.length == 0 ? null : bytes;
  }

  private static byte[] bytes(String line, String name) {
    Matcher member = Pattern.compile("\"" + name + "\": \"([0-9a-f]*)\"").matcher(line);
    return member.find() ? Hex.parse(member.group(1)) : new byte[0];
  }

  private static List<String> casesOrSkip(String name) {
    List<String> cases = Corpora.cases(name);
    assumeFalse("skipped: the corpora are not on this machine", cases.isEmpty());
    return cases;
  }
}
