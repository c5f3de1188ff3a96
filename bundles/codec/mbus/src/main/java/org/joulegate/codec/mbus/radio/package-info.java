/** The link layer of EN 13757-4, and whole telegrams received by radio. */
@Export
@NullMarked
@Version("1.0.0")
package org.joulegate.codec.mbus.radio;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
