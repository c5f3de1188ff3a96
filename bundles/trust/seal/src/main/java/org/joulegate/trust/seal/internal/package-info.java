/** Sealed messages on COSE. */
@NullMarked
package org.joulegate.trust.seal.internal;

import org.jspecify.annotations.NullMarked;
