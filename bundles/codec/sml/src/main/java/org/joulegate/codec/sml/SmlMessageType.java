package org.joulegate.codec.sml;

import org.jspecify.annotations.Nullable;

/** The messages of SML 1.04 by the tag of their body. */
public enum SmlMessageType {
  PUBLIC_OPEN_REQUEST(0x0100),
  PUBLIC_OPEN_RESPONSE(0x0101),
  PUBLIC_CLOSE_REQUEST(0x0200),
  PUBLIC_CLOSE_RESPONSE(0x0201),
  GET_PROFILE_PACK_REQUEST(0x0300),
  GET_PROFILE_PACK_RESPONSE(0x0301),
  GET_PROFILE_LIST_REQUEST(0x0400),
  GET_PROFILE_LIST_RESPONSE(0x0401),
  GET_PROC_PARAMETER_REQUEST(0x0500),
  GET_PROC_PARAMETER_RESPONSE(0x0501),
  SET_PROC_PARAMETER_REQUEST(0x0600),
  GET_LIST_REQUEST(0x0700),
  GET_LIST_RESPONSE(0x0701),
  ATTENTION_RESPONSE(0xFF01);

  private static final SmlMessageType[] ALL = values();

  private final int tag;

  SmlMessageType(int tag) {
    this.tag = tag;
  }

  /** The tag on the wire, 0 to 0xFFFF. */
  public int tag() {
    return tag;
  }

  /** The type with a tag, or null when the standard has none. */
  public static @Nullable SmlMessageType of(long tag) {
    for (SmlMessageType type : ALL) {
      if (type.tag == tag) {
        return type;
      }
    }
    return null;
  }
}
