package org.joulegate.ops.cli;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.json.JsonValue;
import org.joulegate.codec.json.JsonValue.JsonObject;
import org.joulegate.codec.json.JsonValue.JsonString;

/** A runtime's status for a person. */
final class StatusText {

  private static final int NAME_WIDTH = 26;
  private static final int STATE_WIDTH = 14;
  private static final int VALUE_WIDTH = 18;

  private final JsonObject status;
  private final Instant now;

  /**
   * @param status the tree of status.json
   * @param now the instant that ages count from
   */
  StatusText(JsonObject status, Instant now) {
    this.status = status;
    this.now = now;
  }

  void print(boolean running, PrintStream out) {
    JsonObject runtime = status.object("runtime");
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
    for (JsonValue line : status.elements("look")) {
      if (line instanceof JsonString text) {
        out.println("  " + text.value());
      }
    }
    adapters(out);
    meters(text(runtime, "clock").equals("VIRTUAL"), out);
    journal(out);
    uplinks(out);
  }

  private void adapters(PrintStream out) {
    List<JsonObject> adapters = objects(status, "adapters");
    if (!adapters.isEmpty()) {
      out.println();
      out.println("adapters");
    }
    for (JsonObject adapter : adapters) {
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
    List<JsonObject> meters = objects(status, "meters");
    if (status.members().containsKey("meters")) {
      out.println();
      out.println(meters.isEmpty() ? "no meter was seen yet" : "meters");
    }
    for (JsonObject meter : meters) {
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
      for (JsonObject register : objects(meter, "registers")) {
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
    JsonObject journal = status.object("journal");
    if (journal.members().isEmpty()) {
      return;
    }
    out.println();
    out.println("journal: " + text(journal, "sentence") + ", head " + text(journal, "head"));
    for (JsonObject consumer : objects(status, "consumers")) {
      String behind = text(consumer, "behind");
      out.println(
          "  "
              + left(text(consumer, "consumer"), NAME_WIDTH)
              + (behind.equals("0") ? "up to date" : behind + " entries behind"));
    }
  }

  private void uplinks(PrintStream out) {
    for (JsonObject uplink : objects(status, "uplinks")) {
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

  private static List<JsonObject> objects(JsonObject object, String member) {
    List<JsonObject> objects = new ArrayList<>();
    for (JsonValue element : object.elements(member)) {
      if (element instanceof JsonObject one) {
        objects.add(one);
      }
    }
    return objects;
  }

  private static String text(JsonObject object, String member) {
    String text = object.text(member);
    return text == null ? "" : text;
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
