package org.joulegate.trust.seal.internal;

import static org.joulegate.trust.api.KeyMemory.SIGNING_SLOT;
import static org.joulegate.trust.api.KeyMemory.TLS_SLOT;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.joulegate.trust.api.Sealer;
import org.joulegate.trust.api.TrustException;
import org.joulegate.trust.api.TrustException.Fault;
import org.joulegate.trust.keys.internal.FileKeyMemory;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is sealed is opened as it was; then one test for each attack, named after it. */
public class CoseSealerTest {
  static final String TYPE = "application/vnd.joulegate.report+cbor";

  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private static final byte[] CONTENT = "12345.678 kWh".getBytes(StandardCharsets.US_ASCII);
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final int HALF = 32;
  private static final Instant NOW = Instant.now();

  private static Path base;
  private static FileKeyMemory gateway;
  private static FileKeyMemory centre;
  private static Sealer seals;
  private static Sealer opens;

  @BeforeClass
  public static void twoWhoBelieveEachOther() {
    base = FOLDER.getRoot().toPath();
    gateway = Runtimes.open(base, "gw-1");
    centre = Runtimes.open(base, "centre");
    seals = new CoseSealer(gateway, gateway);
    opens = new CoseSealer(centre, centre);
  }

  @Test
  public void whatWasSealedIsOpenedAsItWas() throws Exception {
    Random random = new Random(9052);
    for (int length : List.of(0, 1, 23, 24, 255, 256, 5_000, CoseSealer.MAX_CONTENT_BYTES)) {
      byte[] content = new byte[length];
      random.nextBytes(content);
      Sealer.Opened opened = opens.open(TYPE, seals.seal(TYPE, content), NOW);
      assertEquals("gw-1", opened.signer());
      assertArrayEquals(content, opened.content());
    }
  }

  @Test
  public void theHandMadeMessageIsTheSealersOwnByteForByte() throws Exception {
    assertArrayEquals(
        seals.seal(TYPE, CONTENT),
        forgery().make(CONTENT, data -> gateway.sign(SIGNING_SLOT, data)));
  }

  @Test
  public void aContentThatIsTooLongIsNotSealed() {
    byte[] long1 = new byte[CoseSealer.MAX_CONTENT_BYTES + 1];
    assertFault(Fault.MALFORMED, () -> seals.seal(TYPE, long1));
  }

  @Test
  public void aMessageThatIsTooLongIsNotLookedAt() {
    refused(Fault.MALFORMED, new byte[CoseSealer.MAX_SEALED_BYTES + 1]);
  }

