/**
 * SenML (RFC 8428) in JSON and in CBOR, with exact numbers: a value is read and written as the
 * decimal number that it is, never by way of binary floating point.
 *
 * <p>A {@link org.joulegate.codec.senml.SenmlPack} is what stands on the wire, base fields
 * included; {@link org.joulegate.codec.senml.SenmlPack#resolve} applies them. {@link
 * org.joulegate.codec.senml.SenmlJson} and {@link org.joulegate.codec.senml.SenmlCbor} encode and
 * decode. Pure functions of bytes; all types are immutable and may be used by any thread.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.codec.senml;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
