package org.joulegate.han.discovery.internal;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The addresses to announce from: one for each interface of the home. */
final class HomeAddresses {
  private static final int UNIQUE_LOCAL_MASK = 0xFE;
  private static final int UNIQUE_LOCAL = 0xFC;

  private HomeAddresses() {}

  /**
   * What was found.
   *
   * @param addresses one for each interface
   * @param absent the named interfaces that do not exist, are down or have no address
   */
  record Found(Set<InetAddress> addresses, Set<String> absent) {}

  /**
   * The address of each named interface. Without names: of each interface that is up, is not
   * loopback, can do multicast and has a private address (RFC 1918, RFC 4193); an address of the
   * wide area is never among these.
   */
  static Found find(List<String> names) throws SocketException {
    Set<InetAddress> addresses = new LinkedHashSet<>();
    Set<String> absent = new TreeSet<>();
    if (names.isEmpty()) {
      for (NetworkInterface candidate : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (candidate.isUp() && !candidate.isLoopback() && candidate.supportsMulticast()) {
          addressOf(candidate, HomeAddresses::isPrivate).ifPresent(addresses::add);
        }
      }
    }
    for (String name : names) {
      NetworkInterface named = NetworkInterface.getByName(name);
      Optional<InetAddress> address =
          named == null || !named.isUp() ? Optional.empty() : addressOf(named, any -> true);
      address.ifPresentOrElse(addresses::add, () -> absent.add(name));
    }
    return new Found(addresses, absent);
  }

  /** IPv4 first, since every peer of the home speaks it. */
  private static Optional<InetAddress> addressOf(
      NetworkInterface networkInterface, Predicate<InetAddress> allowed) {
    return Collections.list(networkInterface.getInetAddresses()).stream()
        .filter(allowed)
        .min(Comparator.comparing(address -> address instanceof Inet4Address ? 0 : 1));
  }

  static boolean isPrivate(InetAddress address) {
    return address.isSiteLocalAddress()
        || (!(address instanceof Inet4Address)
            && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL);
  }
}
