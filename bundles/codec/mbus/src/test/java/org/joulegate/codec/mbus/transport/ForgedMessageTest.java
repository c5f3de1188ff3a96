package org.joulegate.codec.mbus.transport;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.mbus.transport.Security.Outcome;
import org.junit.Test;

/** What somebody without the key sends in a meter's name. */
public class ForgedMessageTest {

  private static final MeterAddress METER = new MeterAddress("JGT", "12345678", 1, 7);
  private static final byte[] KEY = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
  private static final byte[] RECORD = {0x04, 0x13, 0x10, 0x27, 0, 0};

  private static TransportEncoder message() {
    return new TransportEncoder(0x7A, RECORD).header(null, 1, 0).linkAddress(METER).key(KEY);
  }

  private static Transport open(byte[] message, int leastMac) throws MalformedTelegramException {
    TelegramCipher cipher = SoftwareTelegramCipher.ofOneKey(KEY).withLeastMacLength(leastMac);
    return TransportLayer.open(message, 0, message.length, METER, true, cipher);
  }

  private static void assertRefused(Transport transport) {
    assertEquals(Outcome.NOT_AUTHENTICATED, transport.security().outcome());
    assertFalse(transport.security().authenticated());
    assertFalse(transport.security().isOpen());
    assertEquals(0, transport.length());
    assertTrue(
        transport.fault().getMessage(), transport.fault().getMessage().contains("authentication"));
  }

  @Test
  public void aShortCodeFoundByTryingIsNotTaken() throws Exception {
    // Two bytes are right after at most 65,536 tries: this is the message that is right.
    byte[] found = message().mode7(9, 3).encode();
    assertRefused(open(found, TelegramCipher.DEFAULT_LEAST_MAC));
    assertTrue(open(found, 2).security().authenticated());
    assertRefused(open(message().mode7(9, 4).encode(), TelegramCipher.DEFAULT_LEAST_MAC));
    assertRefused(open(message().mode7(9, 5).encode(), 12));
  }

  @Test
  public void aShortTagIsNotTaken() throws Exception {
    byte[] found = message().mode10(9, 4).encode();
    assertRefused(open(found, TelegramCipher.DEFAULT_LEAST_MAC));
    assertTrue(open(found, 4).security().authenticated());
    assertTrue(open(message().mode10(9, 8).encode(), 8).security().authenticated());
  }

  @Test
  public void aMessageOfMode7WhoseCodeWasTakenAwayIsNotOpened() throws Exception {
    byte[] stripped = withoutCode(message().mode7(9, 5).encode());
    assertRefused(open(stripped, TelegramCipher.DEFAULT_LEAST_MAC));
    Transport asked = open(stripped, 0);
    assertEquals(Outcome.OPENED, asked.security().outcome());
    assertFalse(asked.security().authenticated());
  }

  @Test
  public void aCodeTakenAwayDoesNotHideThatTheKeyIsMissingOrWrong() throws Exception {
    byte[] stripped = withoutCode(message().mode7(9, 5).encode());
    Transport closed = TransportLayer.open(stripped, 0, stripped.length, METER, true, null);
    assertEquals(Outcome.NO_KEY, closed.security().outcome());
    Transport wrong =
        TransportLayer.open(
            stripped,
            0,
            stripped.length,
            METER,
            true,
            SoftwareTelegramCipher.ofOneKey(new byte[16]));
    assertEquals(Outcome.WRONG_KEY, wrong.security().outcome());
  }

  @Test
  public void aPlainMessageWithACodeIsNotReadByWireWithoutChecking() throws Exception {
    // Mode 22 means nothing; with a newer layer in front it is no older meter's signature either.
    byte[] sealed = message().mode7(9, 5).encode();
    int header = 2 + sealed[1];
    sealed[header + 4] = 0x16;
    TelegramCipher cipher = SoftwareTelegramCipher.ofOneKey(KEY);
    Transport transport = TransportLayer.open(sealed, 0, sealed.length, null, true, cipher);
    assertNotEquals(Outcome.NOT_ENCRYPTED, transport.security().outcome());
    assertEquals(0, transport.length());
    assertTrue(transport.warnings().isEmpty());
  }

  @Test
  public void aCommandIsOpenedWithTheAddressOfTheMeterThatItIsFor() throws Exception {
    MeterAddress gateway = new MeterAddress("GWY", "00000001", 1, 0x31);
    byte[] command =
        new TransportEncoder(0x5A, RECORD)
            .header(null, 1, 0)
            .linkAddress(gateway)
            .key(KEY)
            .toMeter()
            .link(4, 0x20, 5, METER, 1L << 29 | 7)
            .encode();
    TelegramCipher keys = SoftwareTelegramCipher.ofKeys(Map.of(METER, KEY));
    Transport transport = TransportLayer.open(command, 0, command.length, gateway, false, keys);
    assertEquals(Outcome.OPENED, transport.security().outcome());
    assertEquals(RECORD.length, transport.length());
  }

  @Test
  public void aLeastLengthOutsideItsRangeIsTheCallersMistake() {
    SoftwareTelegramCipher cipher = SoftwareTelegramCipher.ofOneKey(KEY);
    assertThrows(IllegalArgumentException.class, () -> cipher.withLeastMacLength(17));
    assertThrows(IllegalArgumentException.class, () -> cipher.withLeastMacLength(-1));
  }

  /** The authentication layer with the message counter alone. */
  private static byte[] withoutCode(byte[] message) {
    int layer = 2 + message[1];
    byte[] stripped = Arrays.copyOfRange(message, layer - 8, message.length);
    System.arraycopy(message, 5, stripped, 4, 4);
    stripped[0] = (byte) 0x90;
    stripped[1] = 6;
    stripped[2] = 0;
    stripped[3] = 0x08;
    return stripped;
  }
}
