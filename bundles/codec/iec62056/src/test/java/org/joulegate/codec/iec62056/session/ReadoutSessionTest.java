package org.joulegate.codec.iec62056.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.joulegate.codec.iec62056.BaudRate;
import org.joulegate.codec.iec62056.Identification;
import org.joulegate.codec.iec62056.Readout;
import org.joulegate.codec.iec62056.ReadoutDecoder;
import org.joulegate.codec.iec62056.ReadoutEncoder;
import org.joulegate.codec.iec62056.ReadoutLimits;
import org.junit.Test;

/** Conversations on a clock that only the test moves. */
public class ReadoutSessionTest extends Conversation {

  private static final String SIGN_ON = "send /?!\\r\\n";

  /** Nothing may happen a millisecond before, and something at the very instant. */
  private static final int EDGE = 1;

  @Test
  public void modeCAcknowledgesBehindTheReactionTimeAndChangesTheBaudRate() {
    start();
    expect("baud 300", SIGN_ON, "wait 5000");
    sent(160);
    expect("wait 1500");
    hear("/ABC5TEST\r\n");
    expect("wait 200");
    passes(200 - EDGE);
    expect("wait 1");
    passes(EDGE);
    expect("send \\u0006050\\r\\n", "wait 5000");
    sent(200);
    expect("baud 9600", "wait 1500");
    hear(data("/ABC5TEST"));
    expect("report 1", "wait -");
    assertEquals(SessionState.DONE, session.state());
    assertEquals("TEST", session.identification().name());
  }

  @Test
  public void theReactionTimeCountsFromTheLastByteOfTheIdentification() {
    start();
    sent(160);
    said.clear();
    hear("/ABC5TE");
    passes(1000);
    hear("ST\r");
    passes(1000);
    hear("\n");
    said.clear();
    passes(199);
    said.clear();
    hear("\0");
    expect("wait 1");
    passes(1);
    expect("send \\u0006050\\r\\n", "wait 5000");
  }

  @Test
  public void aMeterOfFastReactionIsAcknowledgedAfterTwentyMilliseconds() {
    start();
    sent(160);
    said.clear();
    hear("/ABc4TEST\r\n");
    expect("wait 20");
    passes(20);
    expect("send \\u0006040\\r\\n", "wait 5000");
  }

  @Test
  public void modeAReadsOnAndModeBFollowsTheMeter() {
    start();
    sent(160);
    said.clear();
    hear("/ABC TEST\r\n");
    expect("wait 1500");
    hear(data("/ABC TEST"));
    expect("report 1", "wait -");
    session = session(SessionPlan.READ_OUT);
    start();
    sent(160);
    said.clear();
    hear("/ABCETEST\r\n");
    expect("baud 9600", "wait 1500");
    hear(data("/ABCETEST"));
    expect("report 1", "wait -");
  }

  @Test
  public void modeDListensAndReportsMessageAfterMessage() {
    session = session(SessionPlan.LISTEN);
    start();
    expect("baud 2400", "wait -");
    String pushed = text(ReadoutEncoder.plain(Identification.of("/ABC3TEST"), sets()));
    hear("garbage" + pushed.substring(0, 20));
    said.clear();
    passes(1500);
    expect("wait -");
    hear(pushed);
    expect("report 1", "wait -");
    hear(pushed);
    expect("report 1", "wait -");
    assertEquals(SessionState.LISTENING, session.state());
  }

  @Test
  public void modeEIsReadAsModeCOrHandedOver() {
    session = session(new SessionPlan("12345678", BaudRate.B19200, false, false, true));
    start();
    expect("baud 300", "send /?12345678!\\r\\n", "wait 5000");
    sent(160);
    hear("/ABC6\\2TEST\r\n");
    passes(200);
    said.clear();
    sent(200);
    expect("baud 19200", "hdlc TEST", "wait -");
    assertTrue(session.state().isFinal());
    session = session(SessionPlan.READ_OUT);
    start();
    sent(160);
    hear("/ABC6\\2TEST\r\n");
    said.clear();
    passes(200);
    expect("send \\u0006050\\r\\n", "wait 5000");
  }

  @Test
  public void echoesOfWhatWasSentAreNoAnswer() {
    start();
    hear("/?!\r\n");
    sent(160);
    said.clear();
    hear("/ABC5TEST\r\n");
    expect("wait 200");
    passes(200);
    said.clear();
    hear("\u0006050\r\n");
    sent(200);
    said.clear();
    hear(data("/ABC5TEST"));
    expect("report 1", "wait -");
  }

  @Test
  public void aSlashInTheNameOfTheMeterBeginsNoOtherIdentification() {
    String[][] rows = {
      {"/LGZ4ZMD3/02", "/LGZ4ZMD3/02"},
      {"/LGZ4ZMD3/CT/5A", "/LGZ4ZMD3/CT/5A"},
      {"/ABC5GAS/WATER", "/ABC5GAS/WATER"},
      {"\0\0x/y/LGZ4ZMD3/02", "/LGZ4ZMD3/02"},
      {"/?!/LGZ4ZMD3/02", "/LGZ4ZMD3/02"},
      {"/?12345678/LGZ4ZMD3/02", "/LGZ4ZMD3/02"},
      {"/1x y/ABC TEST", "/ABC TEST"},
      {"/ABC5TE/XYZ5OTHER", "/XYZ5OTHER"},
    };
    for (String[] row : rows) {
      session = session(SessionPlan.READ_OUT);
      start();
      sent(160);
      hear("/?!\r\n" + row[0] + "\r\n");
      assertEquals(row[0], row[1], session.identification().line());
    }
  }

