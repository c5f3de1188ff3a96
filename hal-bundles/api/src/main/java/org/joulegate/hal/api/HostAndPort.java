package org.joulegate.hal.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.joulegate.hal.api.LinkException.Reason;

/**
 * Where a TCP line leads to.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without its brackets
 * @param port 1 to 65535
 */
public record HostAndPort(String host, int port) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[\\w.-]+)?");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final int MAX_PORT = 65_535;

  /** Checks host and port. */
  public HostAndPort {
    if (!NAME.matcher(host).matches() && !isIpv6(host)) {
      throw new IllegalArgumentException("not a host name or address: \"" + host + "\"");
    }
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("not a port from 1 to 65535: " + port);
    }
  }

  /**
   * Reads {@code HOST:PORT} or {@code [IPV6]:PORT}.
   *
   * @throws LinkException BAD_ADDRESS, saying which part is wrong and at which character
   */
  public static HostAndPort parse(String text) throws LinkException {
    return parse(text, 0, text);
  }

  /** Reads the part of an address that starts at an offset; faults name the whole address. */
  static HostAndPort parse(String part, int offset, String whole) throws LinkException {
    if (part.startsWith("[")) {
      int end = part.indexOf(']');
      if (end < 0) {
        throw bad(whole, offset, "opens a bracket that is not closed");
      }
      String host = part.substring(1, end);
      if (!isIpv6(host)) {
        throw bad(whole, offset + 1, "has something in brackets that is not an IPv6 address");
      }
      if (end + 1 >= part.length() || part.charAt(end + 1) != ':') {
        throw bad(whole, offset + end + 1, "has no port: expected HOST:PORT");
      }
      return new HostAndPort(host, port(part.substring(end + 2), offset + end + 2, whole));
    }
    int colon = part.indexOf(':');
    if (colon >= 0 && part.indexOf(':', colon + 1) >= 0) {
      throw bad(whole, offset, "has an IPv6 address without brackets: expected [IPV6]:PORT");
    }
    String host = colon < 0 ? part : part.substring(0, colon);
    if (host.isEmpty()) {
      throw bad(whole, offset, "has no host: expected HOST:PORT");
    }
    if (!NAME.matcher(host).matches()) {
      throw bad(whole, offset, "has a host that is neither a name nor an address");
    }
    if (colon < 0) {
      throw bad(whole, offset + part.length(), "has no port: expected HOST:PORT");
    }
    return new HostAndPort(host, port(part.substring(colon + 1), offset + colon + 1, whole));
  }

  private static int port(String digits, int offset, String whole) throws LinkException {
    int port = PORT.matcher(digits).matches() ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > MAX_PORT) {
      throw bad(whole, offset, "has a port that is not a number from 1 to 65535");
    }
    return port;
  }

  private static boolean isIpv6(String host) {
    if (!IPV6.matcher(host).matches()) {
      return false;
    }
    int zone = host.indexOf('%');
    try {
      // A text with a colon is taken as a literal: no name service is asked.
      return InetAddress.getByName(zone < 0 ? host : host.substring(0, zone)) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static LinkException bad(String whole, int offset, String what) {
    return new LinkException(Reason.BAD_ADDRESS, LinkAddressParser.fault(whole, offset, what));
  }

  /** {@code HOST:PORT}, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
