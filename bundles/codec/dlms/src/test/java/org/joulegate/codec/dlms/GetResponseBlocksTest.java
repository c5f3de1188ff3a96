package org.joulegate.codec.dlms;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.junit.Test;

/** Get-responses whose data comes in blocks (IEC 62056-5-3, get-response-with-datablock). */
public class GetResponseBlocksTest {

  private static final int INVOKE_ID = 0xC1;
  private static final DlmsData VALUE = DlmsFixtures.captured().body();
  private static final List<byte[]> BLOCKS = blocks(VALUE);

  @Test
  public void theDataOfAllBlocksIsPutTogetherInEveryFraming() {
    List<byte[]> frames = new ArrayList<>();
    List<byte[]> packets = new ArrayList<>();
    for (byte[] block : BLOCKS) {
      frames.add(DlmsFixtures.hdlc(block));
      packets.add(DlmsEncoder.wrapper(block, 1, 16));
    }
    for (List<byte[]> line : List.of(BLOCKS, frames, packets)) {
      assertEquals(VALUE, value(only(scan(DlmsFixtures.join(line)))));
    }
  }

  @Test
  public void aReceiverReportsNothingBeforeTheLastBlock() throws Exception {
    DlmsReceiver receiver = new DlmsReceiver(DlmsCipher.NONE, DlmsLimits.DEFAULT);
    for (byte[] block : BLOCKS.subList(0, BLOCKS.size() - 1)) {
      assertNull(receiver.accept(ByteSlice.of(block), DlmsFraming.WRAPPER));
    }
    byte[] last = BLOCKS.get(BLOCKS.size() - 1);
    DlmsTelegram telegram = receiver.accept(ByteSlice.of(last), DlmsFraming.WRAPPER);
    assertEquals(VALUE, value(telegram));
    assertEquals(INVOKE_ID, ((DlmsApdu.GetResponse) telegram.apdu()).invokeId());
  }

  @Test
  public void severalAttributesInBlocksAreAListOfResults() {
    byte[] results = Hex.parse("03" + "000600000007" + "0104" + "00" + "1203E8");
    byte[] line = DlmsFixtures.join(DlmsFixtures.responses(INVOKE_ID, results, 4));
    List<DlmsApdu.GetResponse.Result> list =
        ((DlmsApdu.GetResponse) only(scan(line)).apdu()).results();
    assertEquals(DlmsFixtures.u32(7), list.get(0).data());
    assertEquals("object-undefined", list.get(1).refusal());
    assertEquals(DlmsFixtures.u16(1000), list.get(2).data());
  }

  @Test
  public void aMissingBlockIsToldAndNothingIsReportedOfTheRest() {
    for (int missing = 0; missing < BLOCKS.size(); missing++) {
      List<byte[]> some = new ArrayList<>(BLOCKS);
      some.remove(missing);
      assertFault(Kind.INCOMPLETE, DlmsFixtures.join(some));
    }
    List<byte[]> swapped = new ArrayList<>(BLOCKS);
    Collections.swap(swapped, 1, 2);
    assertFault(Kind.INCOMPLETE, DlmsFixtures.join(swapped));
  }

  @Test
  public void blocksAreCountedFromOne() {
    byte[] zero = BLOCKS.get(0).clone();
    zero[7] = 0;
    List<byte[]> line = new ArrayList<>(BLOCKS);
    line.set(0, zero);
    line.addAll(DlmsFixtures.responses(INVOKE_ID + 1, DlmsEncoder.data(VALUE), 40));
    DlmsDecoder.Scan scan = scan(packets(line));
    assertEquals(1, scan.unread().size());
    assertEquals(Kind.INCOMPLETE, scan.unread().get(0).kind());
    assertEquals("block 1 of a transfer", scan.unread().get(0).expected());
    assertEquals("block 0", scan.unread().get(0).found());
    assertEquals(VALUE, value(scan.telegrams().get(0)));
  }

  @Test
  public void aDamagedListIsBlamedAtItsWrongByte() {
    byte[] results = Hex.parse("03" + "000600000007" + "0104" + "00" + "7C03E8");
    byte[] apdu = DlmsFixtures.responses(INVOKE_ID, results, 100).get(0);
    DlmsTrace trace = new DlmsTrace("input", apdu);
    DlmsDecoder.Scan scan =
        DlmsDecoder.scan(apdu, 0, apdu.length, DlmsCipher.NONE, DlmsLimits.DEFAULT, trace);
    assertEquals(10 + 10, scan.unread().get(0).offset());
    assertEquals("the tag of a type", scan.unread().get(0).expected());
    DlmsTrace block = trace.blocks().get(0);
    assertEquals("put together from 1 block", block.title());
    assertEquals("results", block.fields().get(0).name());
    assertEquals(10, block.faults().get(0).offset());
  }

