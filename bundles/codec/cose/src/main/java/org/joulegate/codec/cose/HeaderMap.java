package org.joulegate.codec.cose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.cbor.CborReader;
import org.joulegate.codec.cbor.CborType;
import org.joulegate.codec.cbor.CborWriter;
import org.jspecify.annotations.Nullable;

/** A header map on the wire (RFC 9052 section 3), with the labels of RFC 9052 and RFC 9360. */
final class HeaderMap {

  private static final long ALGORITHM = 1;
  private static final long CRITICAL = 2;
  private static final long CONTENT_TYPE = 3;
  private static final long KEY_ID = 4;
  private static final long CERTIFICATES = 33;
  private static final long CERTIFICATE_HASH = 34;
  private static final Set<Object> UNDERSTOOD =
      Set.of(ALGORITHM, CRITICAL, CONTENT_TYPE, KEY_ID, CERTIFICATES, CERTIFICATE_HASH);

  /** Certificates in one chain. */
  private static final int MAX_CERTIFICATES = 8;

  private HeaderMap() {}

  /**
   * A header map as read.
   *
   * @param headers the parameters that are understood
   * @param algorithm a Long, a String, or null if there is none
   * @param critical the labels of crit
   * @param labels all labels, understood or not
   */
  record Parsed(
      CoseHeaders headers, @Nullable Object algorithm, Set<Object> critical, Set<Object> labels) {

    static final Parsed EMPTY = new Parsed(CoseHeaders.NONE, null, Set.of(), Set.of());

    /** RFC 9052 section 3: a label must not occur in both maps. */
    void requireDisjoint(Parsed other) throws CoseFault.HeaderInBothMaps {
      for (Object label : labels) {
        if (other.labels.contains(label)) {
          throw new CoseFault.HeaderInBothMaps(print(label));
        }
      }
    }

    /** RFC 9052 section 3.1: the algorithm must be authenticated where that is possible. */
    void requireEs256() throws CoseFault {
      if (algorithm == null) {
        throw new CoseFault.MissingProtectedHeader("the algorithm (1)");
      }
      if (!algorithm.equals(CoseSign1.ALGORITHM_ES256)) {
        throw new CoseFault.WrongAlgorithm(print(algorithm));
      }
    }

    /** RFC 9052 section 3.1: what stands in crit must be understood, and must be there. */
    void requireCriticalUnderstood() throws CoseFault.UnknownCriticalHeader {
      for (Object label : critical) {
        if (!UNDERSTOOD.contains(label) || !labels.contains(label)) {
          throw new CoseFault.UnknownCriticalHeader(print(label));
        }
      }
    }

    /** Numbers only: a text comes from outside and has no place in a log. */
    private static String print(Object label) {
      return label instanceof Long ? label.toString() : "of a text name";
    }
  }

  static void requireDisjoint(CoseHeaders a, CoseHeaders b) {
    if ((a.contentType() != null && b.contentType() != null)
        || (a.keyId() != null && b.keyId() != null)
        || (!a.certificates().isEmpty() && !b.certificates().isEmpty())
        || (a.certificateHash() != null && b.certificateHash() != null)) {
      throw new IllegalArgumentException("a header stands in both maps (RFC 9052 section 3)");
    }
  }

  static void write(CborWriter writer, CoseHeaders headers, boolean withAlgorithm) {
    writer.beginMap(count(headers) + (withAlgorithm ? 1 : 0));
    if (withAlgorithm) {
      writer.writeInteger(ALGORITHM).writeInteger(CoseSign1.ALGORITHM_ES256);
    }
    if (headers.contentType() instanceof ContentType.Format format) {
      writer.writeInteger(CONTENT_TYPE).writeInteger(format.number());
    } else if (headers.contentType() instanceof ContentType.MediaType type) {
      writer.writeInteger(CONTENT_TYPE).writeText(type.name());
    }
    if (headers.keyId() != null) {
      writer.writeInteger(KEY_ID).writeBytes(headers.keyId().toByteArray());
    }
    writeCertificates(writer, headers.certificates());
    if (headers.certificateHash() != null) {
      CertificateHash hash = headers.certificateHash();
      writer.writeInteger(CERTIFICATE_HASH).beginArray(2);
      writer.writeInteger(hash.algorithm()).writeBytes(hash.hash().toByteArray());
    }
  }

