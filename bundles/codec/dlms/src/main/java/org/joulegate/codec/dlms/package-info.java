/** What DLMS meters push, from the line to typed data. */
@Export
@NullMarked
@Version("1.0.0")
package org.joulegate.codec.dlms;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
