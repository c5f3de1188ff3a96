package org.joulegate.sim.demo;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joulegate.sim.display.Display;
import org.joulegate.sim.display.Pairing;
import org.jspecify.annotations.Nullable;

/** One demonstration, from the first process to the summary. */
final class Demo implements AutoCloseable {
  /** A quarter-hour in five seconds. */
  private static final int RATE = 180;

  private static final String CENTRE = "head-end";
  private static final String ROOT = "authority/root.pem";
  private static final String TLS = "trust/slots/tls.pem";
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration DISPLAY_SILENCE = Duration.ofSeconds(4);
  private static final Pattern IDENTITY = Pattern.compile("(?m)^identity: (\\S+)$");
  private static final Pattern SECRET = Pattern.compile("(?m)^secret-hex: ([0-9a-f]+)$");

  private final Path home;
  private final Path root;
  private final Narrator narrator;
  private final List<ChildRuntime> children = new ArrayList<>();
  private @Nullable Display display;
  private long accepted;
  private long rejected;
  private String uplink = "";
  private @Nullable HeadEnd headEnd;
  private Set<String> reportsBefore = Set.of();

  /**
   * @param home the distribution
   * @param root where both runtimes keep their data
   * @param narrator tells it
   */
  Demo(Path home, Path root, Narrator narrator) {
    this.home = home;
    this.root = root;
    this.narrator = narrator;
  }

  /**
   * Starts everything and tells where to look.
   *
   * @throws DemoException naming the part that did not start
   */
  void start() throws DemoException, InterruptedException {
    int https = freePort(true);
    int coaps = freePort(false);
    Instant anchor = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    narrator.say(
        "Joulegate's demo: a head-end and a home gateway run on this machine. Two simulated meters");
    narrator.say(
        "speak real SML bytes to the gateway; this window is a display in the home, over CoAP.");
    narrator.say(
        "The clock is virtual: a quarter-hour takes five seconds. Disks and connections are real.");
    narrator.say("");
    run("head-end", headEnd(https));
    run("gateway", gateway(https, coaps, anchor));
    HeadEnd asked =
        new HeadEnd(
            URI.create("https://localhost:" + https),
            root.resolve(ROOT),
            gatewayData().resolve(TLS));
    reportsBefore = asked.reports();
    headEnd = asked;
    Pairing pairing = pairing();
    whereToLook(https, coaps, pairing);
    display =
        Display.open(URI.create("coaps://localhost:" + coaps), pairing, DISPLAY_SILENCE, narrator);
  }

  private void run(String name, List<String> words) throws DemoException, InterruptedException {
    narrator.say("The " + name + " starts …");
    ChildRuntime child =
        ChildRuntime.start(name, home, words, line -> narrator.say("  " + name + ": " + line));
    synchronized (this) {
      children.add(child);
    }
    child.awaitReady();
  }

  private List<String> headEnd(int https) {
    return words(
        "head-end",
        "org.joulegate.trust.keys.identity=" + CENTRE,
        "org.joulegate.trust.keys.authority=" + root.resolve("authority"),
        "org.joulegate.trust.keys.display=false",
        "org.joulegate.headend.intake.port=" + https);
  }

  private List<String> gateway(int https, int coaps, Instant anchor) {
    return words(
        "sim",
        "org.joulegate.trust.keys.authority=" + root.resolve("authority"),
        "org.joulegate.metering.clock.rate=" + RATE,
        "org.joulegate.metering.clock.epoch=" + anchor,
        "org.joulegate.metering.clock.anchor=" + anchor,
        "org.joulegate.adapter.optical~main.link=sim:house?every=1m",
        "org.joulegate.adapter.optical~solar.link=sim:solar?every=1m",
        "org.joulegate.han.coap.securePort=" + coaps,
        "org.joulegate.concentrator.reports.centre=" + CENTRE,
        "org.joulegate.concentrator.reports.period=PT15M",
        "org.joulegate.wan.link.centre=https://localhost:" + https);
  }

  private List<String> words(String profile, String... settings) {
    List<String> words =
        new ArrayList<>(
            List.of(
                profile,
                "--data",
                root.resolve(profile.equals("sim") ? "gateway" : profile).toString()));
    for (String setting : settings) {
      words.add("--set");
      words.add(setting);
    }
    return words;
  }

