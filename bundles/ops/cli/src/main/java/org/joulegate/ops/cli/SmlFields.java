package org.joulegate.ops.cli;

import java.util.Map;
import org.joulegate.codec.sml.SmlMessageType;
import org.jspecify.annotations.Nullable;

/**
 * The names of the fields of SML messages, as SML 1.04, section 5, prints them. A name in pointed
 * brackets is a list with a line of its own; one in round brackets is repeated; both together is
 * what the tag in front decides.
 */
final class SmlFields {

  static final String MESSAGE = "<SML_Message>";
  private static final String TIME = "<SML_Time>";

  private static final Map<String, String[]> LISTS =
      Map.ofEntries(
          Map.entry(
              MESSAGE,
              fields("transactionId groupNo abortOnError <messageBody> crc16 endOfSmlMsg")),
          Map.entry("<messageBody>", fields("tag <choice>")),
          Map.entry(TIME, fields("choice time")),
          Map.entry("<timestampLocal>", fields("timestamp localOffset seasonTimeOffset")),
          Map.entry("<valList>", fields("(<SML_ListEntry>)")),
          Map.entry(
              "<SML_ListEntry>",
              fields("objName status <SML_Time> unit scaler value valueSignature")),
          Map.entry("<parameterTreePath>", fields("(parameterTreePath_Entry)")),
          Map.entry("<object_List>", fields("(object)")),
          Map.entry("<header_List>", fields("(<SML_ProfObjHeaderEntry>)")),
          Map.entry("<SML_ProfObjHeaderEntry>", fields("objName unit scaler")),
          Map.entry("<period_List>", fields("(<SML_ProfObjPeriodEntry>)")),
          Map.entry(
              "<SML_ProfObjPeriodEntry>", fields("<SML_Time> status <value_List> periodSignature")),
          Map.entry("<value_List>", fields("(<SML_ValueEntry>)")),
          Map.entry("<SML_ValueEntry>", fields("value valueSignature")),
          Map.entry("<periodList>", fields("(<SML_PeriodEntry>)")),
          Map.entry("<SML_PeriodEntry>", fields("objName unit scaler value valueSignature")));

  private static final Map<SmlMessageType, String[]> BODIES =
      Map.ofEntries(
          Map.entry(
              SmlMessageType.PUBLIC_OPEN_REQUEST,
              fields("codepage clientId reqFileId serverId username password smlVersion")),
          Map.entry(
              SmlMessageType.PUBLIC_OPEN_RESPONSE,
              fields("codepage clientId reqFileId serverId <SML_Time> smlVersion")),
          Map.entry(SmlMessageType.PUBLIC_CLOSE_REQUEST, fields("globalSignature")),
          Map.entry(SmlMessageType.PUBLIC_CLOSE_RESPONSE, fields("globalSignature")),
          Map.entry(
              SmlMessageType.GET_PROFILE_PACK_REQUEST,
              fields(
                  "serverId username password withRawdata <SML_Time> <SML_Time>"
                      + " <parameterTreePath> <object_List> dasDetails")),
          Map.entry(
              SmlMessageType.GET_PROFILE_LIST_REQUEST,
              fields(
                  "serverId username password withRawdata <SML_Time> <SML_Time>"
                      + " <parameterTreePath> <object_List> dasDetails")),
          Map.entry(
              SmlMessageType.GET_PROFILE_PACK_RESPONSE,
              fields(
                  "serverId <SML_Time> regPeriod <parameterTreePath> <header_List> <period_List>"
                      + " rawdata profileSignature")),
          Map.entry(
              SmlMessageType.GET_PROFILE_LIST_RESPONSE,
              fields(
                  "serverId <SML_Time> regPeriod <parameterTreePath> <SML_Time> status"
                      + " <periodList> rawdata periodSignature")),
          Map.entry(
              SmlMessageType.GET_LIST_REQUEST,
              fields("clientId serverId username password listName")),
          Map.entry(
              SmlMessageType.GET_LIST_RESPONSE,
              fields("clientId serverId listName <SML_Time> <valList> listSignature <SML_Time>")),
          Map.entry(
              SmlMessageType.ATTENTION_RESPONSE,
              fields("serverId attentionNo attentionMsg attentionDetails")));

  private SmlFields() {}

  /**
   * The name of an element of a list.
   *
   * @param list the list's own name
   * @param tag the tag of the message, -1 before it is known
   * @param index which element
   * @return null when the standard has none
   */
  static @Nullable String name(@Nullable String list, long tag, int index) {
    if (list == null) {
      return null;
    }
    String[] names = list.equals("<choice>") ? body(tag) : LISTS.get(list);
    if (names == null) {
      return null;
    }
    if (names[0].startsWith("(")) {
      return names[0].substring(1, names[0].length() - 1);
    }
    return index < names.length ? names[index] : null;
  }

  /** A name as it is shown. */
  static String shown(@Nullable String name) {
    return name == null ? "element" : name.replace("<", "").replace(">", "");
  }

  private static String @Nullable [] body(long tag) {
    SmlMessageType type = SmlMessageType.of(tag);
    return type == null ? null : BODIES.get(type);
  }

  private static String[] fields(String names) {
    return names.split(" ");
  }
}
