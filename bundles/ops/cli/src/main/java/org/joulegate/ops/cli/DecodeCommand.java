package org.joulegate.ops.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.json.JsonException;
import org.joulegate.codec.json.JsonLimits;
import org.joulegate.codec.json.JsonReader;
import org.joulegate.codec.json.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/** {@code decode}: the registers of telegrams. */
final class DecodeCommand implements Command {

  private static final String AUTO = "auto";

  @Override
  public String word() {
    return "decode";
  }

  @Override
  public String arguments() {
    return "[--format auto|sml] [--json] [HEX | FILE | -]  or  --batch [--format auto|sml]";
  }

  @Override
  public String summary() {
    return "Shows the registers of telegrams, given as hex digits, as a file (bytes or hex digits)"
        + " or on standard input; --batch reads and writes JSON lines.";
  }

  @Override
  public int run(List<String> arguments, Io io) throws UsageException, IOException {
    Options options = Options.parse(arguments);
    if (options.batch()) {
      batch(options.format(), io);
      return ExitStatus.OK;
    }
    byte[] bytes;
    try {
      bytes = bytes(options.source(), io.in());
    } catch (NoSuchFileException e) {
      throw new UsageException(
          "'" + options.source() + "' is neither hex digits nor the name of a file");
    } catch (AccessDeniedException e) {
      throw new IOException("'" + options.source() + "' may not be read", e);
    }
    Decoded decoded = decode(options.format(), bytes);
    Decoded.Problem error = decoded.error();
    if (options.json()) {
      io.out().println(DecodedText.json(null, decoded));
    } else if (error == null) {
      DecodedText.print(decoded, io.out());
    } else {
      io.err().println("joulegate decode: " + error.kind() + ": " + error.message());
    }
    return error == null ? ExitStatus.OK : ExitStatus.FAILED;
  }

  private static void batch(String format, Io io) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(io.in(), StandardCharsets.UTF_8));
    int number = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      if (!line.isBlank()) {
        io.out().print(answer(format, line, number));
        io.out().print('\n');
      }
      if (!in.ready()) {
        io.out().flush();
      }
    }
    if (io.out().checkError()) {
      throw new IOException("the answers cannot be written");
    }
  }

  private static String answer(String format, String line, int number) {
    String id = null;
    try {
      JsonObject request = JsonReader.readObject(line, JsonLimits.FLAT);
      id = request.text("id");
      String hex = request.text("hex");
      if (id == null || hex == null) {
        String missing = id == null ? "id" : "hex";
        return refusal(id, 0, "line " + number + " has no \"" + missing + "\"");
      }
      return DecodedText.json(id, decode(format, Hex.parse(hex)));
    } catch (JsonException e) {
      return refusal(id, e.offset(), "line " + number + " is " + e.getMessage());
    } catch (IllegalArgumentException e) {
      return refusal(id, 0, "the hex text of line " + number + " has " + e.getMessage());
    }
  }

  private static String refusal(@Nullable String id, int offset, String message) {
    Decoded.Problem problem = new Decoded.Problem("malformed", offset, message);
    return DecodedText.json(id, Decoded.failed(AUTO, problem));
  }

  private static Decoded decode(String format, byte[] bytes) {
    Decoded decoded = SmlTelegrams.decode(bytes);
    if (format.equals(AUTO) && decoded.error() != null && !looksLikeSml(bytes)) {
      return Decoded.failed(
          AUTO, new Decoded.Problem("unsupported", 0, "the bytes are of no known format (sml)"));
    }
    return decoded;
  }

  /** Whether four escape bytes stand anywhere: without them there is no SML frame. */
  private static boolean looksLikeSml(byte[] bytes) {
    int run = 0;
    for (byte b : bytes) {
      run = b == 0x1B ? run + 1 : 0;
      if (run == 4) {
        return true;
      }
    }
    return false;
  }

  /** The bytes behind hex digits, a file's name, or standard input. */
  private static byte[] bytes(String source, InputStream in) throws IOException {
    if (source.equals("-")) {
      return content(in.readAllBytes());
    }
    try {
      return Hex.parse(source);
    } catch (IllegalArgumentException notHex) {
      try {
        return content(Files.readAllBytes(Path.of(source)));
      } catch (InvalidPathException notPath) {
        throw new NoSuchFileException(source);
      }
    }
  }

  /** A file holds hex digits when it holds nothing else; otherwise its bytes are the telegram. */
  private static byte[] content(byte[] file) {
    for (byte b : file) {
      boolean text = (b >= 0x20 && b < 0x7F) || b == '\t' || b == '\r' || b == '\n';
      if (!text) {
        return file;
      }
    }
    try {
      return Hex.parse(new String(file, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException notHex) {
      return file;
    }
  }

  /** What the arguments ask for. */
  private record Options(String format, boolean json, boolean batch, String source) {

    static Options parse(List<String> arguments) throws UsageException {
      String format = AUTO;
      boolean json = false;
      boolean batch = false;
      StringBuilder source = new StringBuilder();
      for (int i = 0; i < arguments.size(); i++) {
        String argument = arguments.get(i);
        switch (argument) {
          case "--json" -> json = true;
          case "--batch" -> batch = true;
          case "--format" -> format = format(++i < arguments.size() ? arguments.get(i) : "");
          default -> {
            if (argument.startsWith("--")) {
              throw new UsageException("no option is called '" + argument + "'");
            }
            source.append(source.length() == 0 ? "" : " ").append(argument);
          }
        }
      }
      if (batch && source.length() > 0) {
        throw new UsageException("--batch reads standard input and takes no telegram");
      }
      return new Options(format, json, batch, source.length() == 0 ? "-" : source.toString());
    }

    private static String format(String name) throws UsageException {
      if (!name.equals(AUTO) && !name.equals(SmlTelegrams.FORMAT)) {
        throw new UsageException("no format is called '" + name + "'; known are auto and sml");
      }
      return name;
    }
  }
}
