package org.joulegate.hal.tcp.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkException.Reason;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.hal.api.SerialSettings;
import org.joulegate.hal.api.recording.RecordingReader;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

public class TcpLinkProviderTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int OPENINGS = 200;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  @Rule public final Timeout limit = Timeout.seconds(60);

  private final TcpLinkProvider provider = new TcpLinkProvider();
  private ServerSocket server;

  @Before
  public void listen() throws Exception {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @After
  public void end() throws Exception {
    provider.stop();
    server.close();
  }

  private SerialLink open(String options) throws LinkException {
    return provider.open(LinkAddress.parse("tcp://127.0.0.1:" + server.getLocalPort() + options));
  }

  private LinkException refused(String address) {
    return assertThrows(LinkException.class, () -> provider.open(LinkAddress.parse(address)));
  }

  private static byte[] readFully(SerialLink link, int length) throws LinkException {
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < length) {
      done += link.read(bytes, done, length - done, LONG);
    }
    return bytes;
  }

  private static Reason readFails(SerialLink link) {
    return assertThrows(LinkException.class, () -> link.read(new byte[1], 0, 1, LONG)).reason();
  }

  @Test
  public void bytesFlowBothWays() throws Exception {
    byte[] rubbish = new byte[20_000];
    new Random(1).nextBytes(rubbish);
    try (SerialLink link = open("?keepalive=9s&connect-timeout=500ms");
        Socket far = server.accept()) {
      far.getOutputStream().write(rubbish);
      assertArrayEquals(rubbish, readFully(link, rubbish.length));
      link.write(rubbish, 1, 10_000);
      byte[] received = far.getInputStream().readNBytes(10_000);
      assertEquals(rubbish[1], received[0]);
      assertEquals(rubbish[10_000], received[9_999]);
      assertFalse("the far end has the settings", link.configure(SerialSettings.DEFAULT));
    }
  }

  @Test
  public void aSilentLineEndsTheReadWhenItsTimeIsOverAndNotBefore() throws Exception {
    try (SerialLink link = open("");
        Socket far = server.accept()) {
      assertEquals(0, link.read(new byte[1], 0, 1, Duration.ZERO));
      long before = System.nanoTime();
      assertEquals(0, link.read(new byte[1], 0, 1, Duration.ofMillis(30)));
      assertTrue(System.nanoTime() - before >= TimeUnit.MILLISECONDS.toNanos(30));
      assertTrue(far.isConnected());
    }
  }

  @Test
  public void aFarEndThatGoesAwayIsALostLineAndWhatCameBeforeIsRead() throws Exception {
    try (SerialLink link = open("")) {
      try (Socket far = server.accept()) {
        far.getOutputStream().write(7);
      }
      assertArrayEquals(new byte[] {7}, readFully(link, 1));
      assertEquals(Reason.LOST, readFails(link));
      assertEquals("it stays so", Reason.LOST, readFails(link));
    }
  }

  @Test
  public void aResetIsALostLine() throws Exception {
    try (SerialLink link = open("")) {
      Socket far = server.accept();
      far.setSoLinger(true, 0);
      far.close();
      assertEquals(Reason.LOST, readFails(link));
      LinkException e =
          assertThrows(LinkException.class, () -> link.write(new byte[100_000], 0, 100_000));
      assertEquals(Reason.LOST, e.reason());
    }
  }

  @Test
  public void closingEndsAReadOnAnotherThread() throws Exception {
    SerialLink link = open("");
    CountDownLatch about = new CountDownLatch(1);
    FutureTask<Integer> task =
        new FutureTask<>(
            () -> {
              about.countDown();
              return link.read(new byte[1], 0, 1, LONG);
            });
    new Thread(task, "reader").start();
    about.await();
    link.close();
    ExecutionException e = assertThrows(ExecutionException.class, task::get);
    assertEquals(Reason.CLOSED, ((LinkException) e.getCause()).reason());
    link.close();
    assertEquals(Reason.CLOSED, readFails(link));
  }

  @Test
  public void anInterruptEndsTheReadAndLeavesTheLinkAlone() throws Exception {
    try (SerialLink link = open("");
        Socket far = server.accept()) {
      Thread.currentThread().interrupt();
      assertEquals(Reason.INTERRUPTED, readFails(link));
      assertTrue("the flag is set", Thread.interrupted());
      far.getOutputStream().write(3);
      assertArrayEquals(new byte[] {3}, readFully(link, 1));
    }
  }

  @Test
  public void aStoppedProviderEndsItsLinks() throws Exception {
    SerialLink link = open("");
    provider.stop();
    assertEquals(Reason.CLOSED, readFails(link));
    assertEquals(Reason.CLOSED, refused("tcp://127.0.0.1:" + server.getLocalPort()).reason());
  }

  @Test
  public void manyOpeningsLeaveNoThreadAndNoDescriptor() throws Exception {
    openAndClose();
    int threads = Thread.getAllStackTraces().size();
    int files = openFiles();
    for (int i = 0; i < OPENINGS; i++) {
      openAndClose();
    }
    assertTrue(openFiles() <= files);
    assertTrue(Thread.getAllStackTraces().size() <= threads);
  }

  private void openAndClose() throws Exception {
    SerialLink link = open("");
    server.accept().close();
    link.close();
  }

  private static int openFiles() {
    String[] files = new File("/proc/self/fd").list();
    return files == null ? 0 : files.length;
  }

  @Test
  public void saysWhyNobodyAnswers() throws Exception {
    int port = server.getLocalPort();
    server.close();
    LinkException refused = refused("tcp://127.0.0.1:" + port);
    assertEquals(Reason.NOT_FOUND, refused.reason());
    assertTrue(refused.getMessage(), refused.getMessage().contains("nobody listens there"));
    LinkException unknown = refused("tcp://no-such-host.invalid:1");
    assertEquals(Reason.NOT_FOUND, unknown.reason());
    assertTrue(unknown.getMessage(), unknown.getMessage().contains("is not known"));
  }

  @Test
  public void refusesOptionsByName() {
    String address = "tcp://127.0.0.1:" + server.getLocalPort();
    LinkException later = refused(address + "?rfc2217=true");
    assertEquals(Reason.BAD_ADDRESS, later.reason());
    assertTrue(later.getMessage(), later.getMessage().contains("RFC 2217 is not spoken"));
    assertTrue(
        refused(address + "?baud=300")
            .getMessage()
            .contains("no option \"baud\" here; there are connect-timeout, keepalive, record"));
    assertTrue(refused(address + "?keepalive=1").getMessage().contains("such as 500ms"));
  }

  @Test
  public void recordsWhatPasses() throws Exception {
    Path file = folder.getRoot().toPath().resolve("meter.rec");
    try (SerialLink link = open("?record=" + file);
        Socket far = server.accept()) {
      far.getOutputStream().write(new byte[] {1, 2});
      readFully(link, 2);
    }
    assertTrue(RecordingReader.readAll(file).size() >= 3);
  }
}
