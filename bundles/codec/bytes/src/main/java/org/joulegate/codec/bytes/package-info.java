/**
 * What every codec stands on: a bounds-checked cursor over bytes, slices, checksums, BCD, hex,
 * named limits, exact decimals, and the one exception that a malformed telegram ends in.
 *
 * <p>Everything here is pure: no log, no clock, no static state that changes. Unless a type says
 * otherwise, an instance belongs to one thread at a time.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.codec.bytes;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
