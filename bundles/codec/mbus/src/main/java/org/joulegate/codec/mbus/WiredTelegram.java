package org.joulegate.codec.mbus;

import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.Security;
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
   * meter answered with an error. Null when all was read.
   */
  public @Nullable MalformedTelegramException fault() {
    if (transport != null && !transport.security().isOpen()) {
      return sealed(transport);
    }
    if (application instanceof ApplicationData.Variable variable) {
      return variable.records().fault();
    }
    return application instanceof ApplicationError error ? error.fault() : null;
  }

  private static MalformedTelegramException sealed(Transport transport) {
    Security security = transport.security();
    Kind kind =
        switch (security.outcome()) {
          case NO_KEY -> Kind.KEY_MISSING;
          case WRONG_KEY -> Kind.KEY_WRONG;
          default -> Kind.UNSUPPORTED;
        };
    String expected =
        switch (security.outcome()) {
          case NO_KEY -> "a key for security mode " + security.mode();
          case WRONG_KEY -> "the key that opens the telegram";
          default -> "a security mode that is opened here";
        };
    String found =
        switch (security.outcome()) {
          case NO_KEY -> "none";
          case WRONG_KEY -> "another one, or a changed telegram";
          default -> "mode " + security.mode();
        };
    return new MalformedTelegramException(kind, transport.sealed().offset(), expected, found);
  }
}
