package org.joulegate.wan.api;

import java.time.Instant;

/**
 * A centre's answer to one sealed message. It is given only when what it says is on the centre's
 * disk.
 *
 * @param identity the message's identity; empty if the centre could not read or believe the
 *     message, which is then not answered for good: the sender keeps it and tries again
 * @param outcome what became of it
 * @param at when the centre decided it, by its clock
 * @param reason why it was rejected, one sentence; empty otherwise
 */
public record Acknowledgement(String identity, Outcome outcome, Instant at, String reason) {
  /** The longest identity and the longest reason, in characters; longer ones are cut. */
  public static final int MAX_TEXT = 500;

  /** Cuts texts that are too long. */
  public Acknowledgement {
    identity = cut(identity);
    reason = cut(reason);
  }

  private static String cut(String text) {
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
  }

  /** One line of JSON, as it goes over the line. */
  public String toJson() {
    return AcknowledgementJson.write(this);
  }

  /**
   * Reads what {@link #toJson} writes; members may stand in any order.
   *
   * @throws IllegalArgumentException if a member is missing, unknown, given twice or of another
   *     form; the message names the place and not the content
   */
  public static Acknowledgement parse(String json) {
    return AcknowledgementJson.read(json);
  }

  /** What became of a message. */
  public enum Outcome {
    /** Stored now. HTTP 201. */
    ACCEPTED(201),
    /** Stored before; nothing changed. HTTP 200. */
    KNOWN(200),
    /** Refused for good; sending it again is of no use. HTTP 422. */
    REJECTED(422),
    /** Another message with this identity was stored before. HTTP 409. */
    CONFLICT(409);

    private final int status;

    Outcome(int status) {
      this.status = status;
    }

    /** The HTTP status that says so. */
    public int status() {
      return status;
    }
  }
}
