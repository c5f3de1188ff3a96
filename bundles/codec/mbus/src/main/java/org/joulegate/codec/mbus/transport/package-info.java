/**
 * From the CI field to readable bytes: transport, authentication and security layers of EN 13757-7.
 */
@Export
@NullMarked
@Version("1.0.0")
package org.joulegate.codec.mbus.transport;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
