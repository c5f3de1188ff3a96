package org.joulegate.itests.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joulegate.codec.bytes.Hex;
import org.jspecify.annotations.Nullable;

/**
 * Telegrams of real meters, when the machine has them: the folder that the system property {@code
 * joulegate.corpora} names, or {@code ../shared/corpora} beside the repository.
 */
public final class Corpora {

  private static final Pattern TEXT = Pattern.compile("\"(\\w+)\": ?\"([^\"\\\\]*)\"");

  private Corpora() {}

  /**
   * The first text with a name in a case, or null when it has none: enough for {@code id}, {@code
   * hex} and {@code key}, which stand in front of what is expected.
   */
  public static @Nullable String text(String line, String name) {
    Matcher matcher = TEXT.matcher(line);
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return matcher.group(2);
      }
    }
    return null;
  }

  /**
   * The bytes of a case.
   *
   * @throws IllegalArgumentException when it has none
   */
  public static byte[] bytes(String line) {
    String hex = text(line, "hex");
    if (hex == null) {
      throw new IllegalArgumentException("no bytes in: " + line);
    }
    return Hex.parse(hex);
  }

  /**
   * The cases of a file, one JSON object each; none when the file is not on this machine.
   *
   * @param name the file's name within the folder, for example {@code sml/dev.jsonl}
   */
  public static List<String> cases(String name) {
    String folder = System.getProperty("joulegate.corpora");
    Path file = folder == null ? null : Path.of(folder, name);
    Path root = Path.of("").toAbsolutePath();
    while (file == null && root != null) {
      if (Files.isDirectory(root.resolve(".ci")) || Files.exists(root.resolve(".git"))) {
        file = root.resolveSibling("shared").resolve("corpora").resolve(name);
      }
      root = root.getParent();
    }
    if (file == null || !Files.isReadable(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
