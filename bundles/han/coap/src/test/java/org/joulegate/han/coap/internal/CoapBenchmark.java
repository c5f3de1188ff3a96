package org.joulegate.han.coap.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * GET per second, CPU per request and observe fan-out to 100 clients of our server beside a bare
 * Californium resource, both in a JVM with 64 MB and with the same settings. The rounds alternate,
 * so that both see the same machine; the best round of each counts.
 */
public final class CoapBenchmark {
  private static final int WINDOW = 16;
  private static final int SOCKETS = 4;
  private static final int OBSERVERS = 100;
  private static final int CHANGES = 400;
  private static final byte ACK = 2;
  private static final int READ = -1;
  private static final int REGISTER = 0;
  private static final int DEREGISTER = 1;

  private CoapBenchmark() {}

  /** What one round measured. */
  private record Round(
      double perSecond, double cpuMicros, double notifiedPerSecond, double cpuPerNotification) {
    Round best(Round other) {
      return new Round(
          Math.max(perSecond, other.perSecond),
          Math.min(cpuMicros, other.cpuMicros),
          Math.max(notifiedPerSecond, other.notifiedPerSecond),
          Math.min(cpuPerNotification, other.cpuPerNotification));
    }
  }

  /**
   * Measures and prints.
   *
   * @param args seconds of each round (default 5) and rounds (default 3)
   */
  public static void main(String[] args) throws Exception {
    Duration length = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 5);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    try (Child bare = new Child("bare");
        Child ours = new Child("ours")) {
      run(bare, Duration.ofSeconds(3));
      run(ours, Duration.ofSeconds(3));
      Round bestBare = run(bare, length);
      Round bestOurs = run(ours, length);
      for (int i = 1; i < rounds; i++) {
        bestBare = bestBare.best(run(bare, length));
        bestOurs = bestOurs.best(run(ours, length));
      }
      print("bare", bestBare);
      print("ours", bestOurs);
      System.out.printf(
          Locale.ROOT,
          "ours/bare: GET %.0f %%, fan-out %.0f %%%n",
          100 * bestOurs.perSecond / bestBare.perSecond,
          100 * bestOurs.notifiedPerSecond / bestBare.notifiedPerSecond);
    }
  }

  private static void print(String who, Round round) {
    System.out.printf(
        Locale.ROOT,
        "%s: %,.0f GET/s, %.1f us CPU each; %,.0f notifications/s to %d clients, %.1f us CPU each%n",
        who,
        round.perSecond,
        round.cpuMicros,
        round.notifiedPerSecond,
        OBSERVERS,
        round.cpuPerNotification);
  }

  private static Round run(Child child, Duration length) throws IOException {
    long cpu = child.cpuNanos();
    long start = System.nanoTime();
    long answered = gets(child.port, length);
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuGets = (child.cpuNanos() - cpu) / 1e3 / answered;
    cpu = child.cpuNanos();
    double notified = notifications(child);
    double cpuNotified = (child.cpuNanos() - cpu) / 1e3 / ((double) OBSERVERS * CHANGES);
    return new Round(answered / seconds, cpuGets, notified, cpuNotified);
  }

  /** Each socket keeps a window of confirmable requests open. */
  private static long gets(int port, Duration length) throws IOException {
    long answered = 0;
    try (Selector selector = Selector.open()) {
      List<DatagramChannel> channels = open(port, SOCKETS, selector);
      int mid = 0;
      for (DatagramChannel channel : channels) {
        for (int i = 0; i < WINDOW; i++) {
          channel.write(request(mid++, READ));
        }
      }
      ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
      long end = System.nanoTime() + length.toNanos();
      while (System.nanoTime() < end) {
        if (selector.select(5_000) == 0) {
          throw new IllegalStateException("the server does not answer any more");
        }
        for (SelectionKey key : selector.selectedKeys()) {
          DatagramChannel channel = (DatagramChannel) key.channel();
          while (receive(channel, buffer)) {
            answered++;
            channel.write(request(mid++, READ));
          }
        }
        selector.selectedKeys().clear();
      }
      close(channels);
    }
    return answered;
  }

  /** Changes the resource, waits until all observers were notified, and does it again. */
  private static double notifications(Child child) throws IOException {
    try (Selector selector = Selector.open()) {
      List<DatagramChannel> channels = open(child.port, OBSERVERS, selector);
      int mid = 1;
      for (DatagramChannel channel : channels) {
        channel.write(request(mid++, REGISTER));
      }
      collect(selector, OBSERVERS);
      long start = System.nanoTime();
      for (int i = 0; i < CHANGES; i++) {
        child.in.write("change\n");
        child.in.flush();
        collect(selector, OBSERVERS);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      mid = 1;
      for (DatagramChannel channel : channels) {
        channel.write(request(mid++, DEREGISTER));
      }
      collect(selector, OBSERVERS);
      close(channels);
      return OBSERVERS * CHANGES / seconds;
    }
  }

  private static void collect(Selector selector, int expected) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
    int got = 0;
    while (got < expected) {
      if (selector.select(5_000) == 0) {
        throw new IllegalStateException("only " + got + " of " + expected + " were notified");
      }
      for (SelectionKey key : selector.selectedKeys()) {
        DatagramChannel channel = (DatagramChannel) key.channel();
        while (receive(channel, buffer)) {
          got++;
          acknowledge(channel, buffer);
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private static boolean receive(DatagramChannel channel, ByteBuffer buffer) throws IOException {
    buffer.clear();
    return channel.read(buffer) > 0;
  }

  /** A confirmable notification (type 0) wants an empty ACK with its message id. */
  private static void acknowledge(DatagramChannel channel, ByteBuffer received) throws IOException {
    if ((received.get(0) >> 4 & 3) == 0) {
      channel.write(
          ByteBuffer.wrap(
              new byte[] {(byte) (0x40 | ACK << 4), 0, received.get(2), received.get(3)}));
    }
  }

  /**
   * GET /power: confirmable, or not confirmable with Observe (RFC 7641, clause 2). The token is the
   * number, which a deregistration has in common with its registration.
   */
  private static ByteBuffer request(int number, int observe) {
    boolean read = observe == READ;
    ByteBuffer request = ByteBuffer.allocate(32);
    request.put((byte) (read ? 0x42 : 0x52)).put((byte) 1);
    request.putShort((short) (observe == DEREGISTER ? number + 0x4000 : number));
    request.putShort((short) number);
    switch (observe) {
      case REGISTER -> request.put((byte) 0x60).put((byte) 0x55);
      case DEREGISTER -> request.put((byte) 0x61).put((byte) 1).put((byte) 0x55);
      default -> request.put((byte) 0xB5);
    }
    return request.put("power".getBytes(StandardCharsets.US_ASCII)).flip();
  }

  private static List<DatagramChannel> open(int port, int count, Selector selector)
      throws IOException {
    List<DatagramChannel> channels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DatagramChannel channel = DatagramChannel.open();
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
      channel.connect(new InetSocketAddress("127.0.0.1", port));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      channels.add(channel);
    }
    return channels;
  }

  private static void close(List<DatagramChannel> channels) throws IOException {
    for (DatagramChannel channel : channels) {
      channel.close();
    }
  }

  /** A server in a JVM of its own. */
  private static final class Child implements AutoCloseable {
    final Process process;
    final Writer in;
    final int port;

    Child(String which) throws IOException {
      process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-Xmx64m",
                  "-XX:+UseSerialGC",
                  "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                  "-cp",
                  System.getProperty("java.class.path"),
                  BenchmarkServer.class.getName(),
                  which)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      in = process.outputWriter(StandardCharsets.UTF_8);
      port =
          Integer.parseInt(
              new BufferedReader(
                      new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                  .readLine());
    }

    long cpuNanos() {
      return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    @Override
    public void close() throws Exception {
      in.close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }
}
