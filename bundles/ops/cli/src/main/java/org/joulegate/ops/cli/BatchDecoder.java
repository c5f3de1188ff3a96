package org.joulegate.ops.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.json.JsonException;
import org.joulegate.codec.json.JsonLimits;
import org.joulegate.codec.json.JsonReader;
import org.joulegate.codec.json.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/** Telegrams as JSON lines in, their values as JSON lines out. */
final class BatchDecoder {

  private final DecodeOptions options;

  BatchDecoder(DecodeOptions options) {
    this.options = options;
  }

  /** Answers every line; the answer of a line is written before the next line is waited for. */
  void run(Io io) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(io.in(), StandardCharsets.UTF_8));
    int number = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      if (!line.isBlank()) {
        io.out().print(answer(line, number));
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

  private String answer(String line, int number) {
    String id = null;
    try {
      JsonObject input = JsonReader.readObject(line, JsonLimits.DEFAULT);
      id = input.text("id");
      String hex = input.text("hex");
      if (hex == null) {
        return refusal(id, 0, "line " + number + " has no \"hex\"");
      }
      Request request = request(input, bytes(hex));
      Decoded decoded = options.format().decode(request);
      List<Annotated> annotated =
          options.annotate() ? options.format().annotate(request) : List.of();
      return DecodedText.json(id, decoded, annotated);
    } catch (JsonException e) {
      return refusal(id, e.offset(), "line " + number + " is " + e.getMessage());
    } catch (UsageException e) {
      return refusal(id, 0, "line " + number + ": " + e.getMessage());
    }
  }

  private static byte[] bytes(String hex) throws UsageException {
    try {
      return Hex.parse(hex);
    } catch (IllegalArgumentException e) {
      throw new UsageException("the hex text has " + e.getMessage());
    }
  }

  /** What the line gives goes before what the arguments of the command gave. */
  private Request request(JsonObject input, byte[] bytes) throws UsageException {
    String key = input.text("key");
    String authKey = input.text("auth_key");
    String frame = input.text("frame");
    return new Request(
        bytes,
        key == null ? options.key() : DecodeOptions.key("\"key\"", key),
        authKey == null ? options.authKey() : DecodeOptions.key("\"auth_key\"", authKey),
        frame == null ? options.frame() : DecodeOptions.frame(frame));
  }

  private static String refusal(@Nullable String id, int offset, String message) {
    Decoded.Problem problem = new Decoded.Problem("malformed", offset, message);
    return DecodedText.json(id, Decoded.failed(Formats.AUTO, problem), List.of());
  }
}
