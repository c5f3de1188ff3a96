package org.joulegate.codec.mbus;

import java.util.List;
import java.util.Objects;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.OpenedText;
import org.joulegate.codec.mbus.transport.Security;
import org.joulegate.codec.mbus.transport.TelegramCipher;
import org.joulegate.codec.mbus.transport.Transport;
import org.joulegate.codec.mbus.transport.TransportLayer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what is on a wired line: link layer (EN 13757-2), transport layer (EN 13757-7),
 * application layer (EN 13757-3). Pure, except that a format cache given learns from full frames.
 */
public final class WiredDecoder {

  private static final int FIXED = 0x73;
  private static final int HIGH_FIRST = 0x76;
  private static final int FIXED_HIGH_FIRST = 0x77;

  private WiredDecoder() {}

  /**
   * What a stretch of bytes holds.
   *
   * @param telegrams good frames, in order
   * @param refused what begins like a frame and is none, in order; when there is no frame at all,
   *     one that says so
   * @param noiseBytes how many bytes belong to no frame
   * @param noiseOffset where the first of them stands; -1 when there is none
   */
  public record Scan(
      List<WiredTelegram> telegrams,
      List<MalformedTelegramException> refused,
      int noiseBytes,
      int noiseOffset) {}

  /**
   * Decodes the frame that begins at the offset; bytes behind it are not looked at.
   *
   * <p>What is opened stands in a copy of the array up to the end of the range: many frames in one
   * array are the matter of {@link #scan}, which makes one copy for all of them.
   *
   * @param array holds the frame, and is left unchanged as long as the result is in use
   * @param cipher opens what is sealed; null when there are no keys
   * @param formats by which compact frames are read
   * @return the telegram; what keeps it from being read whole is in it
   * @throws MalformedTelegramException when there is no frame, or it is damaged, or what it holds
   *     has no readable structure
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static WiredTelegram decode(
      byte[] array,
      int offset,
      int length,
      @Nullable TelegramCipher cipher,
      FormatCache formats,
      MbusLimits limits)
      throws MalformedTelegramException {
    LinkFrame link = LinkFrame.decode(array, offset, length);
    OpenedText room = new OpenedText(array, offset + length);
    return content(link, array, room, cipher, formats, limits);
  }

  /** The telegram in a frame; {@code room} is for what is opened of it. */
  static WiredTelegram content(
      LinkFrame link,
      byte[] array,
      OpenedText room,
      @Nullable TelegramCipher cipher,
      FormatCache formats,
      MbusLimits limits)
      throws MalformedTelegramException {
    if (link.userLength() == 0) {
      return new WiredTelegram(link, null, null, null);
    }
    try {
      return user(link, array, room, cipher, formats, limits);
    } catch (MalformedTelegramException e) {
      // The frame is whole: what runs out of bytes inside it breaks the rules.
      throw e.kind() == Kind.TRUNCATED
          ? MalformedTelegramException.malformed(e.offset(), e.expected(), e.found())
          : e;
    }
  }

  private static WiredTelegram user(
      LinkFrame link,
      byte[] array,
      OpenedText room,
      @Nullable TelegramCipher cipher,
      FormatCache formats,
      MbusLimits limits)
      throws MalformedTelegramException {
    int at = link.userOffset();
    int ci = array[at] & 0xFF;
    int length = link.userLength() - 1;
    if (ci == FIXED && length == FixedData.LENGTH) {
      FixedData data = FixedData.decode(array, at + 1, length, false);
      return new WiredTelegram(link, null, null, new ApplicationData.Fixed(data));
    }
    if (ci == HIGH_FIRST || ci == FIXED_HIGH_FIRST) {
      ApplicationData data =
          ApplicationLayer.decode(ci, array, at + 1, length, FormatOwner.NOBODY, formats, limits);
      MeterAddress address =
          ci == HIGH_FIRST ? ApplicationLayer.highFirstAddress(array, at + 1) : null;
      return new WiredTelegram(link, null, address, data);
    }
    return carried(link, room, cipher, formats, limits);
  }

  /** What stands behind a transport layer. */
  private static WiredTelegram carried(
      LinkFrame link,
      OpenedText room,
      @Nullable TelegramCipher cipher,
      FormatCache formats,
      MbusLimits limits)
      throws MalformedTelegramException {
    Transport transport =
        TransportLayer.open(
            room, link.userOffset(), link.userLength(), null, link.fromMeter(), cipher);
    MeterAddress address = transport.meter(null, link.fromMeter());
    if (transport.length() == 0 && !transport.security().isOpen()) {
      return new WiredTelegram(link, transport, address, null);
    }
    ApplicationData data =
        ApplicationLayer.decode(
            transport.applicationCi(),
            transport.array(),
            transport.offset(),
            transport.length(),
            owner(link, address, transport.security()),
            formats,
            limits);
    if (data instanceof ApplicationData.Selection selection) {
      address = selection.address();
    }
    return new WiredTelegram(link, transport, address, data);
  }

  /** Nobody when a part stayed sealed: what is read then is not all of the message. */
  private static FormatOwner owner(
      LinkFrame link, @Nullable MeterAddress address, Security security) {
    return security.isOpen()
        ? FormatOwner.ofWired(link.address(), address, security)
        : FormatOwner.NOBODY;
  }

  /**
   * Finds and decodes every frame in a stretch of bytes.
   *
   * <p>Frames follow one another. Behind bytes that are no frame only a long frame counts as one
   * again: acknowledgements and short frames are too short to be told from chance.
   *
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static Scan scan(
      byte[] array,
      int offset,
      int length,
      @Nullable TelegramCipher cipher,
      FormatCache formats,
      MbusLimits limits) {
    Objects.checkFromIndexSize(offset, length, array.length);
    return new WiredScanner(array, offset, offset + length, cipher, formats, limits).scan();
  }
}
