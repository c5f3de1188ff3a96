package org.joulegate.hal.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.joulegate.hal.api.LinkException.Reason;

/**
 * The open links of one provider, so that they end when it stops. For providers; safe for use by
 * any thread.
 */
public final class OpenLinks implements AutoCloseable {
  private final Set<SerialLink> links = new HashSet<>();
  private boolean closed;

  /**
   * Remembers a link that was just opened, and closes it when the provider has stopped meanwhile.
   *
   * @throws LinkException CLOSED when the provider has stopped
   */
  public <L extends SerialLink> L add(L link) throws LinkException {
    synchronized (links) {
      if (!closed) {
        links.add(link);
        return link;
      }
    }
    link.close();
    throw new LinkException(Reason.CLOSED, link.address() + ": its provider has stopped");
  }

  /** Forgets a link that was closed. */
  public void remove(SerialLink link) {
    synchronized (links) {
      links.remove(link);
    }
  }

  /** How many are open. */
  public int size() {
    synchronized (links) {
      return links.size();
    }
  }

  /** Closes all; from now on {@link #add} refuses. */
  @Override
  public void close() {
    List<SerialLink> open;
    synchronized (links) {
      closed = true;
      open = new ArrayList<>(links);
      links.clear();
    }
    open.forEach(SerialLink::close);
  }
}
