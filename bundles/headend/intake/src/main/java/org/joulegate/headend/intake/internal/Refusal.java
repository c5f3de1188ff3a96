package org.joulegate.headend.intake.internal;

/** A message is refused for good; nothing of it was stored. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;
  private static final int MAX_REASON = 300;

  private final String identity;

  /**
   * @param identity which message; empty while it is not known to be the sender's
   * @param reason one sentence
   */
  Refusal(String identity, String reason) {
    super(onOneLine(reason));
    this.identity = identity;
  }

  /** What a stranger sent may stand in a reason, but not break a line of a log. */
  private static String onOneLine(String reason) {
    String line = reason.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > MAX_REASON ? line.substring(0, MAX_REASON) : line;
  }

  String identity() {
    return identity;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
