package org.joulegate.ops.cli;

import java.util.List;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.mbus.ApplicationData;
import org.joulegate.codec.mbus.BoundedFormatCache;
import org.joulegate.codec.mbus.FormatCache;
import org.joulegate.codec.mbus.LinkFrame;
import org.joulegate.codec.mbus.MbusLimits;
import org.joulegate.codec.mbus.WiredDecoder;
import org.joulegate.codec.mbus.WiredTelegram;
import org.joulegate.codec.mbus.transport.SoftwareTelegramCipher;

/** Wired M-Bus for the command: every frame in some bytes. */
final class MbusTelegrams {

  static final String FORMAT = "mbus";

  private static final int HIGHEST_DLMS_CI = 0x1F;

  private MbusTelegrams() {}

  /** The format, for the table of formats. */
  static final class Format implements TelegramFormat {

    private final FormatCache formats =
        new BoundedFormatCache(new Limit("formats of full frames", 1024));

    @Override
    public String name() {
      return FORMAT;
    }

    @Override
    public int likelihood(byte[] bytes) {
      if (bytes.length > 0 && LinkFrame.needed(bytes, 0, bytes.length) == bytes.length) {
        return 95;
      }
      for (int at = 0; at + 4 <= bytes.length; at++) {
        if (bytes[at] == 0x68 && LinkFrame.needed(bytes, at, bytes.length - at) > 0) {
          return at == 0 ? 90 : 30;
        }
      }
      return 0;
    }

    @Override
    public Decoded decode(Request request) {
      Decoded.Builder decoded = new Decoded.Builder(FORMAT);
      MbusRecords.warnOfKey(decoded, request);
      return MbusTelegrams.decode(decoded, scan(request), request.bytes());
    }

    @Override
    public List<Annotated> annotate(Request request) {
      return Annotated.marked(
          MbusAnnotation.of(request.bytes(), scan(request)), decode(request).error());
    }

    private WiredDecoder.Scan scan(Request request) {
      byte[] bytes = request.bytes();
      try (SoftwareTelegramCipher cipher = MbusRecords.cipher(request)) {
        return WiredDecoder.scan(bytes, 0, bytes.length, cipher, formats, MbusLimits.DEFAULT);
      }
    }
  }

  private static Decoded decode(Decoded.Builder decoded, WiredDecoder.Scan scan, byte[] bytes) {
    for (WiredTelegram telegram : scan.telegrams()) {
      if (isDlms(telegram.link(), bytes)) {
        decoded.error(dlms(telegram.link()));
      } else {
        telegram(decoded, telegram);
      }
    }
    for (MalformedTelegramException refused : scan.refused()) {
      decoded.error(problem(refused));
    }
    if (scan.noiseBytes() > 0 && !scan.telegrams().isEmpty()) {
      decoded.warning(
          "noise", scan.noiseOffset(), scan.noiseBytes() + " bytes belong to no telegram");
    }
    return decoded.build();
  }

  /**
   * Whether a frame carries a segment of DLMS (EN 13757-1): CI 00 to 1F, of which mbus has none.
   */
  private static boolean isDlms(LinkFrame link, byte[] bytes) {
    return link.userLength() > 0 && (bytes[link.userOffset()] & 0xFF) <= HIGHEST_DLMS_CI;
  }

  private static Decoded.Problem dlms(LinkFrame link) {
    return new Decoded.Problem(
        "unsupported",
        link.userOffset(),
        "expected an application of M-Bus, found DLMS, which the format dlms reads");
  }

  private static void telegram(Decoded.Builder decoded, WiredTelegram telegram) {
    LinkFrame link = telegram.link();
    if (link.kind() != LinkFrame.FrameKind.ACKNOWLEDGEMENT) {
      MbusRecords.text(decoded, "control", link.control().text());
      MbusRecords.number(decoded, "address", link.address());
    } else {
      MbusRecords.text(decoded, "control", "acknowledgement");
    }
    if (telegram.address() != null) {
      decoded.meter(MbusRecords.meter(telegram.address()), link.offset());
    }
    if (telegram.transport() != null) {
      MbusRecords.header(decoded, telegram.transport().header());
      telegram
          .transport()
          .warnings()
          .forEach(text -> decoded.warning("transport", link.userOffset(), text));
    }
    ApplicationData application = telegram.application();
    if (application != null) {
      MbusRecords.add(decoded, application);
    }
    MalformedTelegramException fault = telegram.fault();
    if (fault == null) {
      decoded.telegram();
    } else {
      decoded.error(problem(fault));
    }
  }

  static Decoded.Problem problem(MalformedTelegramException fault) {
    return new Decoded.Problem(fault.kind().word(), fault.offset(), fault.getMessage());
  }
}
