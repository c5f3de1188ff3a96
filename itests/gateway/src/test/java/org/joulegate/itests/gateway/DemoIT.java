package org.joulegate.itests.gateway;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.CoreMatchers.not;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;

/** The demonstration shows a newcomer a meter, and says at its end whether all was reached. */
public class DemoIT {
  @Rule public final Workbench bench = new Workbench();

  @Test
  public void itEndsByItselfWithASummary() throws Exception {
    RunningProcess demo = bench.joulegate("demo", "--seconds", "20");
    int status = demo.awaitExit();
    assertEquals(demo.text(), 0, status);
    assertThat(demo.text(), containsString("Where to look"));
    assertThat(demo.text(), containsString("a quarter-hour takes five seconds"));
    assertThat(demo.text(), containsString("W  from the grid"));
    assertThat(demo.text(), containsString("  yes  the display was shown"));
    assertThat(demo.text(), containsString("  yes  the head-end answers with values of"));
    assertThat(demo.text(), not(containsString("  NO   ")));
  }

  @Test
  public void whenItIsInterruptedItLeavesNoProcessBehind() throws Exception {
    RunningProcess demo =
        bench.joulegate("demo", "--data", bench.folder().resolve("demo").toString());
    demo.awaitLine(Pattern.compile("The display sees the meter"));
    var children = demo.descendants();
    assertEquals("a head-end and a gateway", 2, children.size());
    demo.stop();
    Await.until("both are gone", () -> children.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  public void aNumberThatIsNoneIsRefused() throws Exception {
    RunningProcess demo = bench.joulegate("demo", "--seconds", "many");
    assertEquals(2, demo.awaitExit());
    assertThat(demo.text(), containsString("many"));
  }
}
