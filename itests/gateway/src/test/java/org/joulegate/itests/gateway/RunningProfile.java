package org.joulegate.itests.gateway;

import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A runtime of the product in a process of its own, started with {@code run PROFILE}. */
final class RunningProfile {
  private static final Pattern READY = Pattern.compile("^Ready ");
  private static final String STATUS = "status.json";

  private final RunningProcess process;
  private final Path data;

  private RunningProfile(RunningProcess process, Path data) {
    this.process = process;
    this.data = data;
  }

  /**
   * Starts it and waits until it runs.
   *
   * @param data its data directory
   * @param settings as they follow {@code --set}
   */
  static RunningProfile start(Workbench bench, String profile, Path data, String... settings)
      throws Exception {
    RunningProfile started = launch(bench, profile, data, settings);
    started.awaitReady();
    return started;
  }

  /** Starts it and does not wait. */
  static RunningProfile launch(Workbench bench, String profile, Path data, String... settings)
      throws Exception {
    List<String> words = new ArrayList<>(List.of("run", profile, "--data", data.toString()));
    for (String setting : settings) {
      words.addAll(List.of("--set", setting));
    }
    return new RunningProfile(bench.joulegate(words.toArray(String[]::new)), data);
  }

  void awaitReady() throws Exception {
    process.awaitLine(READY);
  }

  RunningProcess process() {
    return process;
  }

  Path data() {
    return data;
  }

  /** What {@code status.json} of this process says now. */
  Map<String, Object> status() throws Exception {
    return Await.until("a status of this process", this::readStatus, this::isOfThisProcess);
  }

  private Map<String, Object> readStatus() throws Exception {
    assertTrue("the runtime ended:\n" + process.text(), process.isAlive());
    Path file = data.resolve(STATUS);
    return Files.exists(file) ? Json.object(Files.readString(file)) : Map.of();
  }

  private boolean isOfThisProcess(Map<String, Object> status) {
    return status.containsKey("runtime")
        && BigDecimal.valueOf(process.pid())
            .equals(Json.asObject(status.get("runtime")).get("pid"));
  }

  /** The port that a scheme is served on. */
  int port(String scheme) throws Exception {
    Map<String, Object> status =
        Await.until("an endpoint of " + scheme, this::status, s -> !endpoints(s, scheme).isEmpty());
    return ((BigDecimal) endpoints(status, scheme).get(0).get("port")).intValueExact();
  }

  private static List<Map<String, Object>> endpoints(Map<String, Object> status, String scheme) {
    return Json.objects(status, "endpoints").stream()
        .filter(endpoint -> scheme.equals(endpoint.get("scheme")))
        .toList();
  }

  /** Waits until an adapter has a status; its sentence. */
  String awaitAdapter(String instance, String wanted) throws Exception {
    Map<String, Object> status =
        Await.until(
            instance + " is " + wanted,
            this::status,
            s -> wanted.equals(adapter(s, instance).get("status")));
    return String.valueOf(adapter(status, instance).get("sentence"));
  }

  private static Map<String, Object> adapter(Map<String, Object> status, String instance) {
    return Json.objects(status, "adapters").stream()
        .filter(adapter -> instance.equals(adapter.get("instance")))
        .findFirst()
        .orElse(Map.of());
  }

  /** What it printed at its first start. */
  Pairing pairing() {
    return new Pairing(printed("identity"), printed("secret"));
  }

  private String printed(String member) {
    Matcher line =
        process
            .find(Pattern.compile("^\\s*" + member + ": (\\S+)$"))
            .orElseThrow(() -> new AssertionError("no " + member + " in\n" + process.text()));
    return line.group(1);
  }

  /** How a display pairs. */
  record Pairing(String identity, String secret) {}
}
