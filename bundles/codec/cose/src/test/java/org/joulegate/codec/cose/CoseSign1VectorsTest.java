package org.joulegate.codec.cose;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.junit.Test;

/**
 * The example of RFC 9052 appendix C.2.1, and those of the COSE working group (sign1-tests and
 * ecdsa-examples), each named as there.
 */
public class CoseSign1VectorsTest {

  private static final byte[] CONTENT = "This is the content.".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = {};

  private static final String UNPROTECTED_AND_PAYLOAD =
      "a10442313154546869732069732074686520636f6e74656e742e5840";
  private static final String R =
      "eae868ecc176883766c5dc5ba5b8dca25dab3c2e56a551ce5705b793914348e1";
  private static final String S_PLAIN =
      "9f43d6c6ba654472da301b645b293c9ba939295b97c4bdb847782bff384c5794";
  private static final String S_EXTERNAL =
      "55388b10c4f1b59a6733eab416870a945111a4b2fbdbef33a77234b1deff2f9b";
  private static final String S_CONTENT_TYPE =
      "72727f48461fabbba2e343492ddecac3983686250bc68e9f1a7a07d41225b59f";

  @Test
  public void rfc9052AppendixC21() throws Exception {
    String signature =
        "8eb33e4ca31d1c465ab05aac34cc6b23d58fef5c083106c4d25a91aef0b0117e"
            + "2af9a291aa32e14ab834dc56ed2a223444547e01f11d3b0916e5a4c345cacb36";
    VerifiedSign1 verified = verify("d28443a10126" + UNPROTECTED_AND_PAYLOAD + signature, NOTHING);
    assertArrayEquals(CONTENT, verified.payload());
    assertEquals(CoseHeaders.NONE, verified.protectedHeaders());
    assertNotNull(verified.unprotectedHeaders().keyId());
    assertEquals("3131", verified.unprotectedHeaders().keyId().toHex());
  }

  @Test
  public void ecdsaSig01WithContentType() throws Exception {
    VerifiedSign1 verified =
        verify("d28445a201260300" + UNPROTECTED_AND_PAYLOAD + R + S_CONTENT_TYPE, NOTHING);
    assertEquals(new ContentType.Format(0), verified.protectedHeaders().contentType());
    assertArrayEquals(CONTENT, verified.payload());
  }

  @Test
  public void signPass02WithExternalData() throws Exception {
    String message = "d28443a10126" + UNPROTECTED_AND_PAYLOAD + R + S_EXTERNAL;
    byte[] external = Hex.parse("11aa22bb33cc44dd55006699");
    assertArrayEquals(CONTENT, verify(message, external).payload());
    assertThrows(CoseFault.SignatureWrong.class, () -> verify(message, NOTHING));
  }

  @Test
  public void theSigStructuresAreThoseOfTheExamples() {
    assertEquals(
        "846a5369676e61747572653143a101264c11aa22bb33cc44dd55006699"
            + "54546869732069732074686520636f6e74656e742e",
        Hex.format(
            CoseSign1.toBeSigned(
                Hex.parse("a10126"), Hex.parse("11aa22bb33cc44dd55006699"), CONTENT)));
    assertEquals(
        "846a5369676e61747572653145a2012603004054546869732069732074686520636f6e74656e742e",
        Hex.format(CoseSign1.toBeSigned(Hex.parse("a201260300"), NOTHING, CONTENT)));
  }

  @Test
  public void whatWeSignHasTheBytesOfTheExample() throws Exception {
    byte[] message =
        CoseSign1.sign(
            CoseHeaders.NONE.withContentType(new ContentType.Format(0)),
            CoseHeaders.NONE.withKeyId(new byte[] {0x31, 0x31}),
            CONTENT,
            NOTHING,
            toBeSigned -> Hex.parse(R + S_CONTENT_TYPE));
    assertEquals(
        "d28445a201260300" + UNPROTECTED_AND_PAYLOAD + R + S_CONTENT_TYPE, Hex.format(message));
  }

  @Test
  public void signPass01IsRefusedHereBecauseItsAlgorithmIsNotProtected() {
    String s = "1a02e5f0344bf2d4ee5c7fd75a68a9f5e0b3cc1f1fc1409c189566586ff9d610";
    refuses(
        CoseFault.MissingProtectedHeader.class,
        "d28441a0a201260442313154546869732069732074686520636f6e74656e742e5840" + R + s);
  }

  @Test
  public void signPass03IsRefusedHereBecauseItHasNoTag() {
    refuses(CoseFault.WrongTag.class, "8443a10126" + UNPROTECTED_AND_PAYLOAD + R + S_PLAIN);
  }

  @Test
  public void signFail01WrongTag() {
    refuses(CoseFault.WrongTag.class, "d903e68443a10126" + UNPROTECTED_AND_PAYLOAD + R + S_PLAIN);
  }

  @Test
  public void signFail02PayloadChanged() {
    String message = "d28443a10126" + UNPROTECTED_AND_PAYLOAD + R + S_PLAIN;
    refuses(CoseFault.SignatureWrong.class, message.replace("6e742e58", "6e742f58"));
  }

  @Test
  public void signFail03And04AlgorithmChanged() {
    for (String header : List.of("45a1013903e6", "4aa10167756e6b6e6f776e")) {
      refuses(
          CoseFault.WrongAlgorithm.class, "d284" + header + UNPROTECTED_AND_PAYLOAD + R + S_PLAIN);
    }
  }

  @Test
  public void signFail06ProtectedHeaderAdded() {
    refuses(
        CoseFault.SignatureWrong.class, "d28445a201260300" + UNPROTECTED_AND_PAYLOAD + R + S_PLAIN);
  }

  @Test
  public void signFail07ProtectedHeaderRemoved() {
    refuses(
        CoseFault.SignatureWrong.class,
        "d28443a10126" + UNPROTECTED_AND_PAYLOAD + R + S_CONTENT_TYPE);
  }

  private static VerifiedSign1 verify(String hex, byte[] external) throws Exception {
    return CoseSign1.decode(Hex.parse(hex))
        .verify(external, JdkEs256.verifier(JdkEs256.exampleKey()));
  }

  private static void refuses(Class<? extends CoseFault> type, String hex) {
    assertThrows(type, () -> verify(hex, NOTHING));
  }
}
