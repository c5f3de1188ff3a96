/** From the bytes of an optical head to readings. */
@NullMarked
package org.joulegate.adapter.optical.internal;

import org.jspecify.annotations.NullMarked;
