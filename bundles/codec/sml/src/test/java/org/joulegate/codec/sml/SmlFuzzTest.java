package org.joulegate.codec.sml;

import static org.junit.Assert.assertTrue;

import org.joulegate.itests.kit.ShortSoak;
import org.junit.Test;

/** The fuzz target with seeded input; {@code ./joulegate soak sml} is the long version. */
public class SmlFuzzTest {

  private static final int RUNS = 100_000;

  @Test
  public void damagedTelegramsEndInRecordsOrInOneException() {
    long read = ShortSoak.run(new SmlFuzzTarget(), RUNS, 20250614);
    assertTrue("damage gets past the checksums: " + read, read > RUNS / 10);
  }

  @Test
  public void randomBytesEndInRecordsOrInOneException() {
    SmlFuzzTarget target = new SmlFuzzTarget();
    for (int run = 0; run < RUNS / 5; run++) {
      target.run(new SmlRandom(run).bytes(run % 200));
    }
  }
}
