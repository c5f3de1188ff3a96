package org.joulegate.ops.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.dlms.DlmsApdu;
import org.joulegate.codec.dlms.DlmsCipher;
import org.joulegate.codec.dlms.DlmsData;
import org.joulegate.codec.dlms.DlmsDateTime;
import org.joulegate.codec.dlms.DlmsDecoder;
import org.joulegate.codec.dlms.DlmsFraming;
import org.joulegate.codec.dlms.DlmsLimits;
import org.joulegate.codec.dlms.DlmsReading;
import org.joulegate.codec.dlms.DlmsRegister;
import org.joulegate.codec.dlms.DlmsSecurity;
import org.joulegate.codec.dlms.DlmsTelegram;
import org.joulegate.codec.dlms.DlmsTrace;
import org.joulegate.codec.dlms.DlmsType;
import org.joulegate.codec.dlms.SoftwareDlmsCipher;
import org.joulegate.codec.json.JsonValue;
import org.joulegate.codec.json.JsonValue.JsonArray;
import org.joulegate.codec.json.JsonValue.JsonName;
import org.joulegate.codec.json.JsonValue.JsonNumber;
import org.joulegate.codec.json.JsonValue.JsonObject;
import org.joulegate.codec.json.JsonValue.JsonString;
import org.joulegate.metering.api.Unit;
import org.jspecify.annotations.Nullable;

/** DLMS for the command: every push in some bytes, however it is framed. */
final class DlmsTelegrams {

  static final String FORMAT = "dlms";

  private final Decoded.Builder decoded = new Decoded.Builder(FORMAT);
  private final DlmsDecoder.Scan scan;

  private DlmsTelegrams(DlmsDecoder.Scan scan) {
    this.scan = scan;
  }

  /** The format, for the table of formats. */
  static final class Format implements TelegramFormat {

    private static final int HDLC_FLAG = 0x7E;
    private static final int HDLC_TYPE = 0xA0;
    private static final int MBUS_START = 0x68;
    private static final int MBUS_CI = 6;
    private static final int HIGHEST_CI = 0x1F;
    private static final int NOTIFICATION_TIME = 5;

    @Override
    public String name() {
      return FORMAT;
    }

    @Override
    public int likelihood(byte[] bytes) {
      int first = at(bytes, 0);
      int second = at(bytes, 1);
      if (first == HDLC_FLAG && (second & 0xF0) == HDLC_TYPE) {
        return 95;
      }
      if (first == MBUS_START && at(bytes, 3) == MBUS_START) {
        return at(bytes, MBUS_CI) <= HIGHEST_CI ? 95 : 0;
      }
      if ((first == 0xE6 && (second == 0xE6 || second == 0xE7)) || (first == 0 && second == 1)) {
        return 70;
      }
      return switch (first) {
        case 0xDB, 0xDC -> second == DlmsSecurity.TITLE_BYTES ? 75 : 10;
        case 0x0F -> isDateTimeLength(at(bytes, NOTIFICATION_TIME)) ? 30 : 10;
        case 0xC2, 0xC4, 0xD8, 0xDD, 0xDF, 0xE0 -> 30;
        default -> frameWithin(bytes) ? 20 : 0;
      };
    }

    /** A data-notification says at its start how long its date-time is. */
    private static boolean isDateTimeLength(int length) {
      return length == 0 || length == 9 || length == 12;
    }

    private static int at(byte[] bytes, int index) {
      return index < bytes.length ? bytes[index] & 0xFF : -1;
    }

