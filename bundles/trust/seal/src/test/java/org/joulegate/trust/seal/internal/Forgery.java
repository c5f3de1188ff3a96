package org.joulegate.trust.seal.internal;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.joulegate.codec.cbor.CborWriter;

/** A sealed message put together by hand, so that every part of it can be wrong. */
final class Forgery {
  /** What signs; it may throw what a key memory throws. */
  interface Signer {
    byte[] sign(byte[] toBeSigned) throws Exception;
  }

  private static final long ES256 = -7;

  private Long algorithm = ES256;
  private String contentType = CoseSealerTest.TYPE;
  private byte[] keyId;
  private List<X509Certificate> chain;
  private long tag = 18;
  private int elements = 4;
  private Long critical;
  private int moreHeaders;
  private Consumer<CborWriter> headers = writer -> {};
  private Consumer<CborWriter> unprotected = writer -> writer.beginMap(0);
  private UnaryOperator<byte[]> signature = UnaryOperator.identity();

  Forgery(List<X509Certificate> chain) throws Exception {
    this.chain = chain;
    this.keyId = fingerprint(chain.get(0));
  }

  static byte[] fingerprint(X509Certificate certificate) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
  }

  Forgery algorithm(Long value) {
    algorithm = value;
    return this;
  }

  Forgery contentType(String value) {
    contentType = value;
    return this;
  }

  Forgery keyId(byte[] value) {
    keyId = value;
    return this;
  }

  Forgery chain(List<X509Certificate> value) {
    chain = value;
    return this;
  }

  Forgery tag(long value) {
    tag = value;
    return this;
  }

  Forgery elements(int value) {
    elements = value;
    return this;
  }

  /** A label that the reader must understand. */
  Forgery critical(long label) {
    critical = label;
    return this;
  }

  /** Further protected headers; their labels must be greater than 33 to stay in order. */
  Forgery headers(int count, Consumer<CborWriter> value) {
    moreHeaders = count;
    headers = value;
    return this;
  }

  Forgery unprotected(Consumer<CborWriter> value) {
    unprotected = value;
    return this;
  }

  Forgery signature(UnaryOperator<byte[]> value) {
    signature = value;
    return this;
  }

  /** The message; the signature is right for what was put together, unless it was changed. */
  byte[] make(byte[] content, Signer signer) throws Exception {
    byte[] protectedHeader = protectedHeader();
    byte[] toBeSigned =
        new CborWriter()
            .beginArray(4)
            .writeText("Signature1")
            .writeBytes(protectedHeader)
            .writeBytes(new byte[0])
            .writeBytes(content)
            .toByteArray();
    CborWriter message = new CborWriter().writeTag(tag).beginArray(elements);
    message.writeBytes(protectedHeader);
    unprotected.accept(message);
    message.writeBytes(content);
    for (int i = 3; i < elements; i++) {
      message.writeBytes(signature.apply(signer.sign(toBeSigned)));
    }
    return message.toByteArray();
  }

  private byte[] protectedHeader() throws Exception {
    int count =
        (algorithm == null ? 0 : 1)
            + (critical == null ? 0 : 1)
            + (contentType == null ? 0 : 1)
            + (keyId == null ? 0 : 1)
            + (chain.isEmpty() ? 0 : 1)
            + moreHeaders;
    CborWriter map = new CborWriter().beginMap(count);
    if (algorithm != null) {
      map.writeInteger(1).writeInteger(algorithm);
    }
    if (critical != null) {
      map.writeInteger(2).beginArray(1).writeInteger(critical);
    }
    if (contentType != null) {
      map.writeInteger(3).writeText(contentType);
    }
    if (keyId != null) {
      map.writeInteger(4).writeBytes(keyId);
    }
    if (!chain.isEmpty()) {
      map.writeInteger(33);
      if (chain.size() > 1) {
        map.beginArray(chain.size());
      }
      for (X509Certificate certificate : chain) {
        map.writeBytes(certificate.getEncoded());
      }
    }
    headers.accept(map);
    return map.toByteArray();
  }
}
