package org.joulegate.codec.mbus;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One extension of a value information field: what is different about this value (EN 13757-3:2018,
 * 6.4.5 to 6.4.7, tables 15 to 18). Qualifiers of the standard's tables are shared objects.
 */
public final class Qualifier {

  private static final int LAST_PER_TIME = 0x26;

  // What a type does to its record.
  static final int CHANGES_MEANING = 1;
  static final int MAKES_INVALID = 2;
  static final int SHIFTS = 4;

  /** Data of variable length is bytes and not characters. */
  static final int MAKES_OPAQUE = 8;

  /** Data of every field is bytes and no number. */
  static final int IS_NO_NUMBER = 16;

  /** What a qualifier says. */
  public enum Type {
    /** Nothing: the code 00. */
    NONE,
    /**
     * An error of this record; the value is not valid. With "data error" the meter sends a value
     * that may be unsafe: it is given, with the aspect {@link Meaning.Aspect#UNSAFE}.
     */
    RECORD_ERROR(MAKES_INVALID),
    /** What the device is to do with the value, in telegrams to it. */
    ACTION,
    /** The average of the quantity. */
    AVERAGE,
    /** A list of values, the youngest first. */
    INVERSE_COMPACT_PROFILE(MAKES_OPAQUE | IS_NO_NUMBER),
    /** A relative deviation. */
    RELATIVE_DEVIATION(CHANGES_MEANING),
    /** Data as another standard lays it out. */
    STANDARD_DATA_CONTENT(MAKES_OPAQUE | IS_NO_NUMBER),
    /** A list of values with storage numbers, the oldest first. */
    COMPACT_PROFILE_WITH_REGISTERS(MAKES_OPAQUE | IS_NO_NUMBER),
    /** A list of values, the oldest first. */
    COMPACT_PROFILE(MAKES_OPAQUE | IS_NO_NUMBER),
    /** Divided by a unit. */
    PER(CHANGES_MEANING),
    /** Multiplied by a unit. */
    TIMES(CHANGES_MEANING),
    /** The increment that one pulse stands for. */
    PULSE_INCREMENT(CHANGES_MEANING),
    /** The start of what the quantity is. */
    START_DATE(CHANGES_MEANING),
    /** The end of what the quantity is. */
    END_DATE(CHANGES_MEANING),
    /** At metering conditions instead of converted. */
    UNCORRECTED,
    /** Only forward flow is counted. */
    POSITIVE_ONLY,
    /** Only backward flow is counted, as a positive number. */
    NEGATIVE_ONLY,
    /** A unit of annex C, which is not read here: the number is given without unit. */
    NON_METRIC(CHANGES_MEANING),
    /** At base conditions. */
    AT_BASE_CONDITIONS,
    /** The data is an OBIS code that declares the value (annex H), not the value. */
    OBIS(CHANGES_MEANING | MAKES_OPAQUE | IS_NO_NUMBER),
    /** A limit set for the quantity. */
    LIMIT(CHANGES_MEANING),
    /** How often a limit was exceeded. */
    LIMIT_COUNT(CHANGES_MEANING),
    /** When a limit was exceeded. */
    LIMIT_DATE(CHANGES_MEANING),
    /** How long a limit was exceeded. */
    LIMIT_DURATION(CHANGES_MEANING),
    /** How long the state lasted. */
    DURATION(CHANGES_MEANING),
    /** The value while a limit was exceeded. */
    DURING_LIMIT,
    /** The value of leakage. */
    LEAKAGE,
    /** The value of overflow. */
    OVERFLOW,
    /** When the state began or ended. */
    DATE(CHANGES_MEANING),
    /** The number is multiplied by a power of ten; done already in the exponent of the value. */
    MULTIPLIER(SHIFTS),
    /** A constant of 10^exponent units is to be added; not done in the value. */
    OFFSET,
    /** A value to come. */
    FUTURE,
    /** A code of the maker. */
    MANUFACTURER(CHANGES_MEANING | MAKES_OPAQUE),
    /** Of one phase, the neutral, or between two. */
    PHASE,
    /** Of one quadrant of power. */
    QUADRANT,
    /** The difference of import and export. */
    DELTA,
    /** Positive and negative contributions both count up. */
    ABSOLUTE_ACCUMULATION,
    /** The data is of another type than the default. */
    DATA_TYPE(CHANGES_MEANING),
    /** In which direction a transmission goes. */
    DIRECTION,
    /** Measured by a secondary sensor of the device. */
    SECONDARY_SENSOR,
    /** A further register of the same quantity, with a higher resolution than the main one. */
    HIGH_RESOLUTION,
    /** A code that the standard keeps free: what it makes of the quantity is not known. */
    RESERVED(CHANGES_MEANING);

    private final int effect;

    Type() {
      this(0);
    }

    Type(int effect) {
      this.effect = effect;
    }
  }

  private final Type type;
  private final int code;
  private final int exponent;
  private final String text;
  private final int effect;
  private final List<Qualifier> alone;

  Qualifier(Type type, int code, int exponent, String text) {
    this(type, code, exponent, text, type.effect);
  }

  private Qualifier(Type type, int code, int exponent, String text, int effect) {
    this.type = type;
    this.code = code;
    this.exponent = exponent;
    this.text = text;
    this.effect = effect;
    this.alone = List.of(this);
  }

  static Qualifier of(Type type, int code, String text) {
    return new Qualifier(type, code, 0, text);
  }

  /** An error of a record that leaves its value there, as one that may be unsafe. */
  static Qualifier unsafe(int code, String text) {
    return new Qualifier(Type.RECORD_ERROR, code, 0, text, CHANGES_MEANING);
  }

