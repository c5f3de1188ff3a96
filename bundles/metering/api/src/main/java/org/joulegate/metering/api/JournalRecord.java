package org.joulegate.metering.api;

/**
 * An entry with its place in the journal.
 *
 * @param sequence from 1, without gaps
 * @param entry what was appended
 */
public record JournalRecord(long sequence, JournalEntry entry) {}
