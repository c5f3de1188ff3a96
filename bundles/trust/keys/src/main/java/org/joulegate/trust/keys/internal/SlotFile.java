package org.joulegate.trust.keys.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.joulegate.trust.api.TrustException;

/** A key and the certificates that vouch for it, in one file, so that they cannot part. */
final class SlotFile {
  private static final String HEAD = "Joulegate key and certificates, format 1\n";
  private static final int MAX_CHAIN = 5;

  /** A key with its certificates. Not a record, so that no toString shows the key. */
  static final class Content {
    final ECPrivateKeyParameters key;
    final List<X509Certificate> chain;

    Content(ECPrivateKeyParameters key, List<X509Certificate> chain) {
      this.key = key;
      this.chain = chain;
    }
  }

  private SlotFile() {}

  static void write(
      SafeFiles files, Path file, ECPrivateKeyParameters key, List<X509Certificate> chain)
      throws TrustException {
    byte[] pkcs8 = P256.pkcs8(key);
    byte[] content = HEAD.getBytes(StandardCharsets.US_ASCII);
    content = Pem.append(content, Pem.PRIVATE_KEY, pkcs8);
    for (X509Certificate certificate : chain) {
      content = Pem.append(content, certificate);
    }
    try {
      files.write(file, content);
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
      Arrays.fill(content, (byte) 0);
    }
  }

  static Content read(SafeFiles files, Path file) throws TrustException {
    byte[] content = files.readSecret(file);
    List<Pem.Block> blocks = List.of();
    try {
      blocks = Pem.parse(file, content);
      if (blocks.size() < 2 || blocks.size() > MAX_CHAIN + 1) {
        throw SafeFiles.store(
            file + ": expected a PRIVATE KEY and 1 to " + MAX_CHAIN + " certificates");
      }
      ECPrivateKeyParameters key =
          blocks.get(0).label.equals(Pem.PRIVATE_KEY) ? P256.privateKey(blocks.get(0).der) : null;
      if (key == null) {
        throw SafeFiles.store(
            file + ": expected a PRIVATE KEY of P-256 (PKCS#8, not encrypted) first");
      }
      return new Content(key, chain(file, key, blocks));
    } finally {
      Arrays.fill(content, (byte) 0);
      blocks.forEach(block -> Arrays.fill(block.der, (byte) 0));
    }
  }

  private static List<X509Certificate> chain(
      Path file, ECPrivateKeyParameters key, List<Pem.Block> blocks) throws TrustException {
    List<X509Certificate> chain = new ArrayList<>();
    for (Pem.Block block : blocks.subList(1, blocks.size())) {
      chain.add(Pem.certificate(file, block));
    }
    ECPublicKeyParameters certified = P256.publicKey(chain.get(0).getPublicKey());
    if (certified == null || !certified.getQ().equals(P256.publicKey(key).getQ())) {
      throw SafeFiles.store(file + ": the first certificate belongs to another key");
    }
    return chain;
  }
}
