/**
 * The values that everything else speaks of, and the contracts of the journal, its cursors and the
 * directory of meters.
 *
 * <p>A reading's way is one: an adapter appends a {@link org.joulegate.metering.api.MeterReading}
 * to the {@link org.joulegate.metering.api.ReadingJournal}; whoever uses readings reads them there,
 * at a {@link org.joulegate.metering.api.JournalCursor} of its own.
 *
 * <p>All instants are UTC. All values are exact: no binary floating point anywhere. Records are
 * immutable and safe for use by any thread.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.metering.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
