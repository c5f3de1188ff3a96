package org.joulegate.wan.api;

/**
 * The paths and media types of a centre.
 *
 * <p>Sealed messages are posted to {@link #MESSAGES} as {@link #SEALED_MEDIA_TYPE}, one a request.
 * The answer is an {@link Acknowledgement} as JSON with the members {@code identity}, {@code
 * outcome}, {@code at} and {@code reason}. Any other status than those of {@link
 * Acknowledgement.Outcome} says nothing of the message: it is sent again.
 */
public final class WanPaths {
  /** Where sealed reports and notices are posted. */
  public static final String MESSAGES = "/messages";

  /** Where points are read: {@code GET /points/{id}/consumption?from=&to=}. */
  public static final String POINTS = "/points";

  /** A tagged COSE_Sign1 (RFC 9052, clause 11.3). */
  public static final String SEALED_MEDIA_TYPE = "application/cose; cose-type=\"cose-sign1\"";

  /** The largest sealed message, in bytes. */
  public static final int MAX_MESSAGE_BYTES = 256 * 1024;

  private WanPaths() {}
}
