package org.joulegate.ops.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.mbus.radio.FrameKind;
import org.jspecify.annotations.Nullable;

/**
 * What the arguments of {@code decode} ask for.
 *
 * @param format who decodes
 * @param source hex digits, the name of a file, or {@code -}
 */
record DecodeOptions(
    TelegramFormat format,
    boolean json,
    boolean annotate,
    boolean batch,
    byte @Nullable [] key,
    byte @Nullable [] authKey,
    @Nullable String frame,
    String source) {

  static DecodeOptions parse(List<String> arguments) throws UsageException, IOException {
    Parser parser = new Parser();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        parser.source.append(parser.source.length() == 0 ? "" : " ").append(argument);
      } else if (!parser.flag(argument)) {
        parser.value(argument, i + 1 < arguments.size() ? arguments.get(++i) : null);
      }
    }
    return parser.options();
  }

  /** The bytes of a key given in hex digits: 128, 192 or 256 bits. */
  static byte[] key(String what, String digits) throws UsageException {
    try {
      byte[] key = Hex.parse(digits.strip());
      if (key.length == 16 || key.length == 24 || key.length == 32) {
        return key;
      }
      throw new UsageException(what + " is a key of 16, 24 or 32 bytes, not of " + key.length);
    } catch (IllegalArgumentException notHex) {
      throw new UsageException(what + " is a key in hex digits");
    }
  }

  /** A way in which a radio frame comes, checked. */
  static String frame(String name) throws UsageException {
    try {
      FrameKind.named(name);
      return name;
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          e.getMessage()
              + "; known are A_no_crc, A_with_crc, B_no_crc, B_with_crc, T1_3of6, S1_manchester"
              + " and C1");
    }
  }

  private static final class Parser {

    private final StringBuilder source = new StringBuilder();
    private String format = Formats.AUTO;
    private boolean json;
    private boolean annotate;
    private boolean batch;
    private byte @Nullable [] key;
    private byte @Nullable [] authKey;
    private @Nullable String frame;

    boolean flag(String argument) {
      switch (argument) {
        case "--json" -> json = true;
        case "--batch" -> batch = true;
        case "--annotate" -> annotate = true;
        default -> {
          return false;
        }
      }
      return true;
    }

    void value(String option, @Nullable String value) throws UsageException, IOException {
      String given = value == null ? "" : value;
      switch (option) {
        case "--format" -> format = given;
        case "--frame" -> frame = frame(given);
        case "--key" -> key = once(key, key(option, given));
        case "--auth-key" -> authKey = once(authKey, key(option, given));
        case "--key-file" -> key = once(key, fileKey(option, given));
        case "--auth-key-file" -> authKey = once(authKey, fileKey(option, given));
        default -> throw new UsageException("no option is called '" + option + "'");
      }
    }

    DecodeOptions options() throws UsageException {
      if (batch && source.length() > 0) {
        throw new UsageException("--batch reads standard input and takes no telegram");
      }
      String from = source.length() == 0 ? "-" : source.toString();
      return new DecodeOptions(
          Formats.named(format), json, annotate, batch, key, authKey, frame, from);
    }

    private static byte[] once(byte @Nullable [] before, byte[] now) throws UsageException {
      if (before != null && !Arrays.equals(before, now)) {
        throw new UsageException("two different keys were given for the same purpose");
      }
      return now;
    }

    private static byte[] fileKey(String option, String name) throws UsageException, IOException {
      try {
        String text = Files.readString(Path.of(name), StandardCharsets.ISO_8859_1);
        return key("what " + option + " names", text);
      } catch (InvalidPathException | NoSuchFileException e) {
        throw new UsageException("'" + name + "' is no file with a key");
      }
    }
  }
}
