package org.joulegate.metering.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * A signed message for a centre, as it goes out: the journal keeps it until it was accepted.
 *
 * @param at when it was sealed, by the gateway's clock
 * @param identity what makes it this message and no other, such as concentrator, point, period and
 *     supplement of a consumption report; a centre counts an identity once
 * @param centre the centre it is for
 * @param sealed the message: a COSE_Sign1 of {@code docs/wire-format.cddl}
 */
public record SealedReport(Instant at, String identity, String centre, byte[] sealed)
    implements JournalEntry {

  /** Keeps the array as it is given: do not change it afterwards. */
  public SealedReport {
    Objects.requireNonNull(sealed);
  }

  @Override
  public String subject() {
    return identity;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedReport that
        && at.equals(that.at)
        && identity.equals(that.identity)
        && centre.equals(that.centre)
        && Arrays.equals(sealed, that.sealed);
  }

  @Override
  public int hashCode() {
    return Objects.hash(at, identity, centre, Arrays.hashCode(sealed));
  }

  @Override
  public String toString() {
    return "SealedReport[" + identity + " for " + centre + ", " + sealed.length + " bytes]";
  }
}
