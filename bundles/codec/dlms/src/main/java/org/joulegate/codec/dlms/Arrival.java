package org.joulegate.codec.dlms;

/**
 * How an APDU came.
 *
 * @param offset where its frame, or the first of its frames, began; in what was given
 * @param framing how it was framed
 * @param peer who sent it and to whom, as one number that the link makes of its addresses; equal
 *     for all APDUs between the same two, 0 where the link has no addresses
 */
record Arrival(int offset, DlmsFraming framing, long peer) {}
