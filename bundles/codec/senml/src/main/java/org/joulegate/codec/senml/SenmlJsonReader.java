package org.joulegate.codec.senml;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Base64;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/** Reads one SenML pack from JSON (RFC 8428 section 5). */
final class SenmlJsonReader {

  private final byte[] bytes;
  private final SenmlLimits limits;

  SenmlJsonReader(byte[] bytes, SenmlLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  SenmlPack read() throws MalformedTelegramException {
    if (bytes.length > limits.maxTotalBytes()) {
      throw MalformedTelegramException.malformed(
          0, "at most " + limits.maxTotalBytes() + " bytes of SenML", bytes.length + " bytes");
    }
    requireUtf8();
    try (JsonParser parser = SenmlJson.JSON.createParser(bytes)) {
      return readPack(parser);
    } catch (JsonEOFException e) {
      throw MalformedTelegramException.truncated(bytes.length, "the rest of the JSON", "the end");
    } catch (JsonProcessingException e) {
      // Jackson's own message quotes the input, so it stays here.
      throw MalformedTelegramException.malformed(offset(e), "JSON", "something else");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /** Section 5: only UTF-8. JSON begins with ASCII, so UTF-16 and UTF-32 show in two bytes. */
  private void requireUtf8() throws MalformedTelegramException {
    for (int i = 0; i < Math.min(2, bytes.length); i++) {
      if (bytes[i] <= 0) {
        throw MalformedTelegramException.malformed(i, "JSON in UTF-8", "another encoding");
      }
    }
  }

  private SenmlPack readPack(JsonParser parser) throws IOException, MalformedTelegramException {
    require(parser, parser.nextToken(), JsonToken.START_ARRAY, "an array of records");
    PackCollector collector = new PackCollector(limits);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(parser, parser.currentToken(), JsonToken.START_OBJECT, "a record");
      int offset = offset(parser);
      collector.add(readRecord(parser), offset);
    }
    if (parser.nextToken() != null) {
      throw MalformedTelegramException.malformed(offset(parser), "the end", "more JSON");
    }
    return collector.toPack();
  }

  private SenmlFields readRecord(JsonParser parser) throws IOException, MalformedTelegramException {
    SenmlFields fields = new SenmlFields();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      SenmlLabel label = SenmlLabel.ofJson(name);
      int offset = offset(parser);
      JsonToken token = parser.nextToken();
      if (label != null) {
        if (!fields.put(label, readContent(parser, token, label.type))) {
          throw MalformedTelegramException.malformed(
              offset, "each label once", "the label " + label.json + " again");
        }
      } else if (SenmlLabel.mustBeUnderstood(name)) {
        throw MalformedTelegramException.malformed(
            offset, "labels that are known", "an unknown one that must be understood");
      } else {
        parser.skipChildren();
      }
    }
    return fields;
  }

  private Object readContent(JsonParser parser, JsonToken token, SenmlLabel.Type type)
      throws IOException, MalformedTelegramException {
    return switch (type) {
      case NUMBER -> readNumber(parser, token);
      case TEXT -> readText(parser, token);
      case BOOLEAN -> {
        if (!token.isBoolean()) {
          throw unexpected(parser, "true or false");
        }
        yield token == JsonToken.VALUE_TRUE;
      }
      case DATA -> readData(parser, token);
      case VERSION -> readVersion(parser, token);
    };
  }

  private static BigDecimal readNumber(JsonParser parser, JsonToken token)
      throws IOException, MalformedTelegramException {
    if (!token.isNumeric()) {
      throw unexpected(parser, "a number");
    }
    try {
      return SenmlNumbers.normal(new BigDecimal(parser.getText()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw wrong(parser, "a number of at most 64 bits of mantissa", "one out of range");
    }
  }

  private static Integer readVersion(JsonParser parser, JsonToken token)
      throws IOException, MalformedTelegramException {
    BigDecimal number = readNumber(parser, token);
    if (number.scale() != 0 || number.signum() < 0 || number.precision() > 9) {
      throw wrong(parser, "a version", "another number");
    }
    return number.intValueExact();
  }

  private String readText(JsonParser parser, JsonToken token)
      throws IOException, MalformedTelegramException {
    require(parser, token, JsonToken.VALUE_STRING, "a text");
    String text = parser.getText();
    if (text.length() > limits.maxStringBytes()) {
      throw wrong(
          parser, "a text of at most " + limits.maxStringBytes() + " bytes", "a longer one");
    }
    return text;
  }

  /** Section 5: base64 with the alphabet that is safe in URLs (RFC 4648 section 5). */
  private ByteSlice readData(JsonParser parser, JsonToken token)
      throws IOException, MalformedTelegramException {
    String text = readText(parser, token);
    try {
      return ByteSlice.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw wrong(parser, "base64url", "another text");
    }
  }

  private static void require(
      JsonParser parser, @Nullable JsonToken found, JsonToken expected, String words)
      throws MalformedTelegramException {
    if (found == null) {
      throw MalformedTelegramException.truncated(offset(parser), words, "the end");
    }
    if (found != expected) {
      throw unexpected(parser, words);
    }
  }

  private static MalformedTelegramException unexpected(JsonParser parser, String expected) {
    String found =
        switch (parser.currentToken()) {
          case VALUE_STRING -> "a text";
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
          case VALUE_TRUE, VALUE_FALSE -> "a boolean";
          case VALUE_NULL -> "null";
          case START_ARRAY -> "an array";
          case START_OBJECT -> "an object";
          default -> "another token";
        };
    return wrong(parser, expected, found);
  }

  private static MalformedTelegramException wrong(
      JsonParser parser, String expected, String found) {
    return MalformedTelegramException.malformed(offset(parser), expected, found);
  }

  private static int offset(JsonParser parser) {
    return (int) Math.max(0, parser.currentTokenLocation().getByteOffset());
  }

  private int offset(JsonProcessingException e) {
    long offset = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
    return (int) Math.max(0, Math.min(offset, bytes.length));
  }
}