  @Test
  public void aMeterWithASlashInItsNameIsReadToTheEnd() {
    start();
    sent(160);
    hear("/LGZ4ZMD3/02\r\n");
    passes(200);
    sent(200);
    said.clear();
    hear(data("/LGZ4ZMD3/02"));
    expect("report 1", "wait -");
  }

  @Test
  public void aSignOnGivenBackIsNoIdentification() {
    start();
    sent(160);
    for (String line : new String[] {"/?!", "/?12345678!", "/?12345678", "x/?!"}) {
      hear(line + "\r\n");
      assertEquals(line, SessionState.IDENTIFYING, session.state());
    }
  }

  @Test
  public void aLineOfEightBitsThatGivesParityBitsIsReadToTheEnd() {
    start();
    sent(160);
    hear(parity("/ABC5TEST\r\n"));
    assertEquals("/ABC5TEST", session.identification().line());
    passes(200);
    sent(200);
    said.clear();
    hear(parity(data("/ABC5TEST")));
    expect("report 1", "wait -");
  }

  private static String parity(String text) {
    StringBuilder even = new StringBuilder();
    for (char c : text.toCharArray()) {
      even.append((char) (c | (Integer.bitCount(c) & 1) << 7));
    }
    return even.toString();
  }

  @Test
  public void partialBlocksAreAcknowledgedOneByOne() {
    start();
    sent(160);
    hear("/ABC0TEST\r\n");
    passes(200);
    sent(200);
    String all =
        text(
            ReadoutEncoder.partial(
                Identification.of("/ABC0TEST"), List.of(sets(), sets(), sets())));
    int first = all.indexOf('\4') + 2;
    int second = all.indexOf('\4', first) + 2;
    said.clear();
    hear(all.substring(all.indexOf('\2'), first));
    expect("send \\u0006", "wait 5000");
    sent(30);
    expect("wait 1500");
    hear(all.substring(first, second));
    expect("send \\u0006", "wait 5000");
    sent(30);
    said.clear();
    hear(all.substring(second));
    expect("report 3", "wait -");
  }

  @Test
  public void dataThatComeBeforeTheLineSaysSentAreKept() {
    start();
    sent(160);
    hear("/ABC0TEST\r\n");
    passes(200);
    assertEquals(SessionState.ACKNOWLEDGING, session.state());
    String all =
        text(ReadoutEncoder.partial(Identification.of("/ABC0TEST"), List.of(sets(), sets())));
    int text = all.indexOf('\2');
    int first = all.indexOf('\4') + 2;
    hear(all.substring(text, text + 3));
    sent(200);
    hear(all.substring(text + 3, first));
    assertEquals(SessionState.CONFIRMING, session.state());
    hear(all.substring(first, first + 3));
    sent(30);
    said.clear();
    hear(all.substring(first + 3));
    expect("report 2", "wait -");
  }

  @Test
  public void aBatteryFedMeterIsWokenFirst() {
    session = session(new SessionPlan("", BaudRate.B9600, true, false, false));
    start();
    expect("baud 300", "send " + "\\u0000".repeat(66), "wait 5000");
    sent(2200);
    expect("wait 1600");
    passes(1600);
    expect("baud 300", SIGN_ON, "wait 5000");
  }

  @Test
  public void plansAndTimesOutOfRangeAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> SessionPlan.READ_OUT.withAddress("1".repeat(33)));
    assertThrows(IllegalArgumentException.class, () -> SessionPlan.READ_OUT.withAddress("a/b"));
    assertThrows(
        IllegalArgumentException.class,
        () -> SessionTiming.STANDARD.withReaction(Duration.ofMillis(-1)));
    assertEquals(
        Duration.ofMillis(300),
        SessionTiming.STANDARD.withReaction(Duration.ofMillis(300)).fastReaction());
    assertEquals(BaudRate.B1200, SessionPlan.READ_OUT.withHighest(BaudRate.B1200).highest());
  }

  @Test
  public void theSessionChoosesAnIdentificationAsTheDecoderDoes() {
    for (String line :
        new String[] {"/ISk5\2MT382-1000", "/?!x/ABC5ONE", "/1235", "noise/ABC TWO"}) {
      session = session(SessionPlan.READ_OUT);
      start();
      sent(160);
      hear(line + "\r\n");
      byte[] bytes = (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
      Readout readout = ReadoutDecoder.read(bytes, 0, bytes.length, ReadoutLimits.DEFAULT);
      assertEquals(line, readout.identification(), session.identification());
      assertNotNull(line, session.identification());
    }
  }
}
