package org.joulegate.update.launcher;

import java.io.PrintStream;

/** What a person reads at the terminal: one line each; faults on standard error. */
final class Console {
  private final PrintStream out;
  private final PrintStream err;

  Console(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }

  void fault(String sentence) {
    err.println("joulegate: " + sentence);
    err.flush();
  }
}
