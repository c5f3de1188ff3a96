package org.joulegate.codec.sml;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** The fuzz target with seeded input: damaged telegrams, joined telegrams, random bytes. */
public class SmlFuzzTest {

  private static final int RUNS = 20_000;

  @Test
  public void damagedTelegramsEndInRecordsOrInOneException() {
    Random random = new Random(20250614);
    List<byte[]> seeds = SmlFixtures.all();
    for (int run = 0; run < RUNS; run++) {
      byte[] data = seeds.get(random.nextInt(seeds.size())).clone();
      for (int i = random.nextInt(6); i > 0; i--) {
        data[random.nextInt(data.length)] = (byte) random.nextInt(256);
      }
      int from = random.nextInt(4) == 0 ? random.nextInt(data.length) : 0;
      SmlFuzzTarget.fuzzerTestOneInput(Arrays.copyOfRange(data, from, data.length));
    }
  }

  @Test
  public void damagedMessagesInAGoodFrameEndInRecordsOrInOneException() {
    Random random = new Random(20250615);
    List<byte[]> seeds = SmlFixtures.all();
    for (int run = 0; run < RUNS; run++) {
      byte[] frame = seeds.get(random.nextInt(seeds.size()));
      byte[] body = Arrays.copyOfRange(frame, 8, frame.length - 8);
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      SmlFuzzTarget.fuzzerTestOneInput(body);
    }
  }

  @Test
  public void randomBytesEndInRecordsOrInOneException() {
    for (int run = 0; run < RUNS; run++) {
      SmlFuzzTarget.fuzzerTestOneInput(new SmlRandom(run).bytes(run % 200));
    }
  }
}
