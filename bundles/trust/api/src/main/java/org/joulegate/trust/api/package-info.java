/**
 * Keys that are used where they are and never handed out, and the messages that are sealed with
 * them.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.trust.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
