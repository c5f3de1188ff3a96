package org.joulegate.codec.dlms;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.junit.Test;

/**
 * Ciphered APDUs, first of all the worked example of the Green Book ("Example: glo-get-request"): a
 * get-request for the clock, authenticated, encrypted, and both.
 */
public class CipheredApduTest {

  private static final byte[] KEY = Hex.parse("000102030405060708090A0B0C0D0E0F");
  private static final byte[] AUTH_KEY = Hex.parse("D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF");
  private static final ByteSlice TITLE = ByteSlice.of(Hex.parse("4D4D4D0000BC614E"));
  private static final byte[] PLAIN = Hex.parse("C0010000080000010000FF0200");
  private static final byte[] AUTHENTICATED =
      Hex.parse("C81E1001234567C0010000080000010000FF020006725D910F9221D263877516");
  private static final byte[] ENCRYPTED = Hex.parse("C8122001234567411312FF935A47566827C467BC");
  private static final byte[] BOTH =
      Hex.parse("C81E3001234567411312FF935A47566827C467BC7D825C3BE4A77C3FCC056B6B");

  @Test
  public void theGreenBooksExampleOpensInAllThreeKindsOfProtection() throws Exception {
    DlmsCipher cipher = SoftwareDlmsCipher.of(KEY, AUTH_KEY);
    assertPlain(true, parse(AUTHENTICATED).withSystemTitle(TITLE).open(cipher));
    assertPlain(false, parse(ENCRYPTED).withSystemTitle(TITLE).open(cipher));
    assertPlain(true, parse(BOTH).withSystemTitle(TITLE).open(cipher));
    assertEquals(0x01234567, parse(BOTH).security().invocationCounter());
  }

  @Test
  public void sealingGivesTheGreenBooksExample() {
    DlmsCipher cipher = SoftwareDlmsCipher.of(KEY, AUTH_KEY);
    for (byte[] apdu : new byte[][] {AUTHENTICATED, ENCRYPTED, BOTH}) {
      DlmsSecurity security = new DlmsSecurity(apdu[2], TITLE, 0x01234567, ByteSlice.of());
      byte[] sealed = cipher.seal(DlmsKeyUse.GLOBAL_UNICAST, security, PLAIN);
      assertEquals(Hex.format(apdu, 7, apdu.length - 7), Hex.format(sealed));
    }
  }

  @Test
  public void everyFlippedBitOfAnAuthenticatedApduIsNoticed() throws Exception {
    DlmsCipher cipher = SoftwareDlmsCipher.of(KEY, AUTH_KEY);
    for (byte[] good : new byte[][] {AUTHENTICATED, BOTH}) {
      for (int bit = 8 * 3; bit < 8 * good.length; bit++) {
        byte[] apdu = good.clone();
        apdu[bit / 8] ^= (byte) (1 << bit % 8);
        assertTrue(
            "bit " + bit,
            parse(apdu).withSystemTitle(TITLE).open(cipher) instanceof DlmsOpened.KeyWrong);
      }
    }
  }

  @Test
  public void missingKeysAreNamedAndNothingIsUsed() throws Exception {
    CipheredApdu apdu = parse(BOTH).withSystemTitle(TITLE);
    assertEquals(new DlmsOpened.KeyMissing("the encryption key"), apdu.open(DlmsCipher.NONE));
    assertEquals(
        new DlmsOpened.KeyMissing("the authentication key"),
        apdu.open(SoftwareDlmsCipher.of(KEY, null)));
    assertPlain(
        false, parse(ENCRYPTED).withSystemTitle(TITLE).open(SoftwareDlmsCipher.of(KEY, null)));
  }

