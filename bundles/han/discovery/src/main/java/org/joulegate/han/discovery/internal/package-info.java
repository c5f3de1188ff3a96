/** Announces where the home is served. */
@NullMarked
package org.joulegate.han.discovery.internal;

import org.jspecify.annotations.NullMarked;
