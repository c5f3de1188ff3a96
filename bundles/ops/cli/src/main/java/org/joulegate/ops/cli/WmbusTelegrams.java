package org.joulegate.ops.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.json.JsonValue;
import org.joulegate.codec.mbus.BoundedFormatCache;
import org.joulegate.codec.mbus.FormatCache;
import org.joulegate.codec.mbus.MbusLimits;
import org.joulegate.codec.mbus.radio.FrameDecoder;
import org.joulegate.codec.mbus.radio.FrameKind;
import org.joulegate.codec.mbus.radio.RadioControl;
import org.joulegate.codec.mbus.radio.RadioDecoder;
import org.joulegate.codec.mbus.radio.RadioFrame;
import org.joulegate.codec.mbus.radio.RadioTelegram;
import org.joulegate.codec.mbus.transport.ExtendedLinkLayer;
import org.joulegate.codec.mbus.transport.Security;
import org.joulegate.codec.mbus.transport.SoftwareTelegramCipher;
import org.joulegate.codec.mbus.transport.Transport;

/** M-Bus by radio for the command: one frame, however it was framed. */
final class WmbusTelegrams {

  static final String FORMAT = "wmbus";

  private WmbusTelegrams() {}

  /**
   * The format, for the table of formats.
   *
   * <p>Formats of full frames are remembered from line to line, as a gateway remembers them: a
   * compact frame is read when a full frame of its format came before from the same meter.
   */
  static final class Format implements TelegramFormat {

    private final FormatCache formats =
        new BoundedFormatCache(new Limit("formats of full frames", 1024));

    @Override
    public String name() {
      return FORMAT;
    }

    /** A frame whose length and control field fit; sure when it has right checksums. */
    @Override
    public int likelihood(byte[] bytes) {
      try {
        RadioFrame frame = FrameDecoder.decode(bytes, 0, bytes.length, FrameKind.UNKNOWN);
        if (frame.format().hasCrc()) {
          return 95;
        }
        int sure = frame.meaning() == RadioControl.UNKNOWN ? 0 : 50;
        return frame.warnings().isEmpty() ? sure + 10 : sure / 3;
      } catch (MalformedTelegramException e) {
        return bytes.length > RadioFrame.HEADER_LENGTH && bytes[1] == 0x44 ? 25 : 0;
      }
    }

    @Override
    public Decoded decode(Request request) {
      Decoded.Builder decoded = new Decoded.Builder(FORMAT);
      MbusRecords.warnOfKey(decoded, request);
      try {
        telegram(decoded, read(request));
      } catch (MalformedTelegramException e) {
        decoded.error(problem(e, e.offset()));
      }
      return decoded.build();
    }

    @Override
    public List<Annotated> annotate(Request request) {
      return Annotated.marked(explain(request), decode(request).error());
    }

    private List<Annotated> explain(Request request) {
      byte[] bytes = request.bytes();
      try {
        return WmbusAnnotation.of(bytes, read(request));
      } catch (MalformedTelegramException e) {
        return WmbusAnnotation.of(bytes, kind(request), e);
      }
    }

    private RadioTelegram read(Request request) throws MalformedTelegramException {
      byte[] bytes = request.bytes();
      try (SoftwareTelegramCipher cipher = MbusRecords.cipher(request)) {
        return RadioDecoder.decode(
            bytes, 0, bytes.length, kind(request), cipher, formats, MbusLimits.DEFAULT);
      }
    }
  }

  /** What the request says of the frame; a name that is none says nothing. */
  private static FrameKind kind(Request request) {
    String frame = request.frame();
    if (frame == null) {
      return FrameKind.UNKNOWN;
    }
    try {
      return FrameKind.named(frame);
    } catch (IllegalArgumentException e) {
      return FrameKind.UNKNOWN;
    }
  }

  private static void telegram(Decoded.Builder decoded, RadioTelegram telegram) {
    RadioFrame frame = telegram.frame();
    decoded.meter(MbusRecords.meter(telegram.meter()));
    MbusRecords.text(decoded, "frame", frame.format().name().toLowerCase(Locale.ROOT));
    MbusRecords.text(decoded, "control", frame.meaning().words());
    MbusRecords.text(decoded, "link_address", frame.address().toString());
    for (String warning : frame.warnings()) {
      decoded.warning("noise", frame.end(), warning);
    }
    Transport transport = telegram.transport();
    if (transport != null) {
      transport(decoded, frame, transport);
    }
    if (telegram.application() != null) {
      MbusRecords.add(decoded, telegram.application());
    }
    MalformedTelegramException fault = telegram.fault();
    if (fault == null) {
      decoded.telegram();
    } else {
      decoded.error(problem(fault, place(telegram, fault)));
    }
  }

  /** Where a fault is in the bytes given: those of an expanded compact frame are not among them. */
  private static int place(RadioTelegram telegram, MalformedTelegramException fault) {
    RadioFrame frame = telegram.frame();
    int last = frame.offset() + frame.length();
    return frame.received(Math.max(frame.offset(), Math.min(fault.offset(), last)));
  }

  private static void transport(Decoded.Builder decoded, RadioFrame frame, Transport transport) {
    ExtendedLinkLayer ell = transport.ell();
    if (ell != null) {
      MbusRecords.text(decoded, "ell", Hex.ofByte(ell.ci()));
      MbusRecords.number(decoded, "ell_access_number", ell.accessNumber());
    }
    MbusRecords.text(decoded, "ci", Hex.ofByte(transport.applicationCi()));
    MbusRecords.header(decoded, transport.header());
    Security security = transport.security();
    Map<String, JsonValue> members = new LinkedHashMap<>();
    if (security.layer() == Security.Layer.LINK) {
      members.put("layer", new JsonValue.JsonString("link"));
    }
    members.put("mode", new JsonValue.JsonNumber(Integer.toString(security.mode())));
    members.put("outcome", new JsonValue.JsonString(security.outcome().word()));
    if (security.authenticated()) {
      members.put("authenticated", JsonValue.JsonName.TRUE);
    }
    if (security.counter() >= 0) {
      members.put("counter", new JsonValue.JsonNumber(Long.toString(security.counter())));
    }
    decoded.detail(
        "security",
        new JsonValue.JsonObject(members),
        "mode " + security.mode() + ", " + security.outcome().word());
    for (String warning : transport.warnings()) {
      decoded.warning("transport", frame.received(transport.applicationCiOffset()), warning);
    }
  }

  private static Decoded.Problem problem(MalformedTelegramException fault, int offset) {
    return new Decoded.Problem(fault.kind().word(), offset, fault.at(offset).getMessage());
  }
}
