/** The clocks. */
@NullMarked
package org.joulegate.metering.clock.internal;

import org.jspecify.annotations.NullMarked;
