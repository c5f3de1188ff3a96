/**
 * What hardware looks like to everything above it: a {@link org.joulegate.hal.api.SerialLink} is a
 * pipe of bytes, a {@link org.joulegate.hal.api.LinkAddress} says which one, a {@link
 * org.joulegate.hal.api.LinkProvider} opens it, and a {@link org.joulegate.hal.api.LinkException}
 * says in one sentence why it could not.
 *
 * <p>For simulation, a {@link org.joulegate.hal.api.ScriptedDevice} is the other end of a line.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.hal.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
