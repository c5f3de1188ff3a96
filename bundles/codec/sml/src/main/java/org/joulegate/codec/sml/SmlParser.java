package org.joulegate.codec.sml;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.jspecify.annotations.Nullable;

/** Reads the messages of one frame (SML 1.04, section 5) from its data. */
final class SmlParser {

  private static final int MESSAGE_ELEMENTS = 6;
  private static final int BODY_ELEMENTS = 2;
  private static final int OPEN_ELEMENTS = 6;
  private static final int CLOSE_ELEMENTS = 1;
  private static final int GET_LIST_ELEMENTS = 7;
  private static final int ENTRY_ELEMENTS = 7;
  private static final int ATTENTION_ELEMENTS = 4;
  private static final int PROFILE_REQUEST_ELEMENTS = 9;
  private static final int PROFILE_LIST_ELEMENTS = 9;
  private static final int PROFILE_PACK_ELEMENTS = 8;
  private static final int PERIOD_ENTRY_ELEMENTS = 5;
  private static final int HEADER_ELEMENTS = 3;
  private static final int PERIOD_ELEMENTS = 4;
  private static final int VALUE_ELEMENTS = 2;
  private static final int TIME_ELEMENTS = 2;
  private static final int LOCAL_TIME_ELEMENTS = 3;
  private static final int OBIS_BYTES = 6;
  private static final int VERSION_WHEN_ABSENT = 1;

  /** Most files hold an open, a list and a close. */
  private static final int USUAL_MESSAGES = 3;

  private final SmlReader in;
  private final SmlLimits limits;

  SmlParser(byte[] array, int offset, int length, SmlLimits limits) {
    this.in = new SmlReader(array, offset, length, limits);
    this.limits = limits;
  }

  /**
   * All messages.
   *
   * @param crc the checksum of the frame; that of every message must be of the same kind, so that
   *     one changed bit cannot turn a frame of one kind into one of the other
   */
  SmlFile file(SmlCrc crc) throws MalformedTelegramException {
    SmlMessage[] messages = new SmlMessage[USUAL_MESSAGES];
    int count = 0;
    do {
      limits.messages().check(count + 1, in.position());
      if (count == messages.length) {
        messages = Arrays.copyOf(messages, 2 * count);
      }
      messages[count++] = message(crc);
    } while (in.remaining() > 0);
    return new SmlFile(
        list(count == messages.length ? messages : Arrays.copyOf(messages, count)), crc);
  }

  private SmlMessage message(SmlCrc crc) throws MalformedTelegramException {
    int start = in.position();
    in.list(MESSAGE_ELEMENTS, "a message");
    ByteSlice transactionId = in.octetsOrEmpty("a transaction id");
    int groupNo = (int) in.unsigned(0xFF, "a group number");
    int abortOnError = (int) in.unsigned(0xFF, "what to do on errors");
    in.list(BODY_ELEMENTS, "a message body");
    long tag = in.unsigned(0xFFFF_FFFFL, "the tag of a message");
    SmlBody body = body(tag);
    int length = in.position() - start;
    int crcAt = in.position() + 1;
    int onWire = (int) in.unsigned(0xFFFF, "the checksum of a message");
    if (onWire != crc.onWire(in.array(), start, length)) {
      throw new MalformedTelegramException(
          Kind.CRC, crcAt, "the checksum of the message", "another one");
    }
    in.endOfMessage();
    return new SmlMessage(transactionId, groupNo, abortOnError, body);
  }

  private SmlBody body(long tag) throws MalformedTelegramException {
    SmlMessageType type = SmlMessageType.of(tag);
    if (type == null) {
      return other(tag);
    }
    return switch (type) {
      case PUBLIC_OPEN_RESPONSE -> openResponse();
      case PUBLIC_CLOSE_RESPONSE -> closeResponse();
      case GET_LIST_RESPONSE -> getListResponse();
      case ATTENTION_RESPONSE -> attentionResponse();
      case GET_PROFILE_LIST_REQUEST, GET_PROFILE_PACK_REQUEST -> profileRequest(type);
      case GET_PROFILE_LIST_RESPONSE -> profileList();
      case GET_PROFILE_PACK_RESPONSE -> profilePack();
      default -> other(tag);
    };
  }

  private SmlBody openResponse() throws MalformedTelegramException {
    in.list(OPEN_ELEMENTS, "an open response");
    ByteSlice codepage = in.octets("a code page");
    ByteSlice clientId = in.octets("a client id");
    ByteSlice reqFileId = in.octets("a file id");
    ByteSlice serverId = in.octets("a server id");
    SmlTime refTime = time();
    int version = in.absent() ? VERSION_WHEN_ABSENT : (int) in.unsigned(0xFF, "an SML version");
    return new SmlBody.OpenResponse(codepage, clientId, reqFileId, serverId, refTime, version);
  }

