package org.joulegate.codec.mbus.radio;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeFalse;

import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.mbus.ApplicationData;
import org.joulegate.codec.mbus.FormatCache;
import org.joulegate.codec.mbus.MbusLimits;
import org.joulegate.codec.mbus.transport.Security.Outcome;
import org.joulegate.codec.mbus.transport.SoftwareTelegramCipher;
import org.joulegate.itests.kit.Corpora;
import org.junit.Test;

/** Telegrams of real meters; skipped where the machine has none. */
public class RadioCorpusTest {

  private static List<String> linesOrSkip(String name) {
    List<String> lines = Corpora.cases(name);
    assumeFalse("no telegrams of real meters on this machine", lines.isEmpty());
    return lines;
  }

  private static RadioTelegram decode(String hex, String key, FrameKind kind)
      throws MalformedTelegramException {
    byte[] frame = Hex.parse(hex);
    return RadioDecoder.decode(
        frame,
        0,
        frame.length,
        kind,
        key == null ? null : SoftwareTelegramCipher.ofOneKey(Hex.parse(key)),
        FormatCache.NONE,
        MbusLimits.DEFAULT);
  }

  private static FrameKind kind(String line) {
    String name = Corpora.text(line, "frame_format");
    return name == null ? FrameKind.UNKNOWN : FrameKind.named(name);
  }

  @Test
  public void whatWasSealedAgainReadsAsItDidInPlain() throws Exception {
    int checked = 0;
    for (String line : linesOrSkip("wmbus/dev.jsonl")) {
      String plain = Corpora.text(line, "realised_plain_hex");
      String sealed = Corpora.text(line, "realised_encrypted_hex");
      String key = Corpora.text(line, "realised_key");
      if (plain == null || sealed == null || key == null) {
        continue;
      }
      RadioTelegram open = decode(plain, null, kind(line));
      RadioTelegram opened = decode(sealed, key, kind(line));
      assertEquals(Outcome.OPENED, opened.transport().security().outcome());
      assertEquals(records(open), records(opened));
      assertNotEquals(
          Outcome.OPENED, decode(sealed, null, kind(line)).transport().security().outcome());
      checked++;
    }
    assertTrue("telegrams checked: " + checked, checked > 50);
  }

  private static List<?> records(RadioTelegram telegram) {
    return telegram.application() instanceof ApplicationData.Variable variable
        ? variable.records().records()
        : List.of();
  }

  @Test
  public void theFormatOfAFrameWithChecksumsIsFoundWithoutItsName() throws Exception {
    int checked = 0;
    for (String line : linesOrSkip("wmbus/dev.jsonl")) {
      String name = Corpora.text(line, "frame_format");
      if (name != null && (name.endsWith("with_crc") || name.equals("T1_3of6"))) {
        String hex = Corpora.text(line, "hex");
        byte[] frame = Hex.parse(hex);
        RadioFrame found = FrameDecoder.decode(frame, 0, frame.length, FrameKind.UNKNOWN);
        RadioFrame named = FrameDecoder.decode(frame, 0, frame.length, FrameKind.named(name));
        assertEquals(named.format(), found.format());
        assertEquals(named.address(), found.address());
        checked++;
      }
    }
    assertTrue("frames checked: " + checked, checked > 50);
  }

  @Test
  public void noMalformedTelegramIsReadWhole() {
    int checked = 0;
    for (String line : linesOrSkip("wmbus/bad.jsonl")) {
      String outcome = Corpora.text(line, "outcome");
      if (outcome == null || !outcome.matches("reject|reject_[a-z]+|wrong_key|no_key|needs.*")) {
        continue;
      }
      try {
        RadioTelegram telegram =
            decode(Corpora.text(line, "hex"), Corpora.text(line, "key"), kind(line));
        assertTrue(line.substring(0, 40), telegram.fault() != null);
      } catch (MalformedTelegramException e) {
        assertTrue(e.offset() >= 0);
      }
      checked++;
    }
    assertTrue("telegrams checked: " + checked, checked > 15);
  }
}
