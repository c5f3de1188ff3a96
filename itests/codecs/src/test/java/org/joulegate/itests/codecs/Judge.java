package org.joulegate.itests.codecs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joulegate.codec.json.JsonValue;
import org.joulegate.codec.json.JsonValue.JsonArray;
import org.joulegate.codec.json.JsonValue.JsonNumber;
import org.joulegate.codec.json.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Whether an answer has all that a case of the corpora expects, and no number besides under the
 * same meaning. The same rules for every decoder. What independent decoders are known to differ on
 * does not count.
 */
final class Judge {

  private static final BigDecimal REAL = new BigDecimal("1e-7");
  private static final BigDecimal REAL_AT_LEAST = new BigDecimal("1e-6");
  private static final Pattern DATE = Pattern.compile("(\\d{4})-\\d\\d-\\d\\d.*");
  private static final Pattern ENERGY_OR_POWER = Pattern.compile("1-0:(1|2|16)\\.[78]\\.");
  private static final int DATE_AND_MINUTE = 16;
  private static final int YEAR_OF_AN_UNSET_DATE = 2100;

  private static final Set<String> UNITS =
      Set.of(
          "Wh",
          "J",
          "W",
          "J/h",
          "m^3",
          "m^3/h",
          "kg",
          "kg/h",
          "°C",
          "Â°C",
          "K",
          "bar",
          "V",
          "A",
          "s",
          "Hz",
          "var",
          "varh",
          "VA",
          "VAh",
          "%",
          "Units for H.C.A.",
          "kWh",
          "l");

  private static final Pattern INVALID = Pattern.compile("(00)*80");
  private static final Pattern MONTHS = Pattern.compile("fd(28|29|a8).*");
  private static final Pattern LIMIT_DURATION =
      Pattern.compile("[0-9a-f]{2}(5[04-9a-f]|[dD][04-9a-f]).*");

  private Judge() {}

  /** The first fault of an answer, or null when it is right. */
  static @Nullable String fault(Family family, Sample sample, Answer answer) {
    if (answer.error() != null) {
      return "refused: " + answer.error();
    }
    JsonObject expect = sample.expect();
    return switch (family.expects()) {
      case REGISTERS ->
          sample.isStream()
              ? stream(expect, answer.registers())
              : registers(family, expect, answer.registers());
      case RECORDS -> records(expect, answer.records());
      case TREES -> tree(family, expect, answer);
    };
  }

  /** The energies and powers of every good frame of a stream of SML, without their units. */
  private static @Nullable String stream(JsonObject expect, List<Answer.Register> have) {
    for (JsonObject frame : goodFrames(expect)) {
      JsonObject values = frame.object("values");
      for (String code : values.members().keySet()) {
        BigDecimal wanted = Amount.number(values.text(code));
        if (wanted != null
            && ENERGY_OR_POWER.matcher(code).find()
            && have.stream()
                .noneMatch(each -> ObisText.fits(code, each.obis()) && is(wanted, each.value()))) {
          return code + " is not " + wanted;
        }
      }
    }
    return null;
  }

  /** The frames of a stream that are good and have a number. */
  static List<JsonObject> goodFrames(JsonObject expect) {
    return expect.elements("frames").stream()
        .map(JsonObject.class::cast)
        .filter(frame -> "ok".equals(frame.text("status")))
        .filter(
            frame ->
                frame.object("values").members().values().stream()
                    .anyMatch(value -> Amount.number(text(value)) != null))
        .toList();
  }

  /** All scalars in order, and the integers that belong to a code. */
  private static @Nullable String tree(Family family, JsonObject expect, Answer answer) {
    List<JsonValue> trees = new ArrayList<>();
    for (JsonValue apdu : expect.elements("apdus")) {
      JsonValue data = ((JsonObject) apdu).members().get("data");
      if (data != null) {
        trees.add(data);
      }
    }
    List<String> want = TypedTree.scalars(trees);
    List<String> have = TypedTree.scalars(answer.data());
    return want.equals(have)
        ? registers(family, expect, answer.registers())
        : "another tree: " + want.size() + " scalars wanted, " + have.size() + " given";
  }

  private static boolean is(BigDecimal wanted, @Nullable String value) {
    BigDecimal given = Amount.number(value);
    return given != null && given.compareTo(wanted) == 0;
  }

  private static @Nullable String registers(
      Family family, JsonObject expect, List<Answer.Register> have) {
    for (Answer.Register want : family.wanted(expect)) {
      Amount wanted = Amount.of(want.value(), want.unit());
      boolean found = false;
      for (Answer.Register each : have) {
        Amount given = Amount.of(each.value(), each.unit());
        boolean same =
            given.number() != null
                && wanted.number() != null
                && given.number().compareTo(wanted.number()) == 0
                && (wanted.unit() == null || wanted.unit().equals(given.unit()));
        boolean sameRaw =
            family.expects() == Family.Expects.TREES
                && wanted.number() != null
                && is(wanted.number(), each.raw());
        found |= ObisText.fits(want.obis(), each.obis()) && (same || sameRaw);
      }
      if (!found) {
        return want.obis() + " is not " + want.value();
      }
    }
    return null;
  }

