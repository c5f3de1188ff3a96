package org.joulegate.hal.api;

import java.util.Collection;
import java.util.TreeSet;
import org.joulegate.hal.api.LinkException.Reason;

/** Finds the provider that serves an address. */
public final class LinkProviders {
  private LinkProviders() {}

  /**
   * Finds the provider that serves the scheme of an address, the first when there are several.
   *
   * @param providers those that are there now
   * @throws LinkException NO_PROVIDER, naming the scheme and those that are served
   */
  public static LinkProvider select(
      Collection<? extends LinkProvider> providers, LinkAddress address) throws LinkException {
    TreeSet<String> known = new TreeSet<>();
    for (LinkProvider provider : providers) {
      if (provider.schemes().contains(address.scheme())) {
        return provider;
      }
      known.addAll(provider.schemes());
    }
    String served =
        known.isEmpty() ? "no provider is running" : "served are " + String.join(", ", known);
    throw new LinkException(
        Reason.NO_PROVIDER,
        address + ": nobody opens lines of the scheme \"" + address.scheme() + "\"; " + served);
  }
}
