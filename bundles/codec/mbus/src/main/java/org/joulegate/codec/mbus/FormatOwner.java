package org.joulegate.codec.mbus;

import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.Security;
import org.jspecify.annotations.Nullable;

/**
 * Whose format it is: formats of one meter are never used for another, and what was sent in the
 * open never for what was sealed. A signature of 16 bits tells formats apart, but keeps nobody from
 * making a second format with the same one.
 *
 * @param meter the eight bytes of its address, by wire its primary address; -1 when nobody is named
 * @param secured whether the message was opened with a key or its authentication code is right
 */
public record FormatOwner(long meter, boolean secured) {

  /** A meter that is not named: its formats are not remembered. */
  public static final FormatOwner NOBODY = new FormatOwner(-1, false);

  private static final int LAST_PRIMARY_ADDRESS = 250;

  /** By its address in full. */
  public static FormatOwner of(MeterAddress meter, Security security) {
    return new FormatOwner(meter.octets(), isSecured(security));
  }

  /** By its primary address; by the address in full when that is none of one meter. */
  static FormatOwner ofWired(int primary, @Nullable MeterAddress meter, Security security) {
    if (primary > 0 && primary <= LAST_PRIMARY_ADDRESS) {
      return new FormatOwner(primary, isSecured(security));
    }
    return meter == null ? NOBODY : of(meter, security);
  }

  private static boolean isSecured(Security security) {
    return security.outcome() == Security.Outcome.OPENED || security.authenticated();
  }
}
