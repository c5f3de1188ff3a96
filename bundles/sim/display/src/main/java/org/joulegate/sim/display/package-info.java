/** A simulated display: what a maker of displays would write, on nothing but the wire's formats. */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.sim.display;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
