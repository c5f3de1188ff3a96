/**
 * Assembles the distribution at build time; nothing of it runs in a gateway. It stands beside the
 * launcher because both must agree on what a feature file says.
 */
@NullMarked
package org.joulegate.update.launcher.assembly;

import org.jspecify.annotations.NullMarked;
