package org.joulegate.codec.sml;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.util.Arrays;
import org.joulegate.codec.bytes.ByteSlice;
import org.junit.Test;

public class SmlRoundTripTest {

  private static final int FILES = 3000;

  @Test
  public void decodingIsTheInverseOfEncoding() throws Exception {
    for (long seed = 0; seed < FILES; seed++) {
      SmlFile file = new SmlRandom(seed).file();
      byte[] frame = SmlEncoder.frame(file);
      assertEquals("seed " + seed, 0, frame.length % 4);
      assertEquals("seed " + seed, file, decode(frame));
    }
  }

  @Test
  public void escapesAreTakenOutAsTheyWerePutIn() {
    for (long seed = 0; seed < FILES; seed++) {
      byte[] body = new SmlRandom(seed).bytes((int) (seed % 60));
      byte[] frame = SmlEncoder.transport(body, SmlCrc.X25);
      byte[] plain = new byte[frame.length];
      int length = SmlEscapes.remove(frame, 8, frame.length - 8, plain);
      int fill = -body.length & 3;
      assertArrayEquals("seed " + seed, body, Arrays.copyOf(plain, length - fill));
    }
  }

  @Test
  public void frameIsFoundWhateverItsDataIs() {
    for (long seed = 0; seed < FILES; seed++) {
      byte[] frame = SmlEncoder.transport(new SmlRandom(seed).bytes((int) (seed % 60)), SmlCrc.X25);
      SmlScanner scanner = new SmlScanner(1 << 16, 0);
      assertEquals("seed " + seed, SmlScanner.Outcome.FRAME, scanner.scan(frame, frame.length));
      assertEquals("seed " + seed, frame.length, scanner.stop());
    }
  }

  @Test
  public void aTelegramInTheMiddleOfAnArrayIsReadInPlace() throws Exception {
    byte[] frame = SmlFixtures.basic();
    byte[] array = new byte[frame.length + 30];
    System.arraycopy(frame, 0, array, 11, frame.length);
    SmlFile file = SmlDecoder.decode(array, 11, frame.length, SmlLimits.DEFAULT);
    assertEquals(decode(frame), file);
    ByteSlice serverId = file.first(SmlBody.GetListResponse.class).serverId();
    assertEquals(SmlFixtures.BASIC_METER, serverId);
    assertEquals(0x0A, array[serverId.offset()]);
  }

  private static SmlFile decode(byte[] frame) throws Exception {
    return SmlDecoder.decode(frame, 0, frame.length, SmlLimits.DEFAULT);
  }
}
