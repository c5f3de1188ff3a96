package org.joulegate.metering.journal.internal;

/**
 * An entry as it is stored.
 *
 * @param kind one of the kinds of {@link EntryCodec}
 * @param payload its canonical CBOR
 */
public record Encoded(int kind, byte[] payload) {}
