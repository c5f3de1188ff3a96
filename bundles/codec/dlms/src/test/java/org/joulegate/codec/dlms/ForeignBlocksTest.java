package org.joulegate.codec.dlms;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.junit.Test;

/** Blocks of another meter, or of nobody's, among those of a transfer. */
public class ForeignBlocksTest {

  private static final DlmsApdu ONE = DlmsFixtures.codes();
  private static final DlmsApdu TWO = DlmsFixtures.captured();

  @Test
  public void blocksOfTwoMetersOnALineAreNeverPutTogether() {
    for (boolean general : new boolean[] {true, false}) {
      for (boolean hdlc : new boolean[] {true, false}) {
        List<byte[]> one = framed(blocks(ONE, general), hdlc, 0x11);
        List<byte[]> two = framed(blocks(TWO, general), hdlc, 0x23);
        List<byte[]> line = new ArrayList<>();
        for (int i = 0; i < Math.max(one.size(), two.size()); i++) {
          line.addAll(one.subList(Math.min(i, one.size()), Math.min(i + 1, one.size())));
          line.addAll(two.subList(Math.min(i, two.size()), Math.min(i + 1, two.size())));
        }
        assertBoth(scan(line));
      }
    }
  }

  @Test
  public void theLastBlockOfAnotherMeterGivesNoValue() {
    for (boolean hdlc : new boolean[] {true, false}) {
      List<byte[]> one = framed(blocks(ONE, false), hdlc, 0x11);
      List<byte[]> two = framed(blocks(ONE, false), hdlc, 0x23);
      one.set(one.size() - 1, two.get(two.size() - 1));
      DlmsDecoder.Scan scan = scan(one);
      assertTrue(scan.telegrams().isEmpty());
      assertEquals(2, scan.unread().size());
    }
  }

  @Test
  public void framersTellAReceiverWhoseBlocksTheyAre() {
    List<byte[]> packets = new ArrayList<>();
    List<byte[]> frames = new ArrayList<>();
    List<byte[]> two = blocks(TWO, true);
    for (byte[] block : blocks(ONE, true)) {
      // Of the second meter only the first block comes.
      List<byte[]> other = frames.isEmpty() ? two.subList(0, 1) : List.of();
      frames.addAll(framed(List.of(block), true, 0x11));
      frames.addAll(framed(other, true, 0x23));
      packets.addAll(framed(List.of(block), false, 0x11));
      packets.addAll(framed(other, false, 0x23));
    }
    Hearer line = new Hearer();
    DlmsFramer framer = new DlmsFramer(DlmsLimits.DEFAULT, line);
    line.peer = framer::peer;
    byte[] bytes = DlmsFixtures.join(frames);
    framer.feed(bytes, 0, bytes.length);
    Hearer connection = new Hearer();
    DlmsWrapperFramer wrapper = new DlmsWrapperFramer(DlmsLimits.DEFAULT, connection);
    connection.peer = wrapper::peer;
    bytes = DlmsFixtures.join(packets);
    wrapper.feed(bytes, 0, bytes.length);
    assertEquals(List.of(ONE), line.heard);
    assertEquals(List.of(ONE), connection.heard);
    assertEquals(1, line.receiver.end().size());
  }

  @Test
  public void aForgedRefusalWithoutATagDoesNotEndAnAuthenticatedTransfer() {
    assertAttackFails(0x00, 2, Hex.parse("C402C1" + "01" + "00000002" + "01" + "0F"));
  }

  @Test
  public void aForgedBlockOfAnotherInvocationDoesNotEndAnAuthenticatedTransfer() {
    assertAttackFails(0x00, 2, Hex.parse("C402C2" + "01" + "00000001" + "00" + "050600000007"));
  }

  @Test
  public void aForgedFirstOrNextBlockWithoutATagNeitherJoinsNorEndsAnAuthenticatedTransfer() {
    assertAttackFails(0x00, 2, Hex.parse("C402C1" + "00" + "00000001" + "00" + "050600000007"));
    assertAttackFails(0x00, 2, Hex.parse("C402C1" + "01" + "00000002" + "00" + "050600000007"));
  }

  @Test
  public void aReplayedRefusalOrFirstBlockWithAnOldCounterDoesNotEndATransfer() {
    assertAttackFails(0x30, 1, Hex.parse("C402C1" + "01" + "00000002" + "01" + "0F"));
    assertAttackFails(0x30, 1, Hex.parse("C402C1" + "00" + "00000001" + "00" + "050600000007"));
  }

  @Test
  public void aForgedGeneralBlockNeitherJoinsNorEndsAnAuthenticatedTransfer() {
    List<byte[]> blocks = DlmsEncoder.blocks(DlmsFixtures.apdu(ONE), 50);
    byte[] forged = DlmsEncoder.blocks(DlmsFixtures.apdu(TWO), 50).get(0);
    List<byte[]> line = new ArrayList<>();
    for (byte[] block : blocks) {
      line.add(sealed(0x30, 10 + line.size(), block));
    }
    line.add(1, sealed(0x00, 99, forged));
    line.add(2, DlmsEncoder.wrapper(forged, 1, 1));
    DlmsDecoder.Scan scan = scan(line);
    assertEquals(ONE, scan.telegrams().get(0).apdu());
    assertTrue(scan.telegrams().get(0).authenticated());
    assertEquals(2, scan.unread().size());
  }

