package org.joulegate.hal.serial.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Two pseudo-terminals that socat joins: one for the link, one for the test. */
final class PtyPair implements AutoCloseable {
  private static final long START_LIMIT_SECONDS = 10;

  final Path port;
  private final RandomAccessFile device;
  private final Process socat;

  PtyPair(Path folder) throws IOException, InterruptedException {
    NeedsTool.orSkip("socat");
    port = folder.resolve("port");
    Path far = folder.resolve("device");
    socat =
        new ProcessBuilder("socat", "PTY,raw,echo=0,link=" + port, "PTY,raw,echo=0,link=" + far)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_LIMIT_SECONDS);
    while (!Files.exists(port) || !Files.exists(far)) {
      if (System.nanoTime() - limit > 0 || socat.waitFor(5, TimeUnit.MILLISECONDS)) {
        throw new IOException("socat did not start");
      }
    }
    device = new RandomAccessFile(far.toFile(), "rw");
  }

  /** Sends from the device's end. */
  void send(byte... bytes) throws IOException {
    device.write(bytes);
  }

  /** Reads at the device's end; blocks until all are there. */
  byte[] receive(int length) throws IOException {
    byte[] bytes = new byte[length];
    device.readFully(bytes);
    return bytes;
  }

  /** What unplugging looks like: the other end of the terminal is gone. */
  void unplug() throws InterruptedException {
    socat.destroyForcibly();
    socat.waitFor();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    device.close();
    unplug();
  }
}
