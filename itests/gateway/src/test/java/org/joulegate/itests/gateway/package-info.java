/** The product as it is unpacked, tried from outside. */
@NullMarked
package org.joulegate.itests.gateway;

import org.jspecify.annotations.NullMarked;