  @Test
  public void aRefusedBlockAndALostOneLeaveTheApdusBehindThem() {
    for (String block : List.of("C402C10100000001010F", "C402C101000000020006AA06AAAAAAAA")) {
      DlmsDecoder.Scan scan = scan(Hex.parse(block + "C401C1000600000007"));
      assertEquals(1, scan.unread().size());
      assertEquals(DlmsFixtures.u32(7), value(scan.telegrams().get(0)));
    }
  }

  @Test
  public void theOffsetIsThatOfTheFrameOfTheFirstBlock() {
    byte[] noise = new byte[30];
    List<byte[]> line = new ArrayList<>(List.of(noise));
    BLOCKS.forEach(block -> line.add(DlmsFixtures.hdlc(block)));
    assertEquals(30, only(scan(DlmsFixtures.join(line))).offset());
    line.subList(1, line.size()).clear();
    line.add(DlmsFixtures.inBlocks(DlmsFixtures.apdu(DlmsFixtures.codes()), 50));
    assertEquals(30, only(scan(DlmsFixtures.join(line))).offset());
  }

  @Test
  public void aBlockThatComesAgainIsPassedOverAndOneThatDiffersIsRefused() {
    for (int again = 0; again < BLOCKS.size(); again++) {
      List<byte[]> twice = new ArrayList<>(BLOCKS);
      twice.add(again + 1, BLOCKS.get(again));
      assertEquals(VALUE, value(only(scan(DlmsFixtures.join(twice)))));
    }
    byte[] other = BLOCKS.get(1).clone();
    other[other.length - 1] ^= 1;
    List<byte[]> line = new ArrayList<>(BLOCKS.subList(0, 2));
    line.add(other);
    assertEquals(Kind.MALFORMED, scan(DlmsFixtures.join(line)).unread().get(0).kind());
  }

  @Test
  public void aTransferThatBeginsAnewIsNotEndedByTheLastBlockOfAnother() {
    String first = "C402C10000000001000A020209060100010800FF";
    String old = "C402C100000000020003060000";
    String last = "C402C1010000000300020000";
    assertFault(Kind.INCOMPLETE, Hex.parse(first + old + first + last));
    String fresh = "C402C100000000020003060001";
    DlmsDecoder.Scan scan = scan(Hex.parse(first + old + first + fresh + last));
    assertEquals(Kind.INCOMPLETE, scan.unread().get(0).kind());
    DlmsData.Structure value = (DlmsData.Structure) value(scan.telegrams().get(0));
    assertEquals(DlmsFixtures.u32(65_536), value.elements().get(1));
  }

  @Test
  public void aBlockOfAnotherInvocationLeavesTheTransferThatIsHeld() {
    DlmsData second = DlmsFixtures.u32(7);
    List<byte[]> line = new ArrayList<>(BLOCKS.subList(0, 2));
    line.addAll(DlmsFixtures.responses(INVOKE_ID + 1, DlmsEncoder.data(second), 3));
    DlmsDecoder.Scan scan = scan(DlmsFixtures.join(line));
    assertEquals(second, value(scan.telegrams().get(0)));
    assertEquals(Kind.INCOMPLETE, scan.unread().get(0).kind());
    line.addAll(BLOCKS.subList(2, BLOCKS.size()));
    DlmsDecoder.Scan both = scan(DlmsFixtures.join(line));
    assertTrue(both.unread().isEmpty());
    assertEquals(VALUE, value(both.telegrams().get(1)));
  }

  @Test
  public void aRefusalInPlaceOfABlockIsTheMetersErrorAndEndsTheTransfer() {
    byte[] refusal = Hex.parse("C402C1" + "01" + "00000003" + "01" + "0F");
    List<byte[]> line = new ArrayList<>(BLOCKS.subList(0, 2));
    line.add(refusal);
    DlmsDecoder.Scan scan = scan(packets(line));
    assertTrue(scan.telegrams().isEmpty());
    assertEquals(1, scan.unread().size());
    MalformedTelegramException fault = scan.unread().get(0);
    assertEquals(Kind.APPLICATION_ERROR, fault.kind());
    assertTrue(fault.getMessage(), fault.getMessage().contains("long-get-aborted"));
    line.addAll(BLOCKS.subList(2, BLOCKS.size()));
    DlmsDecoder.Scan rest = scan(packets(line));
    assertTrue(rest.telegrams().isEmpty());
    assertEquals(Kind.INCOMPLETE, rest.unread().get(1).kind());
    assertEquals("block 1 of a transfer", rest.unread().get(1).expected());
    DlmsDecoder.Scan sealed = scan(DlmsFixtures.sealed(0x20, refusal));
    assertEquals(Kind.APPLICATION_ERROR, sealed.unread().get(0).kind());
  }

