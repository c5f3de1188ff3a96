package org.joulegate.update.launcher;

/** With what the process ends; the same numbers for every word of the command. */
enum ExitStatus {
  /** Done, or stopped as asked. */
  DONE(0),
  /** It could not be done. */
  FAILED(1),
  /** The command line is wrong, a configuration key or value included. */
  USAGE(2),
  /** The runtime could not start: a bundle, a component, a port, a directory in use. */
  NOT_STARTED(3);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
