package org.joulegate.codec.cose;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.junit.Test;

public class EcdsaSignaturesTest {

  @Test
  public void rawIsTheInverseOfDerForIntegersOfEveryLength() throws Exception {
    Random random = new Random(3279);
    for (int i = 0; i < 20_000; i++) {
      byte[] raw = new byte[64];
      random.nextBytes(raw);
      Arrays.fill(raw, 0, random.nextInt(33), (byte) 0);
      Arrays.fill(raw, 32, 32 + random.nextInt(33), (byte) 0);
      assertArrayEquals(raw, EcdsaSignatures.toRaw(EcdsaSignatures.toDer(raw)));
    }
  }

  @Test
  public void aDerSignatureOfTheJdkVerifiesAsRaw() throws Exception {
    KeyPair key = JdkEs256.newKey();
    byte[] data = {1, 2, 3};
    for (int i = 0; i < 50; i++) {
      byte[] der = JdkEs256.signDer(key.getPrivate(), data);
      byte[] raw = EcdsaSignatures.toRaw(der);
      assertTrue(JdkEs256.verifier(key.getPublic()).verify(data, raw));
      assertArrayEquals(der, EcdsaSignatures.toDer(raw));
    }
  }

  @Test
  public void theShortestIntegersStandAsDerWantsThem() {
    byte[] raw = new byte[64];
    raw[31] = 1;
    raw[63] = (byte) 0x80;
    assertEquals("300702010102020080", Hex.format(EcdsaSignatures.toDer(raw)));
  }

  @Test
  public void whatIsNotDerIsRefused() {
    List<String> bad =
        List.of(
            "",
            "30",
            "3000",
            "310602010102 0101",
            "3006020101020101ff",
            "30070201010201 01ff",
            "3005020101020101",
            "3006030101020101",
            "3006020181020101",
            "300702020001020101",
            "30050200020101",
            "308106020101020101",
            "30250221ff" + "00".repeat(32) + "020101",
            "302602220100" + "00".repeat(32) + "020101");
    for (String hex : bad) {
      assertThrows(
          hex, MalformedTelegramException.class, () -> EcdsaSignatures.toRaw(Hex.parse(hex)));
    }
  }

  @Test
  public void everyTruncationIsRefusedAndNoBitFlipEscapes() throws Exception {
    byte[] raw = new byte[64];
    new Random(1).nextBytes(raw);
    byte[] der = EcdsaSignatures.toDer(raw);
    for (int length = 0; length < der.length; length++) {
      byte[] cut = Arrays.copyOf(der, length);
      assertThrows(MalformedTelegramException.class, () -> EcdsaSignatures.toRaw(cut));
    }
    for (int bit = 0; bit < 8 * der.length; bit++) {
      byte[] flipped = der.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertArrayEquals(flipped, EcdsaSignatures.toDer(EcdsaSignatures.toRaw(flipped)));
      } catch (MalformedTelegramException e) {
        assertTrue(e.offset() <= der.length);
      }
    }
  }

  @Test
  public void aRawSignatureHasSixtyFourBytes() {
    assertThrows(IllegalArgumentException.class, () -> EcdsaSignatures.toDer(new byte[63]));
  }
}
