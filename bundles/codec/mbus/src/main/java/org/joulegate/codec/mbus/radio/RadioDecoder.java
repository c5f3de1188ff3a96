package org.joulegate.codec.mbus.radio;

import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.mbus.ApplicationData;
import org.joulegate.codec.mbus.ApplicationLayer;
import org.joulegate.codec.mbus.FormatCache;
import org.joulegate.codec.mbus.FormatOwner;
import org.joulegate.codec.mbus.MbusLimits;
import org.joulegate.codec.mbus.transport.TelegramCipher;
import org.joulegate.codec.mbus.transport.Transport;
import org.joulegate.codec.mbus.transport.TransportLayer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what a radio receives: link layer (EN 13757-4), transport and security (EN 13757-7),
 * application layer (EN 13757-3). Pure, except that a format cache given learns from full frames.
 */
public final class RadioDecoder {

  private RadioDecoder() {}

  /**
   * Decodes the frame that begins at the offset.
   *
   * @param array holds the frame, and is left unchanged as long as the result is in use
   * @param kind what is known of how the frame comes
   * @param cipher opens what is sealed; null when there are no keys
   * @param formats by which compact frames are read
   * @return the telegram; what keeps its application from being read is in it
   * @throws MalformedTelegramException when there is no frame, or it is damaged, or a layer below
   *     the application is broken; its offset is that in the array given
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static RadioTelegram decode(
      byte[] array,
      int offset,
      int length,
      FrameKind kind,
      @Nullable TelegramCipher cipher,
      FormatCache formats,
      MbusLimits limits)
      throws MalformedTelegramException {
    RadioFrame frame = FrameDecoder.decode(array, offset, length, kind);
    if (kind.format() != null || frame.format() != FrameFormat.B_NO_CRC) {
      return content(frame, cipher, formats, limits);
    }
    try {
      RadioTelegram telegram = content(frame, cipher, formats, limits);
      if (isWhole(telegram)) {
        return telegram;
      }
    } catch (MalformedTelegramException e) {
      throw cutOff(frame);
    }
    throw cutOff(frame);
  }

  /** Only its length said that the frame lacks its checksums: what cannot be read is cut off. */
  private static MalformedTelegramException cutOff(RadioFrame frame) {
    return MalformedTelegramException.truncated(
        frame.end(),
        "a frame of " + (frame.lengthField() + 1) + " bytes",
        frame.length() + " bytes");
  }

  /** Whether all was read; without a key, whether the sealed blocks are as many as announced. */
  private static boolean isWhole(RadioTelegram telegram) {
    MalformedTelegramException fault = telegram.fault();
    if (fault == null) {
      return true;
    }
    int mode = telegram.transport() == null ? 0 : telegram.transport().security().mode();
    return fault.kind() == Kind.KEY_MISSING && (mode == 5 || mode == 7);
  }

  private static RadioTelegram content(
      RadioFrame frame, @Nullable TelegramCipher cipher, FormatCache formats, MbusLimits limits)
      throws MalformedTelegramException {
    if (frame.applicationLength() == 0) {
      return new RadioTelegram(frame, null, null, null);
    }
    Transport transport;
    try {
      transport =
          TransportLayer.open(
              frame.array(),
              frame.applicationOffset(),
              frame.applicationLength(),
              frame.address(),
              !frame.meaning().isToMeter(),
              cipher);
    } catch (MalformedTelegramException e) {
      throw inWholeFrame(e).at(frame.received(e.offset()));
    }
    if (transport.length() == 0 && !transport.security().isOpen()) {
      return new RadioTelegram(frame, transport, null, null);
    }
    return application(frame, transport, formats, limits);
  }

  private static RadioTelegram application(
      RadioFrame frame, Transport transport, FormatCache formats, MbusLimits limits) {
    try {
      ApplicationData data =
          ApplicationLayer.decode(
              transport.applicationCi(),
              transport.array(),
              transport.offset(),
              transport.length(),
              owner(frame, transport),
              formats,
              limits);
      return new RadioTelegram(frame, transport, data, null);
    } catch (MalformedTelegramException e) {
      return new RadioTelegram(frame, transport, null, inWholeFrame(e));
    }
  }

  /** Nobody when a part stayed sealed: what is read then is not all of the message. */
  private static FormatOwner owner(RadioFrame frame, Transport transport) {
    return transport.security().isOpen()
        ? FormatOwner.of(frame.meter(transport), transport.security())
        : FormatOwner.NOBODY;
  }

  /** The frame is whole: what runs out of bytes inside it breaks the rules. */
  private static MalformedTelegramException inWholeFrame(MalformedTelegramException e) {
    return e.kind() == Kind.TRUNCATED
        ? MalformedTelegramException.malformed(e.offset(), e.expected(), e.found())
        : e;
  }
}
