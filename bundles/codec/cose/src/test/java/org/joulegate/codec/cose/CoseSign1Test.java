package org.joulegate.codec.cose;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.cbor.CborWriter;
import org.junit.BeforeClass;
import org.junit.Test;

/** Signing and verifying, and one test per attack. */
public class CoseSign1Test {

  private static final byte[] PAYLOAD = "a report".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = {};
  private static final byte[] SIGNATURE = new byte[64];
  private static KeyPair key;

  @BeforeClass
  public static void makeKey() throws GeneralSecurityException {
    key = JdkEs256.newKey();
  }

  @Test
  public void allHeadersComeBackAsTheyWereSigned() throws Exception {
    CoseHeaders signed =
        CoseHeaders.NONE
            .withContentType(new ContentType.MediaType("application/cbor"))
            .withKeyId(new byte[] {1, 2})
            .withCertificateHash(
                new CertificateHash(CertificateHash.SHA_256, ByteSlice.of(new byte[32])));
    CoseHeaders unsigned =
        CoseHeaders.NONE.withCertificates(List.of(new byte[] {3}, new byte[] {4, 5}));
    VerifiedSign1 verified = verify(sign(signed, unsigned));
    assertEquals(signed, verified.protectedHeaders());
    assertEquals(unsigned, verified.unprotectedHeaders());
    assertArrayEquals(PAYLOAD, verified.payload());
  }

  @Test
  public void oneCertificateStandsAlone() throws Exception {
    CoseHeaders unsigned = CoseHeaders.NONE.withCertificates(List.of(new byte[] {7}));
    assertEquals(unsigned, verify(sign(CoseHeaders.NONE, unsigned)).unprotectedHeaders());
  }

  @Test
  public void theKeyIdIsFoundInEitherMap() throws Exception {
    CoseHeaders keyId = CoseHeaders.NONE.withKeyId(new byte[] {9});
    ByteSlice nine = ByteSlice.of(new byte[] {9});
    assertEquals(nine, CoseSign1.decode(sign(keyId, CoseHeaders.NONE)).keyId());
    assertEquals(nine, CoseSign1.decode(sign(CoseHeaders.NONE, keyId)).keyId());
    assertEquals(null, CoseSign1.decode(sign(CoseHeaders.NONE, CoseHeaders.NONE)).keyId());
  }

  @Test
  public void attackChangeTheBytesAfterDecoding() throws Exception {
    byte[] message = sign(CoseHeaders.NONE, CoseHeaders.NONE);
    UnverifiedSign1 decoded = CoseSign1.decode(message);
    Arrays.fill(message, (byte) 0);
    VerifiedSign1 verified = decoded.verify(NOTHING, JdkEs256.verifier(key.getPublic()));
    assertArrayEquals(PAYLOAD, verified.payload());
    verified.payload()[0] = 0;
    assertArrayEquals(PAYLOAD, verified.payload());
  }

  @Test
  public void attackAnotherSignersKey() throws Exception {
    UnverifiedSign1 decoded = CoseSign1.decode(sign(CoseHeaders.NONE, CoseHeaders.NONE));
    VerifyFunction other = JdkEs256.verifier(JdkEs256.newKey().getPublic());
    assertThrows(CoseFault.SignatureWrong.class, () -> decoded.verify(NOTHING, other));
  }

  @Test
  public void attackReplayInAnotherContext() throws Exception {
    UnverifiedSign1 decoded = CoseSign1.decode(sign(CoseHeaders.NONE, CoseHeaders.NONE));
    assertThrows(
        CoseFault.SignatureWrong.class,
        () -> decoded.verify(new byte[] {1}, JdkEs256.verifier(key.getPublic())));
  }

  @Test
  public void aKeyThatCannotVerifyIsAnErrorAndNotAVerification() throws Exception {
    UnverifiedSign1 decoded = CoseSign1.decode(sign(CoseHeaders.NONE, CoseHeaders.NONE));
    VerifyFunction broken =
        (toBeSigned, signature) -> {
          throw new GeneralSecurityException("no such slot");
        };
    assertThrows(GeneralSecurityException.class, () -> decoded.verify(NOTHING, broken));
  }

  @Test
  public void attackHideTheAlgorithm() {
    refuses(CoseFault.MissingProtectedHeader.class, message("", "a0"));
    refuses(CoseFault.MissingProtectedHeader.class, message("a0", "a0"));
    refuses(CoseFault.MissingProtectedHeader.class, message("a10300", "a10126"));
  }

  @Test
  public void attackDowngradeTheAlgorithm() {
    refuses(CoseFault.WrongAlgorithm.class, message("a10105", "a0"));
    refuses(CoseFault.WrongAlgorithm.class, message("a10127", "a0"));
    refuses(CoseFault.WrongAlgorithm.class, message("a101654553323536", "a0"));
  }

  @Test
  public void attackSameHeaderInBothMaps() {
    refuses(CoseFault.HeaderInBothMaps.class, message("a10126", "a10127"));
    refuses(CoseFault.HeaderInBothMaps.class, message("a201260442aaaa", "a10442bbbb"));
    refuses(CoseFault.HeaderInBothMaps.class, message("a20126617801", "a1617802"));
  }

