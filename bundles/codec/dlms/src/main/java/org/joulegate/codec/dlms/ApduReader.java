package org.joulegate.codec.dlms;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.dlms.DlmsApdu.GetResponse;
import org.jspecify.annotations.Nullable;

/** Reads the APDUs that carry data or an error of the meter (IEC 62056-5-3, "xDLMS APDUs"). */
final class ApduReader {

  private static final int TAGGED_TIME = DlmsType.OCTET_STRING.tag();

  private ApduReader() {}

  static DlmsApdu read(DataReader in) throws MalformedTelegramException {
    int start = in.position;
    int tag = in.u8();
    if (!ApduTag.isKnown(tag)) {
      throw MalformedTelegramException.malformed(start, "the tag of an APDU", Hex.ofByte(tag));
    }
    in.note(start, "APDU", ApduTag.name(tag));
    return switch (tag) {
      case ApduTag.DATA_NOTIFICATION -> dataNotification(in);
      case ApduTag.EVENT_NOTIFICATION -> eventNotification(in);
      case ApduTag.GET_RESPONSE -> getResponse(in);
      case ApduTag.EXCEPTION_RESPONSE -> throw exceptionResponse(in, start);
      case ApduTag.CONFIRMED_SERVICE_ERROR -> throw serviceError(in, start);
      default ->
          throw new MalformedTelegramException(
              Kind.UNSUPPORTED, start, "an APDU with data of a meter", ApduTag.name(tag));
    };
  }

  private static DlmsApdu dataNotification(DataReader in) throws MalformedTelegramException {
    long invokeId = in.unsigned(Integer.BYTES, "long-invoke-id-and-priority");
    int at = in.position;
    boolean tagged = in.peek(0) == TAGGED_TIME && in.peek(1) == DlmsDateTime.BYTES;
    if (tagged) {
      in.u8();
      in.note(at, "date-time", "tag of an octet-string, not foreseen here");
    }
    DlmsDateTime time = time(in);
    return new DlmsApdu.DataNotification(invokeId, time, in.data(), tagged);
  }

  private static DlmsApdu eventNotification(DataReader in) throws MalformedTelegramException {
    DlmsDateTime time = choice(in, "time present") == 1 ? time(in) : null;
    int classId = (int) in.unsigned(Short.BYTES, "class-id");
    int at = in.position;
    ByteSlice obis = in.take(DlmsObis.BYTES);
    if (in.trace != null) {
      in.note(at, "instance-id", DlmsObis.text(obis));
    }
    int attribute = (byte) in.u8("attribute-id");
    return new DlmsApdu.EventNotification(time, classId, obis, attribute, in.data());
  }

  /** A date-time in a string of twelve bytes, or of none. */
  private static @Nullable DlmsDateTime time(DataReader in) throws MalformedTelegramException {
    int at = in.position;
    int length = in.u8();
    in.note(at, "date-time, length", length);
    if (length == 0) {
      return null;
    }
    if (length != DlmsDateTime.BYTES) {
      throw MalformedTelegramException.malformed(
          at, "a date-time of 0 or 12 bytes", length + " bytes");
    }
    ByteSlice bytes = in.take(length);
    DlmsDateTime time = DlmsDateTime.of(bytes);
    if (in.trace != null) {
      in.note(bytes.offset(), "date-time", time.text());
    }
    return time;
  }

  private static DlmsApdu getResponse(DataReader in) throws MalformedTelegramException {
    int at = in.position;
    int form = in.u8("get-response form, 1 normal, 2 block, 3 list");
    int invokeId = in.u8("invoke-id-and-priority");
    switch (form) {
      case 1 -> {
        return new GetResponse(invokeId, List.of(result(in)));
      }
      case 2 -> {
        return new GetResponse(invokeId, List.of(block(in)));
      }
      case 3 -> {
        int countAt = in.position;
        int count = in.length(in.limits.listElements());
        in.note(countAt, "results", count);
        in.require(count);
        GetResponse.Result[] results = new GetResponse.Result[count];
        for (int i = 0; i < count; i++) {
          results[i] = result(in);
        }
        return new GetResponse(invokeId, Collections.unmodifiableList(Arrays.asList(results)));
      }
      default ->
          throw MalformedTelegramException.malformed(
              at, "get-response form 1, 2 or 3", Integer.toString(form));
    }
  }

  private static GetResponse.Result result(DataReader in) throws MalformedTelegramException {
    if (choice(in, "result, 0 data, 1 refusal") == 0) {
      return new GetResponse.Result(in.data(), null);
    }
    int at = in.position;
    int code = in.u8();
    String name = ErrorNames.accessResult(code);
    in.note(at, "data-access-result", name);
    return new GetResponse.Result(null, name);
  }

  private static GetResponse.Result block(DataReader in) throws MalformedTelegramException {
    int at = in.position;
    int last = in.u8("last-block");
    long number = in.unsigned(Integer.BYTES, "block-number");
    if (choice(in, "result, 0 data, 1 refusal") != 0) {
      return new GetResponse.Result(null, ErrorNames.accessResult(in.u8("data-access-result")));
    }
    int lengthAt = in.position;
    int length = in.length(in.limits.octets());
    in.note(lengthAt, "raw-data, length", length);
    in.require(length);
    if (last == 0 || number != 1) {
      throw new MalformedTelegramException(
          Kind.INCOMPLETE,
          at,
          "all blocks of a get-response",
          "block " + number + (last == 0 ? ", and more follow" : ""));
    }
    return new GetResponse.Result(in.data(), null);
  }

  private static int choice(DataReader in, String name) throws MalformedTelegramException {
    int choice = in.u8(name);
    if (choice > 1) {
      throw MalformedTelegramException.malformed(
          in.position - 1, "0 or 1", Integer.toString(choice));
    }
    return choice;
  }

  private static MalformedTelegramException exceptionResponse(DataReader in, int start)
      throws MalformedTelegramException {
    int at = in.position;
    String state = ErrorNames.stateError(in.u8());
    in.note(at, "state-error", state);
    at = in.position;
    int code = in.u8();
    String service = ErrorNames.serviceError(code);
    in.note(at, "service-error", service);
    if (code == ErrorNames.INVOCATION_COUNTER_ERROR) {
      service += ", the counter is " + in.unsigned(Integer.BYTES, "invocation counter");
    }
    return refusal(start, "an exception-response: " + state + ", " + service);
  }

  private static MalformedTelegramException serviceError(DataReader in, int start)
      throws MalformedTelegramException {
    int at = in.position;
    String service = ErrorNames.confirmedService(in.u8());
    in.note(at, "service", service);
    at = in.position;
    String group = ErrorNames.errorGroup(in.u8());
    in.note(at, "error group", group);
    int code = in.u8("error");
    return refusal(start, "a confirmedServiceError: " + service + ", " + group + " " + code);
  }

  private static MalformedTelegramException refusal(int offset, String found) {
    return new MalformedTelegramException(Kind.APPLICATION_ERROR, offset, "data", found);
  }
}
