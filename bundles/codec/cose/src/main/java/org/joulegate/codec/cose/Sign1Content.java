package org.joulegate.codec.cose;

/** A message taken apart. The arrays never leave the package unless they are copied. */
record Sign1Content(
    byte[] protectedBytes,
    CoseHeaders protectedHeaders,
    CoseHeaders unprotectedHeaders,
    byte[] payload,
    byte[] signature) {}
