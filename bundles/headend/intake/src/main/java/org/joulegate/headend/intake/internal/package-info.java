/** Takes sealed messages in over HTTPS and keeps them. */
@NullMarked
package org.joulegate.headend.intake.internal;

import org.jspecify.annotations.NullMarked;
