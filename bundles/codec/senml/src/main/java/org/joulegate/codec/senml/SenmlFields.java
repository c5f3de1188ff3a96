package org.joulegate.codec.senml;

import java.math.BigDecimal;
import java.util.EnumMap;
import org.joulegate.codec.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * A record as label and content: the form between {@link SenmlRecord} and the two encodings. A
 * number is a BigDecimal, a text a String, a flag a Boolean, data a ByteSlice, a version an
 * Integer.
 */
final class SenmlFields {

  private final EnumMap<SenmlLabel, Object> fields = new EnumMap<>(SenmlLabel.class);

  static SenmlFields of(SenmlRecord record) {
    SenmlFields result = new SenmlFields();
    SenmlBase base = record.base();
    result.putIfAny(SenmlLabel.BASE_NAME, base.name());
    result.putIfAny(SenmlLabel.BASE_TIME, base.time());
    result.putIfAny(SenmlLabel.BASE_UNIT, base.unit());
    result.putIfAny(SenmlLabel.BASE_VALUE, base.value());
    result.putIfAny(SenmlLabel.BASE_SUM, base.sum());
    result.putIfAny(SenmlLabel.BASE_VERSION, base.version());
    result.putIfAny(SenmlLabel.NAME, record.name());
    result.putIfAny(SenmlLabel.UNIT, record.unit());
    result.putValue(record.value());
    result.putIfAny(SenmlLabel.SUM, record.sum());
    result.putIfAny(SenmlLabel.TIME, record.time());
    result.putIfAny(SenmlLabel.UPDATE_TIME, record.updateTime());
    return result;
  }

  int size() {
    return fields.size();
  }

  @Nullable Object get(SenmlLabel label) {
    return fields.get(label);
  }

  /** Returns false if the label was there before. */
  boolean put(SenmlLabel label, Object content) {
    return fields.put(label, content) == null;
  }

  /**
   * The record.
   *
   * @throws IllegalArgumentException if it has two values, or a number out of range
   */
  SenmlRecord toRecord() {
    SenmlBase base =
        new SenmlBase(
            text(SenmlLabel.BASE_NAME),
            number(SenmlLabel.BASE_TIME),
            text(SenmlLabel.BASE_UNIT),
            number(SenmlLabel.BASE_VALUE),
            number(SenmlLabel.BASE_SUM),
            (Integer) fields.get(SenmlLabel.BASE_VERSION));
    return new SenmlRecord(
        base.equals(SenmlBase.NONE) ? SenmlBase.NONE : base,
        text(SenmlLabel.NAME),
        text(SenmlLabel.UNIT),
        value(),
        number(SenmlLabel.SUM),
        number(SenmlLabel.TIME),
        number(SenmlLabel.UPDATE_TIME));
  }

  private void putIfAny(SenmlLabel label, @Nullable Object content) {
    if (content != null) {
      fields.put(label, content);
    }
  }

  private void putValue(@Nullable SenmlValue value) {
    if (value instanceof SenmlValue.Number number) {
      fields.put(SenmlLabel.VALUE, number.number());
    } else if (value instanceof SenmlValue.Text text) {
      fields.put(SenmlLabel.STRING_VALUE, text.text());
    } else if (value instanceof SenmlValue.Flag flag) {
      fields.put(SenmlLabel.BOOLEAN_VALUE, flag.flag());
    } else if (value instanceof SenmlValue.Data data) {
      fields.put(SenmlLabel.DATA_VALUE, data.octets());
    }
  }

  /** RFC 8428 section 4.2: one value field at most. */
  private @Nullable SenmlValue value() {
    SenmlValue result = null;
    int count = 0;
    if (fields.get(SenmlLabel.VALUE) instanceof BigDecimal number) {
      result = new SenmlValue.Number(number);
      count++;
    }
    if (fields.get(SenmlLabel.STRING_VALUE) instanceof String text) {
      result = new SenmlValue.Text(text);
      count++;
    }
    if (fields.get(SenmlLabel.BOOLEAN_VALUE) instanceof Boolean flag) {
      result = new SenmlValue.Flag(flag);
      count++;
    }
    if (fields.get(SenmlLabel.DATA_VALUE) instanceof ByteSlice octets) {
      result = new SenmlValue.Data(octets);
      count++;
    }
    if (count > 1) {
      throw new IllegalArgumentException("more than one value field");
    }
    return result;
  }

  private @Nullable String text(SenmlLabel label) {
    return (String) fields.get(label);
  }

  private @Nullable BigDecimal number(SenmlLabel label) {
    return (BigDecimal) fields.get(label);
  }
}
