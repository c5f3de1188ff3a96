package org.joulegate.codec.senml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;

/**
 * SenML in JSON: {@code application/senml+json}, RFC 8428 section 5. Numbers are written and read
 * as the decimals that they are.
 */
public final class SenmlJson {

  /** Digits behind the point up to which a number is written without an exponent. */
  private static final int MAX_PLAIN_SCALE = 18;

  /**
   * Reads and writes tokens, and keeps no state but a few buffers. They are pooled here and not, as
   * by default, in each thread: threads outlive this bundle. Names are not kept, since they come
   * from outside.
   */
  static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .recyclerPool(JsonRecyclerPools.newBoundedPool(4))
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxNameLength(256)
                  .maxNumberLength(SenmlNumbers.MAX_DIGITS)
                  .build())
          .build();

  private SenmlJson() {}

  /** Encodes a pack as UTF-8, without blanks. */
  public static byte[] encode(SenmlPack pack) {
    List<SenmlRecord> records = pack.records();
    ByteArrayOutputStream out = new ByteArrayOutputStream(32 + 96 * records.size());
    try (JsonGenerator generator = JSON.createGenerator(out)) {
      generator.writeStartArray();
      for (SenmlRecord record : records) {
        write(generator, SenmlFields.of(record));
      }
      generator.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
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
    return new SenmlJsonReader(bytes, limits).read();
  }

  private static void write(JsonGenerator generator, SenmlFields fields) throws IOException {
    generator.writeStartObject();
    for (SenmlLabel label : SenmlLabel.values()) {
      Object content = fields.get(label);
      if (content != null) {
        generator.writeFieldName(label.json);
        writeContent(generator, content);
      }
    }
    generator.writeEndObject();
  }

  private static void writeContent(JsonGenerator generator, Object content) throws IOException {
    if (content instanceof BigDecimal number) {
      generator.writeNumber(print(number));
    } else if (content instanceof String text) {
      generator.writeString(text);
    } else if (content instanceof Boolean flag) {
      generator.writeBoolean(flag);
    } else if (content instanceof Integer version) {
      generator.writeNumber(version);
    } else {
      byte[] octets = ((ByteSlice) content).toByteArray();
      generator.writeString(Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
    }
  }

  /** Section 5: an exponent, where there is one, has a lower-case e. */
  private static String print(BigDecimal number) {
    int scale = number.scale();
    return scale >= 0 && scale <= MAX_PLAIN_SCALE
        ? number.toPlainString()
        : number.unscaledValue() + "e" + -scale;
  }
}
