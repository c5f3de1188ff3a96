package org.joulegate.sim.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows {@code demo}.
 *
 * @param end after how long it ends by itself; null for never
 * @param data where the runtimes keep their data, to be kept; null for a temporary folder
 */
record Arguments(@Nullable Duration end, @Nullable Path data) {
  static final String USAGE = "usage: joulegate demo [--seconds N] [--data DIR]";

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException naming the word that is wrong
   */
  static Arguments parse(List<String> words) {
    Duration end = null;
    Path data = null;
    for (int i = 0; i < words.size(); i += 2) {
      String word = words.get(i);
      if (!word.equals("--seconds") && !word.equals("--data")) {
        throw new IllegalArgumentException("demo does not know: " + word);
      }
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException(word + " wants a value");
      }
      String value = words.get(i + 1);
      if (word.equals("--data")) {
        data = Path.of(value).toAbsolutePath().normalize();
      } else if (value.matches("[1-9]\\d{0,5}")) {
        end = Duration.ofSeconds(Integer.parseInt(value));
      } else {
        throw new IllegalArgumentException("--seconds takes a whole number, not " + value);
      }
    }
    return new Arguments(end, data);
  }
}
