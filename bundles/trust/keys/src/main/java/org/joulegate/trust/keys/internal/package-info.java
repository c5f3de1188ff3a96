/** The key memory in files. */
@NullMarked
package org.joulegate.trust.keys.internal;

import org.jspecify.annotations.NullMarked;
