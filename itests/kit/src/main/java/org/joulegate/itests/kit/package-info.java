/** What the tests of every codec share. */
@NullMarked
package org.joulegate.itests.kit;

import org.jspecify.annotations.NullMarked;
