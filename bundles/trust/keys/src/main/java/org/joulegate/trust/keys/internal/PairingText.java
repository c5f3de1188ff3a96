package org.joulegate.trust.keys.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.joulegate.trust.api.TrustException;

/** The two texts of a pairing: the file that is kept, and the leaflet for the person. */
final class PairingText {
  /** RFC 4279, clause 5.3: implementations must support identities of 128 bytes. */
  private static final Pattern IDENTITY = Pattern.compile("[!-~]{1,128}");

  /** Shorter secrets can be guessed; RFC 4279, clause 5.3, asks for support up to 64 bytes. */
  private static final int MIN_SECRET = 16;

  private static final int MAX_SECRET = 64;

  private PairingText() {}

  /** The file that is kept; the caller clears it. */
  static byte[] file(String identity, byte[] secret, Instant since) {
    byte[] hex = hex(secret);
    String head = "# Joulegate display, format 1\nidentity " + identity + "\nsince " + since;
    byte[] file = join(bytes(head + "\nsecret "), hex, bytes("\n"));
    Arrays.fill(hex, (byte) 0);
    return file;
  }

  /** The leaflet; the caller clears it. */
  static byte[] leaflet(String gateway, String identity, byte[] secret) {
    byte[] hex = hex(secret);
    String head =
        """
        How a display pairs with %s: enter this identity and this secret there (CoAP over DTLS, PSK).
        Delete this file after pairing; the gateway does not need it.
        identity: %s
        secret: """
            .formatted(gateway, identity);
    String uri = "\nuri: joulegate:pair?gateway=" + gateway + "&identity=" + identity;
    byte[] leaflet =
        join(
            bytes(head + " "),
            secret,
            bytes("\nsecret-hex: "),
            hex,
            bytes(uri + "&secret-hex="),
            hex,
            bytes("\n"));
    Arrays.fill(hex, (byte) 0);
    return leaflet;
  }

  /** Reads a file that is kept. */
  static Displays.Display parse(Path file, byte[] content) throws TrustException {
    Map<String, Integer> starts = new HashMap<>();
    int start = 0;
    for (int end = 0; end <= content.length; end++) {
      if (end == content.length || content[end] == '\n') {
        int space = indexOf(content, start, end);
        if (content.length > start && space > start && content[start] != '#') {
          starts.put(ascii(content, start, space), space + 1);
        }
        start = end + 1;
      }
    }
    String identity = text(file, content, starts, "identity");
    if (!IDENTITY.matcher(identity).matches()) {
      throw SafeFiles.store(file + ": the identity is not 1 to 128 printable characters");
    }
    try {
      Instant since = Instant.parse(text(file, content, starts, "since"));
      return new Displays.Display(identity, secret(file, content, starts), since);
    } catch (DateTimeException e) {
      throw SafeFiles.store(file + ": since is not an instant such as 2026-11-20T00:00:00Z");
    }
  }

  private static byte[] secret(Path file, byte[] content, Map<String, Integer> starts)
      throws TrustException {
    int from = start(file, starts, "secret");
    int digits = end(content, from) - from;
    if (digits % 2 != 0 || digits < 2 * MIN_SECRET || digits > 2 * MAX_SECRET) {
      throw SafeFiles.store(
          "%s: the secret is not %d to %d bytes in hex".formatted(file, MIN_SECRET, MAX_SECRET));
    }
    byte[] secret = new byte[digits / 2];
    for (int i = 0; i < secret.length; i++) {
      byte high = content[from + 2 * i];
      byte low = content[from + 2 * i + 1];
      if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
        Arrays.fill(secret, (byte) 0);
        throw SafeFiles.store(file + ": the secret is not hex");
      }
      secret[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
    }
    return secret;
  }

  private static String text(Path file, byte[] content, Map<String, Integer> starts, String key)
      throws TrustException {
    int from = start(file, starts, key);
    return ascii(content, from, end(content, from));
  }

  private static int start(Path file, Map<String, Integer> starts, String key)
      throws TrustException {
    Integer start = starts.get(key);
    if (start == null) {
      throw SafeFiles.store(file + ": there is no line " + key);
    }
    return start;
  }

  private static int end(byte[] content, int from) {
    int end = from;
    while (end < content.length && content[end] != '\n' && content[end] != '\r') {
      end++;
    }
    return end;
  }

  private static int indexOf(byte[] content, int from, int to) {
    int at = from;
    while (at < to && content[at] != ' ') {
      at++;
    }
    return at < to ? at : -1;
  }

  private static String ascii(byte[] content, int from, int to) {
    return new String(content, from, to - from, StandardCharsets.US_ASCII);
  }

  private static byte[] hex(byte[] secret) {
    byte[] hex = new byte[2 * secret.length];
    for (int i = 0; i < secret.length; i++) {
      hex[2 * i] = (byte) Character.forDigit(secret[i] >> 4 & 0xF, 16);
      hex[2 * i + 1] = (byte) Character.forDigit(secret[i] & 0xF, 16);
    }
    return hex;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[]... parts) {
    byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
