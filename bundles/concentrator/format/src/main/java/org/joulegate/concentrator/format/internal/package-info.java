/** The bytes of reports and notices. */
@NullMarked
package org.joulegate.concentrator.format.internal;

import org.jspecify.annotations.NullMarked;
