package org.joulegate.codec.mbus;

import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * One frame of a wired line with what it says.
 *
 * @param link the frame
 * @param transport header and security; null for frames without data, for the fixed structure and
 *     for mode 2
 * @param address who the meter is, or who is selected; null when the frame does not say
 * @param application what the application says, as far as it is readable; null for frames without
 *     data and for what is wholly sealed
 */
public record WiredTelegram(
    LinkFrame link,
    @Nullable Transport transport,
    @Nullable MeterAddress address,
    @Nullable ApplicationData application) {

  /**
   * Why not all was read that the telegram announces: it stayed sealed, a record is broken, the
   * content is one that is not read here, the meter answered with an error. Null when all was read.
   */
  public @Nullable MalformedTelegramException fault() {
    MalformedTelegramException sealed = transport == null ? null : transport.fault();
    return sealed != null || application == null ? sealed : application.fault();
  }
}
