package org.joulegate.update.launcher;

/** The start ends here; the message is the one sentence that a person reads. */
final class StartException extends Exception {
  private static final long serialVersionUID = 1;

  private final ExitStatus status;

  StartException(ExitStatus status, String sentence) {
    super(sentence);
    this.status = status;
  }

  StartException(ExitStatus status, String sentence, Throwable cause) {
    super(sentence, cause);
    this.status = status;
  }

  ExitStatus status() {
    return status;
  }
}
