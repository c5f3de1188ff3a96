package org.joulegate.ops.cli;

import java.io.IOException;
import java.util.List;

/** One word of the command line. */
interface Command {

  /** The word. */
  String word();

  /** What may follow it. */
  String arguments();

  /** What it does, in one line. */
  String summary();

  /**
   * Does it.
   *
   * @param arguments what follows the word
   * @return an exit status of {@link ExitStatus}
   * @throws UsageException when the arguments make no sense
   * @throws IOException when an output cannot be written
   */
  int run(List<String> arguments, Io io) throws UsageException, IOException;
}
