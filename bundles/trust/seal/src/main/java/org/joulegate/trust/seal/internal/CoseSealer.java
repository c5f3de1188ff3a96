package org.joulegate.trust.seal.internal;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.cbor.CborLimits;
import org.joulegate.codec.cose.ContentType;
import org.joulegate.codec.cose.CoseFault;
import org.joulegate.codec.cose.CoseHeaders;
import org.joulegate.codec.cose.CoseSign1;
import org.joulegate.codec.cose.UnverifiedSign1;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.Partners;
import org.joulegate.trust.api.Sealer;
import org.joulegate.trust.api.TrustException;
import org.joulegate.trust.api.TrustException.Fault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Seals with the signing slot of the key memory, and opens what a partner sealed. Stateless; safe
 * for use by any thread.
 */
@Component
public final class CoseSealer implements Sealer {
  /** No message is longer when it is sealed, in bytes; checked before anything else. */
  static final int MAX_SEALED_BYTES = 1 << 20;

  /** No content is longer, in bytes: what is left for it beside the longest chain. */
  static final int MAX_CONTENT_BYTES = MAX_SEALED_BYTES - (1 << 16);

  private static final CborLimits LIMITS =
      new CborLimits(4, MAX_SEALED_BYTES, MAX_CONTENT_BYTES, 8);
  private static final byte[] NOTHING_EXTERNAL = {};

  private final KeyMemory keys;
  private final Partners partners;

  @Activate
  public CoseSealer(@Reference KeyMemory keys, @Reference Partners partners) {
    this.keys = keys;
    this.partners = partners;
  }

  @Override
  public byte[] seal(String contentType, byte[] content) throws TrustException {
    if (content.length > MAX_CONTENT_BYTES) {
      throw malformed("a content of %d bytes is too long to seal".formatted(content.length));
    }
    CoseHeaders headers = headers(contentType, keys.chain(KeyMemory.SIGNING_SLOT));
    try {
      return CoseSign1.sign(headers, CoseHeaders.NONE, content, NOTHING_EXTERNAL, this::sign);
    } catch (Refused e) {
      throw e.reason;
    } catch (GeneralSecurityException e) {
      throw new TrustException(Fault.STORE, "the message cannot be signed", e);
    }
  }

  /**
   * All headers are protected: the certificates too, so that nobody on the way can exchange or add
   * one, and a message has one form (RFC 9360, clause 2, leaves the choice).
   */
  private static CoseHeaders headers(String contentType, List<X509Certificate> chain)
      throws TrustException {
    List<byte[]> encoded = new ArrayList<>();
    try {
      for (X509Certificate certificate : chain) {
        encoded.add(certificate.getEncoded());
      }
    } catch (CertificateEncodingException e) {
      throw new TrustException(Fault.STORE, "a certificate of the signing slot is damaged", e);
    }
    return CoseHeaders.NONE
        .withContentType(new ContentType.MediaType(contentType))
        .withKeyId(SealedChain.fingerprint(encoded.get(0)))
        .withCertificates(encoded);
  }

  private byte[] sign(byte[] toBeSigned) throws Refused {
    try {
      return keys.sign(KeyMemory.SIGNING_SLOT, toBeSigned);
    } catch (TrustException e) {
      throw new Refused(e);
    }
  }

  /** Carries the key memory's refusal through the codec. */
  private static final class Refused extends GeneralSecurityException {
    private static final long serialVersionUID = 1;
    private final TrustException reason;

    Refused(TrustException reason) {
      super(reason);
      this.reason = reason;
    }
  }

  @Override
  public Opened open(String contentType, byte[] sealed, Instant at) throws TrustException {
    if (sealed.length > MAX_SEALED_BYTES) {
      throw malformed("a sealed message of %d bytes is too long".formatted(sealed.length));
    }
    try {
      UnverifiedSign1 message = CoseSign1.decode(sealed, LIMITS);
      SealedChain.requireNothingUnprotected(sealed, LIMITS);
      requireContentType(contentType, message.protectedHeaders());
      List<X509Certificate> chain = SealedChain.of(message.protectedHeaders());
      Partners.Partner signer = partners.check(chain, KeySlot.Use.SIGN, at);
      byte[] content = message.verify(NOTHING_EXTERNAL, signer::verify).payload();
      return new Opened(signer.identity(), content);
    } catch (CoseFault e) {
      throw new TrustException(fault(e), String.valueOf(e.getMessage()), e);
    } catch (GeneralSecurityException e) {
      throw new TrustException(Fault.SIGNATURE_WRONG, "the signature cannot be checked", e);
    }
  }

  private static Fault fault(CoseFault fault) {
    if (fault instanceof CoseFault.SignatureWrong) {
      return Fault.SIGNATURE_WRONG;
    }
    boolean algorithm =
        fault instanceof CoseFault.WrongAlgorithm
            || fault instanceof CoseFault.MissingProtectedHeader;
    return algorithm ? Fault.WRONG_ALGORITHM : Fault.MALFORMED;
  }

  /** RFC 9052, clause 3.1: without it, a message of one kind could be taken for another. */
  private static void requireContentType(String expected, CoseHeaders headers)
      throws TrustException {
    if (!new ContentType.MediaType(expected).equals(headers.contentType())) {
      throw new TrustException(
          Fault.WRONG_CONTENT_TYPE, "the message is sealed as something else than " + expected);
    }
  }

  static TrustException malformed(String message) {
    return new TrustException(Fault.MALFORMED, message);
  }
}
