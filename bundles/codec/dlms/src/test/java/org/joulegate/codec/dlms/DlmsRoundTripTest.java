package org.joulegate.codec.dlms;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.junit.Test;

/** What is encoded and decoded is what it was. */
public class DlmsRoundTripTest {

  private static final int RUNS = 3_000;

  @Test
  public void randomDataOfEveryTypeComesBack() throws Exception {
    for (int run = 0; run < RUNS; run++) {
      DlmsData data = new DlmsRandom(run).data();
      byte[] bytes = DlmsEncoder.data(data);
      DataReader in = new DataReader(bytes, 0, bytes.length, DlmsLimits.DEFAULT, null);
      assertEquals("run " + run, data, in.data());
      assertEquals("run " + run, 0, in.remaining());
    }
  }

  @Test
  public void randomPushesComeBackThroughEveryFramingAndProtection() {
    for (int run = 0; run < RUNS / 10; run++) {
      DlmsApdu apdu =
          new DlmsApdu.DataNotification(
              run, run % 2 == 0 ? null : DlmsFixtures.TIME, new DlmsRandom(run).data(), false);
      byte[] plain = DlmsEncoder.apdu(apdu);
      byte[] sealed = DlmsFixtures.sealed(run % 3 == 0 ? 0x30 : run % 3 == 1 ? 0x20 : 0x10, plain);
      int size = 20 + run;
      assertComesBack(apdu, plain);
      assertComesBack(apdu, sealed);
      assertComesBack(
          apdu, DlmsEncoder.hdlc(sealed, DlmsFixtures.CLIENT, DlmsFixtures.METER, size));
      assertComesBack(apdu, DlmsFixtures.inBlocks(sealed, size));
      assertComesBack(apdu, DlmsEncoder.mbus(sealed, size));
      assertComesBack(apdu, DlmsEncoder.wrapper(sealed, 1, 16));
    }
  }

  @Test
  public void eventNotificationsAndGetResponsesComeBack() {
    DlmsData value = DlmsFixtures.u32(7);
    ByteSlice obis = ByteSlice.of(new byte[] {1, 0, 1, 8, 0, (byte) 255});
    assertComesBack(new DlmsApdu.EventNotification(DlmsFixtures.TIME, 3, obis, 2, value));
    assertComesBack(new DlmsApdu.EventNotification(null, 3, obis, -2, value));
    assertComesBack(
        new DlmsApdu.GetResponse(0x81, List.of(new DlmsApdu.GetResponse.Result(value, null))));
  }

  @Test
  public void aDateTimeComesBackFieldByField() {
    for (int run = 0; run < RUNS; run++) {
      ByteSlice bytes = new DlmsRandom(run).bytes(DlmsDateTime.BYTES);
      assertArrayEquals(bytes.toByteArray(), DlmsDateTime.of(bytes).encode());
    }
  }

  private static void assertComesBack(DlmsApdu apdu) {
    assertComesBack(apdu, DlmsEncoder.apdu(apdu));
  }

  private static void assertComesBack(DlmsApdu apdu, byte[] bytes) {
    DlmsDecoder.Scan scan =
        DlmsDecoder.scan(bytes, 0, bytes.length, DlmsFixtures.cipher(), DlmsLimits.DEFAULT);
    assertTrue("" + scan.unread() + scan.damaged(), scan.unread().isEmpty());
    assertEquals(1, scan.telegrams().size());
    assertEquals(apdu, scan.telegrams().get(0).apdu());
  }
}
