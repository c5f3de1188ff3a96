/** From indexes to consumption: differences for each interval, exact and with their quality. */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.settlement.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
