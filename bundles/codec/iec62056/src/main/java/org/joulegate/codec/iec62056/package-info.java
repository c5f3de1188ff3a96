/** Read-outs of IEC 62056-21 and telegrams of P1. */
@Export
@NullMarked
@Version("1.0.0")
package org.joulegate.codec.iec62056;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
