/**
 * JSON (RFC 8259): a strict reader of objects, and a writer that gives the same text for the same
 * values. Numbers are their digits; nothing here is binary floating point.
 *
 * <p>Everything here is pure: no log, no clock, no static state that changes. An instance of the
 * writer belongs to one thread at a time; values are immutable.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.codec.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