  /** RFC 9360 section 2: one certificate stands alone, several stand in an array. */
  private static void writeCertificates(CborWriter writer, List<ByteSlice> chain) {
    if (chain.isEmpty()) {
      return;
    }
    writer.writeInteger(CERTIFICATES);
    if (chain.size() > 1) {
      writer.beginArray(chain.size());
    }
    chain.forEach(der -> writer.writeBytes(der.toByteArray()));
  }

  private static int count(CoseHeaders headers) {
    return (headers.contentType() == null ? 0 : 1)
        + (headers.keyId() == null ? 0 : 1)
        + (headers.certificates().isEmpty() ? 0 : 1)
        + (headers.certificateHash() == null ? 0 : 1);
  }

  static Parsed read(CborReader reader, boolean isProtected) throws MalformedTelegramException {
    CoseHeaders headers = CoseHeaders.NONE;
    Object algorithm = null;
    Set<Object> critical = Set.of();
    Set<Object> labels = new HashSet<>();
    reader.beginMap();
    while (reader.hasNext()) {
      int at = reader.offset();
      Object label = readLabel(reader);
      labels.add(label);
      if (label.equals(ALGORITHM)) {
        algorithm = readLabel(reader);
      } else if (label.equals(CRITICAL)) {
        critical = readCritical(reader, at, isProtected);
      } else {
        headers = readHeader(reader, label, headers);
      }
    }
    reader.end();
    return new Parsed(headers, algorithm, critical, labels);
  }

  private static CoseHeaders readHeader(CborReader reader, Object label, CoseHeaders headers)
      throws MalformedTelegramException {
    if (label.equals(CONTENT_TYPE)) {
      return headers.withContentType(readContentType(reader));
    }
    if (label.equals(KEY_ID)) {
      return headers.withKeyId(reader.readBytes());
    }
    if (label.equals(CERTIFICATES)) {
      return headers.withCertificates(readCertificates(reader));
    }
    if (label.equals(CERTIFICATE_HASH)) {
      return headers.withCertificateHash(readCertificateHash(reader));
    }
    // Section 3: whatever is neither understood nor critical is ignored.
    reader.skip();
    return headers;
  }

  /** A label, or an algorithm, is an integer or a text. */
  private static Object readLabel(CborReader reader) throws MalformedTelegramException {
    return reader.peek() == CborType.TEXT ? (Object) reader.readText() : reader.readInteger();
  }

  /** Section 3.1: at least one label, and only in the protected header. */
  private static Set<Object> readCritical(CborReader reader, int at, boolean isProtected)
      throws MalformedTelegramException {
    if (!isProtected) {
      throw MalformedTelegramException.malformed(
          at, "crit (2) in the protected header", "it in the unprotected one");
    }
    Set<Object> labels = new HashSet<>();
    int count = reader.beginArray();
    while (reader.hasNext()) {
      labels.add(readLabel(reader));
    }
    reader.end();
    if (count == 0 || labels.isEmpty()) {
      throw MalformedTelegramException.malformed(at, "a label or more in crit (2)", "none");
    }
    return labels;
  }

  private static ContentType readContentType(CborReader reader) throws MalformedTelegramException {
    if (reader.peek() != CborType.TEXT) {
      return new ContentType.Format(reader.readInteger(0, 0xFFFF));
    }
    int at = reader.offset();
    String name = reader.readText();
    if (name.isBlank()) {
      throw MalformedTelegramException.malformed(at, "a media type", "a blank text");
    }
    return new ContentType.MediaType(name);
  }

  private static List<byte[]> readCertificates(CborReader reader)
      throws MalformedTelegramException {
    if (reader.peek() != CborType.ARRAY) {
      return List.of(reader.readBytes());
    }
    int at = reader.offset();
    List<byte[]> chain = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      chain.add(reader.readBytes());
      if (chain.size() > MAX_CERTIFICATES) {
        throw MalformedTelegramException.malformed(
            at, "at most " + MAX_CERTIFICATES + " certificates", "more");
      }
    }
    reader.end();
    if (chain.size() < 2) {
      throw MalformedTelegramException.malformed(
          at, "two certificates or more in an array", Integer.toString(chain.size()));
    }
    return chain;
  }

  private static CertificateHash readCertificateHash(CborReader reader)
      throws MalformedTelegramException {
    reader.beginArray();
    CertificateHash hash =
        new CertificateHash(reader.readInteger(), ByteSlice.of(reader.readBytes()));
    reader.end();
    return hash;
  }
}
