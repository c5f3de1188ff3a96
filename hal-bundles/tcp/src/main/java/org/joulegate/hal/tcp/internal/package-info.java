/** Raw TCP connections. */
@NullMarked
package org.joulegate.hal.tcp.internal;

import org.jspecify.annotations.NullMarked;
