package org.joulegate.codec.cose;

import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * The header parameters that Joulegate uses (RFC 9052 section 3.1, RFC 9360 section 2), of one of a
 * message's two header maps. The algorithm is not among them: it is always ES256 and always
 * protected.
 *
 * @param contentType what the payload is (3)
 * @param keyId which key signed (4); a hint, chosen by the signer
 * @param certificates the signer's certificate, then those that lead to a trust root (33, x5chain),
 *     DER each; empty if there are none
 * @param certificateHash which certificate holds the signer's key (34, x5t)
 */
public record CoseHeaders(
    @Nullable ContentType contentType,
    @Nullable ByteSlice keyId,
    List<ByteSlice> certificates,
    @Nullable CertificateHash certificateHash) {

  /** No header parameter. */
  public static final CoseHeaders NONE = new CoseHeaders(null, null, List.of(), null);

  /** Keeps an unchangeable copy of the list. */
  public CoseHeaders {
    certificates = List.copyOf(certificates);
  }

  /** The same headers with a content type. */
  public CoseHeaders withContentType(ContentType newContentType) {
    return new CoseHeaders(newContentType, keyId, certificates, certificateHash);
  }

  /** The same headers with a key id. */
  public CoseHeaders withKeyId(byte[] newKeyId) {
    ByteSlice copy = ByteSlice.of(newKeyId.clone());
    return new CoseHeaders(contentType, copy, certificates, certificateHash);
  }

  /** The same headers with a chain of certificates, the signer's first. */
  public CoseHeaders withCertificates(List<byte[]> chain) {
    List<ByteSlice> copies = chain.stream().map(der -> ByteSlice.of(der.clone())).toList();
    return new CoseHeaders(contentType, keyId, copies, certificateHash);
  }

  /** The same headers with the hash of the signer's certificate. */
  public CoseHeaders withCertificateHash(CertificateHash newHash) {
    return new CoseHeaders(contentType, keyId, certificates, newHash);
  }
}
