package org.joulegate.codec.dlms;

/**
 * What came over a line so far.
 *
 * @param apdus APDUs that were whole, put together from segments where need be
 * @param frames frames whose checksums were right
 * @param truncated frames that were cut off
 * @param checksumErrors frames with a wrong checksum
 * @param malformed frames that break the rules of their framing
 * @param incomplete APDUs of which segments are missing
 * @param unsupported good frames that carry something else than DLMS
 * @param noiseBytes bytes that belong to no good frame
 */
public record DlmsLineCounters(
    long apdus,
    long frames,
    long truncated,
    long checksumErrors,
    long malformed,
    long incomplete,
    long unsupported,
    long noiseBytes) {}
