package org.joulegate.codec.cose;

import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.cbor.CborReader;
import org.joulegate.codec.cbor.CborType;

/** The structure of a COSE_Sign1 message (RFC 9052 section 4.2), checked step by step. */
final class Sign1Parser {

  private static final int ELEMENTS = 4;

  private Sign1Parser() {}

  static Sign1Content parse(CborReader reader, boolean strict)
      throws MalformedTelegramException, CoseFault {
    // Section 2: the tag says which of the COSE messages this is; without it, it could be any.
    requireTag(reader);
    int count = reader.beginArray();
    if (count >= 0 && count != ELEMENTS) {
      throw MalformedTelegramException.malformed(
          reader.offset() - 1, "an array of " + ELEMENTS, "one of " + count);
    }
    byte[] protectedBytes = reader.readBytes();
    int inner = reader.offset() - protectedBytes.length;
    HeaderMap.Parsed signed = parseProtected(protectedBytes, inner, strict);
    HeaderMap.Parsed unsigned = HeaderMap.read(reader, /* isProtected= */ false);
    // Section 4.1: null stands for a payload sent by another way, which is not used here.
    byte[] payload = reader.readBytes();
    int signatureAt = reader.offset();
    byte[] signature = reader.readBytes();
    reader.end();
    reader.requireEnd();
    signed.requireDisjoint(unsigned);
    signed.requireEs256();
    signed.requireCriticalUnderstood();
    requireLength(signature, signatureAt);
    return new Sign1Content(
        protectedBytes, signed.headers(), unsigned.headers(), payload, signature);
  }

  private static void requireTag(CborReader reader) throws MalformedTelegramException, CoseFault {
    if (reader.peek() == CborType.END) {
      throw MalformedTelegramException.truncated(reader.offset(), "tag 18", "the end");
    }
    if (reader.peek() != CborType.TAG) {
      throw new CoseFault.WrongTag("none");
    }
    long tag = reader.readTag();
    if (tag != CoseSign1.TAG) {
      throw new CoseFault.WrongTag(Long.toString(tag));
    }
  }

  /** Section 3: the protected header is a map inside a byte string; an empty string is no map. */
  private static HeaderMap.Parsed parseProtected(byte[] bytes, int at, boolean strict)
      throws MalformedTelegramException, CoseFault {
    if (bytes.length == 0) {
      return HeaderMap.Parsed.EMPTY;
    }
    try {
      CborReader reader = strict ? CborReader.strict(bytes) : CborReader.lenient(bytes);
      HeaderMap.Parsed parsed = HeaderMap.read(reader, /* isProtected= */ true);
      reader.requireEnd();
      return parsed;
    } catch (MalformedTelegramException e) {
      throw e.at(at + e.offset());
    }
  }

  private static void requireLength(byte[] signature, int at) throws MalformedTelegramException {
    if (signature.length != EcdsaSignatures.RAW_LENGTH) {
      throw MalformedTelegramException.malformed(
          at, "an ES256 signature of 64 bytes", "one of " + signature.length);
    }
  }
}
