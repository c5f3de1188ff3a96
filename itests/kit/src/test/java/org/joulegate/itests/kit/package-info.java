@NullMarked
package org.joulegate.itests.kit;

import org.jspecify.annotations.NullMarked;
