package org.joulegate.codec.cose;

/**
 * A message whose signature was found right. Only {@link UnverifiedSign1#verify} makes one, so
 * whoever holds it holds exactly the bytes that were verified.
 */
public final class VerifiedSign1 {

  private final Sign1Content content;

  VerifiedSign1(Sign1Content content) {
    this.content = content;
  }

  /** The signed payload; a copy. */
  public byte[] payload() {
    return content.payload().clone();
  }

  /** The headers that are signed with the payload. */
  public CoseHeaders protectedHeaders() {
    return content.protectedHeaders();
  }

  /** The headers that are not signed: hints, for finding a key; never for a decision. */
  public CoseHeaders unprotectedHeaders() {
    return content.unprotectedHeaders();
  }
}
