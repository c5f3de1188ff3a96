/** What the home is shown: resources that a bundle offers and the home's protocols serve. */
@Export
@Version("1.0.0")
@NullMarked
package org.joulegate.han.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