  @Test
  public void aWrongKeyOfEitherKindIsSaidToBeWrong() throws Exception {
    CipheredApdu apdu = parse(BOTH).withSystemTitle(TITLE);
    assertEquals(new DlmsOpened.KeyWrong(), apdu.open(SoftwareDlmsCipher.of(AUTH_KEY, AUTH_KEY)));
    assertEquals(new DlmsOpened.KeyWrong(), apdu.open(SoftwareDlmsCipher.of(KEY, KEY)));
    assertEquals(
        new DlmsOpened.KeyWrong(), apdu.open(SoftwareDlmsCipher.of(new byte[32], AUTH_KEY)));
  }

  @Test
  public void suiteTwoTakesKeysOf256Bits() {
    DlmsCipher cipher = SoftwareDlmsCipher.of(new byte[32], new byte[32]);
    DlmsSecurity security = new DlmsSecurity(0x32, TITLE, 7, ByteSlice.of());
    ByteSlice sealed = ByteSlice.of(cipher.seal(DlmsKeyUse.GLOBAL_UNICAST, security, PLAIN));
    assertPlain(true, cipher.open(DlmsKeyUse.GLOBAL_UNICAST, security, sealed));
    DlmsCipher shortKey = SoftwareDlmsCipher.of(KEY, AUTH_KEY);
    assertEquals(
        new DlmsOpened.KeyWrong(), shortKey.open(DlmsKeyUse.GLOBAL_UNICAST, security, sealed));
  }

  @Test
  public void compressionAndOtherSuitesAreUnsupportedByName() throws Exception {
    byte[] compressed = BOTH.clone();
    compressed[2] |= (byte) 0x80;
    byte[] suite = BOTH.clone();
    suite[2] = 0x33;
    DlmsCipher cipher = SoftwareDlmsCipher.of(KEY, AUTH_KEY);
    assertEquals(
        new DlmsOpened.Unsupported("compressed content (V.44)"),
        parse(compressed).withSystemTitle(TITLE).open(cipher));
    assertEquals(
        new DlmsOpened.Unsupported("security suite 3"),
        parse(suite).withSystemTitle(TITLE).open(cipher));
  }

  @Test
  public void generalGloCarriesItsSystemTitleAndMayBeFollowedByOtherBytes() throws Exception {
    byte[] apdu = Hex.parse("DB08" + TITLE.toHex() + Hex.format(BOTH).substring(2) + "FFFF");
    CipheredApdu parsed = parse(apdu);
    assertEquals(TITLE, parsed.security().systemTitle());
    assertEquals(apdu.length - 2, parsed.end());
    assertPlain(true, parsed.open(SoftwareDlmsCipher.of(KEY, AUTH_KEY)));
  }

  @Test
  public void generalCipheringAuthenticatesItsHeaderAsWell() throws Exception {
    byte[] header = Hex.parse("010A08" + TITLE.toHex() + "080102030405060708" + "00" + "0155");
    DlmsSecurity security = new DlmsSecurity(0x31, TITLE, 9, ByteSlice.of(header));
    DlmsCipher cipher = SoftwareDlmsCipher.of(KEY, AUTH_KEY);
    String sealed = Hex.format(cipher.seal(DlmsKeyUse.GLOBAL_UNICAST, security, PLAIN));
    String service = "3100000009" + sealed;
    byte[] apdu = Hex.parse("DD" + Hex.format(header) + "010000" + "1E" + service);
    CipheredApdu parsed = parse(apdu);
    assertPlain(true, parsed.open(cipher));
    assertEquals(
        new CipheredApdu.KeyInfo.Identified(0),
        java.util.Objects.requireNonNull(parsed.transaction()).keyInfo());
    apdu[2]++;
    assertEquals(new DlmsOpened.KeyWrong(), parse(apdu).open(cipher));
  }

