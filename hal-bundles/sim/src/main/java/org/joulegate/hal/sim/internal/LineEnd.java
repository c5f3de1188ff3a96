package org.joulegate.hal.sim.internal;

import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkException.Reason;

/** Why a line has ended; thrown anew to everyone who still uses it. */
record LineEnd(Reason reason, String sentence) {
  static LineEnd closed(LinkAddress address) {
    return new LineEnd(Reason.CLOSED, address + ": the link was closed");
  }

  static LineEnd lost(LinkAddress address, String what) {
    return new LineEnd(Reason.LOST, address + ": " + what);
  }

  LinkException exception() {
    return new LinkException(reason, sentence);
  }

  static LinkException interrupted(LinkAddress address, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new LinkException(Reason.INTERRUPTED, address + ": the waiting was interrupted", cause);
  }
}