  private SmlBody closeResponse() throws MalformedTelegramException {
    in.list(CLOSE_ELEMENTS, "a close response");
    return new SmlBody.CloseResponse(in.octets("a signature"));
  }

  private SmlBody getListResponse() throws MalformedTelegramException {
    in.list(GET_LIST_ELEMENTS, "a list response");
    ByteSlice clientId = in.octets("a client id");
    ByteSlice serverId = in.octets("a server id");
    ByteSlice listName = in.octets("a list name");
    SmlTime sensorTime = time();
    SmlListEntry[] values = new SmlListEntry[in.list("the values of a list")];
    for (int i = 0; i < values.length; i++) {
      values[i] = entry();
    }
    ByteSlice signature = in.octets("a list signature");
    return new SmlBody.GetListResponse(
        clientId, serverId, listName, sensorTime, list(values), signature, time());
  }

  private SmlBody profileRequest(SmlMessageType type) throws MalformedTelegramException {
    in.list(PROFILE_REQUEST_ELEMENTS, "a request for a profile");
    ByteSlice serverId = in.octets("a server id");
    ByteSlice username = in.octets("a user name");
    ByteSlice password = in.octets("a password");
    Boolean withRawdata = in.absent() ? null : (Boolean) in.bool("whether raw data is wanted");
    SmlTime beginTime = time();
    SmlTime endTime = time();
    List<ByteSlice> path = names("the path of a profile");
    List<ByteSlice> objects = in.absent() ? null : names("the objects of a request");
    ByteSlice details = in.absent() ? null : element();
    return new SmlBody.GetProfileRequest(
        type,
        serverId,
        username,
        password,
        withRawdata,
        beginTime,
        endTime,
        path,
        objects,
        details);
  }

  private SmlBody profileList() throws MalformedTelegramException {
    in.list(PROFILE_LIST_ELEMENTS, "a profile list");
    ByteSlice serverId = in.octets("a server id");
    SmlTime actTime = time();
    Duration regPeriod = Duration.ofSeconds(seconds());
    List<ByteSlice> path = names("the path of a profile");
    SmlTime valTime = time();
    boolean hasStatus = !in.absent();
    long status = hasStatus ? in.unsigned64("a status word") : 0;
    SmlListEntry[] values = new SmlListEntry[in.list("the values of a period")];
    for (int i = 0; i < values.length; i++) {
      in.list(PERIOD_ENTRY_ELEMENTS, "a value of a period");
      values[i] = named(in.fixedOctets(OBIS_BYTES, "an object name"), true);
    }
    ByteSlice rawdata = in.octets("raw data");
    ByteSlice signature = in.octets("a period signature");
    return new SmlBody.GetProfileListResponse(
        serverId,
        actTime,
        regPeriod,
        path,
        valTime,
        hasStatus,
        status,
        list(values),
        rawdata,
        signature);
  }

  private SmlBody profilePack() throws MalformedTelegramException {
    in.list(PROFILE_PACK_ELEMENTS, "a profile pack");
    ByteSlice serverId = in.octets("a server id");
    SmlTime actTime = time();
    Duration regPeriod = Duration.ofSeconds(seconds());
    List<ByteSlice> path = names("the path of a profile");
    SmlListEntry[] header = new SmlListEntry[in.list("the header of a profile")];
    for (int i = 0; i < header.length; i++) {
      in.list(HEADER_ELEMENTS, "an entry of a header");
      header[i] = named(in.fixedOctets(OBIS_BYTES, "an object name"), false);
    }
    SmlProfilePeriod[] periods = new SmlProfilePeriod[in.list("the periods of a profile")];
    for (int i = 0; i < periods.length; i++) {
      periods[i] = period(header.length);
    }
    ByteSlice rawdata = in.octets("raw data");
    ByteSlice signature = in.octets("a profile signature");
    return new SmlBody.GetProfilePackResponse(
        serverId, actTime, regPeriod, path, list(header), list(periods), rawdata, signature);
  }

  /** A period; without as many values as the header has entries nobody could tell what they are. */
  private SmlProfilePeriod period(int count) throws MalformedTelegramException {
    in.list(PERIOD_ELEMENTS, "a period");
    SmlTime valTime = time();
    boolean hasStatus = !in.absent();
    long status = hasStatus ? in.unsigned64("a status word") : 0;
    in.list(count, "the values of a period");
    SmlProfilePeriod.Value[] values = new SmlProfilePeriod.Value[count];
    for (int i = 0; i < count; i++) {
      in.list(VALUE_ELEMENTS, "a value of a period");
      SmlValue value = value(0);
      values[i] = new SmlProfilePeriod.Value(value, in.octets("a value signature"));
    }
    return new SmlProfilePeriod(
        valTime, hasStatus, status, list(values), in.octets("a period signature"));
  }

