package org.joulegate.codec.mbus.transport;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.util.Arrays;
import java.util.Random;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.mbus.transport.Security.Outcome;
import org.junit.Test;

/** What the encoder writes the decoder opens, in every mode; and nothing else. */
public class TransportRoundTripTest {

  private static final MeterAddress LINK = new MeterAddress("JGT", "87654321", 7, 0x37);
  private static final MeterAddress METER = new MeterAddress("KAM", "12345678", 27, 0x16);
  private static final byte[] KEY = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

  /** One message of the many that there are. */
  static TransportEncoder message(Random random, byte[] application) {
    boolean longHeader = random.nextBoolean();
    TransportEncoder encoder =
        new TransportEncoder(longHeader ? 0x72 : 0x7A, application)
            .header(longHeader ? METER : null, random.nextInt(256), random.nextInt(256))
            .linkAddress(LINK)
            .key(KEY);
    switch (random.nextInt(5)) {
      case 0:
        encoder.mode5();
        break;
      case 1:
        encoder.mode7(random.nextInt() & 0xFFFFFFFFL, 3 + random.nextInt(5));
        break;
      case 2:
        encoder.mode9(random.nextInt() & 0xFFFFFFFFL);
        break;
      case 3:
        encoder.mode10(random.nextInt() & 0xFFFFFFFFL, 4 * (1 + random.nextInt(4)));
        break;
      default:
        break;
    }
    int type = random.nextInt(5);
    if (type > 0) {
      long session = random.nextInt(1 << 29) | (random.nextBoolean() ? 1L << 29 : 0);
      encoder.link(type, random.nextInt(256), random.nextInt(256), METER, session);
    }
    return encoder;
  }

  private static Transport open(byte[] message, byte[] key) throws MalformedTelegramException {
    return TransportLayer.open(
        message,
        0,
        message.length,
        LINK,
        true,
        SoftwareTelegramCipher.ofOneKey(key).withLeastMacLength(2));
  }

  private static void assertCarries(byte[] application, Transport transport) {
    assertTrue(transport.security().isOpen());
    byte[] read = transport.application().toByteArray();
    int mode = transport.header().securityMode();
    int start = mode == 5 || mode == 7 ? 2 : 0;
    assertEquals(
        ByteSlice.of(application),
        new ByteSlice(read, start, Math.min(application.length, read.length - start)));
    for (int i = start + application.length; i < read.length; i++) {
      assertEquals(0x2F, read[i]);
    }
  }

  @Test
  public void everyModeAndLayerComesBack() throws Exception {
    Random random = new Random(5);
    for (int i = 0; i < 4000; i++) {
      byte[] application = new byte[random.nextInt(120)];
      random.nextBytes(application);
      byte[] message = message(random, application).encode();
      assertCarries(application, open(message, KEY));
    }
  }

  @Test
  public void theMessageGivenIsNeverChanged() throws Exception {
    Random random = new Random(6);
    for (int i = 0; i < 500; i++) {
      byte[] message = message(random, new byte[random.nextInt(60)]).encode();
      byte[] before = message.clone();
      open(message, KEY);
      assertTrue(Arrays.equals(before, message));
    }
  }

  @Test
  public void anotherKeyOpensNothing() throws Exception {
    byte[] other = KEY.clone();
    other[7] ^= 0x20;
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] application = new byte[20];
      random.nextBytes(application);
      Transport transport = open(message(random, application).encode(), other);
      boolean sealed = transport.sealed().length() > 0;
      assertEquals(
          sealed ? Outcome.WRONG_KEY : Outcome.NOT_ENCRYPTED, transport.security().outcome());
      assertEquals(sealed ? 0 : 20, transport.length());
    }
  }

  @Test
  public void withoutAKeyWhatIsSealedStaysSealed() throws Exception {
    Random random = new Random(8);
    for (int i = 0; i < 1000; i++) {
      byte[] message = message(random, new byte[20]).encode();
      Transport transport = TransportLayer.open(message, 0, message.length, LINK, true, null);
      boolean sealed = transport.sealed().length() > 0;
      assertEquals(sealed ? Outcome.NO_KEY : Outcome.NOT_ENCRYPTED, transport.security().outcome());
    }
  }

  @Test
  public void aChangedBitOfAnAuthenticatedMessageIsNoticed() throws Exception {
    byte[] application = new byte[20];
    for (int mode : new int[] {7, 9, 10}) {
      TransportEncoder encoder =
          new TransportEncoder(0x7A, application).header(null, 1, 0).linkAddress(LINK).key(KEY);
      byte[] message =
          (mode == 7 ? encoder.mode7(99, 5) : mode == 9 ? encoder.mode9(99) : encoder.mode10(99, 8))
              .encode();
      for (int bit = 0; bit < message.length * 8; bit++) {
        if (mode == 7 && (bit == 24 || bit == 31)) {
          continue; // the reserved bits of the fragmentation control, which no code covers
        }
        byte[] changed = message.clone();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));
        try {
          Transport transport = open(changed, KEY);
          assertFalse(
              "mode " + mode + " bit " + bit,
              transport.security().outcome() == Outcome.OPENED
                  && transport.security().authenticated());
        } catch (MalformedTelegramException e) {
          assertTrue(e.offset() <= message.length);
        }
      }
    }
  }

  @Test
  public void everyTruncationIsRefusedOrSealedOrShorter() throws Exception {
    Random random = new Random(9);
    for (int i = 0; i < 40; i++) {
      byte[] message = message(random, new byte[24]).encode();
      for (int length = 0; length < message.length; length++) {
        try {
          Transport transport =
              TransportLayer.open(
                  message, 0, length, LINK, true, SoftwareTelegramCipher.ofOneKey(KEY));
          assertTrue(transport.offset() + transport.length() <= length);
          assertFalse(transport.security().authenticated());
        } catch (MalformedTelegramException e) {
          assertTrue(e.offset() <= length);
        }
      }
    }
  }

  @Test
  public void keysAreNotTheSameInBothDirections() throws Exception {
    byte[] message =
        new TransportEncoder(0x5B, new byte[5])
            .header(METER, 1, 0)
            .linkAddress(LINK)
            .key(KEY)
            .toMeter()
            .mode7(5, 5)
            .encode();
    TelegramCipher cipher = SoftwareTelegramCipher.ofOneKey(KEY);
    Transport right = TransportLayer.open(message, 0, message.length, LINK, false, cipher);
    assertEquals(Outcome.OPENED, right.security().outcome());
    Transport wrong = TransportLayer.open(message, 0, message.length, LINK, true, cipher);
    assertEquals(Outcome.WRONG_KEY, wrong.security().outcome());
  }

  @Test
  public void bytesOutsideTheArrayAreTheCallersMistake() throws Exception {
    try {
      TransportLayer.open(new byte[4], 2, 3, LINK, true, null);
      fail("out of bounds");
    } catch (IndexOutOfBoundsException e) {
      assertTrue(e.getMessage().length() > 0);
    }
  }
}
