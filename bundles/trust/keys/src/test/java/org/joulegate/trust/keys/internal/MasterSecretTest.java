package org.joulegate.trust.keys.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.californium.scandium.dtls.cipher.PseudoRandomFunction;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class MasterSecretTest {
  private static final int ROUNDS = 500;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Random random = new Random(4279);

  @Test
  public void isWhatScandiumDerivesForPlainPsk() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      compare(bytes(1 + random.nextInt(64)), null, bytes(64), i % 2 == 0, false);
      compare(bytes(1 + random.nextInt(64)), null, bytes(64), i % 2 == 0, true);
    }
  }

  @Test
  public void isWhatScandiumDerivesForEcdhePsk() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] shared = bytes(i % 3 == 0 ? 48 : 32);
      compare(bytes(1 + random.nextInt(64)), shared, bytes(32), i % 2 == 0, false);
      compare(bytes(1 + random.nextInt(64)), shared, bytes(48), i % 2 == 0, true);
    }
  }

  @Test
  public void isThatOfTheSecretOnTheLeaflet() throws Exception {
    Path directory = folder.getRoot().toPath().resolve("trust");
    FileKeyMemory memory = Memories.alone(directory, "gw-1");
    String secret =
        Files.readAllLines(directory.resolve("pairing.txt")).stream()
            .filter(line -> line.startsWith("secret: "))
            .findFirst()
            .orElseThrow()
            .substring("secret: ".length());
    byte[] seed = bytes(64);
    assertArrayEquals(
        scandium(secret.getBytes(StandardCharsets.US_ASCII), null, seed, "HmacSHA256", false),
        memory.masterSecret(memory.identities().get(0), "HmacSHA256", null, seed, false));
  }

  @Test
  public void thereIsNoneForAStranger() {
    FileKeyMemory memory = Memories.alone(folder.getRoot().toPath().resolve("trust"), "gw-1");
    assertNull(memory.masterSecret("display-other", "HmacSHA256", null, bytes(64), false));
  }

  @Test
  public void anotherFunctionThanThoseOfDtlsIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> MasterSecret.derive("HmacMD5", bytes(16), null, bytes(64), false));
  }

  /** The published vector of P_SHA256 for TLS 1.2, as far as 48 bytes go, has another label. */
  @Test
  public void doesNotDependOnScandiumAlone() throws Exception {
    byte[] psk = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
    byte[] premaster =
        HexFormat.of().parseHex("0010" + "00".repeat(16) + "001000112233445566778899aabbccddeeff");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(premaster, "HmacSHA256"));
    byte[] seed = "master secretrandoms".getBytes(StandardCharsets.US_ASCII);
    byte[] a1 = mac.doFinal(seed);
    byte[] a2 = mac.doFinal(a1);
    mac.update(a1);
    byte[] first = mac.doFinal(seed);
    mac.update(a2);
    byte[] second = mac.doFinal(seed);
    byte[] expected = java.util.Arrays.copyOf(first, 48);
    System.arraycopy(second, 0, expected, 32, 16);
    assertArrayEquals(
        expected,
        MasterSecret.derive(
            "HmacSHA256", psk, null, "randoms".getBytes(StandardCharsets.US_ASCII), false));
  }

  private void compare(byte[] psk, byte[] other, byte[] seed, boolean sha384, boolean extended)
      throws Exception {
    String hmac = sha384 ? "HmacSHA384" : "HmacSHA256";
    assertArrayEquals(
        scandium(psk, other, seed, hmac, extended),
        MasterSecret.derive(hmac, psk, other, seed, extended));
  }

  private static byte[] scandium(
      byte[] psk, byte[] other, byte[] seed, String hmac, boolean extended) throws Exception {
    SecretKey otherKey = other == null ? null : new SecretKeySpec(other, "ECDHE");
    SecretKey premaster =
        PseudoRandomFunction.generatePremasterSecretFromPSK(
            otherKey, new SecretKeySpec(psk, "PSK"));
    return PseudoRandomFunction.generateMasterSecret(
            Mac.getInstance(hmac), premaster, seed, extended)
        .getEncoded();
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