  @Test
  public void aFloodOfTransfersPushesOutTheOldestAndNeverABetterProtectedOne() throws Exception {
    DlmsReceiver receiver = new DlmsReceiver(DlmsFixtures.cipher(), DlmsLimits.DEFAULT);
    List<byte[]> genuine = blocks(ONE, true);
    int last = genuine.size() - 1;
    for (int i = 0; i < last; i++) {
      assertNull(receiver.accept(unframed(0x30, 10 + i, genuine.get(i)), DlmsFraming.WRAPPER));
    }
    ByteSlice first = ByteSlice.of(blocks(TWO, true).get(0));
    int most = BlockTransfers.TRANSFERS.most();
    for (int peer = 1; peer < most; peer++) {
      assertNull(receiver.accept(first, DlmsFraming.WRAPPER, peer));
      assertTrue(receiver.lost().isEmpty());
    }
    assertNull(receiver.accept(first, DlmsFraming.WRAPPER, most));
    assertEquals(Kind.INCOMPLETE, receiver.lost().get(0).kind());
    ByteSlice second = ByteSlice.of(blocks(TWO, true).get(1));
    assertThrows(
        MalformedTelegramException.class, () -> receiver.accept(second, DlmsFraming.WRAPPER, 1));
    assertNull(receiver.accept(second, DlmsFraming.WRAPPER, 2));
    DlmsTelegram telegram =
        receiver.accept(unframed(0x30, 90, genuine.get(last)), DlmsFraming.WRAPPER);
    assertEquals(ONE, telegram.apdu());
    assertEquals(most - 1, receiver.end().size());
  }

  @Test
  public void whenAllTransfersAreAuthenticatedAnotherInClearIsRefusedByTheNameOfTheLimit()
      throws Exception {
    DlmsReceiver receiver = new DlmsReceiver(DlmsFixtures.cipher(), DlmsLimits.DEFAULT);
    byte[] first = blocks(ONE, true).get(0);
    int most = BlockTransfers.TRANSFERS.most();
    for (int peer = 0; peer < most; peer++) {
      receiver.accept(unframed(0x30, 5, first), DlmsFraming.WRAPPER, peer);
    }
    MalformedTelegramException fault =
        assertThrows(
            MalformedTelegramException.class,
            () -> receiver.accept(ByteSlice.of(first), DlmsFraming.WRAPPER));
    assertEquals("at most " + most + " transfers at a time", fault.expected());
    assertEquals(most, receiver.end().size());
  }

  /** A get-response in authenticated blocks is read whole, with another APDU behind the first. */
  private static void assertAttackFails(int control, int counter, byte[] forged) {
    List<byte[]> line = new ArrayList<>();
    for (byte[] block : blocks(ONE, false)) {
      line.add(sealed(0x30, 10 + line.size(), block));
    }
    line.add(1, sealed(control, counter, forged));
    DlmsDecoder.Scan scan = scan(line);
    List<DlmsTelegram> authentic =
        scan.telegrams().stream().filter(DlmsTelegram::authenticated).toList();
    assertEquals("" + scan.unread(), 1, authentic.size());
    assertEquals(value(ONE), value(authentic.get(0).apdu()));
  }

  private static void assertBoth(DlmsDecoder.Scan scan) {
    assertTrue("" + scan.unread() + scan.damaged(), scan.unread().isEmpty());
    assertEquals(2, scan.telegrams().size());
    for (DlmsApdu apdu : List.of(ONE, TWO)) {
      assertTrue(scan.telegrams().stream().anyMatch(t -> value(t.apdu()).equals(value(apdu))));
    }
  }

  private static DlmsData value(DlmsApdu apdu) {
    return apdu instanceof DlmsApdu.GetResponse response
        ? response.results().get(0).data()
        : ((DlmsApdu.DataNotification) apdu).body();
  }

  private static List<byte[]> blocks(DlmsApdu apdu, boolean general) {
    return general
        ? DlmsEncoder.blocks(DlmsFixtures.apdu(apdu), 50)
        : DlmsFixtures.responses(0xC1, DlmsEncoder.data(value(apdu)), 50);
  }

  private static List<byte[]> framed(List<byte[]> blocks, boolean hdlc, int sender) {
    List<byte[]> frames = new ArrayList<>();
    for (byte[] block : blocks) {
      frames.add(
          hdlc
              ? DlmsEncoder.hdlc(block, DlmsFixtures.CLIENT, ByteSlice.of((byte) sender), 2000)
              : DlmsEncoder.wrapper(block, sender, 1));
    }
    return frames;
  }

  private static byte[] sealed(int control, int counter, byte[] plain) {
    return DlmsEncoder.wrapper(unframed(control, counter, plain).toByteArray(), 1, 1);
  }

  private static ByteSlice unframed(int control, int counter, byte[] plain) {
    DlmsSecurity security = new DlmsSecurity(control, DlmsFixtures.TITLE, counter, ByteSlice.of());
    return ByteSlice.of(DlmsEncoder.generalGlo(DlmsFixtures.cipher(), security, plain));
  }

  private static DlmsDecoder.Scan scan(List<byte[]> line) {
    byte[] bytes = DlmsFixtures.join(line);
    return DlmsDecoder.scan(bytes, 0, bytes.length, DlmsFixtures.cipher(), DlmsLimits.DEFAULT);
  }

  /** Hands all APDUs to a receiver, with their peers. */
  private static final class Hearer implements DlmsFramer.Listener {

    private final DlmsReceiver receiver = new DlmsReceiver(DlmsCipher.NONE, DlmsLimits.DEFAULT);
    private final List<DlmsApdu> heard = new ArrayList<>();
    private LongSupplier peer = () -> 0;

    @Override
    public void apdu(long streamOffset, DlmsFraming framing, ByteSlice apdu) {
      try {
        DlmsTelegram telegram = receiver.accept(apdu, framing, peer.getAsLong());
        if (telegram != null) {
          heard.add(telegram.apdu());
        }
      } catch (MalformedTelegramException e) {
        throw new AssertionError(e.getMessage(), e);
      }
    }
  }
}
