package org.joulegate.han.coap.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The local addresses to serve on. */
final class LocalAddresses {
  private LocalAddresses() {}

  /**
   * All addresses of the named interfaces, or the wildcard if no name is given.
   *
   * @throws IllegalStateException naming an interface that does not exist, is down or has no
   *     address
   */
  static List<InetAddress> of(List<String> interfaces) {
    if (interfaces.isEmpty()) {
      return List.of(new InetSocketAddress(0).getAddress());
    }
    List<InetAddress> addresses = new ArrayList<>();
    for (String name : interfaces) {
      addresses.addAll(of(name));
    }
    return addresses;
  }

  private static List<InetAddress> of(String name) {
    try {
      NetworkInterface found = NetworkInterface.getByName(name);
      if (found == null) {
        throw new IllegalStateException(
            "There is no network interface \"" + name + "\"; there are " + existing() + ".");
      }
      List<InetAddress> addresses = Collections.list(found.getInetAddresses());
      if (!found.isUp() || addresses.isEmpty()) {
        throw new IllegalStateException(
            "The network interface \"" + name + "\" is down or has no address.");
      }
      return addresses;
    } catch (SocketException failed) {
      throw new IllegalStateException(
          "The network interface \"" + name + "\" cannot be read.", failed);
    }
  }

  private static String existing() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .map(NetworkInterface::getName)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
