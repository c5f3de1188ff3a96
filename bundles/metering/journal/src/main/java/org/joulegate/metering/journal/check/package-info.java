/** The offline checker: plain Java, no framework, opens nothing for writing. */
@NullMarked
package org.joulegate.metering.journal.check;

import org.jspecify.annotations.NullMarked;
