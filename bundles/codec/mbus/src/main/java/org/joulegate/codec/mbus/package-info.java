/** M-Bus: the application layer of EN 13757-3 and the wired link layer of EN 13757-2. */
@Export
@NullMarked
@Version("1.0.0")
package org.joulegate.codec.mbus;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
