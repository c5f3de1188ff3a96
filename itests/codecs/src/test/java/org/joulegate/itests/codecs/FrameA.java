package org.joulegate.itests.codecs;

import java.io.ByteArrayOutputStream;

/** Frame format A of EN 13757-4. */
final class FrameA {

  private static final int FIRST_BLOCK = 10;
  private static final int OTHER_BLOCKS = 16;
  private static final int CHECKSUM = 2;

  private FrameA() {}

  /** The bytes of the blocks without their checksums, as a radio module hands them over. */
  static byte[] withoutChecksums(byte[] frame) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int block = FIRST_BLOCK;
    for (int at = 0; at < frame.length; at += block + CHECKSUM) {
      block = at == 0 ? FIRST_BLOCK : OTHER_BLOCKS;
      int left = frame.length - at - CHECKSUM;
      out.write(frame, at, Math.max(0, Math.min(block, left)));
    }
    return out.toByteArray();
  }
}
