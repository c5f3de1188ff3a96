package org.joulegate.wan.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.time.Instant;
import java.util.Random;
import org.joulegate.wan.api.Acknowledgement.Outcome;
import org.junit.Test;

public class AcknowledgementTest {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00.123Z");

  @Test
  public void readsWhatItWrites() {
    for (Outcome outcome : Outcome.values()) {
      Acknowledgement one =
          new Acknowledgement("gw-1/p/a/b/0", outcome, AT, "a \"quoted\\\"\n\u0001 ü 😀 sentence");
      assertEquals(one, Acknowledgement.parse(one.toJson()));
    }
  }

  @Test
  public void takesMembersInAnyOrderAndWithSpace() {
    assertEquals(
        new Acknowledgement("x", Outcome.KNOWN, AT, ""),
        Acknowledgement.parse(
            " { \"reason\" : \"\" , \"at\":\""
                + AT
                + "\",\n\"outcome\":\"known\",\t\"identity\":\"\\u0078\"}\r\n"));
  }

  @Test
  public void refusesEveryTruncationAndWhatIsNoAcknowledgement() {
    String whole = new Acknowledgement("id", Outcome.ACCEPTED, AT, "r").toJson();
    for (int length = 0; length < whole.length(); length++) {
      String part = whole.substring(0, length);
      assertThrows(IllegalArgumentException.class, () -> Acknowledgement.parse(part));
    }
    for (String other :
        new String[] {
          whole + "x",
          whole.replace("accepted", "ACCEPTED"),
          whole.replace("\"id\"", "7"),
          whole.replace("reason", "why"),
          whole.replace("\"reason\":\"r\"", "\"reason\":\"r\",\"more\":\"\""),
          whole.replace("\"reason\":\"r\"", "\"reason\":\"r\",\"reason\":\"\""),
          whole.replace("2026", "26"),
          whole.replace("\"id\"", "\"\\x\""),
          "<html>busy</html>",
          "[]",
          "{}",
          " ".repeat(WanPaths.MAX_ACKNOWLEDGEMENT_BYTES) + whole
        }) {
      assertThrows(other, IllegalArgumentException.class, () -> Acknowledgement.parse(other));
    }
  }

  @Test
  public void damagedBytesAreRefusedOrAnAcknowledgementAndNothingElse() {
    Random random = new Random(7);
    char[] whole = new Acknowledgement("id", Outcome.REJECTED, AT, "r").toJson().toCharArray();
    for (int i = 0; i < 20_000; i++) {
      char[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (char) (1 << random.nextInt(8));
      try {
        Acknowledgement.parse(new String(damaged));
      } catch (IllegalArgumentException e) {
        // As documented.
      }
    }
  }

  @Test
  public void cutsWhatIsTooLong() {
    Acknowledgement long1 =
        new Acknowledgement("i".repeat(9_999), Outcome.REJECTED, AT, "r".repeat(9_999));
    assertEquals(Acknowledgement.MAX_TEXT, long1.identity().length());
    assertEquals(Acknowledgement.MAX_TEXT, long1.reason().length());
  }
}
