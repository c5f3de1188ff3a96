package org.joulegate.hal.serial.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkException.Reason;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.hal.api.SerialSettings;
import org.joulegate.hal.api.recording.RecordedBytes;
import org.joulegate.hal.api.recording.RecordingReader;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

/** On pseudo-terminals; a Linux one keeps only the speed, so that modes are not seen here. */
public class SerialLinkProviderTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int OPENINGS = 200;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  @Rule public final Timeout limit = Timeout.seconds(60);

  private SerialLinkProvider provider;
  private PtyPair pair;

  @Before
  public void joinTwoTerminals() throws Exception {
    provider = new SerialLinkProvider(List.of(folder.getRoot().toPath()));
    pair = new PtyPair(folder.getRoot().toPath());
  }

  @After
  public void end() throws Exception {
    provider.stop();
    if (pair != null) {
      pair.close();
    }
  }

  private SerialLink open(String options) throws LinkException {
    return provider.open(LinkAddress.parse(pair.port + options));
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

  private static Reason reasonOf(FutureTask<?> task) throws InterruptedException {
    ExecutionException e = assertThrows(ExecutionException.class, task::get);
    return ((LinkException) e.getCause()).reason();
  }

  /** Reads on another thread; the latch falls when it is about to wait. */
  private static FutureTask<Integer> reader(SerialLink link, CountDownLatch about) {
    FutureTask<Integer> task =
        new FutureTask<>(
            () -> {
              about.countDown();
              return link.read(new byte[16], 0, 16, LONG);
            });
    Thread thread = new Thread(task, "reader");
    thread.start();
    return task;
  }

  @Test
  public void bytesFlowBothWays() throws Exception {
    byte[] rubbish = new byte[3_000];
    new Random(1).nextBytes(rubbish);
    try (SerialLink link = open("?baud=300")) {
      long before = System.nanoTime();
      pair.send(rubbish);
      assertArrayEquals(rubbish, readFully(link, rubbish.length));
      assertTrue(link.lastReceivedNanos() - before >= 0);
      link.write(new byte[] {9, 1, 2, 3, 9}, 1, 3);
      assertArrayEquals(new byte[] {1, 2, 3}, pair.receive(3));
      assertTrue(link.configure(SerialSettings.parse(2_400, "7E1")));
      pair.send((byte) 0x81);
      assertArrayEquals("seven bits are left", new byte[] {1}, readFully(link, 1));
    }
  }

  @Test
  public void aReadTakesWhatIsThereAndNotMoreThanIsWanted() throws Exception {
    try (SerialLink link = open("")) {
      pair.send((byte) 1, (byte) 2, (byte) 3);
      byte[] buffer = {0, 0, 0, 0};
      while (link.read(buffer, 1, 1, Duration.ZERO) == 0) {
        Thread.onSpinWait();
      }
      assertArrayEquals(new byte[] {0, 1, 0, 0}, buffer);
      assertArrayEquals(new byte[] {2, 3}, readFully(link, 2));
      assertEquals(0, link.read(buffer, 0, 4, Duration.ZERO));
    }
  }

  @Test
  public void aSilentLineEndsTheReadWhenItsTimeIsOverAndNotBefore() throws Exception {
    try (SerialLink link = open("")) {
      for (long millis : new long[] {1, 30, 150}) {
        long before = System.nanoTime();
        assertEquals(0, link.read(new byte[1], 0, 1, Duration.ofMillis(millis)));
        assertTrue(System.nanoTime() - before >= TimeUnit.MILLISECONDS.toNanos(millis));
      }
      assertThrows(
          IllegalArgumentException.class,
          () -> link.read(new byte[1], 0, 1, Duration.ofMillis(-1)));
    }
  }

  @Test
  public void anUnpluggedPortIsLostAndWhatCameBeforeIsRead() throws Exception {
    SerialLink link = open("");
    CountDownLatch about = new CountDownLatch(1);
    FutureTask<Integer> task = reader(link, about);
    about.await();
    pair.unplug();
    assertEquals(Reason.LOST, reasonOf(task));
    LinkException e =
        assertThrows(LinkException.class, () -> link.read(new byte[1], 0, 1, Duration.ZERO));
    assertEquals(pair.port + ": the port vanished", e.getMessage());
    assertEquals(
        Reason.LOST, assertThrows(LinkException.class, () -> link.write(new byte[] {1})).reason());
    link.close();
    assertEquals(Reason.NOT_FOUND, refused(pair.port.toString()).reason());
  }

  @Test
  public void aPortThatComesBackIsOpenedByTheSamePath() throws Exception {
    SerialLink first = open("");
    pair.close();
    assertThrows(LinkException.class, () -> first.read(new byte[1], 0, 1, LONG));
    first.close();
    pair = new PtyPair(folder.newFolder().toPath());
    Path byId = folder.getRoot().toPath().resolve("by-id");
    Files.createSymbolicLink(byId, pair.port);
    try (SerialLink again = provider.open(LinkAddress.parse(byId.toString()))) {
      assertEquals(byId.toString(), again.address().toString());
      pair.send((byte) 5);
      assertArrayEquals(new byte[] {5}, readFully(again, 1));
    }
  }

  @Test
  public void closingEndsAReadOnAnotherThread() throws Exception {
    SerialLink link = open("");
    CountDownLatch about = new CountDownLatch(1);
    FutureTask<Integer> task = reader(link, about);
    about.await();
    link.close();
    assertEquals(Reason.CLOSED, reasonOf(task));
    assertEquals(
        Reason.CLOSED,
        assertThrows(LinkException.class, () -> link.write(new byte[] {1})).reason());
    link.close();
  }

  @Test
  public void aStoppedProviderEndsItsLinks() throws Exception {
    SerialLink link = open("");
    provider.stop();
    assertEquals(
        Reason.CLOSED,
        assertThrows(LinkException.class, () -> link.read(new byte[1], 0, 1, LONG)).reason());
    assertEquals(Reason.CLOSED, refused(pair.port.toString()).reason());
  }

  @Test
  public void anInterruptEndsTheReadAndLeavesTheLinkAlone() throws Exception {
    try (SerialLink link = open("")) {
      Thread.currentThread().interrupt();
      LinkException e = assertThrows(LinkException.class, () -> link.read(new byte[1], 0, 1, LONG));
      assertEquals(Reason.INTERRUPTED, e.reason());
      assertTrue("the flag is set", Thread.interrupted());
      pair.send((byte) 3);
      assertArrayEquals(new byte[] {3}, readFully(link, 1));
    }
  }

  @Test
  public void manyOpeningsLeaveNoThreadAndNoDescriptor() throws Exception {
    open("").close();
    int threads = Thread.getAllStackTraces().size();
    int files = openFiles();
    for (int i = 0; i < OPENINGS; i++) {
      open("").close();
    }
    assertTrue(openFiles() <= files);
    assertTrue(Thread.getAllStackTraces().size() <= threads);
  }

  private static int openFiles() {
    String[] files = new File("/proc/self/fd").list();
    return files == null ? 0 : files.length;
  }

  @Test
  public void aPortIsOpenOnce() throws Exception {
    SerialLink first = open("");
    LinkException e = refused(pair.port.toString());
    assertEquals(Reason.IN_USE, e.reason());
    assertTrue(e.getMessage(), e.getMessage().contains("this runtime has the port open already"));
    first.close();
    open("").close();
  }

  @Test
  public void aPortThatAnotherProcessHoldsIsInUseByThatProcess() throws Exception {
    NeedsTool.orSkip("flock");
    Process other =
        new ProcessBuilder("flock", pair.port.toString(), "sh", "-c", "echo; exec cat").start();
    try {
      assertEquals("it holds the lock", '\n', other.getInputStream().read());
      LinkException e = refused(pair.port.toString());
      assertEquals(Reason.IN_USE, e.reason());
      assertTrue(e.getMessage(), e.getMessage().contains(": the port is in use by process "));
    } finally {
      other.destroy();
      other.waitFor();
    }
  }

  @Test
  public void aLockFileCountsWhileItsProcessLives() throws Exception {
    Path lock = folder.getRoot().toPath().resolve("LCK..port");
    Process other = new ProcessBuilder("cat").start();
    Files.writeString(lock, String.format("%10d%n", other.pid()));
    LinkException e = refused(pair.port.toString());
    assertEquals(Reason.IN_USE, e.reason());
    assertTrue(e.getMessage(), e.getMessage().contains("process " + other.pid() + " (cat), says "));
    other.destroy();
    other.waitFor();
    open("").close();
    assertTrue("a stale lock is left to its owner", Files.exists(lock));
  }

  @Test
  public void saysWhatIsWrongWithAPathThatIsNoPort() throws Exception {
    LinkException missing = refused("/dev/ttyNotThere");
    assertEquals(Reason.NOT_FOUND, missing.reason());
    assertTrue(missing.getMessage(), missing.getMessage().contains("there is no such serial port"));
    assertEquals(Reason.BAD_ADDRESS, refused(folder.getRoot().toString()).reason());
    assertEquals(Reason.BAD_ADDRESS, refused(folder.newFile().toString()).reason());
    LinkException nothing = refused("/dev/null");
    assertEquals("/dev/null: this is not a serial port", nothing.getMessage());
  }

  @Test
  public void refusesOptionsByNameBeforeThePortIsTouched() {
    assertTrue(
        refused("/dev/no?bauds=300")
            .getMessage()
            .contains("there is no option \"bauds\" here; there are baud, mode, record"));
    assertTrue(refused("/dev/no?baud=0").getMessage().contains("from 50 to 4000000"));
    assertTrue(refused("/dev/no?mode=8Z1").getMessage().contains("such as 8N1, not \"8Z1\""));
    assertEquals(Reason.BAD_ADDRESS, refused("/dev/no?mode=8Z1").reason());
  }

  @Test
  public void recordsWhatPasses() throws Exception {
    Path file = folder.getRoot().toPath().resolve("meter.rec");
    try (SerialLink link = open("?record=" + file)) {
      pair.send((byte) 0x1b, (byte) 0x1b);
      readFully(link, 2);
    }
    long received =
        RecordingReader.readAll(file).stream().filter(e -> e instanceof RecordedBytes).count();
    assertTrue(received >= 1);
  }

  @Test
  public void oneThreadReadsWhileAnotherWrites() throws Exception {
    byte[] bytes = new byte[2_000];
    Arrays.fill(bytes, (byte) 0x55);
    try (SerialLink link = open("")) {
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(
              () -> {
                try {
                  link.write(bytes);
                } catch (LinkException e) {
                  throw new IllegalStateException(e);
                }
              });
      pair.send(bytes);
      assertArrayEquals(bytes, readFully(link, bytes.length));
      assertArrayEquals(bytes, pair.receive(bytes.length));
      writer.get();
      assertFalse(writer.isCompletedExceptionally());
    }
  }
}
