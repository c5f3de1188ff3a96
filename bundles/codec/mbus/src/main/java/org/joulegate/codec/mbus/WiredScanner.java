package org.joulegate.codec.mbus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.mbus.transport.OpenedText;
import org.joulegate.codec.mbus.transport.TelegramCipher;
import org.jspecify.annotations.Nullable;

/** One pass over a stretch of bytes, frame by frame. */
final class WiredScanner {

  private final byte[] array;
  private final int start;
  private final int end;
  private final @Nullable TelegramCipher cipher;
  private final FormatCache formats;
  private final MbusLimits limits;
  private final OpenedText room;
  private final List<WiredTelegram> telegrams = new ArrayList<>(1);
  private final List<MalformedTelegramException> refused = new ArrayList<>(0);
  private int noise;
  private int noiseAt = -1;

  WiredScanner(
      byte[] array,
      int start,
      int end,
      @Nullable TelegramCipher cipher,
      FormatCache formats,
      MbusLimits limits) {
    this.array = array;
    this.start = start;
    this.end = end;
    this.cipher = cipher;
    this.formats = formats;
    this.limits = limits;
    this.room = new OpenedText(array, end);
  }

  WiredDecoder.Scan scan() {
    MalformedTelegramException nothing =
        MalformedTelegramException.truncated(end, "a frame", "no bytes");
    int at = start;
    while (at < end) {
      try {
        LinkFrame link = LinkFrame.decode(array, at, end - at);
        read(link);
        at += link.length();
      } catch (MalformedTelegramException e) {
        nothing = at == start ? e : nothing;
        at = pass(at, e);
      }
    }
    if (telegrams.isEmpty() && refused.isEmpty()) {
      refused.add(nothing);
    }
    return new WiredDecoder.Scan(
        Collections.unmodifiableList(telegrams),
        Collections.unmodifiableList(refused),
        noise,
        noiseAt);
  }

  private void read(LinkFrame link) {
    try {
      telegrams.add(WiredDecoder.content(link, array, room, cipher, formats, limits));
    } catch (MalformedTelegramException e) {
      refused.add(e);
    }
  }

  /** Passes over bytes that are no frame; returns where the next one may begin. */
  private int pass(int at, MalformedTelegramException fault) {
    if (LinkFrame.needed(array, at, end - at) >= 0) {
      refused.add(fault);
    }
    int next = nextLong(at + 1);
    noise += next - at;
    noiseAt = noiseAt < 0 ? at : noiseAt;
    return next;
  }

  /** Where the next long frame begins whose ends and checksum are right; the end when none does. */
  private int nextLong(int from) {
    for (int at = from; at < end; at++) {
      if ((array[at] & 0xFF) == LinkFrame.LONG_START && isFrame(at)) {
        return at;
      }
    }
    return end;
  }

  private boolean isFrame(int at) {
    int needed = LinkFrame.needed(array, at, end - at);
    return needed > 0
        && needed <= end - at
        && (array[at + needed - 1] & 0xFF) == LinkFrame.STOP
        && (array[at + needed - 2] & 0xFF) == LinkFrame.sum(array, at + 4, needed - 6);
  }
}
