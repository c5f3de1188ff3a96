package org.joulegate.codec.cose;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.joulegate.codec.bytes.ByteSlice;
import org.junit.Test;

/** Properties that hold for every message, shown on random ones with a fixed seed. */
public class CoseRobustnessTest {

  private static final byte[] NOTHING = {};

  @Test
  public void decodingIsTheInverseOfSigning() throws Exception {
    Random random = new Random(9052);
    for (int i = 0; i < 2_000; i++) {
      CoseHeaders all = randomHeaders(random);
      boolean keyIdSigned = random.nextBoolean();
      CoseHeaders none = new CoseHeaders(null, null, all.certificates(), null);
      CoseHeaders signed =
          new CoseHeaders(
              all.contentType(),
              keyIdSigned ? all.keyId() : null,
              List.of(),
              all.certificateHash());
      CoseHeaders unsigned = keyIdSigned || all.keyId() == null ? none : withKeyId(none, all);
      byte[] payload = bytes(random, 200);
      byte[] signature = new byte[64];
      random.nextBytes(signature);
      byte[] message = CoseSign1.sign(signed, unsigned, payload, NOTHING, t -> signature);
      VerifiedSign1 back =
          CoseSign1.decode(message).verify(NOTHING, (t, s) -> Arrays.equals(s, signature));
      assertEquals(signed, back.protectedHeaders());
      assertEquals(unsigned, back.unprotectedHeaders());
      assertArrayEquals(payload, back.payload());
    }
  }

  @Test
  public void everyTruncationIsRefused() throws Exception {
    byte[] message = example(JdkEs256.newKey());
    for (int length = 0; length < message.length; length++) {
      byte[] cut = Arrays.copyOf(message, length);
      assertThrows(CoseFault.class, () -> CoseSign1.decode(cut));
    }
  }

  @Test
  public void noSingleBitFlipChangesWhatIsSigned() throws Exception {
    KeyPair key = JdkEs256.newKey();
    byte[] message = example(key);
    VerifyFunction verifier = JdkEs256.verifier(key.getPublic());
    VerifiedSign1 original = CoseSign1.decode(message).verify(NOTHING, verifier);
    int passed = 0;
    for (int bit = 0; bit < 8 * message.length; bit++) {
      byte[] flipped = message.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        VerifiedSign1 verified = CoseSign1.decode(flipped).verify(NOTHING, verifier);
        assertArrayEquals(original.payload(), verified.payload());
        assertEquals(original.protectedHeaders(), verified.protectedHeaders());
        passed++;
      } catch (CoseFault e) {
        assertEquals(false, e.getMessage().isBlank());
      }
    }
    // Only bits of the unprotected key id and its label may change unnoticed.
    assertEquals(true, passed <= 8 * 4);
  }

  @Test
  public void seededNoiseNeverPasses() throws Exception {
    Random random = new Random(18);
    byte[] message = example(JdkEs256.newKey());
    for (int i = 0; i < 50_000; i++) {
      byte[] noise = message.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        noise[random.nextInt(noise.length)] = (byte) random.nextInt();
      }
      CoseSign1Fuzz.fuzzerTestOneInput(Arrays.copyOf(noise, random.nextInt(noise.length + 8)));
    }
  }

  private static byte[] example(KeyPair key) throws Exception {
    return CoseSign1.sign(
        CoseHeaders.NONE.withContentType(new ContentType.Format(60)),
        CoseHeaders.NONE.withKeyId(new byte[] {1, 2}),
        new byte[] {1, 2, 3, 4, 5},
        NOTHING,
        JdkEs256.signer(key.getPrivate()));
  }

  private static CoseHeaders withKeyId(CoseHeaders headers, CoseHeaders from) {
    return new CoseHeaders(
        headers.contentType(), from.keyId(), headers.certificates(), headers.certificateHash());
  }

  private static CoseHeaders randomHeaders(Random random) {
    CoseHeaders headers = CoseHeaders.NONE;
    if (random.nextBoolean()) {
      headers = headers.withKeyId(bytes(random, 20));
    }
    if (random.nextBoolean()) {
      headers =
          headers.withContentType(
              random.nextBoolean()
                  ? new ContentType.Format(random.nextInt(0x10000))
                  : new ContentType.MediaType("application/x-" + random.nextInt(100)));
    }
    if (random.nextBoolean()) {
      headers =
          headers.withCertificates(
              random.ints(random.nextInt(4), 1, 50).mapToObj(n -> new byte[n]).toList());
    }
    if (random.nextBoolean()) {
      headers =
          headers.withCertificateHash(
              new CertificateHash(random.nextInt(), ByteSlice.of(bytes(random, 32))));
    }
    return headers;
  }

  private static byte[] bytes(Random random, int max) {
    byte[] bytes = new byte[random.nextInt(max + 1)];
    random.nextBytes(bytes);
    return bytes;
  }
}
