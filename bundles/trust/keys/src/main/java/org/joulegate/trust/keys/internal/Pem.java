package org.joulegate.trust.keys.internal;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joulegate.trust.api.TrustException;

/** Text of binary objects (RFC 7468), strict: nothing but base64 stands between the boundaries. */
final class Pem {
  static final String CERTIFICATE = "CERTIFICATE";
  static final String PRIVATE_KEY = "PRIVATE KEY";

  private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");
  private static final int LINE = 64;

  private Pem() {}

  /** One object of a file. Not a record, so that no toString shows a key. */
  static final class Block {
    final String label;
    final byte[] der;

    Block(String label, byte[] der) {
      this.label = label;
      this.der = der;
    }
  }

  /**
   * The objects of a file, in order; text before, between and behind them is skipped.
   *
   * @throws TrustException naming the file and the line
   */
  static List<Block> parse(Path file, byte[] content) throws TrustException {
    List<Block> blocks = new ArrayList<>();
    String label = null;
    byte[] base64 = new byte[content.length];
    int length = 0;
    int number = 0;
    for (int start = 0; start < content.length; number++) {
      int end = lineEnd(content, start);
      // Only boundaries become text: the lines between them may be a key.
      boolean boundary = content[start] == '-';
      String line = boundary ? text(content, start, end) : "";
      Matcher begin = BEGIN.matcher(line);
      if (label == null) {
        if (begin.matches()) {
          label = begin.group(1);
          length = 0;
        } else if (boundary) {
          throw mangled(file, number, "a -----BEGIN line");
        }
      } else if (boundary) {
        if (!line.equals("-----END " + label + "-----")) {
          throw mangled(file, number, "-----END " + label + "-----");
        }
        blocks.add(new Block(label, decode(file, number, base64, length)));
        label = null;
      } else {
        length = append(content, start, end, base64, length);
      }
      start = end + 1;
    }
    Arrays.fill(base64, (byte) 0);
    if (label != null) {
      throw mangled(file, number, "-----END " + label + "-----, the file is cut off");
    }
    return blocks;
  }

  private static int lineEnd(byte[] content, int start) {
    int end = start;
    while (end < content.length && content[end] != '\n') {
      end++;
    }
    return end;
  }

  private static String text(byte[] content, int start, int end) {
    return new String(content, start, end - start, StandardCharsets.ISO_8859_1).strip();
  }

  private static int append(byte[] content, int start, int end, byte[] to, int length) {
    int at = length;
    for (int i = start; i < end; i++) {
      if (content[i] != ' ' && content[i] != '\r' && content[i] != '\t') {
        to[at++] = content[i];
      }
    }
    return at;
  }

  private static byte[] decode(Path file, int number, byte[] base64, int length)
      throws TrustException {
    byte[] exact = Arrays.copyOf(base64, length);
    try {
      return Base64.getDecoder().decode(exact);
    } catch (IllegalArgumentException e) {
      throw mangled(file, number, "base64 above this line");
    } finally {
      Arrays.fill(exact, (byte) 0);
    }
  }

  private static TrustException mangled(Path file, int number, String expected) {
    return SafeFiles.store(
        "%s is not a whole PEM file: line %d: expected %s".formatted(file, number + 1, expected));
  }

  /** A certificate out of a file's object. */
  static X509Certificate certificate(Path file, Block block) throws TrustException {
    if (!block.label.equals(CERTIFICATE)) {
      throw SafeFiles.store("%s: expected a CERTIFICATE, found a %s".formatted(file, block.label));
    }
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(block.der);
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      if (in.available() > 0) {
        throw SafeFiles.store(file + ": bytes behind a certificate");
      }
      return certificate;
    } catch (CertificateException e) {
      throw SafeFiles.store(file + ": a CERTIFICATE in it cannot be read");
    }
  }

  /** Appends an object; the arrays that are left behind are cleared. */
  static byte[] append(byte[] content, String label, byte[] der) {
    byte[] head = ("-----BEGIN " + label + "-----\n").getBytes(StandardCharsets.US_ASCII);
    byte[] body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encode(der);
    byte[] tail = ("\n-----END " + label + "-----\n").getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(content, content.length + head.length + body.length + tail.length);
    int at = content.length;
    for (byte[] part : List.of(head, body, tail)) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    Arrays.fill(content, (byte) 0);
    Arrays.fill(body, (byte) 0);
    return all;
  }

  static byte[] append(byte[] content, X509Certificate certificate) {
    try {
      return append(content, CERTIFICATE, certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate without encoding", e);
    }
  }
}
