/**
 * COSE_Sign1 (RFC 9052 section 4.2, RFC 9053 section 2.1): one payload, one signer, ES256.
 *
 * <p>{@link org.joulegate.codec.cose.CoseSign1#sign} makes a message; {@link
 * org.joulegate.codec.cose.CoseSign1#decode} takes one apart without trusting it, and only {@link
 * org.joulegate.codec.cose.UnverifiedSign1#verify} hands out the payload. Keys are not known here:
 * signing and verifying are functions that the caller brings, so that a key can stay in its memory.
 *
 * <p>Every way in which a message can be refused is a type of its own under {@link
 * org.joulegate.codec.cose.CoseFault}. Pure functions of bytes; all types are immutable and may be
 * used by any thread.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.codec.cose;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
