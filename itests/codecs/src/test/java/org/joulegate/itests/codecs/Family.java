package org.joulegate.itests.codecs;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.json.JsonException;
import org.joulegate.codec.json.JsonLimits;
import org.joulegate.codec.json.JsonReader;
import org.joulegate.codec.json.JsonValue;
import org.joulegate.codec.json.JsonValue.JsonObject;
import org.joulegate.itests.kit.Corpora;
import org.jspecify.annotations.Nullable;

/** The telegrams that are measured together, and which cases of the corpora they are. */
enum Family {
  SML("sml", "sml", Expects.REGISTERS),
  MBUS("mbus", "mbus", Expects.RECORDS),
  WMBUS("wmbus", "wmbus", Expects.RECORDS),
  WMBUS_KEY("wmbus-key", "wmbus", Expects.RECORDS),
  D0("d0", "d0", Expects.REGISTERS),
  P1("p1", "p1", Expects.REGISTERS),
  DLMS("dlms", "dlms", Expects.TREES);

  /** The attribute of a register object that has its value. */
  private static final String VALUE_ATTRIBUTE = "2";

  private static final JsonLimits DEEP = new JsonLimits(64, 1 << 24);

  /** What a case of the corpora has to compare with. */
  enum Expects {
    REGISTERS,
    RECORDS,
    TREES
  }

  private final String word;
  private final String format;
  private final Expects expects;

  Family(String word, String format, Expects expects) {
    this.word = word;
    this.format = format;
    this.expects = expects;
  }

  /** The word by which it is chosen. */
  String word() {
    return word;
  }

  /** What {@code decode --format} calls it, and the folder of the corpora. */
  String format() {
    return format;
  }

  Expects expects() {
    return expects;
  }

  /** The cases that count, each as often as it is put to a decoder; none without the corpora. */
  List<Sample> cases() {
    List<Sample> samples = new ArrayList<>();
    for (String line : Corpora.cases(format + "/dev.jsonl")) {
      JsonObject row = read(line);
      if (row.text("disputed") == null && counts(row)) {
        add(row, samples);
      }
    }
    return samples;
  }

  private static JsonObject read(String line) {
    try {
      return JsonReader.readObject(line, DEEP);
    } catch (JsonException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void add(JsonObject row, List<Sample> samples) {
    JsonObject expect = row.object("expect");
    String plain = expect.text("realised_plain_hex");
    String sealed = expect.text("realised_encrypted_hex");
    if (format.equals("wmbus") && plain != null) {
      if (this == WMBUS) {
        samples.add(sample(row, plain, null));
      } else if (sealed != null) {
        samples.add(sample(row, sealed, expect.text("realised_key")));
      }
    } else if (format.equals("wmbus") && (row.text("key") != null) != (this == WMBUS_KEY)) {
      return;
    } else {
      String framed = row.text("framed_hex");
      String hex = framed == null ? row.text("hex") : framed;
      samples.add(sample(row, String.valueOf(hex), row.text("key")));
    }
  }

  private static Sample sample(JsonObject row, String hex, @Nullable String key) {
    String authKey = row.text("auth_key");
    return new Sample(
        String.valueOf(row.text("id")),
        Hex.parse(hex),
        key == null ? null : Hex.parse(key),
        authKey == null ? null : Hex.parse(authKey),
        row.text("frame_format"),
        row);
  }

  private boolean counts(JsonObject row) {
    JsonObject expect = row.object("expect");
    String kind = String.valueOf(row.text("kind"));
    return switch (this) {
      case SML ->
          kind.equals("stream")
              ? !Judge.goodFrames(expect).isEmpty()
              : expect.elements("values").stream().anyMatch(Family::hasValue);
      case MBUS -> hasRecords(expect);
      case WMBUS, WMBUS_KEY ->
          hasRecords(expect)
              && (row.text("key") != null
                  || expect.text("realised_plain_hex") != null
                  || !announcesEncryption(expect));
      case D0 -> kind.equals("readout") && !"false".equals(expect.object("bcc").text("valid"));
      case P1 -> !"false".equals(expect.text("crc_valid"));
      case DLMS ->
          kind.equals("push") && expect.elements("apdus").stream().anyMatch(Family::hasData);
    };
  }

  private static boolean hasValue(JsonValue entry) {
    return entry instanceof JsonObject object && object.members().containsKey("value");
  }

  private static boolean hasData(JsonValue apdu) {
    return apdu instanceof JsonObject object && !object.elements("data").isEmpty();
  }

  private static boolean announcesEncryption(JsonObject expect) {
    JsonObject header = expect.object("header");
    String mode = header.object("tpl").text("security_mode");
    return header.text("already_decrypted") != null || (mode != null && !mode.equals("0"));
  }

  private static boolean hasRecords(JsonObject expect) {
    return expect.elements("records").stream()
        .map(each -> String.valueOf(((JsonObject) each).text("trust")))
        .anyMatch("ABN"::contains);
  }

  /** The registers that a case expects. */
  List<Answer.Register> wanted(JsonObject expect) {
    return switch (this) {
      case SML -> listed(expect);
      case DLMS -> readings(expect);
      default -> lines(expect);
    };
  }

  private static List<Answer.Register> listed(JsonObject expect) {
    List<Answer.Register> wanted = new ArrayList<>();
    for (JsonValue each : expect.elements("values")) {
      JsonObject value = (JsonObject) each;
      String text = value.text("value");
      if (Amount.number(text) != null && !"octet_string".equals(value.text("type"))) {
        wanted.add(
            new Answer.Register(String.valueOf(value.text("obis")), text, value.text("unit_name")));
      }
    }
    return wanted;
  }

  /** The integers of DLMS; the unit is not compared, and the number before its scaler will do. */
  private static List<Answer.Register> readings(JsonObject expect) {
    List<Answer.Register> wanted = new ArrayList<>();
    for (JsonValue apdu : expect.elements("apdus")) {
      for (JsonValue each : ((JsonObject) apdu).elements("readings")) {
        JsonObject reading = (JsonObject) each;
        String type = String.valueOf(reading.text("type"));
        String attribute = reading.text("attribute");
        boolean isValue = attribute == null || attribute.equals(VALUE_ATTRIBUTE);
        if (isValue && (type.startsWith("uint") || type.startsWith("int"))) {
          String obis = String.valueOf(reading.text("obis"));
          wanted.add(new Answer.Register(obis, reading.text("value"), null));
        }
      }
    }
    return wanted;
  }

  private List<Answer.Register> lines(JsonObject expect) {
    List<Answer.Register> wanted = new ArrayList<>();
    for (JsonValue line : expect.elements(this == D0 ? "datasets" : "lines")) {
      String code = String.valueOf(Judge.text(Judge.elements(line).get(0)));
      List<JsonValue> groups = Judge.elements(Judge.elements(line).get(1));
      if (!ObisText.isCode(code) || groups.isEmpty() || groups.size() > 2) {
        continue;
      }
      List<JsonValue> last = Judge.elements(groups.get(groups.size() - 1));
      String value = Judge.text(last.get(0));
      String unit = Judge.text(last.get(1));
      if (unit != null && Amount.number(value) != null) {
        wanted.add(new Answer.Register(code, value, unit));
      }
    }
    return wanted;
  }
}
