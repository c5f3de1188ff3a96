package org.joulegate.codec.dlms;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.junit.Test;

/** APDUs that come one by one, each in an array of its own. */
public class DlmsReceiverTest {

  private final DlmsReceiver receiver = new DlmsReceiver(DlmsCipher.NONE, DlmsLimits.DEFAULT);

  @Test
  public void aFaultInAnEarlierBlockIsToldWithinTheLastSlice() throws Exception {
    assertNull(accept("C402C1" + "00" + "00000001" + "00" + "09" + "0202060000000C06FF", 7));
    MalformedTelegramException inside =
        assertThrows(
            MalformedTelegramException.class,
            () -> accept("C402C1" + "01" + "00000002" + "00" + "00", 3));
    assertWithin(inside, 3, 11);
    assertNull(accept("C402C1" + "00" + "00000001" + "00" + "02" + "7C06", 40));
    MalformedTelegramException earlier =
        assertThrows(
            MalformedTelegramException.class,
            () -> accept("C402C1" + "01" + "00000002" + "00" + "04" + "00000007", 3));
    assertEquals(3, earlier.offset());
    assertNull(accept("C402C1" + "00" + "00000001" + "00" + "03" + "020206", 40));
    MalformedTelegramException here =
        assertThrows(
            MalformedTelegramException.class,
            () -> accept("C402C1" + "01" + "00000002" + "00" + "05" + "000000077C", 3));
    assertEquals(3 + 10 + 4, here.offset());
  }

  @Test
  public void theOffsetOfATelegramInBlocksIsThatOfTheLastSlice() throws Exception {
    assertNull(accept("C402C1" + "00" + "00000001" + "00" + "02" + "0600", 40));
    DlmsTelegram telegram = accept("C402C1" + "01" + "00000002" + "00" + "03" + "000007", 3);
    assertEquals(3, telegram.offset());
  }

  @Test
  public void aTransferThatAnotherCutsOffIsToldOfBesideTheOtherOne() throws Exception {
    assertNull(accept("C402C1" + "00" + "00000001" + "00" + "02" + "0600", 0));
    assertTrue(receiver.lost().isEmpty());
    DlmsTelegram second = accept("C402C1" + "01" + "00000001" + "00" + "05" + "0600000007", 0);
    assertEquals(0xC1, ((DlmsApdu.GetResponse) second.apdu()).invokeId());
    assertEquals(1, receiver.lost().size());
    assertEquals(Kind.INCOMPLETE, receiver.lost().get(0).kind());
    accept("C402C1" + "01" + "00000001" + "00" + "05" + "0600000007", 0);
    assertTrue(receiver.lost().isEmpty());
  }

  @Test
  public void whatIsBegunAndNotEndedIsToldAtTheEndAndGivenUp() throws Exception {
    assertNull(accept("C402C1" + "00" + "00000001" + "00" + "02" + "0600", 0));
    accept("C402C2" + "01" + "00000001" + "00" + "05" + "0600000007", 0);
    assertEquals(Kind.INCOMPLETE, receiver.end().get(0).kind());
    assertTrue(receiver.end().isEmpty());
    assertThrows(
        MalformedTelegramException.class,
        () -> accept("C402C1" + "01" + "00000002" + "00" + "03" + "000007", 0));
  }

  @Test
  public void aCipherMayUseItsArrayAgain() throws Exception {
    byte[] one = DlmsFixtures.apdu(DlmsFixtures.codes());
    byte[] two = one.clone();
    two[two.length - 1] ^= 1;
    DlmsReceiver sealed = new DlmsReceiver(new Reusing(), DlmsLimits.DEFAULT);
    DlmsTelegram first =
        sealed.accept(ByteSlice.of(DlmsFixtures.sealed(0x30, one)), DlmsFraming.WRAPPER);
    DlmsTelegram second =
        sealed.accept(ByteSlice.of(DlmsFixtures.sealed(0x30, two)), DlmsFraming.WRAPPER);
    assertArrayEquals(one, DlmsEncoder.apdu(first.apdu()));
    assertArrayEquals(two, DlmsEncoder.apdu(second.apdu()));
  }

  /** Hands the APDU over in the middle of an array. */
  private DlmsTelegram accept(String hex, int at) throws MalformedTelegramException {
    byte[] apdu = Hex.parse(hex);
    byte[] array = new byte[at + apdu.length + 5];
    System.arraycopy(apdu, 0, array, at, apdu.length);
    return receiver.accept(new ByteSlice(array, at, apdu.length), DlmsFraming.WRAPPER);
  }

  private static void assertWithin(MalformedTelegramException fault, int offset, int length) {
    int at = fault.offset();
    assertTrue(fault.getMessage(), at >= offset && at <= offset + length);
  }

  /** Gives every plain text in the same array. */
  private static final class Reusing implements DlmsCipher {

    private final DlmsCipher cipher = DlmsFixtures.cipher();
    private final byte[] text = new byte[1024];

    @Override
    public DlmsOpened open(DlmsKeyUse use, DlmsSecurity security, ByteSlice content) {
      DlmsOpened.Plain plain = (DlmsOpened.Plain) cipher.open(use, security, content);
      byte[] bytes = plain.bytes().toByteArray();
      Arrays.fill(text, (byte) 0);
      System.arraycopy(bytes, 0, text, 9, bytes.length);
      return new DlmsOpened.Plain(new ByteSlice(text, 9, bytes.length), plain.authenticated());
    }

    @Override
    public byte[] seal(DlmsKeyUse use, DlmsSecurity security, byte[] plain) {
      return cipher.seal(use, security, plain);
    }
  }
}
