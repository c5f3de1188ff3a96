package org.joulegate.codec.sml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joulegate.codec.bytes.Hex;
import org.jspecify.annotations.Nullable;

/**
 * Telegrams of real meters, when the machine has them: the folder that the system property {@code
 * joulegate.corpora} names, or {@code ../shared/corpora} beside the repository.
 */
final class CorpusFiles {

  private static final Pattern HEX = Pattern.compile("\"hex\": ?\"([0-9a-f]+)\"");

  private CorpusFiles() {}

  /** A file of the corpora, or null when it is not on this machine. */
  static @Nullable Path find(String name) {
    String folder = System.getProperty("joulegate.corpora");
    Path file = folder == null ? null : Path.of(folder, name);
    Path root = Path.of("").toAbsolutePath();
    while (file == null && root != null) {
      if (Files.isDirectory(root.resolve(".ci")) || Files.isDirectory(root.resolve(".git"))) {
        file = root.resolveSibling("shared").resolve("corpora").resolve(name);
      }
      root = root.getParent();
    }
    return file != null && Files.isReadable(file) ? file : null;
  }

  /** The lines of a file that hold a case. */
  static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8);
  }

  /** The bytes of a case. */
  static byte[] bytes(String line) {
    Matcher matcher = HEX.matcher(line);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no bytes in: " + line);
    }
    return Hex.parse(matcher.group(1));
  }

  /** All good frames of the SML corpus, each in an array of its own; none when it is missing. */
  static List<byte[]> smlFrames() throws IOException {
    List<byte[]> frames = new ArrayList<>();
    Path file = find("sml/dev.jsonl");
    if (file != null) {
      for (String line : lines(file)) {
        if (line.contains("\"kind\": \"frame\"")) {
          frames.add(bytes(line));
        }
      }
    }
    return frames;
  }
}
