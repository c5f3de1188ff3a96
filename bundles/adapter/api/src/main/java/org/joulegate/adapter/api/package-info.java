/**
 * What a bundle implements that reads meters: one {@link org.joulegate.adapter.api.MeterAdapter}
 * for each configured line, which the host runs on a thread of its own, watches and starts again.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.adapter.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