  @Test
  public void theKeyThatAnApduAsksForIsToldToTheCipher() throws Exception {
    assertEquals(DlmsKeyUse.GLOBAL_UNICAST, parse(BOTH).keyUse());
    byte[] broadcast = BOTH.clone();
    broadcast[2] |= 0x40;
    assertEquals(DlmsKeyUse.GLOBAL_BROADCAST, parse(broadcast).keyUse());
    byte[] dedicated = BOTH.clone();
    for (int tag : new int[] {0x45, 0x58, 0xD0, 0xD7}) {
      dedicated[0] = (byte) tag;
      assertEquals(DlmsKeyUse.DEDICATED, parse(dedicated).keyUse());
    }
    byte[] general = Hex.parse("DD0008" + TITLE.toHex() + "000000" + "010001" + "052000000001");
    assertEquals(DlmsKeyUse.GLOBAL_BROADCAST, parse(general).keyUse());
    general[16]++;
    assertNull(parse(general).keyUse());
    assertTrue(
        parse(general).open(SoftwareDlmsCipher.of(KEY, AUTH_KEY))
            instanceof DlmsOpened.Unsupported);
  }

  @Test
  public void aTitleThatIsTooShortIsRefusedAndSoIsSealingInAnUnknownWay() {
    DlmsCipher cipher = SoftwareDlmsCipher.of(KEY, AUTH_KEY);
    DlmsSecurity untitled = new DlmsSecurity(0x30, ByteSlice.of((byte) 1), 7, ByteSlice.of());
    assertThrows(
        IllegalArgumentException.class,
        () -> cipher.seal(DlmsKeyUse.GLOBAL_UNICAST, untitled, PLAIN));
    assertTrue(
        cipher.open(DlmsKeyUse.GLOBAL_UNICAST, untitled, ByteSlice.of(new byte[20]))
            instanceof DlmsOpened.Unsupported);
    for (int control : new int[] {0x33, 0x3F, 0xB0}) {
      DlmsSecurity unknown = new DlmsSecurity(control, TITLE, 7, ByteSlice.of());
      assertThrows(
          IllegalArgumentException.class,
          () -> cipher.seal(DlmsKeyUse.GLOBAL_UNICAST, unknown, PLAIN));
    }
  }

  @Test
  public void aWrappedKeyIsReadButNotUsed() throws Exception {
    byte[] apdu = Hex.parse("DD0000000000010100" + "02AABB" + "052000000001");
    CipheredApdu parsed = parse(apdu);
    assertEquals(
        new CipheredApdu.KeyInfo.Wrapped(0, ByteSlice.of((byte) 0xAA, (byte) 0xBB)),
        java.util.Objects.requireNonNull(parsed.transaction()).keyInfo());
  }

  @Test
  public void everyTruncationIsRefused() {
    byte[] apdu = Hex.parse("DB08" + TITLE.toHex() + Hex.format(BOTH).substring(2));
    for (int length = 0; length < apdu.length; length++) {
      int cut = length;
      assertThrows(
          MalformedTelegramException.class,
          () -> CipheredApdu.parse(apdu, 0, cut, DlmsLimits.DEFAULT));
    }
  }

  @Test
  public void anotherTagOrATooShortContentIsRefused() {
    assertThrows(MalformedTelegramException.class, () -> parse(Hex.parse("0F00")));
    assertThrows(MalformedTelegramException.class, () -> parse(Hex.parse("C80430010203")));
    assertThrows(
        MalformedTelegramException.class, () -> parse(Hex.parse("C8093000000001AABBCCDD")));
    assertFalse(CipheredApdu.isCiphered(0x0F));
    assertTrue(CipheredApdu.isCiphered(0xDB));
  }

  @Test
  public void keysOfOtherLengthsAreRefusedWithoutShowingThem() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> SoftwareDlmsCipher.of(new byte[5], null));
    assertEquals("the key has 16 or 32 bytes, not 5", e.getMessage());
  }

  private static CipheredApdu parse(byte[] apdu) throws MalformedTelegramException {
    return CipheredApdu.parse(apdu, 0, apdu.length, DlmsLimits.DEFAULT);
  }

  private static void assertPlain(boolean authenticated, DlmsOpened opened) {
    DlmsOpened.Plain plain = (DlmsOpened.Plain) opened;
    assertArrayEquals(PLAIN, plain.bytes().toByteArray());
    assertEquals(authenticated, plain.authenticated());
  }
}
