package org.joulegate.codec.mbus;

/**
 * The C field of the link layer (EN 13757-2:2018, 5.7.2; EN 60870-5-2), both ways, as it is used by
 * wire and by radio.
 *
 * @param bits the byte, 0 to 255
 */
public record ControlField(int bits) {

  private static final int PRIMARY = 0x40;
  private static final int COUNT_OR_DEMAND = 0x20;
  private static final int VALID_OR_FLOW = 0x10;

  private static final String[] FROM_PRIMARY = {
    "SND-NKE", "1", "2", "SND-UD", "SND-NR", "SND-UD3", "SND-IR", "ACC-NR",
    "ACC-DMD", "REQ-SKE", "REQ-UD1", "REQ-UD2", "12", "13", "14", "15"
  };
  private static final String[] FROM_SECONDARY = {
    "ACK", "NACK", "2", "3", "4", "5", "CNF-IR", "7",
    "RSP-UD", "NACK, no data", "10", "RSP-SKE", "12", "13", "14", "15"
  };

  /** Whether the primary station sent it: the master by wire; by radio whoever begins. */
  public boolean fromPrimary() {
    return (bits & PRIMARY) != 0;
  }

  /** The frame count bit, of the primary station. */
  public boolean fcb() {
    return fromPrimary() && (bits & COUNT_OR_DEMAND) != 0;
  }

  /** Whether the frame count bit counts, of the primary station. */
  public boolean fcv() {
    return fromPrimary() && (bits & VALID_OR_FLOW) != 0;
  }

  /** Access demand: there is urgent data, of the secondary station. */
  public boolean acd() {
    return !fromPrimary() && (bits & COUNT_OR_DEMAND) != 0;
  }

  /** Data flow control: no further data is taken, of the secondary station. */
  public boolean dfc() {
    return !fromPrimary() && (bits & VALID_OR_FLOW) != 0;
  }

  /** The function, 0 to 15; what it means depends on the station. */
  public int function() {
    return bits & 0xF;
  }

  /** The name of the function as the standard prints it; its number when it has none. */
  public String name() {
    return (fromPrimary() ? FROM_PRIMARY : FROM_SECONDARY)[function()];
  }

  /** The name with the bits that are set: {@code REQ-UD2 FCB FCV}. */
  public String text() {
    return name()
        + (fcb() ? " FCB" : "")
        + (fcv() ? " FCV" : "")
        + (acd() ? " ACD" : "")
        + (dfc() ? " DFC" : "");
  }
}
