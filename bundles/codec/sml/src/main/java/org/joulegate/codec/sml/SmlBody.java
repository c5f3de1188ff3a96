package org.joulegate.codec.sml;

import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/** What a message says. A field that the sender left out is null. */
public sealed interface SmlBody {

  /** The tag on the wire, 0 to 2^32 - 1; see {@link SmlMessageType}. */
  long tag();

  /**
   * SML_PublicOpen.Res: the first message of a file.
   *
   * @param codepage code page of texts; ISO 8859-15 when absent
   * @param clientId who asked
   * @param reqFileId running id of the file
   * @param serverId the meter; see {@link SmlServerId}
   * @param refTime the meter's time when it made the file
   * @param smlVersion 1 when absent
   */
  record OpenResponse(
      @Nullable ByteSlice codepage,
      @Nullable ByteSlice clientId,
      @Nullable ByteSlice reqFileId,
      @Nullable ByteSlice serverId,
      @Nullable SmlTime refTime,
      int smlVersion)
      implements SmlBody {
    @Override
    public long tag() {
      return SmlMessageType.PUBLIC_OPEN_RESPONSE.tag();
    }
  }

  /**
   * SML_PublicClose.Res: the last message of a file.
   *
   * @param signature over the whole file
   */
  record CloseResponse(@Nullable ByteSlice signature) implements SmlBody {
    @Override
    public long tag() {
      return SmlMessageType.PUBLIC_CLOSE_RESPONSE.tag();
    }
  }

  /**
   * SML_GetList.Res: values of the meter.
   *
   * @param clientId who asked
   * @param serverId the meter; see {@link SmlServerId}
   * @param listName which list, usually an OBIS code
   * @param actSensorTime the meter's time of the whole list
   * @param values in the order of the wire
   * @param listSignature over the list
   * @param actGatewayTime a gateway's time of the whole list
   */
  record GetListResponse(
      @Nullable ByteSlice clientId,
      @Nullable ByteSlice serverId,
      @Nullable ByteSlice listName,
      @Nullable SmlTime actSensorTime,
      List<SmlListEntry> values,
      @Nullable ByteSlice listSignature,
      @Nullable SmlTime actGatewayTime)
      implements SmlBody {
    @Override
    public long tag() {
      return SmlMessageType.GET_LIST_RESPONSE.tag();
    }
  }

  /**
   * SML_Attention.Res: the meter refuses, or says how it went.
   *
   * @param serverId the meter
   * @param number which attention, an OBIS-like code of six bytes
   * @param message text for a person
   */
  record AttentionResponse(
      @Nullable ByteSlice serverId, @Nullable ByteSlice number, @Nullable ByteSlice message)
      implements SmlBody {
    @Override
    public long tag() {
      return SmlMessageType.ATTENTION_RESPONSE.tag();
    }
  }

  /**
   * Any other message: its structure was checked, its content is carried as bytes.
   *
   * @param tag as on the wire
   * @param encoded the encoded body
   */
  record Other(long tag, ByteSlice encoded) implements SmlBody {
    /** The type that the standard gives to the tag, or null when it has none. */
    public @Nullable SmlMessageType type() {
      return SmlMessageType.of(tag);
    }
  }
}
