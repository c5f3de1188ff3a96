package org.joulegate.codec.mbus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Random;
import org.junit.Test;

/** The short way to read a record says what the long way says, wherever it says anything. */
public class PlainReaderTest {

  private static final int[] CODES = {0x13, 0x83, 0xFB, 0xFD, 0xFF, 0x7F, 0x6D, 0xED, 0x78, 0xEF};

  @Test
  public void randomRecordsAreReadAlikeBothWays() throws Exception {
    Random random = new Random(13757);
    int plain = 0;
    for (int i = 0; i < 300_000; i++) {
      byte[] record = record(random);
      int at = random.nextInt(4);
      int end = at + record.length;
      byte[] bytes = new byte[end + random.nextInt(12)];
      random.nextBytes(bytes);
      System.arraycopy(record, 0, bytes, at, record.length);
      boolean fromMeter = random.nextBoolean();
      DataRecord shortWay = new PlainReader(bytes, end, fromMeter).read(at);
      if (shortWay != null) {
        plain++;
        DataRecord longWay =
            new RecordReader(bytes, end, fromMeter, false, MbusLimits.DEFAULT).read(at);
        assertEquals(longWay, shortWay);
        assertEquals(longWay.length(), shortWay.length());
        assertEquals(longWay.header(), shortWay.header());
        assertEquals(longWay.data(), shortWay.data());
      }
    }
    assertTrue("few were plain: " + plain, plain > 50_000);
  }

  /** Any data, behind DIF and VIF as meters send them: most are followed by few extensions. */
  private static byte[] record(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(20)];
    random.nextBytes(bytes);
    if (bytes.length < 8) {
      return bytes;
    }
    int difes = random.nextInt(4);
    bytes[0] &= 0x7F;
    for (int i = 0; i < difes; i++) {
      bytes[i] |= (byte) 0x80;
      bytes[i + 1] &= 0x7F;
    }
    int vifAt = difes + 1;
    bytes[vifAt] = (byte) (random.nextBoolean() ? random.nextInt(0x80) : code(random));
    if (random.nextBoolean()) {
      bytes[vifAt + 1] = (byte) code(random);
    }
    bytes[vifAt + 2] &= random.nextBoolean() ? 0x7F : (byte) 0xFF;
    return bytes;
  }

  private static int code(Random random) {
    return CODES[random.nextInt(CODES.length)];
  }
}
