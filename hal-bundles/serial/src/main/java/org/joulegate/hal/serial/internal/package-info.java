/** Serial ports by jSerialComm. */
@NullMarked
package org.joulegate.hal.serial.internal;

import org.jspecify.annotations.NullMarked;
