/**
 * The resources that every gateway has. They use {@code han.api} alone, as anybody else's would.
 */
@NullMarked
package org.joulegate.han.coap.internal.resources;

import org.jspecify.annotations.NullMarked;
