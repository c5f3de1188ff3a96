/**
 * The directory of meters.
 *
 * <p>One thread ({@link org.joulegate.metering.directory.internal.DirectoryComponent}) reads the
 * journal, stores what it derives, and then tells listeners; everybody else reads a concurrent map.
 */
@NullMarked
package org.joulegate.metering.directory.internal;

import org.jspecify.annotations.NullMarked;
