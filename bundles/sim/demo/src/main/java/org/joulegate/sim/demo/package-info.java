/** The demonstration: the whole way from a meter to a display and to a centre, on one machine. */
@NullMarked
package org.joulegate.sim.demo;

import org.jspecify.annotations.NullMarked;