  /** What it says. */
  public Type type() {
    return type;
  }

  /**
   * The byte without its extension bit, 0 to 127; of an extension of the combinable table the byte
   * behind FC.
   */
  public int code() {
    return code;
  }

  /** A power of ten, for the types that correct the number; 0 for others. */
  public int exponent() {
    return exponent;
  }

  /** The same in words, or as it stands behind a unit: {@code /day}. */
  public String text() {
    return text;
  }

  /** The same in words only: {@code per day}. */
  public String words() {
    return switch (type) {
      case PER -> "per " + text.substring(1);
      case TIMES -> "times " + text.substring(1);
      default -> text;
    };
  }

  /** What it does to its record. */
  int effect() {
    return effect;
  }

  /** A list of this qualifier, the same at every call. */
  List<Qualifier> alone() {
    return alone;
  }

  /**
   * What this qualifier does to a meaning; most leave it as it is. What is unknown or unsafe stays
   * so, whatever other qualifiers say.
   */
  Meaning apply(Meaning meaning) {
    Meaning changed = changed(meaning);
    Meaning.Aspect before = meaning.aspect();
    boolean stays =
        before == Meaning.Aspect.UNKNOWN
            || before == Meaning.Aspect.UNSAFE && changed.aspect() != Meaning.Aspect.UNKNOWN;
    return stays ? same(changed, before) : changed;
  }

  private Meaning changed(Meaning meaning) {
    return switch (type) {
      case LIMIT ->
          meaning.as(
              Meaning.Aspect.LIMIT,
              meaning.unit(),
              meaning.exponent(),
              meaning.factor(),
              meaning.kind());
      case LIMIT_COUNT ->
          meaning.as(Meaning.Aspect.COUNT, MbusUnit.NONE, 0, 1, Meaning.Kind.UNSIGNED);
      case LIMIT_DATE, DATE, START_DATE, END_DATE ->
          meaning.as(Meaning.Aspect.DATE, MbusUnit.NONE, 0, 1, Meaning.Kind.TIME);
      case LIMIT_DURATION, DURATION ->
          meaning.as(
              Meaning.Aspect.DURATION,
              MbusUnit.SECOND,
              0,
              Meaning.secondsOf(code),
              Meaning.Kind.NUMBER);
      case PULSE_INCREMENT -> same(meaning, Meaning.Aspect.PULSE);
      case DATA_TYPE -> typed(meaning, code == 0x11 ? Meaning.Kind.UNSIGNED : Meaning.Kind.BITS);
      case PER -> isPeriodOf(meaning.quantity()) ? meaning : same(meaning, Meaning.Aspect.RATE);
      case TIMES ->
          same(meaning, isNumber(meaning) ? Meaning.Aspect.PRODUCT : Meaning.Aspect.UNKNOWN);
      case RELATIVE_DEVIATION ->
          meaning.as(Meaning.Aspect.DEVIATION, MbusUnit.NONE, 0, 1, Meaning.Kind.NUMBER);
      case RECORD_ERROR ->
          (effect & CHANGES_MEANING) != 0 ? same(meaning, Meaning.Aspect.UNSAFE) : meaning;
      case RESERVED -> same(meaning, Meaning.Aspect.UNKNOWN);
      case MANUFACTURER ->
          meaning.quantity() == Quantity.MANUFACTURER_SPECIFIC
              ? meaning
              : same(meaning, Meaning.Aspect.UNKNOWN);
      case NON_METRIC -> meaning.as(Meaning.Aspect.UNKNOWN, MbusUnit.NONE, 0, 1, meaning.kind());
      case OBIS -> meaning.as(Meaning.Aspect.DECLARATION, MbusUnit.NONE, 0, 1, Meaning.Kind.OPAQUE);
      default -> meaning;
    };
  }

  private static Meaning typed(Meaning meaning, Meaning.Kind kind) {
    return meaning.as(meaning.aspect(), meaning.unit(), meaning.exponent(), meaning.factor(), kind);
  }

  private static boolean isNumber(Meaning meaning) {
    return meaning.kind() == Meaning.Kind.NUMBER || meaning.kind() == Meaning.Kind.UNSIGNED;
  }

  /** The period of a maximum or average: a power has no rate by the month. */
  private boolean isPeriodOf(Quantity quantity) {
    return code <= LAST_PER_TIME && !isAccumulated(quantity);
  }

  /** Whether the unit of a value is divided or multiplied by this one. */
  boolean isOfUnit(Meaning meaning) {
    boolean hasUnit =
        switch (meaning.aspect()) {
          case COUNT, DATE, DURATION, DEVIATION, DECLARATION -> false;
          default -> true;
        };
    return hasUnit && (type == Type.TIMES || type == Type.PER && !isPeriodOf(meaning.quantity()));
  }

  private static boolean isAccumulated(Quantity quantity) {
    return switch (quantity) {
      case ENERGY, REACTIVE_ENERGY, APPARENT_ENERGY, VOLUME, MASS, ALLOCATION -> true;
      case DIMENSIONLESS, CREDIT, DEBIT, PLAIN_TEXT, MANUFACTURER_SPECIFIC -> true;
      default -> false;
    };
  }

  private static Meaning same(Meaning meaning, Meaning.Aspect aspect) {
    return meaning.as(aspect, meaning.unit(), meaning.exponent(), meaning.factor(), meaning.kind());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Qualifier that
        && type == that.type
        && code == that.code
        && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, code, text);
  }

  @Override
  public String toString() {
    return text;
  }
}
