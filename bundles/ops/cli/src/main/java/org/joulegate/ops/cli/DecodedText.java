package org.joulegate.ops.cli;

import java.io.PrintStream;
import org.joulegate.codec.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** What was decoded, for a person and as JSON. */
final class DecodedText {

  private static final int CODE_WIDTH = 20;
  private static final int NAME_WIDTH = 32;
  private static final int VALUE_WIDTH = 16;

  private DecodedText() {}

  /** A table. */
  static void print(Decoded decoded, PrintStream out) {
    String count = decoded.telegrams() == 1 ? "1 telegram" : decoded.telegrams() + " telegrams";
    String meter = decoded.meter() == null ? "unknown meter" : "meter " + decoded.meter();
    out.println(meter + " (" + decoded.format() + ", " + count + ", checksums right)");
    if (!decoded.registers().isEmpty()) {
      out.println();
      out.println(
          left("OBIS", CODE_WIDTH)
              + left("name", NAME_WIDTH)
              + right("value", VALUE_WIDTH)
              + "  unit");
    }
    for (Decoded.Register register : decoded.registers()) {
      out.println(row(register));
    }
    if (!decoded.quirks().isEmpty() || !decoded.warnings().isEmpty()) {
      out.println();
    }
    for (String quirk : decoded.quirks()) {
      out.println("corrected: " + quirk);
    }
    for (Decoded.Problem warning : decoded.warnings()) {
      out.println("warning: " + warning.kind() + ", " + warning.message());
    }
  }

  /** One JSON object in one line. */
  static String json(@Nullable String id, Decoded decoded) {
    JsonWriter json = JsonWriter.compact().beginObject();
    if (id != null) {
      json.member("id", id);
    }
    Decoded.Problem error = decoded.error();
    json.member("ok", error == null);
    if (error != null) {
      json.name("error");
      problem(json, error);
      return json.endObject().text();
    }
    json.member("format", decoded.format()).member("meter", decoded.meter());
    json.member("telegrams", decoded.telegrams());
    json.name("registers").beginArray();
    for (Decoded.Register register : decoded.registers()) {
      register(json, register);
    }
    json.endArray();
    if (!decoded.quirks().isEmpty()) {
      json.name("quirks").beginArray();
      for (String quirk : decoded.quirks()) {
        json.value(quirk);
      }
      json.endArray();
    }
    if (!decoded.warnings().isEmpty()) {
      json.name("warnings").beginArray();
      for (Decoded.Problem warning : decoded.warnings()) {
        problem(json, warning);
      }
      json.endArray();
    }
    return json.endObject().text();
  }

  private static void problem(JsonWriter json, Decoded.Problem problem) {
    json.beginObject().member("kind", problem.kind()).member("offset", problem.offset());
    json.member("message", problem.message()).endObject();
  }

  private static void register(JsonWriter json, Decoded.Register register) {
    json.beginObject().member("obis", register.obis());
    member(json, "value", register.value());
    member(json, "unit", register.unit());
    member(json, "text", register.text());
    member(json, "hex", register.hex());
    member(json, "status", register.status());
    json.endObject();
  }

  private static void member(JsonWriter json, String name, @Nullable String value) {
    if (value != null) {
      json.member(name, value);
    }
  }

  private static String row(Decoded.Register register) {
    String start =
        left(register.obis(), CODE_WIDTH) + left(ObisNames.of(register.obis()), NAME_WIDTH);
    if (register.value() != null) {
      String unit = register.unit() == null ? "" : "  " + register.unit();
      return start + right(register.value(), VALUE_WIDTH) + unit;
    }
    String text = register.text() == null ? register.hex() : register.text();
    return start + (text == null ? "not given" : text);
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