  /** The rest of an entry without time and status: unit and scaler, and maybe a value. */
  private SmlListEntry named(long objName, boolean withValue) throws MalformedTelegramException {
    int unit = in.absent() ? SmlListEntry.NO_UNIT : (int) in.unsigned(0xFF, "a unit");
    int scaler = in.absent() ? 0 : in.signed8("a scaler");
    SmlValue value = withValue ? value(0) : null;
    ByteSlice signature = withValue ? in.octets("a value signature") : null;
    return new SmlListEntry(objName, false, 0, null, unit, scaler, value, signature);
  }

  private List<ByteSlice> names(String what) throws MalformedTelegramException {
    ByteSlice[] names = new ByteSlice[in.list(what)];
    for (int i = 0; i < names.length; i++) {
      names[i] = in.octetsOrEmpty("a name in " + what);
    }
    return list(names);
  }

  /** One element with all that is in it, as it is encoded. */
  private ByteSlice element() throws MalformedTelegramException {
    int start = in.position();
    in.skip(0);
    return new ByteSlice(in.array(), start, in.position() - start);
  }

  private SmlBody attentionResponse() throws MalformedTelegramException {
    in.list(ATTENTION_ELEMENTS, "an attention response");
    ByteSlice serverId = in.octets("a server id");
    ByteSlice number = in.octets("an attention number");
    ByteSlice message = in.octets("an attention text");
    in.skip(0);
    return new SmlBody.AttentionResponse(serverId, number, message);
  }

  private SmlBody other(long tag) throws MalformedTelegramException {
    return new SmlBody.Other(tag, element());
  }

  private SmlListEntry entry() throws MalformedTelegramException {
    in.list(ENTRY_ELEMENTS, "a list entry");
    long objName = in.fixedOctets(OBIS_BYTES, "an object name");
    boolean hasStatus = !in.absent();
    long status = hasStatus ? in.unsigned64("a status word") : 0;
    SmlTime valTime = time();
    int unit = in.absent() ? SmlListEntry.NO_UNIT : (int) in.unsigned(0xFF, "a unit");
    int scaler = in.absent() ? 0 : in.signed8("a scaler");
    SmlValue value = value(0);
    ByteSlice signature = in.octets("a value signature");
    return new SmlListEntry(objName, hasStatus, status, valTime, unit, scaler, value, signature);
  }

  /** SML_Value: what type it has stands on the wire. Null when it is absent. */
  private @Nullable SmlValue value(int depth) throws MalformedTelegramException {
    if (in.absent()) {
      return null;
    }
    int at = in.position();
    int type = in.element();
    return switch (type) {
      case SmlReader.OCTETS -> in.isEmpty() ? null : new SmlValue.Octets(in.octetsRead(at));
      case SmlReader.BOOLEAN -> new SmlValue.Bool(in.boolRead(at));
      case SmlReader.INTEGER, SmlReader.UNSIGNED -> {
        int width = in.integerWidth(at);
        boolean signed = type == SmlReader.INTEGER;
        yield new SmlValue.Int(in.integerRead(width, signed), width, signed);
      }
      default -> {
        limits.depth().check(depth + 1, at);
        @Nullable SmlValue[] elements = new @Nullable SmlValue[in.listRead(at)];
        for (int i = 0; i < elements.length; i++) {
          elements[i] = value(depth + 1);
        }
        yield new SmlValue.Listed(list(elements));
      }
    };
  }

  private @Nullable SmlTime time() throws MalformedTelegramException {
    if (in.absent()) {
      return null;
    }
    if (in.isUnsigned()) {
      return new SmlTime(SmlTime.Kind.UNTAGGED, seconds(), 0, 0);
    }
    in.list(TIME_ELEMENTS, "a time");
    int at = in.position();
    int choice = (int) in.unsigned(0xFF, "the choice of a time");
    return switch (choice) {
      case 1 -> SmlTime.secondsIndex(seconds());
      case 2 -> SmlTime.timestamp(seconds());
      case 3 -> localTime();
      default ->
          throw MalformedTelegramException.malformed(
              at, "the choice 1, 2 or 3 of a time", Integer.toString(choice));
    };
  }

  private SmlTime localTime() throws MalformedTelegramException {
    in.list(LOCAL_TIME_ELEMENTS, "a local time");
    return SmlTime.local(seconds(), in.signed16(), in.signed16());
  }

  private long seconds() throws MalformedTelegramException {
    return in.unsigned(0xFFFF_FFFFL, "seconds");
  }

  @SafeVarargs
  private static <T extends @Nullable Object> List<T> list(T... elements) {
    return Collections.unmodifiableList(Arrays.asList(elements));
  }
}
