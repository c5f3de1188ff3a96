package org.joulegate.codec.cbor;

/**
 * What stands next in a CBOR input: the major types of RFC 8949 section 3.1, as a caller uses them.
 */
public enum CborType {
  /** Major types 0 and 1: an integer from -2^63 to 2^63-1 (beyond that, reading it fails). */
  INTEGER,
  /** Major type 2. */
  BYTES,
  /** Major type 3, UTF-8. */
  TEXT,
  /** Major type 4. */
  ARRAY,
  /** Major type 5. */
  MAP,
  /** Major type 6: a tag number; the tagged item follows. */
  TAG,
  /** Simple values 20 and 21. */
  BOOLEAN,
  /** Simple value 22. */
  NULL,
  /** A floating-point number of 16, 32 or 64 bits. */
  FLOAT,
  /** Any other simple value, {@code undefined} among them: can be skipped, not read. */
  OTHER,
  /** No further item in the current array or map, or the end of the input. */
  END
}
