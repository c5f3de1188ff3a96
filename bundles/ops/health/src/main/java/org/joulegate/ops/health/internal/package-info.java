/** Says how the runtime is, in a file that a person, a script and the command read. */
@NullMarked
package org.joulegate.ops.health.internal;

import org.jspecify.annotations.NullMarked;
