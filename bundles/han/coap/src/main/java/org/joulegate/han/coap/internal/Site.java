package org.joulegate.han.coap.internal;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.han.api.HanResource;
import org.jspecify.annotations.Nullable;

/** The services that offer one path; the latest answers. */
final class Site {
  private final String path;
  private final List<HanResource> offers = new ArrayList<>();
  private volatile @Nullable HanResource current;
  private long withdrawals;

  /**
   * @param path as the services give it, with its parameter if it has one
   */
  Site(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  synchronized void add(HanResource resource) {
    offers.add(resource);
    current = resource;
  }

  synchronized boolean remove(HanResource resource) {
    withdrawals++;
    boolean removed = offers.remove(resource);
    current = offers.isEmpty() ? null : offers.get(offers.size() - 1);
    return removed;
  }

  /** How often a service was withdrawn: tells one gap from the next. */
  synchronized long withdrawals() {
    return withdrawals;
  }

  /** Who answers now; null while the service is being replaced. */
  @Nullable HanResource current() {
    return current;
  }
}
