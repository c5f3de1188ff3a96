package org.joulegate.update.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The words behind {@code run}.
 *
 * @param profile which profile to start
 * @param data the data directory
 * @param settings the configuration on top, in the order that it was given
 */
record RunArguments(String profile, Path data, List<Setting> settings) {
  static final String USAGE = "usage: joulegate run PROFILE [--data DIR] [--set PID.key=value]…";

  /** Copies the list. */
  RunArguments {
    settings = List.copyOf(settings);
  }

  /**
   * Reads the command line.
   *
   * @param words without the word {@code run}
   * @throws StartException naming the word that is wrong
   */
  static RunArguments parse(List<String> words) throws StartException {
    String profile = "";
    String data = "data";
    List<Setting> settings = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      switch (word) {
        case "--data":
          data = argument(words, ++i, "a directory");
          break;
        case "--set":
          settings.add(Setting.parse(argument(words, ++i, "PID.key=value")));
          break;
        default:
          if (word.startsWith("-")) {
            throw usage("there is no option " + word);
          }
          if (!profile.isEmpty()) {
            throw usage("one profile is started, not \"" + profile + "\" and \"" + word + "\"");
          }
          profile = word;
      }
    }
    if (profile.isEmpty()) {
      throw usage("a profile is missing");
    }
    return new RunArguments(profile, path(data), settings);
  }

  private static String argument(List<String> words, int index, String what) throws StartException {
    if (index >= words.size()) {
      throw usage(words.get(index - 1) + " wants " + what);
    }
    return words.get(index);
  }

  private static Path path(String text) throws StartException {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new StartException(ExitStatus.USAGE, "\"" + text + "\" is no path", e);
    }
  }

  private static StartException usage(String sentence) {
    return new StartException(ExitStatus.USAGE, sentence + "\n" + USAGE);
  }
}
