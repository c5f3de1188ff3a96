package org.joulegate.codec.sml;

import org.joulegate.codec.bytes.ByteSlice;

/**
 * One message of a file. Its checksum was right.
 *
 * @param transactionId chosen by the sender; may be empty
 * @param groupNo 0 to 255
 * @param abortOnError 0, 1, 2 or 255
 * @param body what it says
 */
public record SmlMessage(ByteSlice transactionId, int groupNo, int abortOnError, SmlBody body) {}
