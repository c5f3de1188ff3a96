package org.joulegate.ops.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Entry of the command: the first word decides. */
public final class Main {

  /** Every command, in the order in which help lists them. */
  private static final List<Command> COMMANDS = List.of(new DecodeCommand(), new StatusCommand());

  private static final int OUTPUT_BUFFER = 1 << 16;

  private Main() {}

  /**
   * Runs one command and ends the process with its status.
   *
   * @param args the command's word and its arguments
   */
  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), OUTPUT_BUFFER),
            /* autoFlush= */ false,
            StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(
            new FileOutputStream(FileDescriptor.err),
            /* autoFlush= */ true,
            StandardCharsets.UTF_8);
    int status = run(List.of(args), new Io(System.in, out, err));
    out.flush();
    System.exit(status);
  }

  /** Runs one command and gives its exit status. */
  static int run(List<String> words, Io io) {
    if (words.isEmpty() || isHelp(words.get(0))) {
      help(words.isEmpty() ? io.err() : io.out());
      return words.isEmpty() ? ExitStatus.USAGE : ExitStatus.OK;
    }
    String word = words.get(0);
    for (Command command : COMMANDS) {
      if (command.word().equals(word)) {
        return run(command, words.subList(1, words.size()), io);
      }
    }
    io.err().println("joulegate: no command is called '" + word + "'; 'help' lists them");
    return ExitStatus.USAGE;
  }

  private static int run(Command command, List<String> arguments, Io io) {
    if (arguments.size() == 1 && isHelp(arguments.get(0))) {
      help(command, io.out());
      return ExitStatus.OK;
    }
    try {
      return command.run(arguments, io);
    } catch (UsageException e) {
      io.err().println("joulegate " + command.word() + ": " + e.getMessage());
      io.err().println("usage: joulegate " + command.word() + " " + command.arguments());
      return ExitStatus.USAGE;
    } catch (IOException e) {
      io.err().println("joulegate " + command.word() + ": " + e.getMessage());
      return ExitStatus.FAILED;
    }
  }

  private static boolean isHelp(String word) {
    return word.equals("help") || word.equals("--help") || word.equals("-h");
  }

  private static void help(PrintStream to) {
    to.println("usage: joulegate COMMAND [ARGUMENTS]");
    for (Command command : COMMANDS) {
      to.println();
      help(command, to);
    }
  }

  private static void help(Command command, PrintStream to) {
    to.println("  " + command.word() + " " + command.arguments().replace("\n", "\n    "));
    to.println("      " + command.summary());
  }
}