  private Pairing pairing() throws DemoException {
    Path file = gatewayData().resolve("trust/pairing.txt");
    try {
      String text = Files.readString(file);
      Matcher identity = IDENTITY.matcher(text);
      Matcher secret = SECRET.matcher(text);
      if (identity.find() && secret.find()) {
        return new Pairing(identity.group(1), HexFormat.of().parseHex(secret.group(1)));
      }
    } catch (IOException e) {
      throw new DemoException("the gateway made no secret for a display: " + file, e);
    }
    throw new DemoException(file + " names no identity and secret for a display");
  }

  private void whereToLook(int https, int coaps, Pairing pairing) {
    narrator.say("");
    narrator.say("Where to look");
    narrator.say("  display    coaps://localhost:" + coaps + "/power, /meters, /consumption");
    narrator.say(
        "             coap-client-openssl -m get -u "
            + pairing.identity()
            + " -k \"$(sed -n 's/^secret: //p' "
            + gatewayData().resolve("trust/pairing.txt")
            + ")\" coaps://localhost:"
            + coaps
            + "/power");
    narrator.say("  head-end   https://localhost:" + https + "/points, /notices");
    narrator.say(
        "             curl --cacert "
            + root.resolve(ROOT)
            + " --cert "
            + gatewayData().resolve(TLS)
            + " https://localhost:"
            + https
            + "/points");
    narrator.say("  status     joulegate status --data " + gatewayData());
    narrator.say("  data       " + root);
    narrator.say("");
  }

  /**
   * Goes on until the time is over, or for ever.
   *
   * @throws DemoException if a process ends by itself
   */
  void run(@Nullable Duration length) throws DemoException, InterruptedException {
    long end = length == null ? 0 : System.nanoTime() + length.toNanos();
    while (length == null || System.nanoTime() - end < 0) {
      Thread.sleep(LOOK_EVERY.toMillis());
      for (ChildRuntime child : children) {
        child.check();
      }
      look();
    }
    look();
  }

  private void look() {
    GatewayStatus status = GatewayStatus.read(gatewayData());
    if (status == null) {
      return;
    }
    if (status.accepted() > accepted) {
      narrator.say(
          "  The head-end accepted "
              + (status.accepted() - accepted)
              + " signed messages, "
              + status.accepted()
              + " in all.");
    }
    if (status.rejected() > rejected) {
      narrator.say("  The head-end refused a message.");
    }
    accepted = status.accepted();
    rejected = status.rejected();
    uplink = status.uplink();
  }

  /** Says what was reached; whether all of it was. */
  boolean summary() throws InterruptedException {
    boolean shown = narrator.readings() > 0;
    int reports = 0;
    String why = rejected > 0 ? "; it refused " + rejected : "; the gateway says: " + uplink;
    try {
      reports = newReports();
    } catch (DemoException e) {
      why = ": " + e.getMessage();
    }
    narrator.say("");
    narrator.say("Summary");
    narrator.say(
        shown
            ? "  yes  the display was shown "
                + narrator.readings()
                + " readings of "
                + narrator.metersSeen()
                + " meters and "
                + narrator.quarters()
                + " quarter-hour values"
            : "  NO   no reading reached the display");
    narrator.say(
        reports > 0
            ? "  yes  the head-end answers with values of "
                + reports
                + " signed reports, over TLS from its disk"
            : "  NO   the head-end has no new report" + why);
    return shown && reports > 0;
  }

  /** How many reports the head-end took since the start; a kept folder may have older ones. */
  private int newReports() throws DemoException, InterruptedException {
    if (headEnd == null) {
      return 0;
    }
    Set<String> reports = new HashSet<>(headEnd.reports());
    reports.removeAll(reportsBefore);
    return reports.size();
  }

  private Path gatewayData() {
    return root.resolve("gateway");
  }

  private static int freePort(boolean tcp) throws DemoException {
    try {
      if (tcp) {
        try (ServerSocket socket = new ServerSocket(0)) {
          return socket.getLocalPort();
        }
      }
      try (DatagramSocket socket = new DatagramSocket(0)) {
        return socket.getLocalPort();
      }
    } catch (IOException e) {
      throw new DemoException("this machine has no free port: " + e.getMessage(), e);
    }
  }

  /** Ends the display and both processes, the gateway first. */
  @Override
  public void close() {
    if (display != null) {
      display.close();
    }
    List<ChildRuntime> started;
    synchronized (this) {
      started = List.copyOf(children);
    }
    for (int i = started.size() - 1; i >= 0; i--) {
      started.get(i).close();
    }
  }
}
