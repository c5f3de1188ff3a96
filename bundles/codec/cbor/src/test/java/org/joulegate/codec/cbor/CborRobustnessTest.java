package org.joulegate.codec.cbor;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.junit.Test;

/** Properties that hold for every item, shown on random ones with a fixed seed. */
public class CborRobustnessTest {

  private static final int ROUNDS = 2_000;

  @Test
  public void readingIsTheInverseOfWritingInBothModes() throws Exception {
    Random random = new Random(8949);
    for (int i = 0; i < ROUNDS; i++) {
      Object item = RandomItems.next(random, 4);
      byte[] encoded = RandomItems.write(item);
      CborReader strict = CborReader.strict(encoded);
      assertEquals(item, RandomItems.read(strict));
      strict.requireEnd();
      assertEquals(item, RandomItems.read(CborReader.lenient(encoded)));
    }
  }

  @Test
  public void writingWhatWasReadGivesTheSameBytes() throws Exception {
    Random random = new Random(4);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] encoded = RandomItems.write(RandomItems.next(random, 4));
      assertArrayEquals(encoded, RandomItems.write(RandomItems.read(CborReader.strict(encoded))));
    }
  }

  @Test
  public void everyTruncationIsRefused() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      byte[] encoded = RandomItems.write(RandomItems.next(random, 3));
      for (int length = 0; length < encoded.length; length++) {
        byte[] cut = Arrays.copyOf(encoded, length);
        assertThrows(MalformedTelegramException.class, () -> skipAll(CborReader.strict(cut)));
        assertThrows(MalformedTelegramException.class, () -> skipAll(CborReader.lenient(cut)));
      }
    }
  }

  @Test
  public void everySingleBitFlipEndsWithAnItemOrARefusal() {
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      byte[] encoded = RandomItems.write(RandomItems.next(random, 3));
      for (int bit = 0; bit < 8 * encoded.length; bit++) {
        byte[] flipped = encoded.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        CborReaderFuzz.fuzzerTestOneInput(flipped);
      }
    }
  }

  @Test
  public void randomBytesEndWithAnItemOrARefusal() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      byte[] noise = new byte[random.nextInt(24)];
      random.nextBytes(noise);
      CborReaderFuzz.fuzzerTestOneInput(noise);
    }
  }

  private static void skipAll(CborReader reader) throws MalformedTelegramException {
    reader.skip();
    reader.requireEnd();
  }
}
