package org.joulegate.han.coap.internal;

import java.time.Duration;
import java.util.List;

/** A server on loopback with free ports, as the component would be, and its tree. */
final class Rig implements AutoCloseable {
  final ResourceTree tree;
  final Pairing pairing = new Pairing();
  final DisplayKeys keys = new DisplayKeys();
  final HanCoapServer server;

  Rig() {
    this(new ServerSettings(0, true, 0, List.of("lo"), 50), ResourceTree.GRACE);
  }

  Rig(ServerSettings settings, Duration grace) {
    tree = new ResourceTree(grace);
    keys.bindKeys(pairing);
    server = new HanCoapServer(tree, keys, settings);
  }

  String plain(String path) {
    return "coap://127.0.0.1:" + server.plainPort() + path;
  }

  String secure(String path) {
    return "coaps://127.0.0.1:" + server.securePort() + path;
  }

  @Override
  public void close() {
    server.stop();
  }
}
