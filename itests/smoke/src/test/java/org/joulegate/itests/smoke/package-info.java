/** One test per feature: it starts the real bundles and shows the feature's service at work. */
@NullMarked
package org.joulegate.itests.smoke;

import org.jspecify.annotations.NullMarked;
