/**
 * The codecs beside other open decoders: speed, memory, and how many telegrams each reads right.
 */
@NullMarked
package org.joulegate.itests.codecs;

import org.jspecify.annotations.NullMarked;
