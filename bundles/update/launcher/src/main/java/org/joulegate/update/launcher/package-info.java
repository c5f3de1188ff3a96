/**
 * The launcher: starts a profile with exactly the bundles of its features, each verified by its
 * SHA-256, or ends with one sentence that says why not.
 *
 * <p>A plain jar outside of the framework that it starts, small on purpose: it is the one part that
 * an update does not replace while it runs.
 */
@NullMarked
package org.joulegate.update.launcher;

import org.jspecify.annotations.NullMarked;
