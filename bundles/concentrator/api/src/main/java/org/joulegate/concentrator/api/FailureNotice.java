package org.joulegate.concentrator.api;

import org.joulegate.metering.api.JournalHead;
import org.joulegate.metering.api.MeterEvent;

/**
 * Tells a centre that a reading could not be registered, recorded or sent, with the type of the
 * failure and its instant (ETSI TR 102 691, clause 5.2.3, alternative flows 2 and 3).
 *
 * @param concentrator who tells it
 * @param centre the centre that it is for
 * @param sequence the event's place in the journal, which makes the notice this notice
 * @param event what happened, as the journal holds it
 * @param head the journal's end when the notice was made
 */
public record FailureNotice(
    String concentrator, String centre, long sequence, MeterEvent event, JournalHead head) {

  /** The media type of the notice's canonical CBOR ({@code docs/wire-format.cddl}). */
  public static final String MEDIA_TYPE = "application/vnd.joulegate.notice+cbor";

  /** The identity by which a centre counts it once. */
  public String identity() {
    return concentrator + "/notice/" + sequence;
  }
}
