/**
 * The Smart Message Language (SML) of German meters: the transport protocol version 1, the
 * messages, an encoder, and the quirks of makers as data.
 *
 * <p>Follows SML version 1.04 as published by the BSI in TR-03109-1, annex IV part b, and by the
 * VDE FNN. Functions are pure: bytes and limits in, records out. The decoder reports what is on the
 * wire; {@link org.joulegate.codec.sml.SmlQuirks} corrects what some makers get wrong, on top of
 * it, and says what it did.
 *
 * <p>Records hold {@linkplain org.joulegate.codec.bytes.ByteSlice slices} of the array that was
 * decoded. They can be shared between threads as long as nobody writes to that array.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.codec.sml;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
