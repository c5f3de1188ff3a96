package org.joulegate.han.discovery.internal;

import java.util.Map;
import java.util.TreeMap;
import javax.jmdns.ServiceInfo;

/**
 * One service as DNS-SD announces it (RFC 6763).
 *
 * @param type such as {@code _coaps._udp.local.} (RFC 7252, clause 10.1 and the service name
 *     registry)
 * @param name the instance name that a person sees
 * @param port the UDP port
 * @param id who the gateway is; empty if it does not say
 */
record Announcement(String type, String name, int port, String id) {
  /**
   * @param scheme {@code coap} or {@code coaps}
   */
  static Announcement of(String scheme, int port, String id) {
    String name = id.isEmpty() ? "Joulegate" : "Joulegate " + id;
    return new Announcement("_" + scheme + "._udp.local.", name, port, id);
  }

  /** The host name that the address record bears. */
  String host() {
    return id.isEmpty() ? "joulegate" : "joulegate-" + id.replaceAll("[^A-Za-z0-9-]", "-");
  }

  /** The records, with {@code path} as RFC 6763, clause 6.4, has key and value. */
  ServiceInfo toServiceInfo() {
    Map<String, String> text = new TreeMap<>();
    text.put("path", "/.well-known/core");
    if (!id.isEmpty()) {
      text.put("id", id);
    }
    return ServiceInfo.create(type, name, port, 0, 0, text);
  }
}
