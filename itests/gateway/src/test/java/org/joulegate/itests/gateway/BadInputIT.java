package org.joulegate.itests.gateway;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;

/**
 * When a person gets something wrong, then one sentence says what and where, and the exit status
 * says which kind of wrong it was. That there is no stack trace is checked after each test.
 */
public class BadInputIT {
  private static final int USAGE = 2;
  private static final int NOT_STARTED = 3;

  @Rule public final Workbench bench = new Workbench();

  @Test
  public void aWrongWordIsNamed() throws Exception {
    assertRefused(USAGE, "no such word: rum", "rum", "home");
    assertRefused(USAGE, "run needs a profile", "run");
    assertRefused(USAGE, "journal does not know: chek", "journal", "chek");
  }

  @Test
  public void aWrongProfileIsNamedWithThoseThatThereAre() throws Exception {
    assertRefused(USAGE, "no such profile: hoem", "run", "hoem");
    assertRefused(USAGE, "home", "run", "hoem");
  }

  @Test
  public void aMisspeltKeyIsNamed() throws Exception {
    assertRefused(
        USAGE, "securePrt", run("org.joulegate.han.coap.securePrt=1", "org.joulegate.x.y=1"));
  }

  @Test
  public void aMisspeltPidIsNamed() throws Exception {
    assertRefused(USAGE, "org.joulegate.han.koap", run("org.joulegate.han.koap.securePort=1"));
  }

  @Test
  public void aValueOfAnotherTypeIsNamed() throws Exception {
    assertRefused(
        USAGE, "org.joulegate.han.coap.securePort", run("org.joulegate.han.coap.securePort=many"));
  }

  @Test
  public void aSettingWithoutValueIsNamed() throws Exception {
    assertRefused(
        USAGE, "org.joulegate.han.coap.securePort", run("org.joulegate.han.coap.securePort"));
  }

  @Test
  public void aMeterWithoutLinkIsNamed() throws Exception {
    assertRefused(
        USAGE, "org.joulegate.adapter.optical~main.link", "run", "home", "--data", data());
  }

  @Test
  public void aLinkWithAWrongOptionIsAStatusThatNamesIt() throws Exception {
    RunningProfile gateway =
        RunningProfile.start(
            bench,
            "home",
            Path.of(data()),
            "org.joulegate.adapter.optical~main.link=serial:/dev/ttyUSB0?bauds=9600",
            freePort());
    assertThat(gateway.awaitAdapter("optical~main", "MISCONFIGURED"), containsString("bauds"));
  }

  @Test
  public void aPortInUseIsNamed() throws Exception {
    try (DatagramSocket other = new DatagramSocket(0)) {
      int port = other.getLocalPort();
      assertRefused(
          NOT_STARTED,
          "UDP port " + port + " for coaps:// cannot be opened: it is in use",
          run("org.joulegate.han.coap.securePort=" + port));
    }
  }

  @Test
  public void aHeadEndsPortInUseIsNamed() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      assertRefused(
          NOT_STARTED,
          String.valueOf(port),
          "run",
          "head-end",
          "--data",
          data(),
          "--set",
          "org.joulegate.headend.intake.port=" + port);
    }
  }

  @Test
  public void aCentreThatIsAwayIsAStatusThatNamesIt() throws Exception {
    VirtualHouse house = new VirtualHouse(bench.folder());
    RunningProfile gateway = RunningProfile.start(bench, "sim", Path.of(data()), house.gateway());
    String centre =
        Await.until(
                "a report could not be sent",
                () -> Json.objects(gateway.status(), "uplinks"),
                uplinks -> uplinks.toString().contains("no connection"))
            .get(0)
            .get("centre")
            .toString();
    RunningProcess status = bench.joulegate("status", "--data", data());
    assertEquals(0, status.awaitExit());
    assertThat(status.text(), containsString(centre));
    assertThat(status.text(), containsString("no connection"));
  }

  @Test
  public void aSerialPortThatIsMissingIsAStatusThatNamesIt() throws Exception {
    Path missing = bench.folder().resolve("ttyNONE");
    RunningProfile gateway =
        RunningProfile.start(
            bench,
            "home",
            Path.of(data()),
            "org.joulegate.adapter.optical~main.link=" + missing,
            freePort());
    assertThat(
        gateway.awaitAdapter("optical~main", "LINE_GONE"), containsString(missing.toString()));
    RunningProcess status = bench.joulegate("status", "--data", data());
    assertEquals(0, status.awaitExit());
    assertThat(status.text(), containsString(missing.toString()));
  }

  @Test
  public void aSecondRuntimeOnADataDirectoryIsRefusedAndTheFirstGoesOn() throws Exception {
    RunningProfile first = RunningProfile.start(bench, "sim", Path.of(data()), freePort());
    assertRefused(
        NOT_STARTED,
        "in use by another runtime, process " + first.process().pid(),
        "run",
        "sim",
        "--data",
        data(),
        "--set",
        freePort());
    first.awaitAdapter("optical~main", "READING");
    assertEquals("stopped as asked", 143, first.process().stop());
  }

  @Test
  public void aFolderOfSomebodyElseIsNotTakenForADataDirectory() throws Exception {
    Path photos = Files.createDirectory(bench.folder().resolve("photos"));
    Files.writeString(photos.resolve("cat.txt"), "a cat");
    assertRefused(NOT_STARTED, photos.toString(), "run", "sim", "--data", photos.toString());
    assertEquals(1, photos.toFile().list().length);
  }

  @Test
  public void aFileInThePlaceOfTheDataDirectoryIsNamed() throws Exception {
    Path file = Files.createFile(bench.folder().resolve("file"));
    assertRefused(
        NOT_STARTED, file.toString(), "run", "sim", "--data", file.resolve("data").toString());
  }

  @Test
  public void telegramsThatAreNoneAreRefusedWithKindAndPlace() throws Exception {
    assertRefused(1, "unsupported: the bytes are of no known format", "decode", "00112233445566");
  }

  private static String freePort() {
    return "org.joulegate.han.coap.securePort=0";
  }

  private String data() {
    return bench.folder().resolve("data").toString();
  }

  private String[] run(String... settings) {
    String[] words = new String[4 + 2 * settings.length];
    System.arraycopy(new String[] {"run", "sim", "--data", data()}, 0, words, 0, 4);
    for (int i = 0; i < settings.length; i++) {
      words[4 + 2 * i] = "--set";
      words[5 + 2 * i] = settings[i];
    }
    return words;
  }

  private void assertRefused(int status, String says, String... words) throws Exception {
    RunningProcess command = bench.joulegate(words);
    int ended = command.awaitExit();
    assertThat(command.text(), containsString(says));
    assertEquals(command.text(), status, ended);
  }
}
