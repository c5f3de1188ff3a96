package org.joulegate.itests.kit;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;

public class MutatorTest {

  private static final byte[] FIRST = "the first of two seeds".getBytes();
  private static final byte[] SECOND = "and the second, which is longer".getBytes();
  private static final List<byte[]> SEEDS = List.of(FIRST, SECOND);

  @Test
  public void anInputRepeatsFromItsNumberAlone() {
    Mutator through = new Mutator(SEEDS, 7);
    for (int number = 0; number < 2000; number++) {
      byte[] input = through.input(number);
      assertArrayEquals(new Mutator(SEEDS, 7).input(number), input);
    }
  }

  @Test
  public void anotherSeedGivesOtherInputs() {
    int same = 0;
    for (int number = 0; number < 2000; number++) {
      byte[] one = new Mutator(SEEDS, 1).input(number);
      same += Arrays.equals(one, new Mutator(SEEDS, 2).input(number)) ? 1 : 0;
    }
    assertTrue("equal: " + same, same < 100);
  }

  @Test
  public void theInputsOfARunAreManyAndOfManyLengths() {
    Mutator mutator = new Mutator(SEEDS, 3);
    Set<ByteBuffer> inputs = new HashSet<>();
    Set<Integer> lengths = new HashSet<>();
    for (int number = 0; number < 20_000; number++) {
      byte[] input = mutator.input(number);
      inputs.add(ByteBuffer.wrap(input));
      lengths.add(input.length);
    }
    assertTrue("different: " + inputs.size(), inputs.size() > 14_000);
    assertTrue(lengths.contains(0));
    assertTrue("lengths: " + lengths.size(), lengths.size() > 2 * SECOND.length);
  }

  @Test
  public void everyBitOfASeedIsFlippedAloneBeforeLong() {
    Mutator mutator = new Mutator(List.of(FIRST), 3);
    Set<Integer> flipped = new HashSet<>();
    for (int number = 0; number < 20_000; number++) {
      byte[] input = mutator.input(number);
      int at = Arrays.mismatch(input, FIRST);
      if (at >= 0 && input.length == FIRST.length) {
        int change = (input[at] ^ FIRST[at]) & 0xFF;
        input[at] = FIRST[at];
        if (Integer.bitCount(change) == 1 && Arrays.equals(input, FIRST)) {
          flipped.add(8 * at + Integer.numberOfTrailingZeros(change));
        }
      }
    }
    assertEquals(8 * FIRST.length, flipped.size());
  }

  @Test
  public void theSeedsStayAsTheyAreAndAnInputIsTheCallersOwn() {
    byte[] seed = FIRST.clone();
    Mutator mutator = new Mutator(List.of(seed), 3);
    byte[] kept = mutator.input(5);
    Arrays.fill(mutator.input(5), (byte) 0);
    Arrays.fill(seed, (byte) 0);
    assertArrayEquals(kept, mutator.input(5));
  }

  @Test
  public void emptySeedsGrow() {
    Mutator mutator = new Mutator(List.of(new byte[0]), 1);
    boolean grown = false;
    for (int number = 0; number < 100; number++) {
      grown |= mutator.input(number).length > 0;
    }
    assertTrue(grown);
    assertFalse(SEEDS.isEmpty());
    assertThrows(IllegalArgumentException.class, () -> new Mutator(List.of(), 1));
  }
}
