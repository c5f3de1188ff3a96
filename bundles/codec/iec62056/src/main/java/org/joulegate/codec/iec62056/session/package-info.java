/**
 * The reader's side of modes A to D of IEC 62056-21: what to send, when, at which baud rate, as a
 * state machine without a line and without a clock.
 */
@Export
@NullMarked
@Version("1.0.0")
package org.joulegate.codec.iec62056.session;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
