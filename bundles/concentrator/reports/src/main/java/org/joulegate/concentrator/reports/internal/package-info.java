/** Sealed reports of consumption and sealed notices of failures. */
@NullMarked
package org.joulegate.concentrator.reports.internal;

import org.jspecify.annotations.NullMarked;
