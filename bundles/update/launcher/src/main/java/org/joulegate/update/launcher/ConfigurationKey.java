package org.joulegate.update.launcher;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One key of a configuration, as the bundle's metatype describes it (OSGi Compendium, chapter 105:
 * an {@code AD} element).
 *
 * @param id the key
 * @param type the type's name in the metatype: {@code String}, {@code Integer}, …
 * @param cardinality 0 for one value, else more (an array if positive, a list if negative)
 * @param required whether it must have a value
 * @param hasDefault whether the component has a value of its own
 * @param min the least number; null for none
 * @param max the greatest number; null for none
 * @param options what it may be; empty for anything
 */
record ConfigurationKey(
    String id,
    String type,
    int cardinality,
    boolean required,
    boolean hasDefault,
    @Nullable BigDecimal min,
    @Nullable BigDecimal max,
    List<String> options) {

  private static final Map<String, Function<String, Object>> SCALARS =
      Map.of(
          "String", text -> text,
          "Password", text -> text,
          "Integer", text -> new BigDecimal(text).intValueExact(),
          "Long", text -> new BigDecimal(text).longValueExact(),
          "Short", text -> new BigDecimal(text).shortValueExact(),
          "Byte", text -> new BigDecimal(text).byteValueExact(),
          "Float", Float::valueOf,
          "Double", Double::valueOf,
          "Boolean", ConfigurationKey::bool,
          "Character", ConfigurationKey::character);

  /**
   * A value of this key's type.
   *
   * @param value what JSON or the command line says: a string, number or boolean, or a list of them
   * @throws IllegalArgumentException saying what is expected instead
   */
  Object typed(@Nullable Object value) {
    if (cardinality == 0) {
      return scalar(value);
    }
    List<Object> elements = new ArrayList<>();
    for (Object element : elements(value)) {
      elements.add(scalar(element));
    }
    // Configuration Admin takes lists of simple types and keeps their type where they have
    // elements.
    return elements;
  }

  private static List<?> elements(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    String text = String.valueOf(value);
    return text.isEmpty() ? List.of() : List.of(text.split(","));
  }

  private Object scalar(@Nullable Object value) {
    if (value == null || value instanceof List || value instanceof Map) {
      throw expected(value);
    }
    String text =
        value instanceof BigDecimal number ? number.toPlainString() : value.toString().strip();
    Object typed;
    try {
      typed = SCALARS.getOrDefault(type, plain -> plain).apply(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw expected(value);
    }
    if (!inRange(typed) || !(options.isEmpty() || options.contains(text))) {
      throw expected(value);
    }
    return typed;
  }

  private boolean inRange(Object typed) {
    if (!(typed instanceof Number)) {
      return true;
    }
    BigDecimal number = new BigDecimal(typed.toString());
    return (min == null || number.compareTo(min) >= 0)
        && (max == null || number.compareTo(max) <= 0);
  }

  private IllegalArgumentException expected(@Nullable Object value) {
    StringBuilder sentence = new StringBuilder("takes ");
    if (!options.isEmpty()) {
      sentence.append("one of ").append(String.join(", ", options));
    } else {
      sentence.append(typeInWords());
      if (min != null) {
        sentence.append(", at least ").append(min);
      }
      if (max != null) {
        sentence.append(", at most ").append(max);
      }
    }
    // A secret that was mistyped is still one.
    String given = type.equals("Password") ? "" : ", not \"" + value + "\"";
    return new IllegalArgumentException(sentence + given);
  }

  private String typeInWords() {
    return switch (type) {
      case "Integer", "Long", "Short", "Byte" -> "a whole number";
      case "Float", "Double" -> "a number";
      case "Boolean" -> "true or false";
      case "Character" -> "one character";
      default -> "a text";
    };
  }

  private static Object bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Object character(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException(text);
    }
    return text.charAt(0);
  }
}
