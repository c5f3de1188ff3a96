package org.joulegate.codec.cose;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import org.joulegate.codec.bytes.Hex;

/** ES256 with the JDK, for tests. */
final class JdkEs256 {

  private static final String RAW = "SHA256withECDSAinP1363Format";

  private JdkEs256() {}

  static KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** The key "11" of RFC 9052 appendix C.7.1 and of the working group's examples. */
  static PublicKey exampleKey() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    ECPoint point =
        new ECPoint(
            number("bac5b11cad8f99f9c72b05cf4b9e26d244dc189f745228255a219a86d6a09eff"),
            number("20138bf82dc1b6d562be0fa54ab7804a3a64b6d72ccfed6b6fb6ed28bbfc117e"));
    ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
  }

  static SignFunction signer(PrivateKey key) {
    return toBeSigned -> sign(RAW, key, toBeSigned);
  }

  static VerifyFunction verifier(PublicKey key) {
    return (toBeSigned, signature) -> {
      Signature engine = Signature.getInstance(RAW);
      engine.initVerify(key);
      engine.update(toBeSigned);
      return engine.verify(signature);
    };
  }

  static byte[] signDer(PrivateKey key, byte[] toBeSigned) throws GeneralSecurityException {
    return sign("SHA256withECDSA", key, toBeSigned);
  }

  private static byte[] sign(String algorithm, PrivateKey key, byte[] toBeSigned)
      throws GeneralSecurityException {
    Signature engine = Signature.getInstance(algorithm);
    engine.initSign(key);
    engine.update(toBeSigned);
    return engine.sign();
  }

  private static BigInteger number(String hex) {
    return new BigInteger(1, Hex.parse(hex));
  }
}
