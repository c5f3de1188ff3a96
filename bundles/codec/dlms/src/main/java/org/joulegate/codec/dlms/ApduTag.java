package org.joulegate.codec.dlms;

import org.joulegate.codec.bytes.Hex;
import org.jspecify.annotations.Nullable;

/** The first bytes of APDUs and their names (IEC 62056-5-3, "xDLMS APDUs"; Green Book). */
final class ApduTag {

  static final int CONFIRMED_SERVICE_ERROR = 0x0E;
  static final int DATA_NOTIFICATION = 0x0F;
  static final int GET_REQUEST = 0xC0;
  static final int EVENT_NOTIFICATION = 0xC2;
  static final int GET_RESPONSE = 0xC4;
  static final int EXCEPTION_RESPONSE = 0xD8;
  static final int GENERAL_SIGNING = 0xDF;
  static final int GENERAL_BLOCK_TRANSFER = 0xE0;

  private static final int CIPHERED = 1;
  private static final int FIRST_DEDICATED = 0x40;
  private static final int FIRST_DEDICATED_SERVICE = 0xD0;

  private static final @Nullable String[] NAMES = new String[256];
  private static final byte[] KINDS = new byte[256];

  static {
    plain(0x01, "initiateRequest");
    plain(0x05, "readRequest");
    plain(0x06, "writeRequest");
    plain(0x08, "initiateResponse");
    plain(0x0C, "readResponse");
    plain(0x0D, "writeResponse");
    plain(CONFIRMED_SERVICE_ERROR, "confirmedServiceError");
    plain(DATA_NOTIFICATION, "data-notification");
    plain(0x10, "data-notification-confirm");
    plain(0x16, "unconfirmedWriteRequest");
    plain(0x18, "informationReportRequest");
    ciphered(0x21, "glo-initiateRequest");
    ciphered(0x25, "glo-readRequest");
    ciphered(0x26, "glo-writeRequest");
    ciphered(0x28, "glo-initiateResponse");
    ciphered(0x2C, "glo-readResponse");
    ciphered(0x2D, "glo-writeResponse");
    ciphered(0x2E, "glo-confirmedServiceError");
    ciphered(0x36, "glo-unconfirmedWriteRequest");
    ciphered(0x38, "glo-informationReportRequest");
    ciphered(0x41, "ded-initiateRequest");
    ciphered(0x45, "ded-readRequest");
    ciphered(0x46, "ded-writeRequest");
    ciphered(0x48, "ded-initiateResponse");
    ciphered(0x4C, "ded-readResponse");
    ciphered(0x4D, "ded-writeResponse");
    ciphered(0x4E, "ded-confirmedServiceError");
    ciphered(0x56, "ded-unconfirmedWriteRequest");
    ciphered(0x58, "ded-informationReportRequest");
    plain(0x60, "AARQ");
    plain(0x61, "AARE");
    plain(0x62, "RLRQ");
    plain(0x63, "RLRE");
    plain(GET_REQUEST, "get-request");
    plain(0xC1, "set-request");
    plain(EVENT_NOTIFICATION, "event-notification-request");
    plain(0xC3, "action-request");
    plain(GET_RESPONSE, "get-response");
    plain(0xC5, "set-response");
    plain(0xC7, "action-response");
    ciphered(0xC8, "glo-get-request");
    ciphered(0xC9, "glo-set-request");
    ciphered(0xCA, "glo-event-notification-request");
    ciphered(0xCB, "glo-action-request");
    ciphered(0xCC, "glo-get-response");
    ciphered(0xCD, "glo-set-response");
    ciphered(0xCF, "glo-action-response");
    ciphered(0xD0, "ded-get-request");
    ciphered(0xD1, "ded-set-request");
    ciphered(0xD2, "ded-event-notification-request");
    ciphered(0xD3, "ded-action-request");
    ciphered(0xD4, "ded-get-response");
    ciphered(0xD5, "ded-set-response");
    ciphered(0xD7, "ded-action-response");
    plain(EXCEPTION_RESPONSE, "exception-response");
    plain(0xD9, "access-request");
    plain(0xDA, "access-response");
    ciphered(CipheredApdu.GENERAL_GLO, "general-glo-ciphering");
    ciphered(CipheredApdu.GENERAL_DED, "general-ded-ciphering");
    ciphered(CipheredApdu.GENERAL_CIPHERING, "general-ciphering");
    plain(GENERAL_SIGNING, "general-signing");
    plain(GENERAL_BLOCK_TRANSFER, "general-block-transfer");
  }

  private ApduTag() {}

  /** Whether an APDU of the standard begins with this byte. */
  static boolean isKnown(int tag) {
    return tag >= 0 && tag < NAMES.length && NAMES[tag] != null;
  }

  static boolean isCiphered(int tag) {
    return tag >= 0 && tag < KINDS.length && KINDS[tag] == CIPHERED;
  }

  /** Whether it is sealed with the dedicated key of an association (41 to 5F, D0 to D7, DC). */
  static boolean isDedicated(int tag) {
    return isCiphered(tag)
        && (tag == CipheredApdu.GENERAL_DED
            || (tag & 0xE0) == FIRST_DEDICATED
            || (tag & 0xF8) == FIRST_DEDICATED_SERVICE);
  }

  /** The standard's name and the byte. */
  static String name(int tag) {
    String name = isKnown(tag) ? NAMES[tag] : null;
    return name == null ? Hex.ofByte(tag) : name;
  }

  private static void plain(int tag, String name) {
    NAMES[tag] = name + " (" + Hex.ofByte(tag) + ")";
  }

  private static void ciphered(int tag, String name) {
    plain(tag, name);
    KINDS[tag] = CIPHERED;
  }
}
