package org.joulegate.codec.cose;

import java.security.GeneralSecurityException;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.cbor.CborLimits;
import org.joulegate.codec.cbor.CborReader;
import org.joulegate.codec.cbor.CborWriter;

/** COSE_Sign1 messages (RFC 9052 section 4.2), tagged, with ES256 and an attached payload. */
public final class CoseSign1 {

  /** The CBOR tag of a COSE_Sign1 message, RFC 9052 section 2. */
  public static final long TAG = 18;

  /** The algorithm ES256: ECDSA over P-256 with SHA-256, RFC 9053 section 2.1. */
  public static final long ALGORITHM_ES256 = -7;

  /** The CoAP content format of {@code application/cose; cose-type="cose-sign1"}. */
  public static final int CONTENT_FORMAT = 18;

  /** The context string of the Sig_structure, RFC 9052 section 4.4. */
  private static final String CONTEXT = "Signature1";

  private CoseSign1() {}

  /**
   * Signs a payload.
   *
   * @param protectedHeaders headers to be signed; the algorithm is added
   * @param unprotectedHeaders headers not to be signed; none may stand in both
   * @param payload what is signed and carried
   * @param externalData signed but not carried; empty if nothing
   * @param signer brings the key
   * @return the message in deterministic encoding, with tag 18
   * @throws GeneralSecurityException if the key cannot sign
   * @throws IllegalArgumentException if a header stands in both maps
   * @throws IllegalStateException if the signer does not return 64 bytes
   */
  public static byte[] sign(
      CoseHeaders protectedHeaders,
      CoseHeaders unprotectedHeaders,
      byte[] payload,
      byte[] externalData,
      SignFunction signer)
      throws GeneralSecurityException {
    HeaderMap.requireDisjoint(protectedHeaders, unprotectedHeaders);
    CborWriter header = new CborWriter();
    HeaderMap.write(header, protectedHeaders, /* withAlgorithm= */ true);
    byte[] protectedBytes = header.toByteArray();
    byte[] signature = signer.sign(toBeSigned(protectedBytes, externalData, payload));
    if (signature.length != EcdsaSignatures.RAW_LENGTH) {
      throw new IllegalStateException("an ES256 signature has 64 bytes, not " + signature.length);
    }
    CborWriter message = new CborWriter(payload.length + 512);
    message.writeTag(TAG).beginArray(4).writeBytes(protectedBytes);
    HeaderMap.write(message, unprotectedHeaders, /* withAlgorithm= */ false);
    return message.writeBytes(payload).writeBytes(signature).toByteArray();
  }

  /** As {@link #decode(byte[], CborLimits)} with {@link CborLimits#DEFAULT}. */
  public static UnverifiedSign1 decode(byte[] message) throws CoseFault {
    return decode(message, CborLimits.DEFAULT);
  }

  /**
   * Takes a message apart, and refuses what no signature could make good.
   *
   * @param message the message with its tag; copied, so that later changes have no effect
   * @param limits what is accepted at most
   * @throws CoseFault if the message is refused; the type says why
   */
  public static UnverifiedSign1 decode(byte[] message, CborLimits limits) throws CoseFault {
    byte[] copy = message.clone();
    try {
      CborReader reader = CborReader.strict(copy, 0, copy.length, limits);
      return new UnverifiedSign1(Sign1Parser.parse(reader, /* strict= */ true));
    } catch (MalformedTelegramException e) {
      throw classify(e, copy, limits);
    }
  }

  /**
   * The bytes to be hashed and signed: the Sig_structure of RFC 9052 section 4.4.
   *
   * @param protectedBytes the encoded protected header, exactly as it is sent
   * @param externalData signed but not carried; empty if nothing
   * @param payload the payload
   */
  static byte[] toBeSigned(byte[] protectedBytes, byte[] externalData, byte[] payload) {
    int size = protectedBytes.length + externalData.length + payload.length;
    return new CborWriter(size + 32)
        .beginArray(4)
        .writeText(CONTEXT)
        .writeBytes(protectedBytes)
        .writeBytes(externalData)
        .writeBytes(payload)
        .toByteArray();
  }

  /** Tells a message that is damaged from one that is merely encoded in another way. */
  private static CoseFault classify(
      MalformedTelegramException strictFault, byte[] message, CborLimits limits) {
    try {
      CborReader reader = CborReader.lenient(message, 0, message.length, limits);
      Sign1Parser.parse(reader, /* strict= */ false);
      return new CoseFault.NonCanonical(strictFault);
    } catch (MalformedTelegramException e) {
      return new CoseFault.Malformed(e);
    } catch (CoseFault e) {
      return new CoseFault.NonCanonical(strictFault);
    }
  }
}
