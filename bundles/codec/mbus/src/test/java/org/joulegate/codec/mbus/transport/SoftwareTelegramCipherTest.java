package org.joulegate.codec.mbus.transport;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.mbus.transport.TelegramCipher.Answer;
import org.junit.Test;

/** Printed vectors of the ciphers: RFC 4493, SP 800-38A, -38C and -38D, CEN/TR 17167 F.3. */
public class SoftwareTelegramCipherTest {

  private static final MeterAddress METER = new MeterAddress("ELS", "12345678", 51, 3);
  private static final KeyUse PERSISTENT =
      new KeyUse(METER, KeyUse.Derivation.PERSISTENT, 0, 0, -1);
  private static final byte[] NIST_KEY = Hex.parse("2b7e151628aed2a6abf7158809cf4f3c");
  private static final byte[] NIST_TEXT =
      Hex.parse(
          "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
              + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");

  @Test
  public void cmacOfRfc4493() {
    cmac(0, "bb1d6929e95937287fa37d129b756746");
    cmac(16, "070a16b46b4d4144f79bdd9dd04a287c");
    cmac(40, "dfa66747de9ae63030ca32611497c827");
    cmac(64, "51f0bebf7e3b9d92fc49741779363cfe");
  }

  private static void cmac(int length, String expected) {
    byte[] mac = new byte[16];
    SoftwareTelegramCipher cipher = SoftwareTelegramCipher.ofOneKey(NIST_KEY);
    assertEquals(Answer.DONE, cipher.cmac(PERSISTENT, Arrays.copyOf(NIST_TEXT, length), mac));
    assertEquals(expected, Hex.format(mac));
  }

  @Test
  public void cbcOfSp80038a() {
    byte[] sealed =
        Hex.parse(
            "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
                + "73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7");
    byte[] iv = Hex.parse("000102030405060708090a0b0c0d0e0f");
    byte[] out = new byte[64];
    SoftwareTelegramCipher cipher = SoftwareTelegramCipher.ofOneKey(NIST_KEY);
    assertEquals(Answer.DONE, cipher.decryptCbc(PERSISTENT, iv, ByteSlice.of(sealed), out, 0));
    assertArrayEquals(NIST_TEXT, out);
  }

  @Test
  public void ctrOfSp80038a() {
    byte[] sealed =
        Hex.parse(
            "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff"
                + "5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee");
    byte[] counter = Hex.parse("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
    byte[] out = new byte[64];
    SoftwareTelegramCipher cipher = SoftwareTelegramCipher.ofOneKey(NIST_KEY);
    assertEquals(Answer.DONE, cipher.applyCtr(PERSISTENT, counter, ByteSlice.of(sealed), out, 0));
    assertArrayEquals(NIST_TEXT, out);
    byte[] part = new byte[21];
    cipher.applyCtr(PERSISTENT, counter, new ByteSlice(sealed, 0, 21), part, 0);
    assertArrayEquals(Arrays.copyOf(NIST_TEXT, 21), part);
  }

  @Test
  public void gcmOfTheSubmissionToNist() {
    SoftwareTelegramCipher cipher =
        SoftwareTelegramCipher.ofOneKey(Hex.parse("feffe9928665731c6d6a8f9467308308"));
    byte[] nonce = Hex.parse("cafebabefacedbaddecaf888");
    ByteSlice aad = ByteSlice.of(Hex.parse("feedfacedeadbeeffeedfacedeadbeefabaddad2"));
    ByteSlice sealed =
        ByteSlice.of(
            Hex.parse(
                "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
                    + "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091"));
    byte[] tag = Hex.parse("5bc94fbc3221a5db94fae95ae7121a47");
    byte[] out = new byte[60];
    assertEquals(
        Answer.DONE, cipher.openGcm(PERSISTENT, nonce, aad, sealed, ByteSlice.of(tag), out, 0));
    assertEquals(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        Hex.format(out));
    tag[3] ^= 1;
    assertEquals(
        Answer.REFUSED, cipher.openGcm(PERSISTENT, nonce, aad, sealed, ByteSlice.of(tag), out, 0));
  }

  @Test
  public void ccmOfRfc3610() {
    SoftwareTelegramCipher cipher =
        SoftwareTelegramCipher.ofOneKey(Hex.parse("c0c1c2c3c4c5c6c7c8c9cacbcccdcecf"));
    byte[] nonce = Hex.parse("00000003020100a0a1a2a3a4a5");
    ByteSlice aad = ByteSlice.of(Hex.parse("0001020304050607"));
    ByteSlice sealed = ByteSlice.of(Hex.parse("588c979a61c663d2f066d0c2c0f989806d5f6b61dac384"));
    byte[] tag = Hex.parse("17e8d12cfdf926e0");
    byte[] out = new byte[23];
    assertEquals(
        Answer.DONE, cipher.openCcm(PERSISTENT, nonce, aad, sealed, ByteSlice.of(tag), out, 0));
    assertEquals("08090a0b0c0d0e0f101112131415161718191a1b1c1d1e", Hex.format(out));
    tag[0] ^= 1;
    assertEquals(
        Answer.REFUSED, cipher.openCcm(PERSISTENT, nonce, aad, sealed, ByteSlice.of(tag), out, 0));
  }

  /** The session keys that CEN/TR 17167:2018, F.3 prints, shown by what they encrypt. */
  @Test
  public void keysAreDerivedAsCenTr17167Prints() {
    SoftwareTelegramCipher derived =
        SoftwareTelegramCipher.ofOneKey(Hex.parse("000102030405060708090a0b0c0d0e0f"));
    SoftwareTelegramCipher printed =
        SoftwareTelegramCipher.ofOneKey(Hex.parse("eccf39d475d730b8284fdfdc1995d52f"));
    KeyUse use = new KeyUse(METER, KeyUse.Derivation.ENCRYPTION_FROM_METER, 0xAB3, 0, -1);
    assertEquals(mac(printed, PERSISTENT), mac(derived, use));
    SoftwareTelegramCipher printedMac =
        SoftwareTelegramCipher.ofOneKey(Hex.parse("c9cd19ff5a9aad5a6bbda13bd2c4c7ad"));
    KeyUse useMac = new KeyUse(METER, KeyUse.Derivation.MAC_FROM_METER, 0xAB3, 0, -1);
    assertEquals(mac(printedMac, PERSISTENT), mac(derived, useMac));
  }

  private static String mac(SoftwareTelegramCipher cipher, KeyUse use) {
    byte[] mac = new byte[16];
    assertEquals(Answer.DONE, cipher.cmac(use, new byte[] {1, 2, 3}, mac));
    return Hex.format(mac);
  }

  @Test
  public void aMeterWithoutAKeyIsSaidToHaveNone() {
    byte[] out = new byte[16];
    SoftwareTelegramCipher cipher =
        SoftwareTelegramCipher.ofKeys(
            Map.of(new MeterAddress("ELS", "12345679", 51, 3), new byte[16]));
    assertEquals(Answer.NO_KEY, cipher.cmac(PERSISTENT, new byte[1], out));
    assertArrayEquals(new byte[16], out);
  }

  @Test
  public void nothingIsLeftOfAKeyAfterClosing() {
    byte[] out = new byte[16];
    SoftwareTelegramCipher cipher = SoftwareTelegramCipher.ofOneKey(NIST_KEY);
    assertEquals(Answer.DONE, cipher.cmac(PERSISTENT, new byte[1], out));
    cipher.close();
    assertEquals(Answer.NO_KEY, cipher.cmac(PERSISTENT, new byte[1], out));
  }

  @Test
  public void oneCipherServesManyKeysInTurn() {
    byte[] other = NIST_KEY.clone();
    other[0] ^= 1;
    MeterAddress second = new MeterAddress("ELS", "00000002", 1, 3);
    SoftwareTelegramCipher both =
        SoftwareTelegramCipher.ofKeys(Map.of(METER, NIST_KEY, second, other));
    KeyUse ofSecond = new KeyUse(second, KeyUse.Derivation.PERSISTENT, 0, 0, -1);
    String first = mac(both, PERSISTENT);
    assertEquals(mac(SoftwareTelegramCipher.ofOneKey(other), PERSISTENT), mac(both, ofSecond));
    assertEquals(first, mac(both, PERSISTENT));
  }

  @Test
  public void theCiphersAnswerAsThoseOfAnotherMaker() throws Exception {
    Random random = new Random(4493);
    for (int i = 0; i < 400; i++) {
      byte[] key = bytes(random, 16);
      byte[] header = bytes(random, random.nextInt(40));
      byte[] plain = bytes(random, random.nextInt(100));
      int tag = 4 * (1 + random.nextInt(4));
      AesKey ours = new AesKey();
      ours.use(key);
      byte[] nonce = bytes(random, 13);
      byte[] ccm =
          theirs(
              CCMBlockCipher.newInstance(AESEngine.newInstance()), key, nonce, header, plain, tag);
      assertArrayEquals(ccm, ours.sealCcm(nonce, header, plain, tag));
      byte[] shorter = bytes(random, 12);
      byte[] gcm =
          theirs(
              GCMBlockCipher.newInstance(AESEngine.newInstance()), key, shorter, header, plain, 12);
      assertArrayEquals(gcm, ours.sealGcm(shorter, header, plain, 12));
      CMac mac = new CMac(AESEngine.newInstance());
      mac.init(new KeyParameter(key));
      mac.update(plain, 0, plain.length);
      byte[] expected = new byte[16];
      mac.doFinal(expected, 0);
      byte[] code = new byte[16];
      ours.cmac(plain, plain.length, code);
      assertArrayEquals(expected, code);
    }
  }

  private static byte[] theirs(
      AEADBlockCipher cipher, byte[] key, byte[] nonce, byte[] header, byte[] plain, int tag)
      throws Exception {
    cipher.init(true, new AEADParameters(new KeyParameter(key), tag * 8, nonce, header));
    byte[] sealed = new byte[cipher.getOutputSize(plain.length)];
    int done = cipher.processBytes(plain, 0, plain.length, sealed, 0);
    cipher.doFinal(sealed, done);
    return sealed;
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
