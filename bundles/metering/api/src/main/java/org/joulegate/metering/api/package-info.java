/**
 * Values of metering and the contracts between those who record readings and those who use them.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.metering.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
