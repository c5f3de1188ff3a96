package org.joulegate.codec.mbus.radio;

/** Meanings of the C field of radio frames (EN 13757-4:2019, Table 26). */
public enum RadioControl {
  /** The sender ends the session. */
  SND_NKE(0x40, true, "SND-NKE: link reset"),
  /** A command with its acknowledgement asked for. */
  SND_UD(0x43, true, "SND-UD: send user data"),
  /** A meter's data without an answer asked for. */
  SND_NR(0x44, false, "SND-NR: send without reply"),
  /** A command, after which the answer is fetched. */
  SND_UD2(0x43, true, "SND-UD2: send user data and request"),
  /** A command to many, without an answer asked for. */
  SND_UD3(0x45, true, "SND-UD3: send user data without reply"),
  /** A meter asks to be installed. */
  SND_IR(0x46, false, "SND-IR: installation request"),
  /** A meter says that it may be spoken to. */
  ACC_NR(0x47, false, "ACC-NR: access without reply"),
  /** A meter asks to be spoken to. */
  ACC_DMD(0x48, false, "ACC-DMD: access demand"),
  /** Class 1 data, alarms, are asked for. */
  REQ_UD1(0x4A, true, "REQ-UD1: request class 1 data"),
  /** Class 2 data are asked for. */
  REQ_UD2(0x4B, true, "REQ-UD2: request class 2 data"),
  /** Received. */
  ACK(0x00, false, "ACK: acknowledgement"),
  /** Received and refused. */
  NACK(0x01, false, "NACK: refusal"),
  /** The installation is confirmed. */
  CNF_IR(0x06, true, "CNF-IR: confirmation of installation"),
  /** The answer to a request. */
  RSP_UD(0x08, false, "RSP-UD: response"),
  /** Not a value that the standard gives a meaning. */
  UNKNOWN(-1, false, "no function that the standard names");

  private static final int PRIMARY = 0x40;
  private static final int FUNCTION = 0x4F;
  private static final int COUNT_BITS = 0x30;
  private static final int SND_UD_WITH_COUNT = 0x10;

  private static final RadioControl[] TABLE = table();

  private final int code;
  private final boolean toMeter;
  private final String words;

  RadioControl(int code, boolean toMeter, String words) {
    this.code = code;
    this.toMeter = toMeter;
    this.words = words;
  }

  /** The meaning of a C field, 0 to 255. */
  public static RadioControl of(int control) {
    return TABLE[control & 0xFF];
  }

  /** Whether it is sent to a meter; else it is sent by one. */
  public boolean isToMeter() {
    return toMeter;
  }

  /** Name and meaning, for a person. */
  public String words() {
    return words;
  }

  private static RadioControl[] table() {
    RadioControl[] table = new RadioControl[256];
    for (int control = 0; control < table.length; control++) {
      table[control] = UNKNOWN;
      boolean reserved = (control & 0x80) != 0;
      for (RadioControl meaning : values()) {
        if (!reserved && meaning.code == (control & FUNCTION) && meaning != SND_UD2) {
          table[control] = meaning;
        }
      }
      boolean primary = (control & PRIMARY) != 0;
      if (table[control] == SND_UD && (control & COUNT_BITS & SND_UD_WITH_COUNT) == 0 && primary) {
        table[control] = SND_UD2;
      }
    }
    return table;
  }
}
