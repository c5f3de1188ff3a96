package org.joulegate.codec.mbus;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Remembers the formats of full frames, by which compact frames are read (EN 13757-3:2018, annex
 * G): a compact frame has only values, and the signature of the format that tells what they are.
 *
 * <p>A decoder is given a cache as an argument and keeps none itself. An implementation that is
 * used by several threads is safe for that.
 */
@ConsumerType
public interface FormatCache {

  /** Remembers nothing: compact frames cannot be read. */
  FormatCache NONE =
      new FormatCache() {
        @Override
        public byte @Nullable [] format(FormatOwner owner, int signature) {
          return null;
        }

        @Override
        public void learn(FormatOwner owner, int signature, byte[] format) {}

        @Override
        public boolean learns() {
          return false;
        }
      };

  /**
   * The data and value information of all records, one after another, without data.
   *
   * @param owner who sends the compact frame
   * @param signature checksum of the format, 0 to 0xFFFF
   * @return the format, not to be changed; null when this owner has shown none, or two different
   *     ones, with that signature
   */
  byte @Nullable [] format(FormatOwner owner, int signature);

  /**
   * A format that was seen in a full frame or in a format frame.
   *
   * @param owner who sent it
   * @param signature checksum of the format, 0 to 0xFFFF
   * @param format not changed afterwards
   */
  void learn(FormatOwner owner, int signature, byte[] format);

  /** Whether formats are worth being collected from full frames, which costs time. */
  default boolean learns() {
    return true;
  }
}
