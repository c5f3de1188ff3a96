package org.joulegate.itests.gateway;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A serial line: two pseudo-terminals that socat joins. It can be unplugged and plugged in again.
 */
final class PtyLine {
  private final Workbench bench;
  private final Path port;
  private final Path device;
  private RunningProcess socat;

  private PtyLine(Workbench bench) {
    this.bench = bench;
    port = bench.folder().resolve("ttyMETER");
    device = bench.folder().resolve("meter");
  }

  static PtyLine plugIn(Workbench bench) throws Exception {
    Tool.need("socat");
    PtyLine line = new PtyLine(bench);
    line.plugIn();
    return line;
  }

  /** The path that the gateway is given. */
  Path port() {
    return port;
  }

  void plugIn() throws Exception {
    socat = bench.start("socat", "PTY,raw,echo=0,link=" + port, "PTY,raw,echo=0,link=" + device);
    Await.until("socat makes a line", () -> Files.exists(port) && Files.exists(device));
  }

  /** The port is gone, as when a cable is pulled. */
  void unplug() throws Exception {
    socat.kill();
    Files.deleteIfExists(port);
    Files.deleteIfExists(device);
  }

  /** What the meter sends. */
  void send(byte[] bytes) throws IOException {
    try (OutputStream out = new FileOutputStream(device.toFile())) {
      out.write(bytes);
    }
  }
}
