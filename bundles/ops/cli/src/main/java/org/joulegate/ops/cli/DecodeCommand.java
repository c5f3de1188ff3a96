package org.joulegate.ops.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.joulegate.codec.bytes.Hex;

/** {@code decode}: what telegrams say. */
final class DecodeCommand implements Command {

  private static final String WIDTH = "COLUMNS";

  @Override
  public String word() {
    return "decode";
  }

  @Override
  public String arguments() {
    return """
        [--format auto|sml|mbus|wmbus|d0|p1|dlms] [--key HEX | --key-file FILE]
          [--auth-key HEX | --auth-key-file FILE] [--frame NAME] [--annotate] [--json]
          [HEX | FILE | -]  or  --batch [OPTION]...""";
  }

  @Override
  public String summary() {
    return "Shows the values of telegrams, given as hex digits, as a file (bytes or hex digits)"
        + " or on standard input; --annotate explains every byte; --batch reads and writes JSON"
        + " lines.";
  }

  @Override
  public int run(List<String> arguments, Io io) throws UsageException, IOException {
    DecodeOptions options = DecodeOptions.parse(arguments);
    if (options.batch()) {
      new BatchDecoder(options).run(io);
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
    return show(options, new Request(bytes, options.key(), options.authKey(), options.frame()), io);
  }

  private static int show(DecodeOptions options, Request request, Io io) {
    Decoded decoded = options.format().decode(request);
    List<Annotated> annotated = options.annotate() ? options.format().annotate(request) : List.of();
    Decoded.Problem error = decoded.error();
    if (options.json()) {
      io.out().println(DecodedText.json(null, decoded, annotated));
    } else {
      String columns = System.getenv(WIDTH);
      AnnotatedText text =
          new AnnotatedText(io.out(), AnnotatedText.width(columns == null ? "" : columns));
      for (Annotated block : annotated) {
        text.print(block);
        io.out().println();
      }
      DecodedText.print(decoded, io.out());
      if (error != null) {
        io.out().flush();
        io.err().println("joulegate decode: " + error.kind() + ": " + error.message());
      }
    }
    return error == null ? ExitStatus.OK : ExitStatus.FAILED;
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
        Path file = Path.of(source);
        if (Files.isDirectory(file)) {
          throw new NoSuchFileException(source);
        }
        return content(Files.readAllBytes(file));
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
}
