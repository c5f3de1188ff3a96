package org.joulegate.codec.sml;

/**
 * What came over a line so far.
 *
 * @param frames frames whose checksum was right
 * @param kermitFrames those of them with a checksum of the Kermit kind
 * @param truncated frames that were cut off
 * @param crcErrors frames with a wrong checksum
 * @param escapeErrors frames with a wrong escape
 * @param tooLong frames beyond the limit
 * @param noiseBytes bytes that belong to no frame
 */
public record SmlLineCounters(
    long frames,
    long kermitFrames,
    long truncated,
    long crcErrors,
    long escapeErrors,
    long tooLong,
    long noiseBytes) {}
