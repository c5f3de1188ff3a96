package org.joulegate.metering.journal.internal;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.joulegate.metering.api.JournalHead;

/**
 * The chain over the entries: an entry's hash is SHA-256 over the hash of the entry before it (32
 * bytes; zeros before the first), its sequence number (8 bytes, big endian), its kind (1 byte) and
 * its payload. Not safe for use by several threads.
 */
public final class HashChain {
  /** The length of a hash in bytes. */
  public static final int HASH_BYTES = 32;

  private static final HexFormat HEX = HexFormat.of();

  private final MessageDigest sha256;
  private final byte[] place = new byte[Long.BYTES + 1];

  /** A chain that can go on from any hash. */
  public HashChain() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The hash before the first entry. */
  public static byte[] start() {
    return new byte[HASH_BYTES];
  }

  /** The hash after an entry. */
  public byte[] next(byte[] previous, long sequence, int kind, byte[] payload) {
    ByteBuffer.wrap(place).putLong(sequence).put((byte) kind);
    sha256.update(previous);
    sha256.update(place);
    sha256.update(payload);
    byte[] hash = new byte[HASH_BYTES];
    try {
      sha256.digest(hash, 0, HASH_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 has 32 bytes", e);
    }
    return hash;
  }

  /** A head for people and reports. */
  public static JournalHead head(long sequence, byte[] hash) {
    return sequence == 0 ? JournalHead.EMPTY : new JournalHead(sequence, HEX.formatHex(hash));
  }

  /** The bytes of a head's hash. */
  public static byte[] hashOf(JournalHead head) {
    return HEX.parseHex(head.hash());
  }
}
