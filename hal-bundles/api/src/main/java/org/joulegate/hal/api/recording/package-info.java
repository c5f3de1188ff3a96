/**
 * Recordings of what passed on a line: one text format of time stamps and hex, its reader, its
 * writer, and a link that records while it is used. The format is described in {@code
 * docs/recording-format.md}.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.hal.api.recording;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