  @Test
  public void faultsNameTheByteOfTheBlockInWhichTheyLie() {
    List<byte[]> line = new ArrayList<>(BLOCKS);
    byte[] second = line.get(1).clone();
    line.set(1, second);
    // The second block begins with the tag of a structure.
    assertEquals(0x02, second[10]);
    second[10] = 0x7C;
    DlmsDecoder.Scan scan = scan(DlmsFixtures.join(line));
    assertTrue(scan.telegrams().isEmpty());
    assertEquals(BLOCKS.get(0).length + 10, scan.unread().get(0).offset());
  }

  @Test
  public void bytesBehindTheValueAreAFaultInEveryFraming() {
    byte[] longer = Hex.parse("060000000700");
    for (byte[] block : DlmsFixtures.responses(INVOKE_ID, longer, 40)) {
      assertFault(Kind.MALFORMED, block);
      assertFault(Kind.MALFORMED, DlmsFixtures.hdlc(block));
    }
  }

  @Test
  public void blocksThatAreSealedOneByOneAreRead() {
    for (int control : new int[] {0x20, 0x30}) {
      List<byte[]> packets = new ArrayList<>();
      for (byte[] block : BLOCKS) {
        DlmsSecurity security =
            new DlmsSecurity(control, DlmsFixtures.TITLE, packets.size(), ByteSlice.of());
        byte[] sealed = DlmsEncoder.generalGlo(DlmsFixtures.cipher(), security, block);
        packets.add(DlmsEncoder.wrapper(sealed, 1, 1));
      }
      DlmsTelegram telegram = only(scan(DlmsFixtures.join(packets)));
      assertEquals(VALUE, value(telegram));
      assertEquals(control == 0x30, telegram.authenticated());
      packets.set(1, DlmsEncoder.wrapper(BLOCKS.get(1), 1, 1));
      packets.add(DlmsEncoder.wrapper(DlmsFixtures.apdu(DlmsFixtures.codes()), 1, 1));
      DlmsDecoder.Scan mixed = scan(DlmsFixtures.join(packets));
      assertEquals(DlmsFixtures.codes(), only(mixed.telegrams()).apdu());
      assertEquals("block 1 of a transfer", mixed.unread().get(0).expected());
      assertEquals("blocks up to 1", mixed.unread().get(1).found());
    }
  }

  @Test
  public void blocksAndTheirSizesHaveLimits() {
    byte[] far = BLOCKS.get(0).clone();
    far[5] = 1;
    assertLimit(scan(far));
    assertEquals("where the number stands", 4, scan(far).unread().get(0).offset());
    DlmsLimits d = DlmsLimits.DEFAULT;
    Limit small = new Limit("bytes", 40);
    byte[] line = DlmsFixtures.join(BLOCKS);
    for (DlmsLimits limits :
        List.of(
            new DlmsLimits(
                d.frameBytes(),
                small,
                d.octets(),
                d.listElements(),
                d.elements(),
                d.depth(),
                d.layers()),
            new DlmsLimits(
                d.frameBytes(),
                d.apduBytes(),
                new Limit("bytes", 10),
                d.listElements(),
                d.elements(),
                d.depth(),
                d.layers()))) {
      DlmsDecoder.Scan scan = DlmsDecoder.scan(line, 0, line.length, DlmsCipher.NONE, limits);
      assertLimit(scan);
    }
  }

  private static void assertLimit(DlmsDecoder.Scan scan) {
    assertTrue(scan.telegrams().isEmpty());
    String message = scan.unread().get(0).getMessage();
    assertTrue(message, message.contains("at most"));
  }

  private static List<byte[]> blocks(DlmsData data) {
    byte[] bytes = DlmsEncoder.data(data);
    return DlmsFixtures.responses(INVOKE_ID, bytes, 40);
  }

  private static DlmsData value(DlmsTelegram telegram) {
    return ((DlmsApdu.GetResponse) telegram.apdu()).results().get(0).data();
  }

  private static byte[] packets(List<byte[]> blocks) {
    List<byte[]> packets = new ArrayList<>();
    blocks.forEach(block -> packets.add(DlmsEncoder.wrapper(block, 1, 16)));
    return DlmsFixtures.join(packets);
  }

  private static DlmsTelegram only(DlmsDecoder.Scan scan) {
    assertTrue("" + scan.unread() + scan.damaged(), scan.unread().isEmpty());
    return only(scan.telegrams());
  }

  private static DlmsTelegram only(List<DlmsTelegram> telegrams) {
    assertEquals(1, telegrams.size());
    return telegrams.get(0);
  }

  private static void assertFault(Kind kind, byte[] bytes) {
    DlmsDecoder.Scan scan = scan(bytes);
    assertTrue(scan.telegrams().isEmpty());
    assertEquals(kind, scan.unread().get(0).kind());
  }

  private static DlmsDecoder.Scan scan(byte[] bytes) {
    return DlmsDecoder.scan(bytes, 0, bytes.length, DlmsFixtures.cipher(), DlmsLimits.DEFAULT);
  }
}