  @Test
  public void attackSlipACriticalHeaderPast() {
    // Label 99 is unknown; label 4 is known but absent; "x" is a private label.
    refuses(CoseFault.UnknownCriticalHeader.class, message("a3012602811863186300", "a0"));
    refuses(CoseFault.UnknownCriticalHeader.class, message("a20126028104", "a0"));
    refuses(CoseFault.UnknownCriticalHeader.class, message("a3012602816178617800", "a0"));
    refuses(CoseFault.Malformed.class, message("a201260280", "a0"));
    refuses(CoseFault.Malformed.class, message("a10126", "a1028104"));
  }

  @Test
  public void aCriticalHeaderThatIsUnderstoodIsAccepted() throws Exception {
    UnverifiedSign1 decoded = CoseSign1.decode(message("a3012602810303183c", "a0"));
    assertEquals(new ContentType.Format(60), decoded.protectedHeaders().contentType());
  }

  @Test
  public void anUnknownHeaderThatIsNotCriticalIsIgnored() throws Exception {
    UnverifiedSign1 decoded = CoseSign1.decode(message("a201261863f5", "a16178820102"));
    assertEquals(CoseHeaders.NONE, decoded.protectedHeaders());
  }

  @Test
  public void attackOtherEncodingsOfTheSameContent() {
    String payload = "48" + Hex.format(PAYLOAD);
    String signature = "5840" + Hex.format(SIGNATURE);
    List<String> variants =
        List.of(
            "d81284" + "43a10126" + "a0" + payload + signature,
            "d29f" + "43a10126" + "a0" + payload + signature + "ff",
            "d284" + "5803a10126" + "a0" + payload + signature,
            "d284" + "44a1013806" + "a0" + payload + signature,
            "d284" + "44bf0126ff" + "a0" + payload + signature,
            "d284" + "45a203000126" + "a0" + payload + signature,
            "d284" + "43a10126" + "bfff" + payload + signature,
            "d284" + "43a10126" + "a0" + "5f" + payload + "ff" + signature);
    for (String variant : variants) {
      refuses(CoseFault.NonCanonical.class, Hex.parse(variant));
    }
  }

  @Test
  public void attackAddBytesBehindTheMessageOrTheHeader() {
    byte[] message = message("a10126", "a0");
    refuses(CoseFault.Malformed.class, Arrays.copyOf(message, message.length + 1));
    refuses(CoseFault.Malformed.class, message("a1012600", "a0"));
  }

  @Test
  public void attackSameHeaderTwice() {
    refuses(CoseFault.Malformed.class, message("a201260127", "a0"));
    refuses(CoseFault.Malformed.class, message("a10126", "a2044101044102"));
  }

  @Test
  public void otherStructuresAreMalformed() {
    refuses(CoseFault.Malformed.class, NOTHING);
    refuses(CoseFault.Malformed.class, Hex.parse("d2"));
    refuses(CoseFault.Malformed.class, Hex.parse("d280"));
    refuses(CoseFault.Malformed.class, Hex.parse("d28343a10126a04100"));
    refuses(CoseFault.Malformed.class, message("80", "a0"));
    refuses(CoseFault.Malformed.class, message("a10126", "a1182280"));
    refuses(CoseFault.WrongTag.class, Hex.parse("00"));
  }

  @Test
  public void aDetachedPayloadIsNotUsed() {
    byte[] message =
        new CborWriter()
            .writeTag(18)
            .beginArray(4)
            .writeBytes(Hex.parse("a10126"))
            .beginMap(0)
            .writeNull()
            .writeBytes(SIGNATURE)
            .toByteArray();
    refuses(CoseFault.Malformed.class, message);
  }

  @Test
  public void aFaultNamesTheOffsetInTheWholeMessage() {
    CoseFault.Malformed fault =
        assertThrows(
            CoseFault.Malformed.class, () -> CoseSign1.decode(message("a20126044101ff", "a0")));
    assertEquals(3 + 6, fault.offset());
  }

  @Test
  public void mistakesOfTheSigningProgramAreNamed() {
    CoseHeaders keyId = CoseHeaders.NONE.withKeyId(new byte[] {1});
    assertThrows(IllegalArgumentException.class, () -> sign(keyId, keyId));
    assertThrows(
        IllegalStateException.class,
        () ->
            CoseSign1.sign(
                CoseHeaders.NONE, CoseHeaders.NONE, PAYLOAD, NOTHING, t -> new byte[71]));
  }

  private static byte[] sign(CoseHeaders signed, CoseHeaders unsigned) throws Exception {
    return CoseSign1.sign(signed, unsigned, PAYLOAD, NOTHING, JdkEs256.signer(key.getPrivate()));
  }

  private static VerifiedSign1 verify(byte[] message) throws Exception {
    return CoseSign1.decode(message).verify(NOTHING, JdkEs256.verifier(key.getPublic()));
  }

  /** A message with given header maps, in hex, and a signature of zeros. */
  private static byte[] message(String protectedMap, String unprotectedMap) {
    byte[] header = Hex.parse(protectedMap);
    byte[] before = new CborWriter().writeBytes(header).toByteArray();
    byte[] payload = new CborWriter().writeBytes(PAYLOAD).toByteArray();
    byte[] signature = new CborWriter().writeBytes(SIGNATURE).toByteArray();
    return Hex.parse(
        "d284" + Hex.format(before) + unprotectedMap + Hex.format(payload) + Hex.format(signature));
  }

  private static void refuses(Class<? extends CoseFault> type, byte[] message) {
    assertThrows(type, () -> CoseSign1.decode(message));
  }
}
