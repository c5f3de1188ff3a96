package org.joulegate.codec.dlms;

import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * Who made the sender of a push, as three letters of the FLAG association: it says so in its system
 * title, else the values of the push have a mark.
 */
final class SenderMaker {

  private static final int MAKER_LETTERS = 3;

  /** Push setups of meters in Switzerland. */
  private static final long LANDIS_GYR_LIST = DlmsObis.packed(0, 8, 25, 9, 0, 255);

  private static final long LANDIS_GYR_GAUGES = DlmsObis.packed(0, 11, 25, 9, 0, 255);
  private static final long ISKRAEMECO_LIST = DlmsObis.packed(0, 6, 25, 9, 0, 255);

  private SenderMaker() {}

  /** The maker, or null when nothing says it. */
  static @Nullable String of(DlmsTelegram telegram) {
    if (!(telegram.apdu() instanceof DlmsApdu.DataNotification push)) {
      return null;
    }
    String maker = senderTitle(telegram);
    return maker == null ? makerOf(push.body()) : maker;
  }

  /** Looks over values for the maker's mark. */
  private static @Nullable String makerOf(DlmsData data) {
    List<DlmsData> parts = PushReader.elements(data);
    if (parts == null) {
      String maker = data instanceof DlmsData.Octets octets ? makerOfPushSetup(octets) : null;
      return maker == null ? makerOfText(data) : maker;
    }
    for (int i = 0; i < parts.size(); i++) {
      String maker = makerOf(parts.get(i));
      if (maker != null) {
        return maker;
      }
    }
    return null;
  }

  private static @Nullable String makerOfText(DlmsData data) {
    ByteSlice text = null;
    if (data instanceof DlmsData.Octets octets) {
      text = octets.bytes();
    } else if (data instanceof DlmsData.Text string) {
      text = string.bytes();
    }
    if (text == null || text.length() <= MAKER_LETTERS) {
      return null;
    }
    if (begins(text, "Kamstrup_V")) {
      return "KAM";
    }
    boolean id = text.u8(MAKER_LETTERS) >= '0' && text.u8(MAKER_LETTERS) <= '9';
    if (begins(text, "KFM_") || (id && begins(text, "KFM"))) {
      return "KFM";
    }
    if (id && begins(text, "ISK")) {
      return "ISK";
    }
    return id && begins(text, "LGZ") ? "LGZ" : null;
  }

  private static boolean begins(ByteSlice text, String with) {
    for (int i = 0; i < with.length(); i++) {
      if (i >= text.length() || text.u8(i) != with.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Of meters in Switzerland: Landis+Gyr pushes lists 8 and 11, Iskraemeco list 6. */
  private static @Nullable String makerOfPushSetup(DlmsData.Octets name) {
    if (name.bytes().length() != DlmsObis.BYTES) {
      return null;
    }
    long code = DlmsObis.packed(name.bytes());
    if (code == LANDIS_GYR_LIST || code == LANDIS_GYR_GAUGES) {
      return "LGZ";
    }
    return code == ISKRAEMECO_LIST ? "ISK" : null;
  }

  /** The three letters of the maker in the system title of the sender (IEC 62056-21 FLAG). */
  private static @Nullable String senderTitle(DlmsTelegram telegram) {
    if (telegram.security().isEmpty()) {
      return null;
    }
    ByteSlice title = telegram.security().get(0).systemTitle();
    if (title.length() != DlmsSecurity.TITLE_BYTES) {
      return null;
    }
    for (int i = 0; i < MAKER_LETTERS; i++) {
      if (title.u8(i) < 'A' || title.u8(i) > 'Z') {
        return null;
      }
    }
    return title.toText().substring(0, MAKER_LETTERS);
  }
}
