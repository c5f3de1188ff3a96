package org.joulegate.ops.cli;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A runtime's status for a person. */
final class StatusText {

  private static final int NAME_WIDTH = 26;
  private static final int STATE_WIDTH = 14;
  private static final int VALUE_WIDTH = 18;

  private final Map<String, @Nullable Object> status;
  private final Instant now;

  /**
   * @param status the tree of status.json
   * @param now the instant that ages count from
   */
  StatusText(Map<String, @Nullable Object> status, Instant now) {
    this.status = status;
    this.now = now;
  }

  void print(boolean running, PrintStream out) {
    Map<String, @Nullable Object> runtime = object(status.get("runtime"));
    String identity = text(runtime, "identity");
    out.println(
        (running ? "running" : "as it was")
            + (identity.isEmpty() ? "" : ": " + identity)
            + ", process "
            + text(runtime, "pid")
            + ", since "
            + text(runtime, "started")
            + ", written "
            + age(text(status, "written")));
    if (text(runtime, "clock").equals("VIRTUAL")) {
      out.println("the clock is virtual: the times of readings are not real");
    }
    for (Object line : list(status.get("look"))) {
      out.println("  " + line);
    }
    adapters(out);
    meters(text(runtime, "clock").equals("VIRTUAL"), out);
    journal(out);
    uplinks(out);
  }

  private void adapters(PrintStream out) {
    List<Map<String, @Nullable Object>> adapters = objects("adapters");
    if (!adapters.isEmpty()) {
      out.println();
      out.println("adapters");
    }
    for (Map<String, @Nullable Object> adapter : adapters) {
      String refused = text(adapter, "refused");
      String sentence = text(adapter, "sentence");
      out.println(
          "  "
              + left(text(adapter, "instance"), NAME_WIDTH)
              + left(text(adapter, "status"), STATE_WIDTH)
              + text(adapter, "readings")
              + " readings"
              + (refused.equals("0")
                  ? ""
                  : ", " + refused + " telegrams refused: " + text(adapter, "lastRefusal"))
              + (sentence.isEmpty() ? "" : "; " + sentence));
    }
  }

  private void meters(boolean virtual, PrintStream out) {
    List<Map<String, @Nullable Object>> meters = objects("meters");
    if (status.containsKey("meters")) {
      out.println();
      out.println(meters.isEmpty() ? "no meter was seen yet" : "meters");
    }
    for (Map<String, @Nullable Object> meter : meters) {
      String received = text(meter, "received");
      out.println(
          "  "
              + left(text(meter, "meter"), NAME_WIDTH)
              + left(text(meter, "medium"), STATE_WIDTH)
              + "last reading "
              + (virtual ? received : age(received)));
      String because = text(meter, "silentBecause");
      if (!because.isEmpty()) {
        out.println("    silent since " + text(meter, "silentSince") + ": " + because);
      }
      for (Map<String, @Nullable Object> register : objects(meter.get("registers"))) {
        String obis = text(register, "obis");
        out.println(
            "    "
                + left(obis, NAME_WIDTH - 6)
                + left(ObisNames.of(obis), NAME_WIDTH)
                + right(text(register, "value"), VALUE_WIDTH)
                + "  "
                + text(register, "unit"));
      }
    }
  }

  private void journal(PrintStream out) {
    Map<String, @Nullable Object> journal = object(status.get("journal"));
    if (journal.isEmpty()) {
      return;
    }
    out.println();
    out.println("journal: " + text(journal, "sentence") + ", head " + text(journal, "head"));
    for (Map<String, @Nullable Object> consumer : objects("consumers")) {
      String behind = text(consumer, "behind");
      out.println(
          "  "
              + left(text(consumer, "consumer"), NAME_WIDTH)
              + (behind.equals("0") ? "up to date" : behind + " entries behind"));
    }
  }

  private void uplinks(PrintStream out) {
    for (Map<String, @Nullable Object> uplink : objects("uplinks")) {
      String sentence = text(uplink, "sentence");
      out.println();
      out.println(
          "centre "
              + text(uplink, "centre")
              + ": "
              + (text(uplink, "connected").equals("true") ? "connected" : "not connected")
              + (sentence.isEmpty() ? "" : "; " + sentence));
      out.println(
          "  " + text(uplink, "accepted") + " accepted, " + text(uplink, "rejected") + " rejected");
    }
  }

  /** How long ago an instant was, for a person. */
  private String age(String instant) {
    Duration age;
    try {
      age = Duration.between(Instant.parse(instant), now);
    } catch (DateTimeException e) {
      return instant.isEmpty() ? "never" : instant;
    }
    if (age.isNegative()) {
      return instant;
    }
    if (age.toSeconds() < 120) {
      return age.toSeconds() + " s ago";
    }
    if (age.toMinutes() < 120) {
      return age.toMinutes() + " min ago";
    }
    return age.toHours() + " h ago, " + instant;
  }

  private List<Map<String, @Nullable Object>> objects(String member) {
    return objects(status.get(member));
  }

  private static List<Map<String, @Nullable Object>> objects(@Nullable Object value) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    for (Object element : list(value)) {
      objects.add(object(element));
    }
    return objects;
  }

  private static Map<String, @Nullable Object> object(@Nullable Object value) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> object.put(String.valueOf(name), member));
    }
    return object;
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static String text(Map<String, @Nullable Object> object, String member) {
    Object value = object.get(member);
    return value == null ? "" : value.toString();
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
