package org.joulegate.hal.sim.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.joulegate.hal.api.DeviceScript;
import org.joulegate.hal.api.LineClock;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkException.Reason;
import org.joulegate.hal.api.LinkOptions;
import org.joulegate.hal.api.ScriptedDevice;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.hal.api.SerialSettings;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class SimulatedLinkTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Instant START = Instant.parse("2026-01-15T10:00:00Z");
  private static final Duration RHYTHM = Duration.ofMinutes(15);

  @Rule public final Timeout limit = Timeout.seconds(60);

  private final SimLinkProvider provider = new SimLinkProvider(LineClock.leaping(START));

  @After
  public void stop() {
    provider.stop();
  }

  /** Makes a device of a name and what it does. */
  private record Device(String name, DeviceScript script) implements ScriptedDevice {
    @Override
    public DeviceScript connect(LinkOptions options) throws LinkException {
      options.integer("power", 0, 9_999, 0);
      return script;
    }
  }

  private Device plug(String name, DeviceScript script) {
    Device device = new Device(name, script);
    provider.addDevice(device);
    return device;
  }

  /** Sends the instant, 20 characters, every quarter of an hour. */
  private static final DeviceScript TICKS =
      line -> {
        Instant next = line.now();
        while (line.isOpen()) {
          line.write(next.toString().getBytes(StandardCharsets.US_ASCII));
          next = next.plus(RHYTHM);
          line.pauseUntil(next);
        }
      };

  private static final DeviceScript SILENT = line -> line.pause(Duration.ofDays(1));

  private SerialLink open(String address) throws LinkException {
    return provider.open(LinkAddress.parse(address));
  }

  private LinkException refused(String address) {
    return assertThrows(LinkException.class, () -> open(address));
  }

  private static String readFully(SerialLink link, int length) throws LinkException {
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < length) {
      done += link.read(bytes, done, length - done, LONG);
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static LinkException readFails(SerialLink link) {
    return assertThrows(LinkException.class, () -> link.read(new byte[1], 0, 1, LONG));
  }

  @Test
  public void aYearOfQuarterHoursPassesWithoutWaitingAndWithoutLoss() throws Exception {
    plug("ticks", TICKS);
    try (SerialLink link = open("sim:ticks")) {
      Instant expected = START;
      for (int i = 0; i < 365 * 96; i++) {
        assertEquals(expected.toString(), readFully(link, 20));
        expected = expected.plus(RHYTHM);
      }
    }
  }

  @Test
  public void aLineThatIsOpenedAnewHasGoneOnAndItsTimeNeverGoesBack() throws Exception {
    plug("ticks", TICKS);
    for (String address : new String[] {"sim:ticks", "sim:ticks?speed=max"}) {
      Instant last = START.minusSeconds(1);
      for (int i = 0; i < 20; i++) {
        try (SerialLink link = open(address)) {
          Instant now = Instant.parse(readFully(link, 20));
          assertFalse(now.isBefore(last));
          last = now;
        }
      }
    }
  }

  @Test
  public void theDeviceHearsWhatIsWrittenAndHowTheLineIsSet() throws Exception {
    plug(
        "echo",
        line -> {
          byte[] buffer = new byte[16];
          while (line.isOpen()) {
            int count = line.read(buffer, 0, 16, Duration.ZERO);
            if (count > 0) {
              line.write(Arrays.copyOf(buffer, count));
              line.write(line.settings().toString().getBytes(StandardCharsets.US_ASCII));
            }
          }
        });
    try (SerialLink link = open("sim:echo")) {
      assertTrue(link.configure(SerialSettings.parse(300, "7E1")));
      link.write("/?!".getBytes(StandardCharsets.US_ASCII));
      assertEquals("/?!300 7E1", readFully(link, 10));
    }
  }

  @Test
  public void closingDisconnectsTheDeviceAndEndsAReadOnAnotherThread() throws Exception {
    CountDownLatch disconnected = new CountDownLatch(1);
    // In real time, so that the device really waits.
    plug(
        "silent",
        line -> {
          try {
            line.pause(LONG);
          } finally {
            disconnected.countDown();
          }
        });
    SerialLink link = open("sim:silent?speed=real");
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
    disconnected.await();
    link.close();
  }

  @Test
  public void manyOpeningsLeaveNoThread() throws Exception {
    plug("ticks", TICKS);
    open("sim:ticks").close();
    int threads = Thread.getAllStackTraces().size();
    for (int i = 0; i < 200; i++) {
      open("sim:ticks").close();
    }
    assertTrue(Thread.getAllStackTraces().size() <= threads);
  }

  @Test
  public void aDeviceThatIsRemovedLosesItsLineAfterWhatItSaid() throws Exception {
    CountDownLatch said = new CountDownLatch(1);
    Device device =
        plug(
            "one",
            line -> {
              line.write(new byte[] {42});
              said.countDown();
              line.read(new byte[1], 0, 1, LONG);
            });
    try (SerialLink link = open("sim:one?speed=real")) {
      said.await();
      provider.removeDevice(device);
      assertEquals("*", readFully(link, 1));
      assertEquals(
          "sim:one?speed=real: the simulated device was removed", readFails(link).getMessage());
      assertEquals(Reason.LOST, readFails(link).reason());
      assertEquals(Reason.NOT_FOUND, refused("sim:one").reason());
    }
  }

  @Test
  public void aDeviceThatFailsLosesItsLineAndOneThatEndsIsSilent() throws Exception {
    plug(
        "broken",
        line -> {
          throw new IllegalStateException("no rotor");
        });
    plug("done", line -> {});
    try (SerialLink broken = open("sim:broken");
        SerialLink done = open("sim:done")) {
      LinkException e = readFails(broken);
      assertEquals(Reason.LOST, e.reason());
      assertTrue(e.getMessage(), e.getMessage().endsWith("IllegalStateException: no rotor"));
      assertEquals(0, done.read(new byte[1], 0, 1, Duration.ofMillis(1)));
    }
  }

  @Test
  public void namesTheDevicesThatThereAre() {
    assertEquals(
        "sim:b: there is no simulated device of this name: there is none",
        refused("sim:b").getMessage());
    plug("a2", SILENT);
    plug("a1", SILENT);
    assertTrue(refused("sim:b").getMessage().endsWith(": a1, a2"));
    assertEquals(Reason.NOT_FOUND, refused("sim:b").reason());
  }

  @Test
  public void refusesOptionsThatNeitherLineNorDeviceKnows() {
    plug("a", SILENT);
    LinkException e = refused("sim:a?powr=5");
    assertEquals(Reason.BAD_ADDRESS, e.reason());
    assertTrue(
        e.getMessage(),
        e.getMessage().endsWith("there are drop-every, noise, power, record, seed, speed"));
    assertTrue(refused("sim:a?power=10000").getMessage().contains("from 0 to 9999"));
    assertTrue(refused("sim:a?speed=fast").getMessage().contains("must be real, max, or a factor"));
    assertTrue(refused("sim:a?speed=0").getMessage().contains("must be real, max, or a factor"));
    assertTrue(refused("sim:a?noise=1001").getMessage().contains("from 0 to 1000"));
  }

  @Test
  public void noiseIsTheSameForTheSameSeedAndFlipsOneBitOfAByte() throws Exception {
    byte[] zeros = new byte[2_000];
    plug("zeros", line -> line.write(zeros));
    byte[] first = noisy("sim:zeros?noise=100&seed=5");
    assertArrayEquals(first, new Noise(provider()).read("sim:zeros?noise=100&seed=5", zeros));
    int flipped = 0;
    for (byte b : first) {
      assertTrue(Integer.bitCount(b & 0xff) <= 1);
      flipped += Integer.bitCount(b & 0xff);
    }
    assertTrue("some 200 of 2000: " + flipped, flipped > 100 && flipped < 400);
    assertFalse("other noise each time", Arrays.equals(first, noisy("sim:zeros?noise=100&seed=5")));
  }

  private static SimLinkProvider provider() {
    return new SimLinkProvider(null);
  }

  private record Noise(SimLinkProvider provider) {
    byte[] read(String address, byte[] sent) throws LinkException {
      provider.addDevice(new Device("zeros", line -> line.write(sent)));
      try (SerialLink link = provider.open(LinkAddress.parse(address))) {
        return readFully(link, sent.length).getBytes(StandardCharsets.ISO_8859_1);
      } finally {
        provider.stop();
      }
    }
  }

  private byte[] noisy(String address) throws LinkException {
    try (SerialLink link = open(address)) {
      return readFully(link, 2_000).getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  public void theLineIsDroppedAfterSoManyBytes() throws Exception {
    plug("ticks", TICKS);
    for (int i = 0; i < 3; i++) {
      try (SerialLink link = open("sim:ticks?drop-every=30")) {
        readFully(link, 30);
        assertEquals(Reason.LOST, readFails(link).reason());
        assertEquals(Reason.LOST, readFails(link).reason());
      }
    }
  }

  @Test
  public void aStoppedProviderEndsItsLinks() throws Exception {
    plug("silent", SILENT);
    SerialLink link = open("sim:silent");
    provider.stop();
    assertEquals(Reason.CLOSED, readFails(link).reason());
    assertEquals(Reason.CLOSED, refused("sim:silent").reason());
  }
}
