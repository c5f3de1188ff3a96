package org.joulegate.trust.keys.internal;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** From a shared secret to the master secret of one handshake. */
final class MasterSecret {
  /** RFC 5246, clause 8.1. */
  static final int BYTES = 48;

  private static final Set<String> HMACS = Set.of("HmacSHA256", "HmacSHA384");
  private static final int LENGTH_BYTES = 2;
  private static final byte[] PLAIN = "master secret".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EXTENDED =
      "extended master secret".getBytes(StandardCharsets.US_ASCII);

  private MasterSecret() {}

  static byte[] derive(
      String hmac, byte[] psk, byte @Nullable [] otherSecret, byte[] seed, boolean extended) {
    byte[] premaster = premaster(psk, otherSecret);
    try {
      return expand(hmac, premaster, join(extended ? EXTENDED : PLAIN, seed));
    } finally {
      Arrays.fill(premaster, (byte) 0);
    }
  }

  /**
   * The length and bytes of the other secret, then of the shared one (RFC 4279, clause 2). Without
   * an ephemeral secret the other one is as many zeros as the shared secret is long; of ECDHE_PSK
   * it is the shared point's x coordinate (RFC 5489, clause 2).
   */
  private static byte[] premaster(byte[] psk, byte @Nullable [] otherSecret) {
    int other = otherSecret == null ? psk.length : otherSecret.length;
    byte[] premaster = new byte[LENGTH_BYTES + other + LENGTH_BYTES + psk.length];
    putLength(premaster, 0, other);
    if (otherSecret != null) {
      System.arraycopy(otherSecret, 0, premaster, LENGTH_BYTES, other);
    }
    putLength(premaster, LENGTH_BYTES + other, psk.length);
    System.arraycopy(psk, 0, premaster, LENGTH_BYTES + other + LENGTH_BYTES, psk.length);
    return premaster;
  }

  private static void putLength(byte[] to, int at, int length) {
    to[at] = (byte) (length >>> Byte.SIZE);
    to[at + 1] = (byte) length;
  }

  private static byte[] join(byte[] label, byte[] seed) {
    byte[] joined = Arrays.copyOf(label, label.length + seed.length);
    System.arraycopy(seed, 0, joined, label.length, seed.length);
    return joined;
  }

  /** P_hash of RFC 5246, clause 5: A(0) = seed, A(i) = HMAC(A(i-1)), output HMAC(A(i) + seed). */
  private static byte[] expand(String hmac, byte[] secret, byte[] seed) {
    if (!HMACS.contains(hmac)) {
      throw new IllegalArgumentException("not a pseudo-random function of DTLS 1.2: " + hmac);
    }
    byte[] output = new byte[BYTES];
    byte[] block = new byte[0];
    try {
      Mac mac = Mac.getInstance(hmac);
      mac.init(new SecretKeySpec(secret, hmac));
      block = new byte[mac.getMacLength()];
      byte[] a = seed;
      for (int at = 0; at < BYTES; at += block.length) {
        a = mac.doFinal(a);
        mac.update(a);
        mac.update(seed);
        mac.doFinal(block, 0);
        System.arraycopy(block, 0, output, at, Math.min(block.length, BYTES - at));
      }
      return output;
    } catch (NoSuchAlgorithmException | InvalidKeyException | ShortBufferException e) {
      throw new IllegalStateException("this Java has no " + hmac, e);
    } finally {
      Arrays.fill(block, (byte) 0);
    }
  }
}
