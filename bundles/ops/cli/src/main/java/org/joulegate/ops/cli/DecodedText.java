package org.joulegate.ops.cli;

import java.io.PrintStream;
import java.util.List;
import org.joulegate.codec.json.JsonValue;
import org.joulegate.codec.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** What was decoded, for a person and as JSON. */
final class DecodedText {

  private static final int CODE_WIDTH = 20;
  private static final int NAME_WIDTH = 32;
  private static final int VALUE_WIDTH = 16;
  private static final int NUMBER_WIDTH = 9;
  private static final String NOT_GIVEN = "not given";

  private DecodedText() {}

  /** Tables; nothing when nothing was read. */
  static void print(Decoded decoded, PrintStream out) {
    boolean empty = decoded.registers().isEmpty() && decoded.records().isEmpty();
    if (decoded.error() == null || !empty || decoded.meter() != null) {
      head(decoded, out);
    }
    if (!decoded.registers().isEmpty()) {
      out.println();
      out.println(
          left("OBIS", CODE_WIDTH)
              + left("name", NAME_WIDTH)
              + right("value", VALUE_WIDTH)
              + "  unit");
      for (Decoded.Register register : decoded.registers()) {
        out.println(row(register));
      }
    }
    records(decoded.records(), out);
    if (decoded.registers().isEmpty()) {
      for (JsonValue tree : decoded.data()) {
        out.println();
        tree(tree, "", out);
      }
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

  private static void head(Decoded decoded, PrintStream out) {
    String count = decoded.telegrams() == 1 ? "1 telegram" : decoded.telegrams() + " telegrams";
    String meter = decoded.meter() == null ? "unknown meter" : "meter " + decoded.meter();
    String whole = decoded.error() == null ? count : "not all was read";
    out.println(meter + " (" + decoded.format() + ", " + whole + ")");
    for (Decoded.Detail detail : decoded.details()) {
      out.println(detail.name() + ": " + detail.text());
    }
  }

  /** A typed tree whose values have no names: an element a line. */
  private static void tree(JsonValue tree, String indent, PrintStream out) {
    if (tree instanceof JsonValue.JsonArray pair
        && pair.elements().size() == 2
        && pair.elements().get(0) instanceof JsonValue.JsonString type) {
      if (pair.elements().get(1) instanceof JsonValue.JsonArray elements) {
        out.println(indent + type.value() + " of " + elements.elements().size());
        for (JsonValue element : elements.elements()) {
          tree(element, indent + "  ", out);
        }
        return;
      }
      out.println(indent + type.value() + " " + word(pair.elements().get(1)));
    }
  }

  private static String word(JsonValue value) {
    return value instanceof JsonValue.JsonString string
        ? string.value()
        : JsonWriter.compact().value(value).text();
  }

  private static void records(List<Decoded.MeterRecord> records, PrintStream out) {
    if (records.isEmpty()) {
      return;
    }
    out.println();
    out.println(
        left("function", CODE_WIDTH - 5)
            + right("storage", NUMBER_WIDTH)
            + right("tariff", NUMBER_WIDTH)
            + right("subunit", NUMBER_WIDTH)
            + "  "
            + left("quantity", NAME_WIDTH)
            + right("value", VALUE_WIDTH)
            + "  unit");
    for (Decoded.MeterRecord record : records) {
      out.println(row(record));
    }
  }

  /** One JSON object in one line. */
  static String json(@Nullable String id, Decoded decoded, List<Annotated> annotated) {
    JsonWriter json = JsonWriter.compact().beginObject();
    if (id != null) {
      json.member("id", id);
    }
    Decoded.Problem error = decoded.error();
    json.member("ok", error == null);
    if (error != null) {
      json.name("error");
      problem(json, error);
    }
    if (error == null || hasValues(decoded)) {
      values(json, decoded);
    }
    if (!annotated.isEmpty()) {
      json.name("annotated").beginArray();
      for (Annotated block : annotated) {
        AnnotatedText.json(json, block);
      }
      json.endArray();
    }
    return json.endObject().text();
  }

  private static boolean hasValues(Decoded decoded) {
    return decoded.meter() != null
        || !decoded.registers().isEmpty()
        || !decoded.records().isEmpty()
        || !decoded.data().isEmpty()
        || !decoded.details().isEmpty();
  }

  private static void values(JsonWriter json, Decoded decoded) {
    json.member("format", decoded.format()).member("meter", decoded.meter());
    json.member("telegrams", decoded.telegrams());
    for (Decoded.Detail detail : decoded.details()) {
      json.member(detail.name(), detail.value());
    }
    if (!decoded.registers().isEmpty()) {
      json.name("registers").beginArray();
      for (Decoded.Register register : decoded.registers()) {
        register(json, register);
      }
      json.endArray();
    }
    if (!decoded.records().isEmpty()) {
      json.name("records").beginArray();
      for (Decoded.MeterRecord record : decoded.records()) {
        record(json, record);
      }
      json.endArray();
    }
    if (!decoded.data().isEmpty()) {
      json.member("data", new JsonValue.JsonArray(decoded.data()));
    }
    texts(json, "quirks", decoded.quirks());
    if (!decoded.warnings().isEmpty()) {
      json.name("warnings").beginArray();
      for (Decoded.Problem warning : decoded.warnings()) {
        problem(json, warning);
      }
      json.endArray();
    }
  }

  private static void texts(JsonWriter json, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      json.name(name).beginArray();
      for (String text : texts) {
        json.value(text);
      }
      json.endArray();
    }
  }

  private static void problem(JsonWriter json, Decoded.Problem problem) {
    json.beginObject().member("kind", problem.kind()).member("offset", problem.offset());
    json.member("message", problem.message()).endObject();
  }

  private static void register(JsonWriter json, Decoded.Register register) {
    json.beginObject().member("obis", register.obis());
    member(json, "value", register.value());
    member(json, "unit", register.unit());
    member(json, "raw", register.raw());
    member(json, "text", register.text());
    member(json, "hex", register.hex());
    member(json, "status", register.status());
    time(json, register.time());
    member(json, "absent", register.absent());
    json.endObject();
  }

  /** A time, and the season that stands behind it where the meter's local time says it. */
  private static void time(JsonWriter json, @Nullable String time) {
    if (time != null) {
      int blank = time.indexOf(' ');
      member(json, "time", blank < 0 ? time : time.substring(0, blank));
      member(json, "season", blank < 0 ? null : time.substring(blank + 1));
    }
  }

  private static void record(JsonWriter json, Decoded.MeterRecord record) {
    json.beginObject().member("function", record.function());
    json.member("storage", record.storage()).member("tariff", record.tariff());
    json.member("subunit", record.subunit()).member("quantity", record.quantity());
    member(json, "unit", record.unit());
    member(json, "value", record.value());
    texts(json, "qualifiers", record.qualifiers());
    member(json, "time", record.time());
    member(json, "absent", record.absent());
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
    String time = register.time() == null ? "" : "  at " + register.time();
    if (register.value() != null) {
      return start + right(register.value(), VALUE_WIDTH) + unit(register.unit()) + time;
    }
    if (register.absent() != null) {
      return start + NOT_GIVEN + ": " + register.absent();
    }
    String text = register.text() == null ? register.hex() : register.text();
    return start + (text == null ? NOT_GIVEN : text) + time;
  }

  private static String row(Decoded.MeterRecord record) {
    String what =
        record.qualifiers().isEmpty()
            ? record.quantity()
            : record.quantity() + ", " + String.join(", ", record.qualifiers());
    String value = record.value();
    String time = record.time() == null ? "" : "  at " + record.time();
    return left(record.function(), CODE_WIDTH - 5)
        + right(Long.toString(record.storage()), NUMBER_WIDTH)
        + right(Integer.toString(record.tariff()), NUMBER_WIDTH)
        + right(Integer.toString(record.subunit()), NUMBER_WIDTH)
        + "  "
        + left(what, NAME_WIDTH)
        + (value == null
            ? NOT_GIVEN + (record.absent() == null ? "" : ": " + record.absent())
            : right(value, VALUE_WIDTH) + unit(record.unit()))
        + time;
  }

  private static String unit(@Nullable String unit) {
    return unit == null ? "" : "  " + unit;
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
