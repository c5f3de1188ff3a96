/**
 * Settlement of indexes: a pure state machine for one register, and the consumer that drives it.
 */
@NullMarked
package org.joulegate.settlement.intervals.internal;

import org.jspecify.annotations.NullMarked;
