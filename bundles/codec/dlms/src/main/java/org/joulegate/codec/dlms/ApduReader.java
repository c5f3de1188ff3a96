package org.joulegate.codec.dlms;

import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.dlms.DlmsApdu.GetResponse;
import org.jspecify.annotations.Nullable;

/** Reads the APDUs that carry data or an error of the meter (IEC 62056-5-3, "xDLMS APDUs"). */
final class ApduReader {

  /** The form of a get-response whose data comes in blocks. */
  private static final int IN_BLOCKS = 2;

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
    DlmsDateTime time = in.choice("time present") == 1 ? time(in) : null;
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
      case 3 -> {
        return new GetResponse(invokeId, results(in));
      }
      default ->
          throw MalformedTelegramException.malformed(
              at, "get-response form 1, 2 or 3", Integer.toString(form));
    }
  }

  private static List<GetResponse.Result> results(DataReader in) throws MalformedTelegramException {
    int at = in.position;
    int count = in.length(in.limits.listElements());
    in.note(at, "results", count);
    in.require(count);
    GetResponse.Result[] results = new GetResponse.Result[count];
    for (int i = 0; i < count; i++) {
      results[i] = result(in);
    }
    return new Elements<>(results);
  }

  private static GetResponse.Result result(DataReader in) throws MalformedTelegramException {
    if (in.choice("result, 0 data, 1 refusal") == 0) {
      return new GetResponse.Result(in.data(), null);
    }
    int at = in.position;
    int code = in.u8();
    String name = ErrorNames.accessResult(code);
    in.note(at, "data-access-result", name);
    return new GetResponse.Result(null, name);
  }

  /** Whether an APDU is a get-response in blocks. */
  static boolean isBlock(ApduBytes apdu) {
    return apdu.length() > 1
        && (apdu.array[apdu.start] & 0xFF) == ApduTag.GET_RESPONSE
        && apdu.array[apdu.start + 1] == IN_BLOCKS;
  }

  /**
   * What the blocks of a get-response hold together: one value, or, when several attributes were
   * asked for, the list of results. The request says which, and is not here: what reads as a list
   * to its last byte, and does not as a value, is a list. What reads as neither is taken for the
   * one that goes further.
   *
   * @param in at the first byte
   */
  static DlmsApdu answer(DataReader in, int invokeId) throws MalformedTelegramException {
    Form form = Form.of(in, false);
    if (form.fault != null) {
      Form list = Form.of(in, true);
      boolean further = list.fault == null || list.reached > form.reached;
      form = further ? list : form;
    }
    if (in.trace != null && form.trace != null) {
      in.trace.fill(form.trace);
    }
    if (form.fault != null) {
      throw form.fault;
    }
    in.position = in.end;
    return new GetResponse(invokeId, form.results);
  }

  /**
   * What comes of reading the bytes of all blocks in one of the two forms.
   *
   * @param reached where reading ended
   */
  private record Form(
      List<GetResponse.Result> results,
      @Nullable MalformedTelegramException fault,
      int reached,
      @Nullable DlmsTrace trace) {

    static Form of(DataReader in, boolean list) {
      DlmsTrace notes = in.trace == null ? null : new DlmsTrace(in.trace.title(), in.trace.bytes());
      DataReader own = new DataReader(in.array, in.position, in.end, in.limits, notes);
      try {
        List<GetResponse.Result> results =
            list ? ApduReader.results(own) : List.of(new GetResponse.Result(own.data(), null));
        if (own.remaining() > 0) {
          throw MalformedTelegramException.malformed(
              own.position, "the end of the APDU", own.remaining() + " bytes more");
        }
        return new Form(results, null, own.position, notes);
      } catch (MalformedTelegramException fault) {
        return new Form(List.of(), fault, own.position, notes);
      }
    }
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
