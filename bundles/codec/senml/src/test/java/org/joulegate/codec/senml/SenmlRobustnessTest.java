package org.joulegate.codec.senml;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.cbor.CborReader;
import org.junit.Test;

/** Properties that hold for every pack, shown on random ones with a fixed seed. */
public class SenmlRobustnessTest {

  @Test
  public void decodingIsTheInverseOfEncodingInJson() throws Exception {
    Random random = new Random(110);
    for (int i = 0; i < 3_000; i++) {
      SenmlPack pack = RandomPacks.next(random);
      assertEquals(pack, SenmlJson.decode(SenmlJson.encode(pack)));
    }
  }

  @Test
  public void decodingIsTheInverseOfEncodingInCborWithoutFloats() throws Exception {
    Random random = new Random(112);
    SenmlLimits exact = SenmlLimits.DEFAULT.withoutFloats();
    for (int i = 0; i < 3_000; i++) {
      SenmlPack pack = RandomPacks.next(random);
      byte[] encoded = SenmlCbor.encode(pack);
      assertEquals(pack, SenmlCbor.decode(encoded, exact));
      CborReader strict = CborReader.strict(encoded);
      strict.skip();
      strict.requireEnd();
    }
  }

  @Test
  public void everyTruncationIsRefused() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 50; i++) {
      SenmlPack pack = RandomPacks.next(random);
      byte[] json = SenmlJson.encode(pack);
      for (int length = 0; length < json.length; length++) {
        byte[] cut = Arrays.copyOf(json, length);
        assertThrows(MalformedTelegramException.class, () -> SenmlJson.decode(cut));
      }
      byte[] cbor = SenmlCbor.encode(pack);
      for (int length = 0; length < cbor.length; length++) {
        byte[] cut = Arrays.copyOf(cbor, length);
        assertThrows(MalformedTelegramException.class, () -> SenmlCbor.decode(cut));
      }
    }
  }

  @Test
  public void everySingleBitFlipEndsWithAPackOrARefusal() {
    Random random = new Random(4);
    for (int i = 0; i < 20; i++) {
      SenmlPack pack = RandomPacks.next(random);
      flipAll(SenmlJson.encode(pack));
      flipAll(SenmlCbor.encode(pack));
    }
  }

  @Test
  public void seededNoiseEndsWithAPackOrARefusal() {
    Random random = new Random(5);
    byte[] alphabet = "[]{},:\"nvtub_s019.eE+-\\ud8 falsetrue".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 20_000; i++) {
      byte[] pack = SenmlJson.encode(RandomPacks.next(random));
      for (int k = random.nextInt(3); k >= 0; k--) {
        pack[random.nextInt(pack.length)] = alphabet[random.nextInt(alphabet.length)];
      }
      SenmlFuzz.fuzzerTestOneInput(pack);
      byte[] noise = new byte[random.nextInt(30)];
      random.nextBytes(noise);
      SenmlFuzz.fuzzerTestOneInput(noise);
    }
  }

  private static void flipAll(byte[] encoded) {
    for (int bit = 0; bit < 8 * encoded.length; bit++) {
      byte[] flipped = encoded.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      SenmlFuzz.fuzzerTestOneInput(flipped);
    }
  }
}
