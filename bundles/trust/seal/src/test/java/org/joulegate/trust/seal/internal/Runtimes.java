package org.joulegate.trust.seal.internal;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.joulegate.trust.keys.internal.FileKeyMemory;

/** Runtimes for tests: key memories that one test authority vouches for. */
final class Runtimes {
  /** Held, or the setting would be collected: the warnings are not what is looked at here. */
  private static final Logger LOG = Logger.getLogger("org.joulegate.trust.keys");

  static {
    LOG.setLevel(Level.OFF);
  }

  private Runtimes() {}

  static FileKeyMemory open(Path base, String identity) {
    return open(base.resolve(identity), identity, base.resolve("authority").toString());
  }

  static FileKeyMemory open(Path directory, String identity, String authority) {
    Map<String, Object> values =
        Map.of(
            "directory",
            directory.toString(),
            "identity",
            identity,
            "authority",
            authority,
            "display",
            false);
    return new FileKeyMemory(
        (FileKeyMemory.Config)
            Proxy.newProxyInstance(
                Runtimes.class.getClassLoader(),
                new Class<?>[] {FileKeyMemory.Config.class},
                (proxy, method, arguments) -> values.get(method.getName())));
  }
}
