package org.joulegate.ops.cli;

/** What the process ends with. */
final class ExitStatus {

  /** Done as asked. */
  static final int OK = 0;

  /** The thing asked for failed: a telegram was refused, a file is damaged. */
  static final int FAILED = 1;

  /** The command line makes no sense. */
  static final int USAGE = 2;

  private ExitStatus() {}
}
