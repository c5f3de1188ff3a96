package org.joulegate.itests.kit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class ShortSoakTest {

  private static final class Sound extends BrittleTarget {
    @Override
    public boolean run(byte[] data) {
      return data.length > 1 && data[0] == 0x10 && data[1] == data.length - 2;
    }
  }

  private static final class Greedy extends BrittleTarget {
    @Override
    public boolean run(byte[] data) {
      return new byte[data.length == 2 ? 16 << 20 : 1].length > 0;
    }
  }

  private static final class Slow extends BrittleTarget {
    private double sum;

    @Override
    public boolean run(byte[] data) {
      while (data.length == 2 && sum < 4e9) {
        sum += Math.floor(Math.sqrt(sum + 1) / (sum + 1)) + 2;
      }
      return true;
    }
  }

  private static final class Blind extends BrittleTarget {
    @Override
    public boolean run(byte[] data) {
      return false;
    }
  }

  @Test
  public void aSoundTargetRunsThroughAndTellsHowManyInputsItRead() {
    long read = ShortSoak.run(new Sound(), 10_000, 1);
    assertTrue("read: " + read, read > 2000 && read < 10_000);
    assertEquals(read, ShortSoak.run(new Sound(), 10_000, 1));
  }

  @Test
  public void aThrownExceptionIsAFindWithTheShortestInput() {
    AssertionError find =
        assertThrows(AssertionError.class, () -> ShortSoak.run(new BrittleTarget(), 10_000, 1));
    assertTrue(find.getMessage(), find.getMessage().contains("ArrayIndexOutOfBoundsException"));
    assertTrue(find.getMessage(), find.getMessage().matches(".*shortest input 10[0-7][0-9a-f]"));
    assertTrue(find.getCause() instanceof ArrayIndexOutOfBoundsException);
  }

  @Test
  public void tooMuchMemoryForOneInputIsAFind() {
    AssertionError find =
        assertThrows(AssertionError.class, () -> ShortSoak.run(new Greedy(), 10_000, 1));
    assertTrue(find.getMessage(), find.getMessage().contains("bytes allocated"));
  }

  @Test
  public void tooMuchTimeForOneInputIsAFind() {
    AssertionError find =
        assertThrows(AssertionError.class, () -> ShortSoak.run(new Slow(), 10_000, 1));
    assertTrue(find.getMessage(), find.getMessage().contains("of processor time"));
  }

  @Test
  public void aSeedOfWhichNothingIsReadIsAFind() {
    AssertionError find =
        assertThrows(AssertionError.class, () -> ShortSoak.run(new Blind(), 0, 1));
    assertTrue(find.getMessage(), find.getMessage().contains("nothing is read of a seed"));
  }
}
