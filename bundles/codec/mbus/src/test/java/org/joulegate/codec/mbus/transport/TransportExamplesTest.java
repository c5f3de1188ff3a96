package org.joulegate.codec.mbus.transport;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.mbus.transport.Security.Layer;
import org.joulegate.codec.mbus.transport.Security.Outcome;
import org.junit.Test;

/** The examples that OMS Vol. 2 Annex N and CEN/TR 17167:2018 Annex F print. */
public class TransportExamplesTest {

  private static final byte[] KEY_N2 = Hex.parse("0102030405060708090a0b0c0d0e0f11");
  private static final byte[] KEY_F = Hex.parse("000102030405060708090a0b0c0d0e0f");

  /** Opens a telegram in frame format A without checksums. */
  private static Transport open(String hex, byte[] key) throws Exception {
    byte[] frame = Hex.parse(hex);
    return TransportLayer.open(
        frame,
        10,
        frame.length - 10,
        MeterAddress.ofLink(frame, 2),
        true,
        key.length == 0 ? null : SoftwareTelegramCipher.ofOneKey(key));
  }

  private static void assertOpened(int mode, Transport transport) {
    assertEquals(Layer.TRANSPORT, transport.security().layer());
    assertEquals(mode, transport.security().mode());
    assertEquals(Outcome.OPENED, transport.security().outcome());
  }

  @Test
  public void annexN21GasMeterWithProfileA() throws Exception {
    Transport transport =
        open(
            "2e44931578563412330"
                + "37a2a0020255923c95aaa26d1b2e7493b013ec4a6f6"
                + "d3529b520edff0ea6defc99d6d69ebf3",
            KEY_N2);
    assertOpened(5, transport);
    assertEquals(
        "2f2f0c1427048502046d32371f1502fd1700002f2f2f2f2f2f2f2f2f2f2f2f2f",
        transport.application().toHex());
    assertEquals(0x2A, transport.header().accessNumber());
  }

  @Test
  public void annexN53HeatCostAllocatorWithAPlainRest() throws Exception {
    String hex =
        "304493444433221155378c00757288776655934455080004100500dfe2a782146d1513581cd2f83f3904"
            + "0cfd1078563412";
    Transport transport = open(hex, KEY_F);
    assertOpened(5, transport);
    assertEquals(0x8C, transport.ell().ci());
    assertEquals(
        "2f2f0b6e341200426cfe044b6e563402" + "0cfd1078563412", transport.application().toHex());
    Transport sealed = open(hex, new byte[0]);
    assertEquals(Outcome.NO_KEY, sealed.security().outcome());
    assertEquals("0cfd1078563412", sealed.application().toHex());
    assertEquals(16, sealed.sealed().length());
  }

  @Test
  public void annexF3GasMeterBehindAnAdapterWithProfileB() throws Exception {
    Transport transport =
        open(
            "53082448443322110337"
                + "8e80753a63665544330a31900f002c25b30a0000af5d74df73a600d9"
                + "7278563412931533037500200710"
                + "9058475f4bc91df878b80a1b0f98b629024aac727942bfc549233c0140829b93",
            KEY_F);
    assertOpened(7, transport);
    assertTrue(transport.security().authenticated());
    assertEquals(0xAB3, transport.security().counter());
    assertNotNull(transport.afl());
    assertEquals("XYZ", transport.ell().address().manufacturer());
    assertEquals("33445566", transport.ell().address().id());
    assertEquals("12345678", transport.header().address().id());
    assertTrue(transport.application().toHex().startsWith("2f2f0c14270485"));
  }

  @Test
  public void theSameWithOneBitOfTheMessageChangedIsNotRead() throws Exception {
    String hex =
        "530824484433221103378e80753a63665544330a31900f002c25b30a0000af5d74df73a600d9"
            + "7278563412931533037500200710"
            + "9058475f4bc91df878b80a1b0f98b629024aac727942bfc549233c0140829b92";
    Transport transport = open(hex, KEY_F);
    assertEquals(Outcome.WRONG_KEY, transport.security().outcome());
    assertEquals(0, transport.length());
  }
}
