/** The supervision of adapters. */
@NullMarked
package org.joulegate.adapter.host.internal;

import org.jspecify.annotations.NullMarked;
