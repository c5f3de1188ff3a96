package org.joulegate.han.coap.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.joulegate.han.api.HanResource;
import org.jspecify.annotations.Nullable;

/** The services that offer one path; the latest answers. */
final class Site {
  private final String path;
  private final List<HanResource> offers = new CopyOnWriteArrayList<>();
  private final AtomicLong withdrawals = new AtomicLong();

  /**
   * @param path as the services give it, with its parameter if it has one
   */
  Site(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  void add(HanResource resource) {
    offers.add(resource);
  }

  boolean remove(HanResource resource) {
    withdrawals.incrementAndGet();
    return offers.remove(resource);
  }

  /** How often a service was withdrawn: tells one gap from the next. */
  long withdrawals() {
    return withdrawals.get();
  }

  /** Who answers now; null while the service is being replaced. */
  @Nullable HanResource current() {
    Object[] now = offers.toArray();
    return now.length == 0 ? null : (HanResource) now[now.length - 1];
  }
}
