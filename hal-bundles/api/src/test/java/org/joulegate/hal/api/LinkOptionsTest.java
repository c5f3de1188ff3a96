package org.joulegate.hal.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.joulegate.hal.api.LinkException.Reason;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

public class LinkOptionsTest {
  private static LinkOptions of(String options) throws LinkException {
    return new LinkOptions(LinkAddress.parse("sim:a" + options));
  }

  @Test
  public void readsEachType() throws Exception {
    LinkOptions options = of("?t=2m&i=-7&d=0.5&f=true&c=loop&p=a/b&x=text");
    assertEquals(
        Duration.ofMinutes(2),
        options.duration("t", Duration.ZERO, Duration.ofHours(1), Duration.ZERO));
    assertEquals(-7, options.integer("i", -10, 10, 0));
    assertEquals(
        new BigDecimal("0.5"),
        options.decimal("d", BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE));
    assertTrue(options.flag("f", false));
    assertEquals("loop", options.choice("c", List.of("quiet", "loop"), "quiet"));
    assertEquals(Path.of("a/b"), options.path("p").orElseThrow());
    assertEquals("text", options.text("x").orElseThrow());
    options.refuseOthers();
  }

  @Test
  public void takesTheOtherwiseForWhatIsNotThere() throws Exception {
    LinkOptions options = of("");
    assertEquals(5, options.integer("i", 0, 9, 5));
    assertEquals("quiet", options.choice("c", List.of("quiet"), "quiet"));
    assertTrue(options.path("p").isEmpty());
  }

  @Test
  public void saysWhatWasExpectedOfABadValue() throws Exception {
    LinkOptions options = of("?t=5&i=11&f=yes&n=99999999999999999999");
    assertRefused(
        () -> options.duration("t", Duration.ZERO, Duration.ofMillis(1500), Duration.ZERO),
        "the option t must be a duration such as 500ms, 5s, 2m or 1h from 0s to 1500ms, not \"5\"");
    assertRefused(() -> options.integer("i", 0, 10, 0), "a whole number from 0 to 10, not \"11\"");
    assertRefused(() -> options.integer("n", 0, 10, 0), "a whole number from 0 to 10");
    assertRefused(() -> options.flag("f", true), "one of true, false");
  }

  @Test
  public void refusesAnUnknownOptionByName() throws Exception {
    LinkOptions options = of("?sped=max");
    options.text("speed");
    options.text("end");
    assertRefused(options::refuseOthers, "there is no option \"sped\" here; there are end, speed");
    assertRefused(of("?a=b")::refuseOthers, "there are none");
  }

  private static void assertRefused(ThrowingRunnable call, String sentence) {
    LinkException e = assertThrows(LinkException.class, call);
    assertEquals(Reason.BAD_ADDRESS, e.reason());
    assertTrue(e.getMessage(), e.getMessage().startsWith("sim:a"));
    assertTrue(e.getMessage(), e.getMessage().contains(sentence));
  }
}
