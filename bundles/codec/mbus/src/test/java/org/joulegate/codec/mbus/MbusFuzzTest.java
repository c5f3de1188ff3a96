package org.joulegate.codec.mbus;

import static org.junit.Assert.assertTrue;

import org.joulegate.itests.kit.ShortSoak;
import org.junit.Test;

/** The fuzz target with seeded input; {@code ./joulegate soak mbus} is the long version. */
public class MbusFuzzTest {

  private static final int RUNS = 60_000;

  @Test
  public void damagedTelegramsEndInRecordsOrInOneException() {
    long read = ShortSoak.run(new MbusFuzzTarget(), RUNS, 13757);
    assertTrue("inputs that gave records: " + read, read > RUNS / 3);
  }
}