  /** What tells a value of M-Bus from others of the same telegram. */
  private record Meaning(
      @Nullable String function, long storage, long tariff, long subunit, @Nullable String unit) {}

  private record Wanted(@Nullable BigDecimal number, @Nullable String date, boolean real) {
    boolean is(Answer.Measure given) {
      if (date != null) {
        String text = given.value() == null ? "" : given.value();
        return text.startsWith(date)
            || (text.length() >= DATE_AND_MINUTE
                && date.startsWith(text.substring(0, DATE_AND_MINUTE)));
      }
      BigDecimal have = Amount.of(given.value(), given.unit()).number();
      if (have == null || number == null) {
        return false;
      }
      BigDecimal difference = have.subtract(number).abs();
      return difference.signum() == 0
          || ((real || number.signum() == 0)
              && difference.compareTo(number.abs().multiply(REAL).max(REAL_AT_LEAST)) <= 0);
    }
  }

  private static @Nullable String records(JsonObject expect, List<Answer.Measure> answer) {
    Map<Meaning, List<Wanted>> want = new HashMap<>();
    Map<Meaning, Integer> unsure = new HashMap<>();
    for (JsonValue value : expect.elements("records")) {
      want((JsonObject) value, want, unsure);
    }
    Map<Meaning, List<Answer.Measure>> have = new HashMap<>();
    for (Answer.Measure each : answer) {
      String unit = Amount.of(each.value(), each.unit()).unit();
      Meaning meaning =
          new Meaning(each.function(), each.storage(), each.tariff(), each.subunit(), unit);
      have.computeIfAbsent(meaning, key -> new ArrayList<>()).add(each);
    }
    for (Map.Entry<Meaning, List<Wanted>> entry : want.entrySet()) {
      List<Answer.Measure> given = have.getOrDefault(entry.getKey(), new ArrayList<>());
      for (Wanted wanted : entry.getValue()) {
        Answer.Measure hit = given.stream().filter(wanted::is).findFirst().orElse(null);
        if (hit == null) {
          return entry.getKey() + " is not " + wanted + " but " + given;
        }
        given.remove(hit);
      }
      long more = given.stream().filter(each -> Amount.number(each.value()) != null).count();
      if (entry.getKey().unit() != null && more > unsure.getOrDefault(entry.getKey(), 0)) {
        return entry.getKey() + " has a number too many";
      }
    }
    return null;
  }

  private static void want(
      JsonObject row, Map<Meaning, List<Wanted>> want, Map<Meaning, Integer> unsure) {
    String value = row.text("value");
    Amount amount = Amount.of(value, row.text("unit"));
    Meaning meaning = meaning(row, amount.unit());
    String trust = row.text("trust");
    if ("C".equals(trust)) {
      unsure.merge(meaning, 1, Integer::sum);
    } else if ("N".equals(trust) || value == null) {
      want.computeIfAbsent(meaning, key -> new ArrayList<>());
    } else if (isUnsure(row, value)) {
      unsure.merge(meaning, 1, Integer::sum);
    } else if (amount.unit() != null && amount.number() != null) {
      boolean real =
          row.members().get("value") instanceof JsonNumber number
              && !number.digits().chars().allMatch(each -> each == '-' || Character.isDigit(each));
      want.computeIfAbsent(meaning, key -> new ArrayList<>())
          .add(new Wanted(amount.number(), null, real));
    } else if (DATE.matcher(value).matches()) {
      want.computeIfAbsent(meaning(row, null), key -> new ArrayList<>())
          .add(new Wanted(null, value, false));
    }
  }

  private static Meaning meaning(JsonObject row, @Nullable String unit) {
    return new Meaning(
        row.text("function"),
        count(row, "storage"),
        count(row, "tariff"),
        count(row, "subunit"),
        unit);
  }

  private static long count(JsonObject row, String name) {
    String text = row.text(name);
    return text == null ? 0 : Long.parseLong(text);
  }

  private static boolean isUnsure(JsonObject row, String value) {
    String vib = row.text("vib") == null ? "" : row.text("vib");
    String data = row.text("data") == null ? "" : row.text("data");
    String unit = row.text("unit");
    Matcher date = DATE.matcher(value);
    return INVALID.matcher(data).matches()
        || (date.matches() && Integer.parseInt(date.group(1)) >= YEAR_OF_AN_UNSET_DATE)
        || MONTHS.matcher(vib).matches()
        || LIMIT_DURATION.matcher(vib).matches()
        || (unit != null && !UNITS.contains(unit));
  }

  /** The text of an element, or null. */
  static @Nullable String text(JsonValue value) {
    return new JsonObject(Map.of("it", value)).text("it");
  }

  /** The elements of a value, none when it is no array. */
  static List<JsonValue> elements(JsonValue value) {
    return value instanceof JsonArray array ? array.elements() : List.of();
  }
}
