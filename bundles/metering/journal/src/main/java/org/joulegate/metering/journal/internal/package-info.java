/**
 * The journal on SQLite.
 *
 * <p>One thread writes ({@link org.joulegate.metering.journal.internal.JournalWriter}): it takes
 * what is waiting, stores it in one transaction, and completes the callers' futures after the
 * commit. Encoding runs on the callers' threads, reading on the readers' over a connection of its
 * own ({@link org.joulegate.metering.journal.internal.ReadSide}).
 */
@NullMarked
package org.joulegate.metering.journal.internal;

import org.jspecify.annotations.NullMarked;
