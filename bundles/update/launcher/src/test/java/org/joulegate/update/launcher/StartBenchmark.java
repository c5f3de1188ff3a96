package org.joulegate.update.launcher;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long it takes from the start of the process {@code joulegate run home} to its first CoAP
 * answer, and how much memory is resident then. The first start, which makes keys and the
 * framework's cache, is told apart.
 *
 * <p>{@code ./joulegate bench start}
 */
public final class StartBenchmark {
  private static final int STARTS = 9;
  private static final Duration ASK_EVERY = Duration.ofMillis(5);
  private static final Duration SETTLE = Duration.ofSeconds(2);

  /** CON GET /.well-known/core, without token (RFC 7252, clause 3). */
  private static final byte[] GET = get(".well-known", "core");

  private StartBenchmark() {}

  private record Start(Duration answer, long residentKilobytes) {}

  /** Measures, and prints one line for each figure. */
  public static void main(String[] words) throws Exception {
    Path home = Path.of(System.getProperty("joulegate.home"));
    Path data = Files.createTempDirectory("joulegate-start-");
    try (ServerSocket meter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Start first = start(home, data, meter.getLocalPort());
      // The second start writes the archive of classes when it ends, the third checks it.
      start(home, data, meter.getLocalPort());
      start(home, data, meter.getLocalPort());
      List<Start> starts = new ArrayList<>();
      for (int i = 0; i < STARTS; i++) {
        starts.add(start(home, data, meter.getLocalPort()));
      }
      starts.sort(Comparator.comparing(Start::answer));
      Start median = starts.get(STARTS / 2);
      System.out.println("java                    " + System.getProperty("java.version"));
      System.out.println("first start, ms         " + first.answer().toMillis());
      System.out.println("start, ms               " + median.answer().toMillis());
      System.out.println("fastest, ms             " + starts.get(0).answer().toMillis());
      System.out.println("resident memory, MB     " + median.residentKilobytes() / 1024);
    } finally {
      delete(data);
    }
  }

  private static Start start(Path home, Path data, int meter) throws Exception {
    int port;
    try (DatagramSocket free = new DatagramSocket(0)) {
      port = free.getLocalPort();
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            home.resolve("bin/joulegate").toString(),
            "run",
            "home",
            "--data",
            data.toString(),
            "--set",
            "org.joulegate.adapter.optical~main.link=tcp://127.0.0.1:" + meter,
            "--set",
            "org.joulegate.han.coap.securePort=0",
            "--set",
            "org.joulegate.han.coap.plain=true",
            "--set",
            "org.joulegate.han.coap.plainPort=" + port);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JOULEGATE_JAVA_OPTIONS", "-Djoulegate.until-input-ends=true");
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    long began = System.nanoTime();
    Process process = builder.start();
    try {
      awaitAnswer(process, port);
      Duration answer = Duration.ofNanos(System.nanoTime() - began);
      long resident = resident(process.pid());
      // Not to be stopped while it still starts: that would be another measurement.
      Thread.sleep(SETTLE.toMillis());
      return new Start(answer, resident);
    } finally {
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private static void awaitAnswer(Process process, int port) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout((int) ASK_EVERY.toMillis());
      while (process.isAlive()) {
        try {
          socket.send(new DatagramPacket(GET, GET.length));
          socket.receive(new DatagramPacket(new byte[2048], 2048));
          return;
        } catch (SocketTimeoutException e) {
          // Not yet.
        } catch (IOException refused) {
          // Nobody has the port yet.
          pause();
        }
      }
    }
    throw new IOException("the runtime ended with status " + process.exitValue());
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(ASK_EVERY.toMillis());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static long resident(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("/proc says nothing of process " + pid);
  }

  private static byte[] get(String... path) {
    byte[] message = new byte[64];
    message[0] = 0x40;
    message[1] = 0x01;
    int length = 4;
    int delta = 11;
    for (String segment : path) {
      byte[] text = segment.getBytes(StandardCharsets.US_ASCII);
      message[length++] = (byte) (delta << 4 | text.length);
      System.arraycopy(text, 0, message, length, text.length);
      length += text.length;
      delta = 0;
    }
    return Arrays.copyOf(message, length);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
