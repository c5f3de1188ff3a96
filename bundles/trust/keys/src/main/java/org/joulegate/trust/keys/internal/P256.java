package org.joulegate.trust.keys.internal;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.jspecify.annotations.Nullable;

/**
 * ECDSA over P-256 with SHA-256 (FIPS 186-5, clause 6). The nonce comes from the key and the
 * message (RFC 6979), so a poor random source of a small device cannot give the key away.
 *
 * <p>The arithmetic is BouncyCastle's, many times as fast here as the JDK's; the hash is the JDK's.
 */
final class P256 {
  /** Length of r and s together, in bytes. */
  static final int SIGNATURE_BYTES = 64;

  private static final int POINT_BYTES = 65;

  private static final ECNamedDomainParameters DOMAIN =
      new ECNamedDomainParameters(
          X9ObjectIdentifiers.prime256v1,
          CustomNamedCurves.getByOID(X9ObjectIdentifiers.prime256v1));

  /** All of a SubjectPublicKeyInfo but the uncompressed point (RFC 5480, clause 2). */
  private static final byte[] INFO_HEAD = infoHead();

  private P256() {}

  static ECPrivateKeyParameters generate(SecureRandom random) {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(DOMAIN, random));
    return (ECPrivateKeyParameters) generator.generateKeyPair().getPrivate();
  }

  static ECPublicKeyParameters publicKey(ECPrivateKeyParameters key) {
    return new ECPublicKeyParameters(DOMAIN.getG().multiply(key.getD()).normalize(), DOMAIN);
  }

  /** The key if it is one of P-256, otherwise null. The point was checked to be on the curve. */
  static @Nullable ECPublicKeyParameters publicKey(PublicKey key) {
    byte[] info = key.getEncoded();
    int head = INFO_HEAD.length;
    if (info == null
        || info.length != head + POINT_BYTES
        || !Arrays.equals(info, 0, head, INFO_HEAD, 0, head)) {
      return null;
    }
    try {
      byte[] point = Arrays.copyOfRange(info, head, info.length);
      return new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(point), DOMAIN);
    } catch (IllegalArgumentException notOnTheCurve) {
      return null;
    }
  }

  /** The SubjectPublicKeyInfo of a key (RFC 5280, clause 4.1.2.7). */
  static byte[] info(ECPublicKeyParameters key) {
    byte[] point = key.getQ().getEncoded(false);
    byte[] info = Arrays.copyOf(INFO_HEAD, INFO_HEAD.length + point.length);
    System.arraycopy(point, 0, info, INFO_HEAD.length, point.length);
    return info;
  }

  private static byte[] infoHead() {
    try {
      byte[] info =
          SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
                  new ECPublicKeyParameters(DOMAIN.getG(), DOMAIN))
              .getEncoded(ASN1Encoding.DER);
      return Arrays.copyOf(info, info.length - POINT_BYTES);
    } catch (IOException e) {
      throw new IllegalStateException("P-256 cannot be encoded", e);
    }
  }

  /** The key as PKCS#8 (RFC 5958); the caller clears it. */
  static byte[] pkcs8(ECPrivateKeyParameters key) {
    try {
      return PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("a key cannot be encoded", e);
    }
  }

  /** The private key of a PKCS#8 object, or null if it is none of P-256. */
  static @Nullable ECPrivateKeyParameters privateKey(byte[] pkcs8) {
    try {
      AsymmetricKeyParameter key = PrivateKeyFactory.createKey(pkcs8);
      if (key instanceof ECPrivateKeyParameters ec
          && ec.getParameters().getN().equals(DOMAIN.getN())
          && ec.getParameters().getCurve().equals(DOMAIN.getCurve())) {
        return new ECPrivateKeyParameters(ec.getD(), DOMAIN);
      }
      return null;
    } catch (IOException | RuntimeException notAKey) {
      return null;
    }
  }

  /** r and s, 32 bytes each, big endian (RFC 9053, clause 2.1). */
  static byte[] sign(ECPrivateKeyParameters key, byte[] data) {
    BigInteger[] pair = signature(key, data);
    return PlainDSAEncoding.INSTANCE.encode(DOMAIN.getN(), pair[0], pair[1]);
  }

  /** The DER form of certificates (RFC 5480, appendix A). */
  static byte[] signDer(ECPrivateKeyParameters key, byte[] data) {
    BigInteger[] pair = signature(key, data);
    try {
      return StandardDSAEncoding.INSTANCE.encode(DOMAIN.getN(), pair[0], pair[1]);
    } catch (IOException e) {
      throw new IllegalStateException("a signature cannot be encoded", e);
    }
  }

  private static BigInteger[] signature(ECPrivateKeyParameters key, byte[] data) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, key);
    return signer.generateSignature(sha256(data));
  }

  /** Whether the signature fits; r and s outside 1 to n-1 never do (FIPS 186-5, clause 6.4.2). */
  static boolean verify(ECPublicKeyParameters key, byte[] data, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    int half = SIGNATURE_BYTES / 2;
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, key);
    return signer.verifySignature(
        sha256(data),
        new BigInteger(1, signature, 0, half),
        new BigInteger(1, signature, half, half));
  }

  static byte[] sha256(byte[] data) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
