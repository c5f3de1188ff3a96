package org.joulegate.codec.iec62056;

import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.dlms.CipheredApdu;
import org.joulegate.codec.dlms.DlmsCipher;
import org.joulegate.codec.dlms.DlmsLimits;
import org.joulegate.codec.dlms.DlmsOpened;
import org.joulegate.codec.dlms.DlmsSecurity;

/**
 * A telegram of P1 in a general-glo-ciphering APDU (Luxembourg: Smarty P1 specification, 3.2.5; the
 * same at other grid operators with meters of the Sagemcom T210 family): AES-GCM with the system
 * title and the invocation counter as vector and the telegram, checksum included, as plain text.
 *
 * @param apdu the APDU, with its security header
 * @param telegram what it holds; its positions are those of the array of its own that it was opened
 *     into
 * @param plain the bytes of the telegram
 * @param authenticated whether a tag was checked, as the specification wants it (security control
 *     30); without one nothing but the CRC of the telegram speaks for its bytes
 */
public record SealedP1(
    CipheredApdu apdu, P1Telegram telegram, ByteSlice plain, boolean authenticated) {

  private static final int SLASH = '/';

  /** Whether bytes begin like a sealed telegram. */
  public static boolean isSealed(byte[] bytes, int offset, int length) {
    return length > 2
        && (bytes[offset] & 0xFF) == CipheredApdu.GENERAL_GLO
        && bytes[offset + 1] == DlmsSecurity.TITLE_BYTES;
  }

  /**
   * A new array with the authentication key that the Smarty specification sets for all meters of
   * Luxembourg. It is public, so that a tag made with it guards against damage and not against
   * forgery by who has the encryption key.
   */
  public static byte[] smartyAuthenticationKey() {
    return Hex.parse("00112233445566778899AABBCCDDEEFF");
  }

  /**
   * Opens a sealed telegram.
   *
   * @throws MalformedTelegramException of kind {@code KEY_MISSING} or {@code KEY_WRONG} when it is
   *     not opened, {@code UNSUPPORTED} when it is not encrypted or holds something else than a
   *     telegram of P1, and as {@link CipheredApdu#parse} says; not for a fault within the
   *     telegram, which that says itself
   */
  public static SealedP1 open(byte[] bytes, int offset, int length, DlmsCipher cipher)
      throws MalformedTelegramException {
    CipheredApdu apdu = CipheredApdu.parse(bytes, offset, length, DlmsLimits.DEFAULT);
    int content = apdu.content().offset();
    if (!apdu.security().encrypted()) {
      throw new MalformedTelegramException(
          Kind.UNSUPPORTED, content, "an encrypted telegram of P1", "one that is not encrypted");
    }
    DlmsOpened opened = apdu.open(cipher);
    if (opened instanceof DlmsOpened.Plain plain) {
      ByteSlice text = plain.bytes();
      if (text.length() == 0 || text.u8(0) != SLASH) {
        throw new MalformedTelegramException(
            plain.authenticated() ? Kind.UNSUPPORTED : Kind.KEY_WRONG,
            content,
            "a telegram of P1 within the APDU",
            "something else");
      }
      byte[] array = text.cursor().array();
      P1Telegram telegram =
          P1Decoder.read(array, text.offset(), text.length(), ReadoutLimits.DEFAULT);
      return new SealedP1(apdu, telegram, text, plain.authenticated());
    }
    throw refused(opened, content);
  }

  private static MalformedTelegramException refused(DlmsOpened opened, int content) {
    if (opened instanceof DlmsOpened.KeyMissing missing) {
      return new MalformedTelegramException(Kind.KEY_MISSING, content, missing.what(), "none");
    }
    if (opened instanceof DlmsOpened.Unsupported unsupported) {
      return new MalformedTelegramException(
          Kind.UNSUPPORTED, content, "a protection that is read", unsupported.what());
    }
    return new MalformedTelegramException(
        Kind.KEY_WRONG, content, "a tag that fits the key", "another");
  }
}
