package org.joulegate.codec.mbus.transport;

/**
 * What the CI field announces: the header that follows and the content behind it (EN 13757-7:2018,
 * Table 2).
 *
 * @param ci 0 to 255
 * @param header the header that follows the CI field
 * @param content what stands behind the header
 * @param fromMeter whether the standard lets a meter send it
 */
public record CiField(int ci, Header header, Content content, boolean fromMeter) {

  /** The headers. */
  public enum Header {
    /** None: the content follows at once. */
    NONE,
    /** Access number, status, configuration: four bytes. */
    SHORT,
    /** The meter's address and the short header: twelve bytes. */
    LONG,
    /** An extended link layer, behind which another CI field stands. */
    LINK,
    /** The authentication and fragmentation layer, behind which another CI field stands. */
    AUTHENTICATION,
    /** The network layer of EN 13757-5. */
    NETWORK;

    /** Bytes of a transport header; 0 without one. */
    int length() {
      return this == SHORT
          ? TplHeader.SHORT_LENGTH
          : this == LONG ? MeterAddress.LENGTH + TplHeader.SHORT_LENGTH : 0;
    }
  }

  /** The contents. */
  public enum Content {
    /** Another layer, not content. */
    LAYER("a lower layer"),
    /** Data records with their headers. */
    RECORDS("data records"),
    /** The values of data records whose headers stand in a full frame. */
    COMPACT("a compact frame"),
    /** The headers of data records without their values. */
    FORMAT("a format frame"),
    /** Data records with the high byte first, or in the fixed structure: older meters, by wire. */
    OLD_RECORDS("data records of an older form"),
    /** Selection of an application and its answer. */
    APPLICATION_SELECT("an application selection"),
    /** The meter says that it cannot or will not. */
    APPLICATION_ERROR("an application error"),
    /** An alarm of the meter. */
    ALARM("an alarm"),
    /** A clock is set. */
    TIME("a time synchronisation"),
    /** Meters are told to act at once. */
    SYNCHRONISE("a synchronised action"),
    /** A meter is selected by its address. */
    SELECTION("a selection"),
    /** A meter is told its baud rate. */
    BAUD_RATE("a baud rate"),
    /** DLMS. */
    DLMS("a DLMS application"),
    /** Values described by OBIS. */
    OBIS("OBIS values"),
    /** Management of a radio network. */
    NETWORK("network management"),
    /** A software image. */
    IMAGE("an image transfer"),
    /** Keys and the like. */
    SECURITY("a security information transfer"),
    /** A transport header and nothing more. */
    NOTHING("no application"),
    /** What only the manufacturer knows. */
    MANUFACTURER("manufacturer specific content"),
    /** For uses named elsewhere (BSI TR-03116). */
    SPECIFIC("content of a specific usage"),
    /** Not yet given a meaning. */
    RESERVED("a reserved CI field");

    private final String words;

    Content(String words) {
      this.words = words;
    }

    /** The content in words, for messages. */
    public String words() {
      return words;
    }
  }

  private static final CiField[] TABLE = table();

  /** What a CI field announces. */
  public static CiField of(int ci) {
    return TABLE[ci & 0xFF];
  }

  /** Whether another layer with a CI field of its own follows, not content. */
  public boolean isLayer() {
    return content == Content.LAYER;
  }

  private static CiField[] table() {
    CiField[] table = new CiField[256];
    set(table, 0x00, 0xFF, Header.NONE, Content.RESERVED, false);
    set(table, 0x00, 0x1F, Header.NONE, Content.DLMS, true);
    commands(table);
    responses(table);
    layers(table);
    set(table, 0x9E, 0x9E, Header.SHORT, Content.SPECIFIC, true);
    set(table, 0x9F, 0x9F, Header.LONG, Content.SPECIFIC, true);
    set(table, 0xA0, 0xB7, Header.NONE, Content.MANUFACTURER, true);
    set(table, 0xB8, 0xBF, Header.NONE, Content.BAUD_RATE, false);
    set(table, 0xC0, 0xC0, Header.LONG, Content.IMAGE, false);
    set(table, 0xC1, 0xC1, Header.SHORT, Content.IMAGE, true);
    set(table, 0xC2, 0xC2, Header.LONG, Content.IMAGE, true);
    set(table, 0xC3, 0xC3, Header.LONG, Content.SECURITY, false);
    set(table, 0xC4, 0xC4, Header.SHORT, Content.SECURITY, true);
    set(table, 0xC5, 0xC5, Header.LONG, Content.SECURITY, true);
    return table;
  }

