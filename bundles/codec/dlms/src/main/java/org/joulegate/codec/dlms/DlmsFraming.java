package org.joulegate.codec.dlms;

/** How an APDU is framed on its way. */
public enum DlmsFraming {
  /** HDLC frames of format type 3 (ISO/IEC 13239; IEC 62056-46), with LLC header. */
  HDLC,
  /**
   * HDLC frames whose segments all had the same number. A lost one shows only in what is missing
   * from the APDU.
   */
  HDLC_UNNUMBERED,
  /** Long frames of M-Bus (EN 13757-2) with the transport layer of EN 13757-3, CI 00 to 1F. */
  MBUS,
  /** The wrapper of DLMS on TCP and UDP (IEC 62056-47). */
  WRAPPER,
  /** Nothing around the APDU, or only the LLC header. */
  NONE
}
