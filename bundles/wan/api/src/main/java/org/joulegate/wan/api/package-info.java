/** What a gateway and a centre say to each other over HTTPS, and how the gateway's end is. */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.wan.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