  private static void commands(CiField[] table) {
    set(table, 0x50, 0x50, Header.NONE, Content.APPLICATION_SELECT, false);
    set(table, 0x51, 0x51, Header.NONE, Content.RECORDS, false);
    set(table, 0x52, 0x52, Header.NONE, Content.SELECTION, false);
    set(table, 0x53, 0x53, Header.LONG, Content.APPLICATION_SELECT, false);
    set(table, 0x54, 0x54, Header.NONE, Content.APPLICATION_SELECT, false);
    set(table, 0x55, 0x55, Header.LONG, Content.APPLICATION_SELECT, false);
    set(table, 0x56, 0x56, Header.NONE, Content.SELECTION, false);
    set(table, 0x5A, 0x5A, Header.SHORT, Content.RECORDS, false);
    set(table, 0x5B, 0x5B, Header.LONG, Content.RECORDS, false);
    set(table, 0x5C, 0x5C, Header.NONE, Content.SYNCHRONISE, false);
    set(table, 0x5F, 0x5F, Header.LONG, Content.SPECIFIC, false);
    set(table, 0x60, 0x60, Header.LONG, Content.DLMS, false);
    set(table, 0x61, 0x61, Header.SHORT, Content.DLMS, false);
    set(table, 0x64, 0x64, Header.LONG, Content.OBIS, false);
    set(table, 0x65, 0x65, Header.SHORT, Content.OBIS, false);
    set(table, 0x6C, 0x6D, Header.LONG, Content.TIME, false);
  }

  private static void responses(CiField[] table) {
    set(table, 0x66, 0x66, Header.NONE, Content.APPLICATION_SELECT, true);
    set(table, 0x67, 0x67, Header.SHORT, Content.APPLICATION_SELECT, true);
    set(table, 0x68, 0x68, Header.LONG, Content.APPLICATION_SELECT, true);
    set(table, 0x69, 0x69, Header.NONE, Content.FORMAT, true);
    set(table, 0x6A, 0x6A, Header.SHORT, Content.FORMAT, true);
    set(table, 0x6B, 0x6B, Header.LONG, Content.FORMAT, true);
    set(table, 0x6E, 0x6E, Header.SHORT, Content.APPLICATION_ERROR, true);
    set(table, 0x6F, 0x6F, Header.LONG, Content.APPLICATION_ERROR, true);
    set(table, 0x70, 0x70, Header.NONE, Content.APPLICATION_ERROR, true);
    set(table, 0x71, 0x71, Header.NONE, Content.ALARM, true);
    set(table, 0x72, 0x72, Header.LONG, Content.RECORDS, true);
    set(table, 0x73, 0x73, Header.LONG, Content.COMPACT, true);
    set(table, 0x74, 0x74, Header.SHORT, Content.ALARM, true);
    set(table, 0x75, 0x75, Header.LONG, Content.ALARM, true);
    set(table, 0x76, 0x77, Header.NONE, Content.OLD_RECORDS, true);
    set(table, 0x78, 0x78, Header.NONE, Content.RECORDS, true);
    set(table, 0x79, 0x79, Header.NONE, Content.COMPACT, true);
    set(table, 0x7A, 0x7A, Header.SHORT, Content.RECORDS, true);
    set(table, 0x7B, 0x7B, Header.SHORT, Content.COMPACT, true);
    set(table, 0x7C, 0x7C, Header.LONG, Content.DLMS, true);
    set(table, 0x7D, 0x7D, Header.SHORT, Content.DLMS, true);
    set(table, 0x7E, 0x7E, Header.LONG, Content.OBIS, true);
    set(table, 0x7F, 0x7F, Header.SHORT, Content.OBIS, true);
  }

  private static void layers(CiField[] table) {
    set(table, 0x80, 0x80, Header.LONG, Content.NOTHING, false);
    set(table, 0x81, 0x81, Header.NETWORK, Content.LAYER, true);
    set(table, 0x82, 0x82, Header.LONG, Content.NETWORK, false);
    set(table, 0x83, 0x83, Header.NONE, Content.NETWORK, false);
    set(table, 0x84, 0x85, Header.LONG, Content.NOTHING, false);
    set(table, 0x86, 0x86, Header.LINK, Content.LAYER, true);
    set(table, 0x87, 0x87, Header.LONG, Content.NETWORK, true);
    set(table, 0x88, 0x88, Header.SHORT, Content.NETWORK, true);
    set(table, 0x89, 0x89, Header.NONE, Content.NETWORK, true);
    set(table, 0x8A, 0x8A, Header.SHORT, Content.NOTHING, true);
    set(table, 0x8B, 0x8B, Header.LONG, Content.NOTHING, true);
    set(table, 0x8C, 0x8F, Header.LINK, Content.LAYER, true);
    set(table, 0x90, 0x90, Header.AUTHENTICATION, Content.LAYER, true);
  }

  private static void set(
      CiField[] table, int first, int last, Header header, Content content, boolean fromMeter) {
    for (int ci = first; ci <= last; ci++) {
      table[ci] = new CiField(ci, header, content, fromMeter);
    }
  }
}
