package org.joulegate.codec.iec62056;

import static org.junit.Assert.assertTrue;

import org.joulegate.itests.kit.ShortSoak;
import org.junit.Test;

/** The fuzz targets with seeded input; {@code ./joulegate soak} is the long version. */
public class FuzzTest {

  private static final int RUNS = 100_000;

  @Test
  public void damagedReadOutsEndInRecordsOrInAFault() {
    long read = ShortSoak.run(new ReadoutFuzzTarget(), RUNS, 20250614);
    assertTrue("damage gets inside: " + read, read > RUNS / 20);
  }

  @Test
  public void damagedTelegramsOfP1EndInRecordsOrInAFault() {
    long read = ShortSoak.run(new P1FuzzTarget(), RUNS, 20250614);
    assertTrue("damage gets inside: " + read, read > RUNS / 20);
  }
}
