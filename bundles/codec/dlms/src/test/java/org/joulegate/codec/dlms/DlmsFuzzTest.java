package org.joulegate.codec.dlms;

import static org.junit.Assert.assertTrue;

import org.joulegate.itests.kit.ShortSoak;
import org.junit.Test;

/** The fuzz target with seeded input. */
public class DlmsFuzzTest {

  private static final int RUNS = 100_000;

  @Test
  public void damagedTelegramsEndInTelegramsOrInOneException() {
    long read = ShortSoak.run(new DlmsFuzzTarget(), RUNS, 20251120);
    assertTrue("inputs of which anything was read: " + read, read > RUNS / 20);
  }
}
