package org.joulegate.codec.mbus.radio;

import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.mbus.ApplicationData;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * One frame of the radio with what it says.
 *
 * @param frame the frame
 * @param transport the layers up to the application; null in a frame of the link layer alone
 * @param application what the application says, as far as it is readable; null without one, for
 *     what is wholly sealed, and when {@link #fault()} says why its structure could not be read
 * @param applicationFault why the application could not be read at all, or null
 */
public record RadioTelegram(
    RadioFrame frame,
    @Nullable Transport transport,
    @Nullable ApplicationData application,
    @Nullable MalformedTelegramException applicationFault) {

  /** The meter that the telegram is of, whoever sent it. */
  public MeterAddress meter() {
    return transport == null ? frame.address() : frame.meter(transport);
  }

  /**
   * Why not all was read that the telegram announces: it stayed sealed, a record is broken, the
   * content is one that is not read here, the meter answered with an error. Null when all was read.
   *
   * <p>Its offset is a position in the array of the frame, {@link RadioFrame#array()}.
   */
  public @Nullable MalformedTelegramException fault() {
    MalformedTelegramException sealed = transport == null ? null : transport.fault();
    if (sealed != null) {
      return sealed;
    }
    return applicationFault != null || application == null ? applicationFault : application.fault();
  }
}
