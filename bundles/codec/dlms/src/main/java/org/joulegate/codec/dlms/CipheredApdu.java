package org.joulegate.codec.dlms;

import java.util.Objects;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * A ciphered APDU as it stands on the wire (Green Book, "Ciphered xDLMS APDUs"; IEC 62056-5-3):
 * general-glo-ciphering (DB), general-ded-ciphering (DC), general-ciphering (DD), or one of the
 * ciphered APDUs of a service (21 to 5F, C8 to D7).
 *
 * <p>The plain text is what the sender put in: an APDU, or a P1 telegram where a meter seals those.
 *
 * @param tag the first byte
 * @param transaction of general-ciphering; null for every other
 * @param security the security header; its system title is empty where the APDU does not carry one
 * @param content ciphertext or plain text, with the tag behind it when the header says so
 * @param end position in the array behind the last byte of the APDU
 */
public record CipheredApdu(
    int tag,
    @Nullable GeneralCiphering transaction,
    DlmsSecurity security,
    ByteSlice content,
    int end) {

  /** general-glo-ciphering. */
  public static final int GENERAL_GLO = 0xDB;

  /** general-ded-ciphering. */
  public static final int GENERAL_DED = 0xDC;

  /** general-ciphering. */
  public static final int GENERAL_CIPHERING = 0xDD;

  private static final int HEADER_BYTES = 1 + Integer.BYTES;
  private static final ByteSlice NOTHING = ByteSlice.of();

  /**
   * What general-ciphering says besides.
   *
   * @param transactionId chosen by the sender
   * @param recipient system title of the recipient; may be empty
   * @param dateTime twelve bytes, or empty
   * @param otherInformation may be empty
   * @param keyInfo which key is used; null when that was agreed on beforehand
   */
  public record GeneralCiphering(
      ByteSlice transactionId,
      ByteSlice recipient,
      ByteSlice dateTime,
      ByteSlice otherInformation,
      @Nullable KeyInfo keyInfo) {}

  /** Which key opens a general-ciphering APDU (Green Book, key-info). */
  public sealed interface KeyInfo {

    /**
     * A key that both sides have.
     *
     * @param keyId 0: global unicast encryption key, 1: global broadcast encryption key
     */
    record Identified(int keyId) implements KeyInfo {}

    /**
     * A key that comes along, wrapped.
     *
     * @param kekId which key wraps it; 0: the master key
     * @param wrapped the wrapped key
     */
    record Wrapped(int kekId, ByteSlice wrapped) implements KeyInfo {}

    /**
     * A key that follows from key agreement.
     *
     * @param parameters the scheme
     * @param keyData ephemeral public key and signature, as the scheme says
     */
    record Agreed(ByteSlice parameters, ByteSlice keyData) implements KeyInfo {}
  }

  /** Whether an APDU with this first byte is a ciphered one. */
  public static boolean isCiphered(int tag) {
    return ApduTag.isCiphered(tag);
  }

  /**
   * Reads a ciphered APDU; bytes may follow it ({@link #end()}).
   *
   * @throws MalformedTelegramException when it is not one, or is cut off
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static CipheredApdu parse(byte[] array, int offset, int length, DlmsLimits limits)
      throws MalformedTelegramException {
    Objects.checkFromIndexSize(offset, length, array.length);
    return read(new AxdrReader(array, offset, offset + length, limits, null));
  }

  /**
   * Opens it; a service's own ciphered APDU needs {@link #withSystemTitle} first. A plain text
   * stands in the array of the content or in one of its own, whatever the cipher does with its own.
   */
  public DlmsOpened open(DlmsCipher cipher) {
    GeneralCiphering general = transaction;
    if (general != null
        && general.keyInfo() != null
        && !(general.keyInfo() instanceof KeyInfo.Identified)) {
      return new DlmsOpened.Unsupported("a key that is wrapped or agreed on");
    }
    boolean sealed = security.authenticated() || security.encrypted();
    if (sealed && security.systemTitle().length() != DlmsSecurity.TITLE_BYTES) {
      return new DlmsOpened.Unsupported("a sender without a system title of eight bytes");
    }
    DlmsKeyUse use = keyUse();
    return use == null
        ? new DlmsOpened.Unsupported("a key that general-ciphering identifies by another number")
        : kept(cipher.open(use, security, content));
  }

  /** The array of a cipher is its own, and may hold another text soon. */
  private DlmsOpened kept(DlmsOpened opened) {
    if (opened instanceof DlmsOpened.Plain plain
        && plain.bytes().cursor().array() != content.cursor().array()) {
      ByteSlice copy = ByteSlice.of(plain.bytes().toByteArray());
      return new DlmsOpened.Plain(copy, plain.authenticated());
    }
    return opened;
  }

  /**
   * Which key it is sealed with: of general-ciphering the identified one, of the ciphered APDUs of
   * an association with a dedicated key that, else the global one that the header says. Null when
   * the key comes along or is none of these.
   */
  public @Nullable DlmsKeyUse keyUse() {
    KeyInfo info = transaction == null ? null : transaction.keyInfo();
    if (info != null) {
      int id = info instanceof KeyInfo.Identified identified ? identified.keyId() : -1;
      return id == 0 ? DlmsKeyUse.GLOBAL_UNICAST : id == 1 ? DlmsKeyUse.GLOBAL_BROADCAST : null;
    }
    if (ApduTag.isDedicated(tag)) {
      return DlmsKeyUse.DEDICATED;
    }
    return security.broadcast() ? DlmsKeyUse.GLOBAL_BROADCAST : DlmsKeyUse.GLOBAL_UNICAST;
  }

  /** The same with the sender's system title, where it was said before and not in the APDU. */
  public CipheredApdu withSystemTitle(ByteSlice title) {
    DlmsSecurity known =
        new DlmsSecurity(
            security.control(), title, security.invocationCounter(), security.context());
    return new CipheredApdu(tag, transaction, known, content, end);
  }

  static CipheredApdu read(AxdrReader in) throws MalformedTelegramException {
    int start = in.position;
    int tag = in.u8();
    if (!ApduTag.isCiphered(tag)) {
      throw MalformedTelegramException.malformed(
          start, "the tag of a ciphered APDU", ApduTag.name(tag));
    }
    in.note(start, "APDU", ApduTag.name(tag));
    if (tag == GENERAL_CIPHERING) {
      return general(in);
    }
    ByteSlice title = NOTHING;
    if (tag == GENERAL_GLO || tag == GENERAL_DED) {
      title = in.octets("system-title");
    }
    return content(in, tag, null, title, NOTHING);
  }

  private static CipheredApdu general(AxdrReader in) throws MalformedTelegramException {
    int start = in.position;
    ByteSlice id = in.octets("transaction-id");
    ByteSlice title = in.octets("originator-system-title");
    ByteSlice recipient = in.octets("recipient-system-title");
    ByteSlice time = in.octets("date-time");
    ByteSlice other = in.octets("other-information");
    ByteSlice context = new ByteSlice(in.array, start, in.position - start);
    KeyInfo keyInfo = optional(in) ? keyInfo(in) : null;
    GeneralCiphering general = new GeneralCiphering(id, recipient, time, other, keyInfo);
    return content(in, GENERAL_CIPHERING, general, title, context);
  }

  private static boolean optional(AxdrReader in) throws MalformedTelegramException {
    int present = in.u8("key-info present");
    if (present > 1) {
      throw MalformedTelegramException.malformed(
          in.position - 1, "0 or 1 for an optional field", Integer.toString(present));
    }
    return present == 1;
  }

  private static KeyInfo keyInfo(AxdrReader in) throws MalformedTelegramException {
    int choice = in.u8("key-info choice");
    return switch (choice) {
      case 0 -> new KeyInfo.Identified(in.u8("key-id"));
      case 1 -> new KeyInfo.Wrapped(in.u8("kek-id"), in.octets("wrapped key"));
      case 2 -> new KeyInfo.Agreed(in.octets("key-parameters"), in.octets("key data"));
      default ->
          throw MalformedTelegramException.malformed(
              in.position - 1, "key-info 0, 1 or 2", Integer.toString(choice));
    };
  }

  private static CipheredApdu content(
      AxdrReader in,
      int tag,
      @Nullable GeneralCiphering general,
      ByteSlice title,
      ByteSlice context)
      throws MalformedTelegramException {
    int start = in.position;
    int length = in.length(in.limits.apduBytes());
    in.note(start, "ciphered content, length", length);
    in.require(length);
    int end = in.position + length;
    if (length < HEADER_BYTES) {
      throw MalformedTelegramException.malformed(
          start, "at least five bytes of security header", length + " bytes");
    }
    int control = in.u8();
    long counter = in.unsigned(Integer.BYTES);
    DlmsSecurity security = new DlmsSecurity(control, title, counter, context);
    if (in.trace != null) {
      in.trace.field(in.position - HEADER_BYTES, 1, "security control", security.words());
      in.trace.field(
          in.position - Integer.BYTES, Integer.BYTES, "invocation counter", "" + counter);
    }
    int tagBytes = security.authenticated() ? DlmsSecurity.TAG_BYTES : 0;
    if (end - in.position < tagBytes) {
      throw MalformedTelegramException.malformed(
          in.position, "an authentication tag of twelve bytes", end - in.position + " bytes");
    }
    ByteSlice content = in.take(end - in.position);
    if (in.trace != null) {
      String what = security.encrypted() ? "ciphertext" : "plain text";
      int text = content.length() - tagBytes;
      in.trace.field(content.offset(), text, what, text + " bytes");
      in.trace.field(content.offset() + text, tagBytes, "authentication tag", null);
    }
    return new CipheredApdu(tag, general, security, content, end);
  }
}
