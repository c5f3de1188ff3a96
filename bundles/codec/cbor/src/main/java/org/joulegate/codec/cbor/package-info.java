/**
 * CBOR (RFC 8949) for everything that Joulegate stores or sends: {@link
 * org.joulegate.codec.cbor.CborWriter} writes the deterministic encoding of section 4.2.1 and
 * nothing else; {@link org.joulegate.codec.cbor.CborReader} reads item by item, either strictly
 * (only what the writer could have written) or leniently (whatever a foreign device may send).
 *
 * <p>Pure functions of bytes: no log, no clock, no shared state. Writers and readers belong to one
 * thread at a time.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.codec.cbor;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
