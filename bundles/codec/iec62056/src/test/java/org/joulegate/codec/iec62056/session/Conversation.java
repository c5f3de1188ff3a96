package org.joulegate.codec.iec62056.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.iec62056.DataSet;
import org.joulegate.codec.iec62056.Identification;
import org.joulegate.codec.iec62056.ReadoutEncoder;
import org.joulegate.codec.iec62056.ReadoutLimits;

/** A session, what it says, and a clock that only the test moves. */
class Conversation {

  static final Instant T0 = Instant.parse("2024-03-01T00:00:00Z");

  final List<String> said = new ArrayList<>();
  long millis;
  ReadoutSession session = session(SessionPlan.READ_OUT);

  static ReadoutSession session(SessionPlan plan) {
    return new ReadoutSession(plan, SessionTiming.STANDARD, ReadoutLimits.DEFAULT);
  }

  static List<DataSet> sets() {
    return List.of(ReadoutEncoder.dataSet("1.8.0", "1*kWh"));
  }

  static String data(String identification) {
    String whole = text(ReadoutEncoder.readout(Identification.of(identification), sets()));
    return whole.substring(whole.indexOf('\2'));
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  Instant now() {
    return T0.plusMillis(millis);
  }

  void start() {
    note(session.start(now()));
  }

  void sent(long after) {
    millis += after;
    note(session.sent(now()));
  }

  void hear(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    note(session.received(now(), bytes, 0, bytes.length));
  }

  void passes(long time) {
    millis += time;
    note(session.time(now()));
  }

  void note(List<SessionAction> actions) {
    boolean waits = false;
    for (SessionAction action : actions) {
      if (action instanceof SessionAction.Send send) {
        said.add("send " + escaped(send.bytes().toText()));
      } else if (action instanceof SessionAction.SetBaud baud) {
        said.add("baud " + baud.baud());
      } else if (action instanceof SessionAction.WaitUntil wait) {
        waits = true;
        said.add("wait " + Duration.between(now(), wait.instant()).toMillis());
      } else if (action instanceof SessionAction.Report report) {
        said.add("report " + report.readout().dataSets().size());
      } else if (action instanceof SessionAction.Hdlc hdlc) {
        said.add("hdlc " + hdlc.identification().name());
      } else if (action instanceof SessionAction.GiveUp up) {
        assertFalse(up.cause().sentence().isEmpty());
        said.add("give up " + up.cause());
      }
    }
    if (!waits) {
      said.add("wait -");
    }
  }

  static String escaped(String text) {
    return text.replace("\0", "\\u0000")
        .replace("\6", "\\u0006")
        .replace("\r", "\\r")
        .replace("\n", "\\n");
  }

  void expect(String... actions) {
    List<String> wanted = new ArrayList<>(Arrays.asList(actions));
    wanted.removeIf(action -> action == null);
    assertEquals(wanted, said);
    said.clear();
  }
}
