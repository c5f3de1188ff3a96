package org.joulegate.codec.dlms;

import org.jspecify.annotations.Nullable;

/**
 * The types of data (IEC 62056-6-2 and Blue Book, "Common data types"; Green Book, type Data), with
 * their tags on the wire.
 */
public enum DlmsType {
  NULL_DATA(0, "null-data", 0, false),
  ARRAY(1, "array", -1, false),
  STRUCTURE(2, "structure", -1, false),
  BOOLEAN(3, "boolean", 1, false),
  BIT_STRING(4, "bit-string", -1, false),
  DOUBLE_LONG(5, "double-long", 4, true),
  DOUBLE_LONG_UNSIGNED(6, "double-long-unsigned", 4, false),
  OCTET_STRING(9, "octet-string", -1, false),
  VISIBLE_STRING(10, "visible-string", -1, false),
  UTF8_STRING(12, "utf8-string", -1, false),
  BCD(13, "bcd", 1, false),
  INTEGER(15, "integer", 1, true),
  LONG(16, "long", 2, true),
  UNSIGNED(17, "unsigned", 1, false),
  LONG_UNSIGNED(18, "long-unsigned", 2, false),
  COMPACT_ARRAY(19, "compact-array", -1, false),
  LONG64(20, "long64", 8, true),
  LONG64_UNSIGNED(21, "long64-unsigned", 8, false),
  ENUM(22, "enum", 1, false),
  FLOAT32(23, "float32", 4, false),
  FLOAT64(24, "float64", 8, false),
  DATE_TIME(25, "date-time", 12, false),
  DATE(26, "date", 5, false),
  TIME(27, "time", 4, false),
  DELTA_INTEGER(28, "delta-integer", 1, true),
  DELTA_LONG(29, "delta-long", 2, true),
  DELTA_DOUBLE_LONG(30, "delta-double-long", 4, true),
  DELTA_UNSIGNED(31, "delta-unsigned", 1, false),
  DELTA_LONG_UNSIGNED(32, "delta-long-unsigned", 2, false),
  DELTA_DOUBLE_LONG_UNSIGNED(33, "delta-double-long-unsigned", 4, false),
  DONT_CARE(255, "dont-care", 0, false);

  private static final @Nullable DlmsType[] BY_TAG = new DlmsType[256];

  static {
    for (DlmsType type : values()) {
      BY_TAG[type.tag] = type;
    }
  }

  private final int tag;
  private final String text;
  private final int width;
  private final boolean signed;

  DlmsType(int tag, String text, int width, boolean signed) {
    this.tag = tag;
    this.text = text;
    this.width = width;
    this.signed = signed;
  }

  /** The type with this tag, or null for a tag that means nothing. */
  public static @Nullable DlmsType ofTag(int tag) {
    return tag < 0 || tag >= BY_TAG.length ? null : BY_TAG[tag];
  }

  /** The byte in front of a value, 0 to 255. */
  public int tag() {
    return tag;
  }

  /** The standard's name. */
  public String text() {
    return text;
  }

  /** Bytes of a value behind its tag, or -1 when that differs from value to value. */
  public int width() {
    return width;
  }

  /** Whether a value is a two's complement integer. */
  public boolean signed() {
    return signed;
  }

  /** Whether a value is an integer: {@link DlmsData.Int}. */
  public boolean isInteger() {
    return switch (this) {
      case DOUBLE_LONG,
          DOUBLE_LONG_UNSIGNED,
          INTEGER,
          LONG,
          UNSIGNED,
          LONG_UNSIGNED,
          LONG64,
          LONG64_UNSIGNED,
          ENUM,
          DELTA_INTEGER,
          DELTA_LONG,
          DELTA_DOUBLE_LONG,
          DELTA_UNSIGNED,
          DELTA_LONG_UNSIGNED,
          DELTA_DOUBLE_LONG_UNSIGNED ->
          true;
      default -> false;
    };
  }
}
