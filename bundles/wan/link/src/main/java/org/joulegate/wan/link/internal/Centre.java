package org.joulegate.wan.link.internal;

import org.joulegate.metering.api.SealedReport;
import org.joulegate.wan.api.Acknowledgement;

/** Where sealed messages go. */
interface Centre {
  /**
   * Sends one message and waits for the answer. For use by one thread.
   *
   * @throws InterruptedException if the thread was interrupted; the message may have arrived
   */
  Answer send(SealedReport message) throws InterruptedException;

  /** The centre's address, for sentences. */
  String address();

  /** What became of a try. */
  sealed interface Answer {
    /** The centre has decided about the message. */
    record Decided(Acknowledgement acknowledgement) implements Answer {}

    /**
     * Nothing is known about the message; it must be sent again.
     *
     * @param cause what a person reads, without a full stop
     */
    record Unanswered(String cause) implements Answer {}
  }
}
