package org.joulegate.codec.sml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages that one transport frame carries, in the order of the wire.
 *
 * @param messages one or more
 * @param crc the checksum of the frame and of every message in it
 */
public record SmlFile(List<SmlMessage> messages, SmlCrc crc) {

  /** The first body of a type, or null when there is none. */
  public <T extends SmlBody> @Nullable T first(Class<T> type) {
    for (SmlMessage message : messages) {
      if (type.isInstance(message.body())) {
        return type.cast(message.body());
      }
    }
    return null;
  }
}
