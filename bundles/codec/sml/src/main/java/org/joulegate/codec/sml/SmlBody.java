package org.joulegate.codec.sml;

import java.time.Duration;
import java.util.ArrayList;
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
   * SML_GetProfileList.Req and SML_GetProfilePack.Req: a gateway asks for values of a period.
   *
   * @param type which of the two
   * @param serverId the meter; see {@link SmlServerId}
   * @param username who asks
   * @param password of who asks; not to be shown
   * @param withRawdata whether the meter's own form of the data is wanted as well
   * @param beginTime from when
   * @param endTime until when
   * @param parameterTreePath which profile, usually one OBIS code
   * @param objects which values, usually OBIS codes; all when absent
   * @param dasDetails an encoded SML_Tree, carried as it is
   */
  record GetProfileRequest(
      SmlMessageType type,
      @Nullable ByteSlice serverId,
      @Nullable ByteSlice username,
      @Nullable ByteSlice password,
      @Nullable Boolean withRawdata,
      @Nullable SmlTime beginTime,
      @Nullable SmlTime endTime,
      List<ByteSlice> parameterTreePath,
      @Nullable List<ByteSlice> objects,
      @Nullable ByteSlice dasDetails)
      implements SmlBody {
    /** Checks the type. */
    public GetProfileRequest {
      if (type != SmlMessageType.GET_PROFILE_LIST_REQUEST
          && type != SmlMessageType.GET_PROFILE_PACK_REQUEST) {
        throw new IllegalArgumentException(type + " does not ask for a profile");
      }
    }

    @Override
    public long tag() {
      return type.tag();
    }
  }

  /**
   * SML_GetProfileList.Res: the values of one period.
   *
   * @param serverId the meter; see {@link SmlServerId}
   * @param actTime the meter's time when it answered
   * @param regPeriod from one period to the next, 0 to 2^32 - 1 s
   * @param parameterTreePath which profile, usually one OBIS code
   * @param valTime when the period ended
   * @param hasStatus whether a status word came with the period
   * @param status the status word, 0 when there is none
   * @param values in the order of the wire; they have no time and no status of their own
   * @param rawdata the same in the meter's own form
   * @param periodSignature over the period
   */
  record GetProfileListResponse(
      @Nullable ByteSlice serverId,
      @Nullable SmlTime actTime,
      Duration regPeriod,
      List<ByteSlice> parameterTreePath,
      @Nullable SmlTime valTime,
      boolean hasStatus,
      long status,
      List<SmlListEntry> values,
      @Nullable ByteSlice rawdata,
      @Nullable ByteSlice periodSignature)
      implements SmlBody {
    @Override
    public long tag() {
      return SmlMessageType.GET_PROFILE_LIST_RESPONSE.tag();
    }

    /** The values, each with the period's time and status. */
    public List<SmlListEntry> entries() {
      return values.stream().map(value -> value.during(valTime, hasStatus, status)).toList();
    }
  }

  /**
   * SML_GetProfilePack.Res: the values of several periods, which have their names in common.
   *
   * @param serverId the meter; see {@link SmlServerId}
   * @param actTime the meter's time when it answered
   * @param regPeriod from one period to the next, 0 to 2^32 - 1 s
   * @param parameterTreePath which profile, usually one OBIS code
   * @param header what the values of each period are: entries without value
   * @param periods in the order of the wire
   * @param rawdata the same in the meter's own form
   * @param profileSignature over the profile
   */
  record GetProfilePackResponse(
      @Nullable ByteSlice serverId,
      @Nullable SmlTime actTime,
      Duration regPeriod,
      List<ByteSlice> parameterTreePath,
      List<SmlListEntry> header,
      List<SmlProfilePeriod> periods,
      @Nullable ByteSlice rawdata,
      @Nullable ByteSlice profileSignature)
      implements SmlBody {
    @Override
    public long tag() {
      return SmlMessageType.GET_PROFILE_PACK_RESPONSE.tag();
    }

    /** The values of all periods, each with its name, unit and scaler, and the period's time. */
    public List<SmlListEntry> entries() {
      List<SmlListEntry> entries = new ArrayList<>(periods.size() * header.size());
      for (SmlProfilePeriod period : periods) {
        for (int i = 0; i < period.values().size(); i++) {
          entries.add(period.entry(header.get(i), i));
        }
      }
      return entries;
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
