/** Sends sealed messages from the journal to a centre. */
@NullMarked
package org.joulegate.wan.link.internal;

import org.jspecify.annotations.NullMarked;
