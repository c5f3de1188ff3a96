package org.joulegate.codec.mbus.radio;

import static org.junit.Assert.assertTrue;

import org.joulegate.itests.kit.ShortSoak;
import org.junit.Test;

/** The short form of the soak; the long one is run by the command. */
public class RadioFuzzTest {

  @Test
  public void damagedTelegramsAreReadOrRefusedAndNothingElse() {
    long read = ShortSoak.run(new RadioFuzzTarget(), 60_000, 13757);
    assertTrue("the damage gets inside: " + read, read > 10_000);
  }
}
