package org.joulegate.codec.mbus;

import org.jspecify.annotations.Nullable;

/**
 * What the number of a record means: the value is number × factor × 10^exponent in the unit.
 * Meanings of the standard's tables are shared objects.
 *
 * @param quantity what is measured
 * @param aspect what the record says of it: the value itself, the time of its maximum, …
 * @param unit in which the value is given
 * @param exponent power of ten of the number sent, -128 to 127
 * @param factor of the number sent: 60, 3600 or 86400 when it counts minutes, hours or days, else 1
 * @param kind how the data is to be read
 * @param text the unit or name that the meter sends as plain text (VIF 7C, FC); null for others
 */
public record Meaning(
    Quantity quantity,
    Aspect aspect,
    MbusUnit unit,
    int exponent,
    int factor,
    Kind kind,
    @Nullable String text) {

  /** How data is to be read. */
  public enum Kind {
    /** A signed integer (type B), a decimal (type A) or a real (type H). */
    NUMBER,
    /** An unsigned integer (type C), a decimal or a real. */
    UNSIGNED,
    /** Single bits (type D). */
    BITS,
    /** Digits that are a name and no number; they may be hexadecimal. */
    IDENTIFIER,
    /** A date, a time or both (types F, G, I, J). */
    TIME,
    /** Bytes with a meaning of their own. */
    OPAQUE
  }

  /** What a record says of the quantity. */
  public enum Aspect {
    /** Its value. */
    VALUE(""),
    /** A limit set for it. */
    LIMIT("limit of "),
    /** How often a limit was exceeded. */
    COUNT("count of limit exceeds of "),
    /** When something happened. */
    DATE("time point of "),
    /** How long something lasted. */
    DURATION("duration of "),
    /** How much one pulse stands for. */
    PULSE("pulse increment of "),
    /** Its change or its share by another quantity. */
    RATE("rate of "),
    /** It multiplied by another quantity. */
    PRODUCT("product of "),
    /** How far it is from its expected value. */
    DEVIATION("relative deviation of "),
    /** Under which OBIS code it goes. */
    DECLARATION("declaration of "),
    /** Its value, of which the meter says that it may be wrong. */
    UNSAFE("unsafe "),
    /** Something of it that is not known here: a code that the maker or a later edition knows. */
    UNKNOWN("unknown kind of ");

    private final String text;

    Aspect(String text) {
      this.text = text;
    }

    /** Words to be put in front of the quantity; empty for the value itself. */
    public String text() {
      return text;
    }
  }

  static Meaning of(Quantity quantity, MbusUnit unit, int exponent, Kind kind) {
    return new Meaning(quantity, Aspect.VALUE, unit, exponent, 1, kind, null);
  }

  static Meaning number(Quantity quantity, MbusUnit unit, int exponent) {
    return of(quantity, unit, exponent, Kind.NUMBER);
  }

  static Meaning plain(Quantity quantity, Kind kind) {
    return of(quantity, MbusUnit.NONE, 0, kind);
  }

  /** A duration in seconds (0), minutes (1), hours (2) or days (3). */
  static Meaning duration(Quantity quantity, int code) {
    return new Meaning(
        quantity, Aspect.VALUE, MbusUnit.SECOND, 0, secondsOf(code), Kind.NUMBER, null);
  }

  /** Seconds of the time units 0 to 3: second, minute, hour, day. */
  static int secondsOf(int code) {
    return switch (code & 3) {
      case 0 -> 1;
      case 1 -> 60;
      case 2 -> 3600;
      default -> 86_400;
    };
  }

  static Meaning plainText(String text) {
    return new Meaning(Quantity.PLAIN_TEXT, Aspect.VALUE, MbusUnit.NONE, 0, 1, Kind.NUMBER, text);
  }

  /** The same quantity, of which the record says something else. */
  Meaning as(Aspect other, MbusUnit otherUnit, int otherExponent, int otherFactor, Kind otherKind) {
    return new Meaning(quantity, other, otherUnit, otherExponent, otherFactor, otherKind, text);
  }
}
