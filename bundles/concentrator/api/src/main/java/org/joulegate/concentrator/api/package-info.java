/** What a concentrator tells a centre: reports of consumption and notices of failures. */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.concentrator.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
