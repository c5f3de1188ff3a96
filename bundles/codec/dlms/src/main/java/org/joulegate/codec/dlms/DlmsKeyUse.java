package org.joulegate.codec.dlms;

/** Which encryption key of a pair of partners an APDU is sealed with (Green Book, "Keys"). */
public enum DlmsKeyUse {
  /** GUEK: of one meter, for what is sent to it or by it. */
  GLOBAL_UNICAST,
  /** GBEK: of a group of meters. */
  GLOBAL_BROADCAST,
  /** A key of one application association, made known when that was opened. */
  DEDICATED
}