  @Test
  public void everyBitCounts() throws Exception {
    byte[] sealed = seals.seal(TYPE, CONTENT);
    Set<Fault> seen = EnumSet.noneOf(Fault.class);
    for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      try {
        opens.open(TYPE, changed, NOW);
        fail("bit " + bit + " may be changed");
      } catch (TrustException e) {
        seen.add(e.fault());
      }
    }
    assertEquals(
        EnumSet.of(
            Fault.MALFORMED,
            Fault.SIGNATURE_WRONG,
            Fault.WRONG_ALGORITHM,
            Fault.WRONG_CONTENT_TYPE),
        seen);
  }

  @Test
  public void everyBitOfTheContentBelongsToTheSignature() throws Exception {
    byte[] sealed = seals.seal(TYPE, CONTENT);
    int start = indexOf(sealed, CONTENT);
    for (int bit = 0; bit < CONTENT.length * Byte.SIZE; bit++) {
      byte[] changed = sealed.clone();
      changed[start + bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      refused(Fault.SIGNATURE_WRONG, changed);
    }
  }

  @Test
  public void cutOffAtEveryByte() throws Exception {
    byte[] sealed = seals.seal(TYPE, CONTENT);
    for (int length = 0; length < sealed.length; length++) {
      refused(Fault.MALFORMED, Arrays.copyOf(sealed, length));
    }
  }

  @Test
  public void trailingBytes() throws Exception {
    byte[] sealed = seals.seal(TYPE, CONTENT);
    refused(Fault.MALFORMED, Arrays.copyOf(sealed, sealed.length + 1));
    byte[] twice = Arrays.copyOf(sealed, 2 * sealed.length);
    System.arraycopy(sealed, 0, twice, sealed.length, sealed.length);
    refused(Fault.MALFORMED, twice);
  }

  @Test
  public void signatureOfAnotherMessage() throws Exception {
    byte[] other = seals.seal(TYPE, "another".getBytes(StandardCharsets.US_ASCII));
    byte[] signature = Arrays.copyOfRange(other, other.length - 2 * HALF, other.length);
    refused(Fault.SIGNATURE_WRONG, made(forgery().signature(own -> signature)));
  }

  @Test
  public void signatureWithRAndSExchanged() throws Exception {
    refused(
        Fault.SIGNATURE_WRONG,
        made(forgery().signature(own -> pair(half(own, HALF), half(own, 0)))));
  }

  @Test
  public void signatureOfZerosOrOfTheOrder() throws Exception {
    BigInteger zero = BigInteger.ZERO;
    for (BigInteger[] values :
        new BigInteger[][] {
          {zero, zero},
          {zero, BigInteger.ONE},
          {BigInteger.ONE, zero},
          {ORDER, ORDER},
          {ORDER, BigInteger.ONE},
          {BigInteger.ONE, ORDER},
          {BigInteger.ONE, BigInteger.ONE}
        }) {
      refused(Fault.SIGNATURE_WRONG, made(forgery().signature(own -> pair(values[0], values[1]))));
    }
  }

  @Test
  public void signatureWithROrSBeyondTheOrder() throws Exception {
    BigInteger two256 = BigInteger.ONE.shiftLeft(256);
    refused(
        Fault.SIGNATURE_WRONG,
        made(
            forgery()
                .signature(
                    own -> {
                      BigInteger s = half(own, HALF).add(ORDER);
                      return pair(
                          half(own, 0),
                          s.compareTo(two256) < 0 ? s : two256.subtract(BigInteger.ONE));
                    })));
  }

  /** RFC 9053 knows no low s, and foreign signers make high ones: nothing here counts by bytes. */
  @Test
  public void theOtherSOfASignatureIsAcceptedAndOpensTheSameContent() throws Exception {
    byte[] other =
        made(forgery().signature(own -> pair(half(own, 0), ORDER.subtract(half(own, HALF)))));
    assertFalse(Arrays.equals(other, seals.seal(TYPE, CONTENT)));
    assertArrayEquals(CONTENT, opens.open(TYPE, other, NOW).content());
  }

  @Test
  public void signatureThatIsTooShortOrInDer() throws Exception {
    refused(Fault.MALFORMED, made(forgery().signature(own -> Arrays.copyOf(own, 63))));
    refused(Fault.MALFORMED, made(forgery().signature(own -> Arrays.copyOf(own, 70))));
    refused(Fault.MALFORMED, made(forgery().signature(own -> new byte[0])));
  }

  @Test
  public void algorithmNone() throws Exception {
    refused(Fault.WRONG_ALGORITHM, made(forgery().algorithm(0L).signature(own -> new byte[0])));
    refused(Fault.WRONG_ALGORITHM, made(forgery().algorithm(null)));
  }

  @Test
  public void algorithmEdDsaEs384Ps256AndHmac() throws Exception {
    for (long algorithm : new long[] {-8, -35, -36, -37, -47, 5, -257, -65535, 7}) {
      refused(Fault.WRONG_ALGORITHM, made(forgery().algorithm(algorithm)));
    }
  }

  @Test
  public void algorithmInTheUnprotectedHeader() throws Exception {
    refused(
        Fault.WRONG_ALGORITHM,
        made(
            forgery()
                .algorithm(null)
                .unprotected(map -> map.beginMap(1).writeInteger(1).writeInteger(-7))));
  }

  @Test
  public void anythingInTheUnprotectedHeader() throws Exception {
    refused(
        Fault.MALFORMED,
        made(forgery().unprotected(map -> map.beginMap(1).writeInteger(99).writeText("note"))));
    refused(
        Fault.MALFORMED,
        made(forgery().unprotected(map -> map.beginMap(1).writeInteger(1).writeInteger(-7))));
  }

  @Test
  public void aMessageOfAnotherKind() throws Exception {
    byte[] note = seals.seal("application/vnd.joulegate.failure+cbor", CONTENT);
    refused(Fault.WRONG_CONTENT_TYPE, note);
    refused(Fault.WRONG_CONTENT_TYPE, made(forgery().contentType(null)));
    refused(Fault.WRONG_CONTENT_TYPE, made(forgery().contentType(TYPE + " ")));
  }

  @Test
  public void aCriticalHeaderThatNobodyUnderstands() throws Exception {
    byte[] marked =
        made(forgery().critical(40).headers(1, map -> map.writeInteger(40).writeText("must")));
    refused(Fault.MALFORMED, marked);
    refused(Fault.MALFORMED, made(forgery().critical(40)));
  }

  @Test
  public void aFurtherProtectedHeaderOfTheSignerIsLeftAlone() throws Exception {
    byte[] sealed = made(forgery().headers(1, map -> map.writeInteger(40).writeText("note")));
    assertArrayEquals(CONTENT, opens.open(TYPE, sealed, NOW).content());
  }

  @Test
  public void noTagOrThatOfAnotherMessage() throws Exception {
    byte[] sealed = seals.seal(TYPE, CONTENT);
    refused(Fault.MALFORMED, Arrays.copyOfRange(sealed, 1, sealed.length));
    for (long tag : new long[] {16, 17, 61, 96, 97, 98}) {
      refused(Fault.MALFORMED, made(forgery().tag(tag)));
    }
  }

  @Test
  public void twoSigners() throws Exception {
    refused(Fault.MALFORMED, made(forgery().elements(5)));
    refused(Fault.MALFORMED, made(forgery().elements(3)));
  }

  @Test
  public void cborInAnotherEncoding() throws Exception {
    byte[] sealed = seals.seal(TYPE, CONTENT);
    // The array's head, 84, written with one byte more than it needs: 98 04.
    byte[] longer = new byte[sealed.length + 1];
    longer[0] = sealed[0];
    longer[1] = (byte) 0x98;
    longer[2] = 0x04;
    System.arraycopy(sealed, 2, longer, 3, sealed.length - 2);
    refused(Fault.MALFORMED, longer);
  }

  @Test
  public void expiredAtTheInstantThatIsAskedFor() throws Exception {
    byte[] sealed = seals.seal(TYPE, CONTENT);
    for (Duration away : List.of(Duration.ofDays(3_651), Duration.ofDays(-3))) {
      assertFault(Fault.NOT_VALID_NOW, () -> opens.open(TYPE, sealed, NOW.plus(away)));
    }
    opens.open(TYPE, sealed, NOW.plus(Duration.ofDays(3_600)));
  }

  @Test
  public void revoked() throws Exception {
    Path directory = base.resolve("strict");
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("revoked"),
        HexFormat.of().formatHex(Forgery.fingerprint(gateway.chain(SIGNING_SLOT).get(0))));
    FileKeyMemory strict = Runtimes.open(directory, "strict", base.resolve("authority").toString());
    byte[] sealed = seals.seal(TYPE, CONTENT);
    assertFault(Fault.REVOKED, () -> new CoseSealer(strict, strict).open(TYPE, sealed, NOW));
  }

  @Test
  public void aForeignAuthority() throws Exception {
    FileKeyMemory foreign =
        Runtimes.open(base.resolve("foreign"), "gw-1", base.resolve("elsewhere").toString());
    refused(Fault.UNKNOWN_SIGNER, new CoseSealer(foreign, foreign).seal(TYPE, CONTENT));
  }

  @Test
  public void aSelfSignedLookAlikeOfTheSameName() throws Exception {
    FileKeyMemory double1 = Runtimes.open(base.resolve("double"), "gw-1", "");
    refused(Fault.UNKNOWN_SIGNER, new CoseSealer(double1, double1).seal(TYPE, CONTENT));
    // The same with the true gateway's certificate behind its own, and before it.
    List<X509Certificate> own = double1.chain(SIGNING_SLOT);
    List<X509Certificate> trusted = gateway.chain(SIGNING_SLOT);
    List<X509Certificate> behind = new ArrayList<>(own);
    behind.addAll(trusted);
    refused(Fault.UNKNOWN_SIGNER, signedBy(double1, new Forgery(behind)));
    List<X509Certificate> before = new ArrayList<>(trusted);
    before.addAll(own);
    refused(Fault.UNKNOWN_SIGNER, signedBy(double1, new Forgery(before)));
    refused(Fault.SIGNATURE_WRONG, signedBy(double1, new Forgery(trusted)));
  }

  @Test
  public void theCertificateOfAnotherPartner() throws Exception {
    FileKeyMemory other = Runtimes.open(base, "gw-2");
    refused(Fault.SIGNATURE_WRONG, signedBy(gateway, new Forgery(other.chain(SIGNING_SLOT))));
  }

  @Test
  public void aTlsCertificate() throws Exception {
    refused(Fault.WRONG_USE, signedBy(gateway, new Forgery(gateway.chain(TLS_SLOT))));
  }

  @Test
  public void aKeyIdThatNamesAnotherCertificate() throws Exception {
    refused(Fault.MALFORMED, made(forgery().keyId(new byte[32])));
    refused(Fault.MALFORMED, made(forgery().keyId(null)));
  }

  @Test
  public void noCertificateOrTooMany() throws Exception {
    refused(Fault.MALFORMED, made(forgery().chain(List.of())));
    X509Certificate one = gateway.chain(SIGNING_SLOT).get(0);
    refused(Fault.MALFORMED, made(forgery().chain(java.util.Collections.nCopies(6, one))));
    refused(Fault.MALFORMED, made(forgery().chain(java.util.Collections.nCopies(9, one))));
  }

  @Test
  public void randomBytesAndMutationsOnlyEverGiveAFault() throws Exception {
    Random random = new Random(18);
    byte[] sealed = seals.seal(TYPE, CONTENT);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes;
      if (round % 2 == 0) {
        bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
      } else {
        bytes = sealed.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
      if (!Arrays.equals(bytes, sealed)) {
        assertThrows(TrustException.class, () -> opens.open(TYPE, bytes, NOW));
      }
    }
  }

  @Test
  public void noMessageOfARefusalShowsTheContent() throws Exception {
    byte[] sealed = seals.seal(TYPE, CONTENT);
    sealed[sealed.length - 1] ^= 1;
    TrustException refused =
        assertThrows(TrustException.class, () -> opens.open(TYPE, sealed, NOW));
    assertTrue(refused.getMessage(), !String.valueOf(refused.getMessage()).contains("12345"));
  }

  private static Forgery forgery() throws Exception {
    return new Forgery(gateway.chain(SIGNING_SLOT));
  }

  private static byte[] made(Forgery forgery) throws Exception {
    return signedBy(gateway, forgery);
  }

  private static byte[] signedBy(FileKeyMemory memory, Forgery forgery) throws Exception {
    return forgery.make(CONTENT, data -> memory.sign(SIGNING_SLOT, data));
  }

  private static BigInteger half(byte[] signature, int from) {
    return new BigInteger(1, signature, from, HALF);
  }

  private static byte[] pair(BigInteger r, BigInteger s) {
    byte[] signature = new byte[2 * HALF];
    put(signature, 0, r);
    put(signature, HALF, s);
    return signature;
  }

  private static void put(byte[] to, int at, BigInteger value) {
    byte[] bytes = value.toByteArray();
    int length = Math.min(bytes.length, HALF);
    System.arraycopy(bytes, bytes.length - length, to, at + HALF - length, length);
  }

  private static int indexOf(byte[] in, byte[] what) {
    int at = 0;
    while (!Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
      at++;
    }
    return at;
  }

  private static void refused(Fault fault, byte[] sealed) {
    assertFault(fault, () -> opens.open(TYPE, sealed, NOW));
  }

  private static void assertFault(Fault expected, org.junit.function.ThrowingRunnable work) {
    TrustException refused = assertThrows(TrustException.class, work);
    assertEquals(refused.getMessage(), expected, refused.fault());
  }
}
