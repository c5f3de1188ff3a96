package org.joulegate.wan.api;

/**
 * The paths and media types of a centre.
 *
 * <p>Sealed messages are posted to {@link #MESSAGES} as {@link #SEALED_MEDIA_TYPE}, one a request.
 * The answer is an {@link Acknowledgement} as one JSON object whose members are strings: {@code
 * identity}, {@code outcome} ({@code accepted}, {@code known}, {@code rejected}, {@code conflict}),
 * {@code at} (ISO 8601, UTC) and {@code reason}. It counts only with the HTTP status of its
 * outcome. Any other answer says nothing of the message: it is sent again.
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

  /** The largest answer that is an acknowledgement, in bytes. */
  public static final int MAX_ACKNOWLEDGEMENT_BYTES = 8 * 1024;

  private WanPaths() {}
}
