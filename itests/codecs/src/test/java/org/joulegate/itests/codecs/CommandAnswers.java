package org.joulegate.itests.codecs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.json.JsonException;
import org.joulegate.codec.json.JsonLimits;
import org.joulegate.codec.json.JsonReader;
import org.joulegate.codec.json.JsonValue;
import org.joulegate.codec.json.JsonValue.JsonObject;

/** What {@code joulegate decode --batch} says of telegrams: our side of the comparison. */
final class CommandAnswers {

  private static final JsonLimits DEEP = new JsonLimits(256, 1 << 26);

  private CommandAnswers() {}

  /** The answers by the place of their sample. */
  static Map<Integer, Answer> of(Family family, List<Sample> samples)
      throws IOException, InterruptedException {
    Path input = Files.createTempFile("samples", ".jsonl");
    Path output = Files.createTempFile("answers", ".jsonl");
    Path complaints = Files.createTempFile("complaints", ".txt");
    try {
      Files.write(input, lines(samples));
      int status =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "org.joulegate.ops.cli.Main",
                  "decode",
                  "--batch",
                  "--format",
                  family.format())
              .redirectInput(input.toFile())
              .redirectOutput(output.toFile())
              .redirectError(complaints.toFile())
              .start()
              .waitFor();
      if (status != 0) {
        throw new IOException("decode ended with " + status + ": " + Files.readString(complaints));
      }
      Map<Integer, Answer> answers = new HashMap<>();
      for (String line : Files.readAllLines(output)) {
        JsonObject object = read(line);
        answers.put(Integer.valueOf(String.valueOf(object.text("id"))), answer(object));
      }
      return answers;
    } finally {
      Files.delete(input);
      Files.delete(output);
      Files.delete(complaints);
    }
  }

  private static JsonObject read(String line) {
    try {
      return JsonReader.readObject(line, DEEP);
    } catch (JsonException e) {
      throw new IllegalStateException("not JSON: " + line, e);
    }
  }

  private static List<String> lines(List<Sample> samples) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      StringBuilder line = new StringBuilder("{\"id\":\"" + i + "\"");
      line.append(",\"hex\":\"").append(Hex.format(sample.bytes())).append('"');
      if (sample.key() != null) {
        line.append(",\"key\":\"").append(Hex.format(sample.key())).append('"');
      }
      if (sample.authKey() != null) {
        line.append(",\"auth_key\":\"").append(Hex.format(sample.authKey())).append('"');
      }
      if (sample.frame() != null) {
        line.append(",\"frame\":\"").append(sample.frame()).append('"');
      }
      lines.add(line.append('}').toString());
    }
    return lines;
  }

  private static Answer answer(JsonObject answer) {
    if (!"true".equals(answer.text("ok"))) {
      return Answer.refused(String.valueOf(answer.object("error").text("message")));
    }
    List<Answer.Register> registers = new ArrayList<>();
    for (JsonValue value : answer.elements("registers")) {
      JsonObject register = (JsonObject) value;
      registers.add(
          new Answer.Register(
              String.valueOf(register.text("obis")),
              register.text("value"),
              register.text("unit"),
              register.text("raw")));
    }
    List<Answer.Measure> records = new ArrayList<>();
    for (JsonValue value : answer.elements("records")) {
      JsonObject each = (JsonObject) value;
      records.add(
          new Answer.Measure(
              String.valueOf(each.text("function")),
              Long.parseLong(String.valueOf(each.text("storage"))),
              Long.parseLong(String.valueOf(each.text("tariff"))),
              Long.parseLong(String.valueOf(each.text("subunit"))),
              each.text("unit"),
              each.text("value")));
    }
    return new Answer(registers, records, answer.elements("data"), null);
  }
}
