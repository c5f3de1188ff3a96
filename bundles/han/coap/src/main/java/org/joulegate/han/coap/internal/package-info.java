/** The CoAP and DTLS server of the home, and the tree of resources that it serves. */
@NullMarked
package org.joulegate.han.coap.internal;

import org.jspecify.annotations.NullMarked;
