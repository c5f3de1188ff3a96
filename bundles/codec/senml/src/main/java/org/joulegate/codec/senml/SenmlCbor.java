package org.joulegate.codec.senml;

import java.math.BigDecimal;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.cbor.CborLimits;
import org.joulegate.codec.cbor.CborReader;
import org.joulegate.codec.cbor.CborType;
import org.joulegate.codec.cbor.CborWriter;

/**
 * SenML in CBOR: {@code application/senml+cbor}, RFC 8428 section 6. Written deterministically;
 * numbers are integers where they are whole, else decimal fractions (tag 4), never floats. Read
 * leniently, since other devices write as they do.
 */
public final class SenmlCbor {

  /** Pack, record, number; what is unknown and skipped may nest a little. */
  private static final int MAX_DEPTH = 8;

  private SenmlCbor() {}

  /** Encodes a pack. */
  public static byte[] encode(SenmlPack pack) {
    List<SenmlRecord> records = pack.records();
    CborWriter writer = new CborWriter(32 + 48 * records.size());
    writer.beginArray(records.size());
    for (SenmlRecord record : records) {
      write(writer, SenmlFields.of(record));
    }
    return writer.toByteArray();
  }

  /** As {@link #decode(byte[], SenmlLimits)} with {@link SenmlLimits#DEFAULT}. */
  public static SenmlPack decode(byte[] bytes) throws MalformedTelegramException {
    return decode(bytes, SenmlLimits.DEFAULT);
  }

  /**
   * Decodes a pack. Unknown labels are ignored unless they end in an underscore (section 4.4).
   *
   * @throws MalformedTelegramException if the bytes are no SenML, or beyond the limits
   */
  public static SenmlPack decode(byte[] bytes, SenmlLimits limits)
      throws MalformedTelegramException {
    CborLimits cborLimits =
        new CborLimits(
            MAX_DEPTH,
            limits.maxTotalBytes(),
            limits.maxStringBytes(),
            Math.max(64, limits.maxRecords()));
    CborReader reader = CborReader.lenient(bytes, 0, bytes.length, cborLimits);
    PackCollector collector = new PackCollector(limits);
    reader.beginArray();
    while (reader.hasNext()) {
      int offset = reader.offset();
      collector.add(readRecord(reader, limits), offset);
    }
    reader.end();
    reader.requireEnd();
    return collector.toPack();
  }

  private static void write(CborWriter writer, SenmlFields fields) {
    writer.beginMap(fields.size());
    for (SenmlLabel label : SenmlLabel.IN_CBOR_ORDER) {
      Object content = fields.get(label);
      if (content != null) {
        writer.writeInteger(label.cbor);
        writeContent(writer, content);
      }
    }
  }

  private static void writeContent(CborWriter writer, Object content) {
    if (content instanceof BigDecimal number) {
      // In its one form, the mantissa has at most 64 bits.
      writer.writeDecimal(number.unscaledValue().longValueExact(), -number.scale());
    } else if (content instanceof String text) {
      writer.writeText(text);
    } else if (content instanceof Boolean flag) {
      writer.writeBoolean(flag);
    } else if (content instanceof Integer version) {
      writer.writeInteger(version);
    } else {
      writer.writeBytes(((ByteSlice) content).toByteArray());
    }
  }

  private static SenmlFields readRecord(CborReader reader, SenmlLimits limits)
      throws MalformedTelegramException {
    SenmlFields fields = new SenmlFields();
    reader.beginMap();
    while (reader.hasNext()) {
      int offset = reader.offset();
      if (reader.peek() == CborType.TEXT) {
        skipExtension(reader, offset);
        continue;
      }
      SenmlLabel label = SenmlLabel.ofCbor(reader.readInteger());
      if (label == null) {
        reader.skip();
      } else {
        fields.put(label, readContent(reader, label.type, limits));
      }
    }
    reader.end();
    return fields;
  }

  /** Section 6: in CBOR the labels of the RFC are integers; a text is an extension. */
  private static void skipExtension(CborReader reader, int offset)
      throws MalformedTelegramException {
    String label = reader.readText();
    if (SenmlLabel.ofJson(label) != null) {
      throw MalformedTelegramException.malformed(
          offset, "the integer label of a known field", "its name as a text");
    }
    if (SenmlLabel.mustBeUnderstood(label)) {
      throw MalformedTelegramException.malformed(
          offset, "labels that are known", "an unknown one that must be understood");
    }
    reader.skip();
  }

  private static Object readContent(CborReader reader, SenmlLabel.Type type, SenmlLimits limits)
      throws MalformedTelegramException {
    return switch (type) {
      case NUMBER -> readNumber(reader, limits);
      case TEXT -> reader.readText();
      case BOOLEAN -> reader.readBoolean();
      case DATA -> ByteSlice.of(reader.readBytes());
      case VERSION -> reader.readInteger(0, Integer.MAX_VALUE);
    };
  }

  private static BigDecimal readNumber(CborReader reader, SenmlLimits limits)
      throws MalformedTelegramException {
    int offset = reader.offset();
    return switch (reader.peek()) {
      case FLOAT -> fromFloat(reader.readFloat(), offset, limits);
      case TAG -> readDecimalFraction(reader, offset);
      default -> BigDecimal.valueOf(reader.readInteger());
    };
  }

  /** RFC 8949 section 3.4.4: tag 4, then exponent and mantissa. */
  private static BigDecimal readDecimalFraction(CborReader reader, int offset)
      throws MalformedTelegramException {
    if (reader.readTag() != CborWriter.TAG_DECIMAL_FRACTION) {
      throw MalformedTelegramException.malformed(offset, "a number", "another tag than 4");
    }
    reader.beginArray();
    int exponent = reader.readInteger(-SenmlNumbers.MAX_EXPONENT, SenmlNumbers.MAX_EXPONENT);
    long mantissa = reader.readInteger();
    reader.end();
    return BigDecimal.valueOf(mantissa, -exponent);
  }

  private static BigDecimal fromFloat(double value, int offset, SenmlLimits limits)
      throws MalformedTelegramException {
    if (limits.floats() == SenmlLimits.Floats.REFUSED) {
      throw MalformedTelegramException.malformed(
          offset, "an integer or a decimal fraction", "a floating-point number");
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw MalformedTelegramException.malformed(offset, "a number", "infinity or no number");
    }
    return new BigDecimal(Double.toString(value));
  }
}
