package org.joulegate.codec.dlms;

import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/** An APDU that carries data from a meter (IEC 62056-5-3). */
public sealed interface DlmsApdu {

  /**
   * data-notification: what a push setup sends.
   *
   * @param invokeId long-invoke-id-and-priority, 0 to 2^32 - 1
   * @param time when it was sent, or null when that is not said
   * @param body the data
   * @param timeTagged whether the date-time has the tag of an octet-string in front of it, which
   *     the standard does not foresee (Kaifa)
   */
  record DataNotification(
      long invokeId, @Nullable DlmsDateTime time, DlmsData body, boolean timeTagged)
      implements DlmsApdu {}

  /**
   * event-notification-request: one attribute, unasked.
   *
   * @param time when it happened, or null when that is not said
   * @param classId the interface class
   * @param obis logical name, six bytes
   * @param attribute its number
   * @param value the data
   */
  record EventNotification(
      @Nullable DlmsDateTime time, int classId, ByteSlice obis, int attribute, DlmsData value)
      implements DlmsApdu {}

  /**
   * get-response, of one attribute or several. Which attributes stands in the request.
   *
   * @param invokeId invoke-id-and-priority
   * @param results in the order of the request
   */
  record GetResponse(int invokeId, List<Result> results) implements DlmsApdu {

    /**
     * One result.
     *
     * @param data what was asked for, or null when it was refused
     * @param refusal the meter's reason (data-access-result), or null
     */
    public record Result(@Nullable DlmsData data, @Nullable String refusal) {}
  }

  /**
   * A telegram of a P1 port that was sealed in place of an APDU.
   *
   * @param text the telegram
   */
  record SealedP1(ByteSlice text) implements DlmsApdu {}
}