    private static boolean frameWithin(byte[] bytes) {
      for (int i = 0; i < bytes.length; i++) {
        if (at(bytes, i) == HDLC_FLAG && (at(bytes, i + 1) & 0xF0) == HDLC_TYPE) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Decoded decode(Request request) {
      return new DlmsTelegrams(scan(request, null)).all();
    }

    @Override
    public List<Annotated> annotate(Request request) {
      DlmsTrace trace = new DlmsTrace("DLMS", request.bytes());
      scan(request, trace);
      return Annotated.marked(DlmsAnnotation.of(trace), decode(request).error());
    }

    private static DlmsDecoder.Scan scan(Request request, @Nullable DlmsTrace trace) {
      byte[] bytes = request.bytes();
      DlmsCipher cipher = SoftwareDlmsCipher.of(request.key(), request.authKey());
      return DlmsDecoder.scan(bytes, 0, bytes.length, cipher, DlmsLimits.DEFAULT, trace);
    }
  }

  private Decoded all() {
    for (DlmsTelegram telegram : scan.telegrams()) {
      telegram(telegram);
    }
    for (MalformedTelegramException fault : scan.unread()) {
      decoded.error(problem(fault));
    }
    for (MalformedTelegramException fault : scan.damaged()) {
      if (decoded.telegrams() > 0) {
        decoded.warning(problem(fault));
      } else {
        decoded.error(problem(fault));
      }
    }
    if (scan.noiseBytes() > 0 && decoded.telegrams() > 0) {
      decoded.warning(
          "noise", scan.noiseOffset(), scan.noiseBytes() + " bytes belong to no telegram");
    }
    return decoded.build();
  }

  private static Decoded.Problem problem(MalformedTelegramException fault) {
    return new Decoded.Problem(fault.kind().word(), fault.offset(), fault.getMessage());
  }

  private void telegram(DlmsTelegram telegram) {
    if (telegram.apdu() instanceof DlmsApdu.SealedP1) {
      String message = "expected data of a meter, found a P1 telegram, which the format p1 reads";
      decoded.error(new Decoded.Problem("unsupported", telegram.offset(), message));
      return;
    }
    decoded.telegram();
    if (telegram.trailing() > 0) {
      decoded.warning(
          "noise", telegram.offset(), telegram.trailing() + " bytes follow the APDU in its frame");
    }
    if (telegram.signed()) {
      decoded.warning("unsupported", telegram.offset(), "the signature is not checked");
    }
    if (telegram.framing() == DlmsFraming.HDLC_UNNUMBERED) {
      decoded.quirk("all HDLC segments have the same number: a lost one shows only in the APDU");
    }
    data(telegram);
    reading(telegram, DlmsReading.of(telegram));
  }

  private void data(DlmsTelegram telegram) {
    if (telegram.apdu() instanceof DlmsApdu.DataNotification push) {
      decoded.data(DlmsTree.of(push.body()));
      if (push.timeTagged()) {
        decoded.quirk("the date-time has the tag of an octet-string in front of it");
      }
    } else if (telegram.apdu() instanceof DlmsApdu.EventNotification event) {
      decoded.data(DlmsTree.of(event.value()));
    } else if (telegram.apdu() instanceof DlmsApdu.GetResponse response) {
      for (DlmsApdu.GetResponse.Result result : response.results()) {
        if (result.data() != null) {
          decoded.data(DlmsTree.of(result.data()));
        } else {
          String message = "expected data, found the refusal " + result.refusal();
          decoded.error(new Decoded.Problem("application-error", telegram.offset(), message));
        }
      }
    }
  }

  private void reading(DlmsTelegram telegram, DlmsReading reading) {
    DlmsDateTime time = reading.time();
    if (decoded.telegrams() == 1) {
      if (time != null) {
        decoded.detail("time", new JsonString(time.text()), time.text() + clock(time));
      }
      if (reading.list() != null) {
        decoded.detail("list", new JsonString(reading.list()), reading.list());
      }
      if (!telegram.security().isEmpty()) {
        security(telegram);
      }
    }
    decoded.meter(reading.meter(), telegram.offset());
    boolean several = scan.telegrams().size() > 1;
    for (DlmsRegister register : reading.registers()) {
      decoded.register(register(register).withTime(several && time != null ? time.text() : null));
    }
  }

  private static String clock(DlmsDateTime time) {
    String missing = time.missing();
    return (missing == null ? "" : ", " + missing)
        + (time.clockGood() ? "" : ", the clock is not set");
  }

  private void security(DlmsTelegram telegram) {
    List<JsonValue> list = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (DlmsSecurity header : telegram.security()) {
      String title = header.systemTitle().toHex();
      String counter = Long.toString(header.invocationCounter());
      Map<String, JsonValue> members = new LinkedHashMap<>();
      members.put("system_title", new JsonString(title));
      members.put("control", new JsonString(Hex.format((byte) header.control())));
      members.put("invocation_counter", new JsonNumber(counter));
      list.add(new JsonObject(members));
      text.append(text.length() == 0 ? "" : "; ").append(header.words());
      text.append(", system title ").append(title).append(", counter ").append(counter);
    }
    text.append(telegram.authenticated() ? "; the tag is right" : "; no tag was checked");
    Map<String, JsonValue> detail = new LinkedHashMap<>();
    detail.put("authenticated", telegram.authenticated() ? JsonName.TRUE : JsonName.FALSE);
    detail.put("headers", new JsonArray(list));
    decoded.detail("security", new JsonObject(detail), text.toString());
  }

  private static Decoded.Register register(DlmsRegister register) {
    String obis = register.obis();
    DlmsData value = register.value();
    if (value instanceof DlmsData.Empty) {
      return Decoded.Register.absent(obis, "the meter sends none");
    }
    String number = register.decimal();
    if (number != null) {
      return Decoded.Register.number(obis, number, unit(register.scale())).withRaw(register.raw());
    }
    DlmsDateTime time = register.dateTime();
    String text = time == null ? register.text() : time.text();
    if (value instanceof DlmsData.Octets octets) {
      return bytes(obis, text, octets.bytes());
    } else if (value instanceof DlmsData.Moment moment && moment.type() != DlmsType.DATE_TIME) {
      return bytes(obis, text, moment.bytes());
    }
    if (value instanceof DlmsData.Bool bool) {
      return Decoded.Register.text(obis, bool.value() ? "true" : "false");
    } else if (value instanceof DlmsData.BitString bits) {
      return Decoded.Register.text(obis, bits.text());
    }
    return text == null
        ? Decoded.Register.absent(obis, "it is no number: " + value.type().text())
        : Decoded.Register.text(obis, text);
  }

  private static Decoded.Register bytes(String obis, @Nullable String text, ByteSlice bytes) {
    Decoded.Register register =
        new Decoded.Register(obis, null, null, null, text, null, null, null, null);
    return register.withHex(bytes.toHex());
  }

  private static @Nullable String unit(DlmsRegister.@Nullable Scale scale) {
    if (scale == null) {
      return null;
    }
    Optional<Unit> unit = Unit.ofCode(scale.unit());
    if (unit.isEmpty()) {
      return "unit " + scale.unit();
    }
    return unit.get().symbol().isEmpty() ? null : unit.get().symbol();
  }
}
