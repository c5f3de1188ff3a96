/**
 * Checks of the repository itself: who depends on whom, what is exported and how it changed, what
 * is shipped, which tests ran. Every finding is one sentence that names what and where.
 */
@NullMarked
package org.joulegate.itests.architecture;

import org.jspecify.annotations.NullMarked;
