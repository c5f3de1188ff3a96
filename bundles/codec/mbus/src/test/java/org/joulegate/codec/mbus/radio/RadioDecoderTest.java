package org.joulegate.codec.mbus.radio;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.mbus.ApplicationData;
import org.joulegate.codec.mbus.BoundedFormatCache;
import org.joulegate.codec.mbus.FormatCache;
import org.joulegate.codec.mbus.MbusLimits;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.Security.Outcome;
import org.joulegate.codec.mbus.transport.SoftwareTelegramCipher;
import org.joulegate.codec.mbus.transport.TransportEncoder;
import org.joulegate.itests.kit.BitFlips;
import org.joulegate.itests.kit.Truncations;
import org.junit.Test;

/**
 * Whole telegrams, the examples that OMS Vol. 2 Annex N and EN 13757-4 Annex C print among them.
 */
public class RadioDecoderTest {

  private static final byte[] KEY = RadioFuzzTarget.KEY;
  private static final MeterAddress METER = RadioFuzzTarget.METER;

  private static RadioTelegram decode(byte[] frame, byte[] key, FormatCache formats)
      throws MalformedTelegramException {
    return RadioDecoder.decode(
        frame,
        0,
        frame.length,
        FrameKind.UNKNOWN,
        key.length == 0 ? null : SoftwareTelegramCipher.ofOneKey(key),
        formats,
        MbusLimits.DEFAULT);
  }

  private static RadioTelegram decode(String frame, String key) throws Exception {
    return decode(Hex.parse(frame), Hex.parse(key), FormatCache.NONE);
  }

  private static int records(RadioTelegram telegram) {
    return telegram.application() instanceof ApplicationData.Variable variable
        ? variable.records().records().size()
        : 0;
  }

  @Test
  public void annexN21WithChecksums() throws Exception {
    String frame =
        "2e449315785634123303"
            + "3363"
            + "7a2a0020255923c95aaa26d1b2e7493b"
            + "c2ad"
            + "013ec4a6f6d3529b520edff0ea6defc9"
            + "55b2"
            + "9d6d69ebf3"
            + "ec8a";
    RadioTelegram telegram = decode(frame, "0102030405060708090a0b0c0d0e0f11");
    assertEquals(FrameFormat.A_WITH_CRC, telegram.frame().format());
    assertNull(telegram.fault());
    assertEquals(3, records(telegram));
    assertEquals("ELS", telegram.meter().manufacturer());
  }

  @Test
  public void annexF2OfCenTr17167HasAPlainRest() throws Exception {
    String frame =
        "294493444433221155086cb17288776655934455080004100500dfe227f9"
            + "a782146d1513581cd2f83f3904015b196109";
    RadioTelegram telegram = decode(frame, "000102030405060708090a0b0c0d0e0f");
    assertNull(telegram.fault());
    assertEquals(4, records(telegram));
    assertEquals("55667788", telegram.meter().id());
    RadioTelegram sealed = decode(frame, "");
    assertEquals(Kind.KEY_MISSING, sealed.fault().kind());
    assertEquals(1, records(sealed));
  }

  @Test
  public void annexN52AccessWithoutReplyHasNoApplication() throws Exception {
    RadioTelegram telegram = decode("194793444433221155378c20758b8877665593445508ff040000", "");
    assertEquals(RadioControl.ACC_NR, telegram.frame().meaning());
    assertNull(telegram.fault());
    assertEquals("55667788", telegram.meter().id());
    assertEquals(8, telegram.meter().deviceType());
    assertEquals(0xFF, telegram.transport().header().accessNumber());
  }

  @Test
  public void annexCOfThePartForRadio() throws Exception {
    RadioTelegram telegram = decode("1444ae0c7856341201078c2027780b134365877ac5", "");
    assertNull(telegram.fault());
    assertEquals(1, records(telegram));
  }

  @Test
  public void aFrameOfFormatBWithoutTheChecksumsThatItCountsIsReadWhenItsContentIsWhole()
      throws Exception {
    for (String message : List.of("7804131027000002 5a1501", "780dfd1182" + "41".repeat(0x82))) {
      byte[] sent = RadioEncoder.frame(FrameFormat.B_NO_CRC, 0x44, METER, Hex.parse(message));
      RadioTelegram telegram = decode(sent, KEY, FormatCache.NONE);
      assertNull(telegram.fault());
      assertEquals(1, telegram.frame().warnings().size());
    }
  }

  @Test
  public void aFrameCutOffByAsManyBytesAsChecksumsHaveIsTruncated() {
    for (String record : List.of("04131027000002 5a1501", "0dfd1182" + "41".repeat(0x82))) {
      for (int mode : new int[] {0, 5, 7, 10}) {
        TransportEncoder message =
            new TransportEncoder(0x7A, Hex.parse(record))
                .header(null, 1, 0)
                .linkAddress(METER)
                .key(KEY);
        switch (mode) {
          case 5 -> message.mode5();
          case 7 -> message.mode7(3, 5);
          case 10 -> message.mode10(3, 8);
          default -> {}
        }
        byte[] sent = RadioEncoder.frame(FrameFormat.A_NO_CRC, 0x44, METER, message.encode());
        int cut = sent.length > 130 ? 4 : 2;
        byte[] part = Arrays.copyOf(sent, sent.length - cut);
        for (byte[] key : List.of(KEY, new byte[16])) {
          MalformedTelegramException e =
              assertThrows(
                  MalformedTelegramException.class, () -> decode(part, key, FormatCache.NONE));
          assertEquals(Kind.TRUNCATED, e.kind());
          assertEquals(part.length, e.offset());
        }
      }
    }
  }

  @Test
  public void aFrameOfTheLinkLayerAloneIsWhole() throws Exception {
    byte[] ack = RadioEncoder.frame(FrameFormat.A_WITH_CRC, 0x00, METER, new byte[0]);
    RadioTelegram telegram = decode(ack, KEY, FormatCache.NONE);
    assertNull(telegram.fault());
    assertNull(telegram.transport());
  }

  @Test
  public void aFragmentIsIncomplete() {
    byte[] frame =
        RadioEncoder.frame(
            FrameFormat.A_NO_CRC, 0x44, METER, Hex.parse("9003016025" + "7a01000000"));
    MalformedTelegramException e =
        assertThrows(MalformedTelegramException.class, () -> decode(frame, KEY, FormatCache.NONE));
    assertEquals(Kind.INCOMPLETE, e.kind());
    assertEquals(10, e.offset());
  }

  @Test
  public void theNetworkLayerIsNamed() {
    byte[] frame =
        RadioEncoder.frame(FrameFormat.A_NO_CRC, 0x44, METER, Hex.parse("81000102030405"));
    MalformedTelegramException e =
        assertThrows(MalformedTelegramException.class, () -> decode(frame, KEY, FormatCache.NONE));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertEquals(10, e.offset());
  }

  @Test
  public void aModeThatIsNotOpenedIsNamedAndStaysSealed() throws Exception {
    for (int mode : new int[] {1, 4, 8, 13, 15, 16, 31}) {
      byte[] frame =
          RadioEncoder.frame(
              FrameFormat.A_NO_CRC,
              0x44,
              METER,
              Hex.parse("7a010000" + Hex.format((byte) mode) + "0413000000000413"));
      RadioTelegram telegram = decode(frame, KEY, FormatCache.NONE);
      assertEquals(Outcome.UNSUPPORTED_MODE, telegram.transport().security().outcome());
      assertEquals(mode, telegram.transport().security().mode());
      assertEquals(0, records(telegram));
      assertEquals(Kind.UNSUPPORTED, telegram.fault().kind());
    }
  }

  @Test
  public void whatIsSentToAMeterIsNamedByTheMeterAndNotByTheSender() throws Exception {
    MeterAddress gateway = new MeterAddress("GWY", "66778899", 2, 0x31);
    byte[] message =
        new TransportEncoder(0x5A, Hex.parse("01 2B 05"))
            .link(3, 0, 0x11, METER, -1)
            .header(null, 0x2A, 0)
            .linkAddress(METER)
            .toMeter()
            .key(KEY)
            .mode5()
            .encode();
    byte[] frame = RadioEncoder.frame(FrameFormat.A_WITH_CRC, 0x53, gateway, message);
    RadioTelegram telegram = decode(frame, KEY, FormatCache.NONE);
    assertEquals(Outcome.OPENED, telegram.transport().security().outcome());
    assertEquals(gateway, telegram.frame().address());
    assertEquals(METER, telegram.meter());
  }

  @Test
  public void mode5WithNoSealedBlocksIsPlain() throws Exception {
    byte[] frame =
        RadioEncoder.frame(
            FrameFormat.A_NO_CRC, 0x44, METER, Hex.parse("7a010003052f2f041304850200"));
    RadioTelegram telegram = decode(frame, new byte[0], FormatCache.NONE);
    assertEquals(Outcome.NOT_ENCRYPTED, telegram.transport().security().outcome());
    assertEquals(1, records(telegram));
  }

  @Test
  public void aCompactFrameIsReadAfterAFullOne() throws Exception {
    byte[] records = Hex.parse("041304850200441300000200");
    byte[] full = RadioEncoder.frame(FrameFormat.A_NO_CRC, 0x44, METER, join("78", records));
    int signature = crc(Hex.parse("04134413"));
    int checksum = crc(records);
    byte[] compact =
        RadioEncoder.frame(
            FrameFormat.A_NO_CRC,
            0x44,
            METER,
            Hex.parse("79" + little(signature) + little(checksum) + "0485020000000200"));
    FormatCache formats = new BoundedFormatCache(new Limit("formats", 8));
    RadioTelegram before = decode(compact, new byte[0], formats);
    assertNotNull(before.fault());
    assertEquals(Kind.NEEDS_FULL_FRAME, before.fault().kind());
    assertEquals(2, records(decode(full, new byte[0], formats)));
    RadioTelegram after = decode(compact, new byte[0], formats);
    assertNull(after.fault());
    assertEquals(2, records(after));
  }

  @Test
  public void aStrangersFormatDoesNotChangeWhatAMeterSays() throws Exception {
    FormatCache formats = new BoundedFormatCache(new Limit("formats", 8));
    byte[] records = Hex.parse("041310270000");
    decode(
        RadioEncoder.frame(FrameFormat.A_NO_CRC, 0x44, METER, join("78", records)),
        new byte[0],
        formats);
    byte[] other = Hex.parse("8400E209"); // The signature of 0413.
    assertEquals(crc(Hex.parse("0413")), crc(other));
    byte[] format = Hex.parse("69 06" + little(crc(other)) + Hex.format(other));
    MeterAddress stranger = new MeterAddress("XXX", "99999999", 1, 7);
    decode(RadioEncoder.frame(FrameFormat.A_NO_CRC, 0x44, stranger, format), new byte[0], formats);
    byte[] compact =
        RadioEncoder.frame(
            FrameFormat.A_NO_CRC,
            0x44,
            METER,
            Hex.parse("79" + little(crc(other)) + little(crc(records)) + "10270000"));
    RadioTelegram read = decode(compact, new byte[0], formats);
    assertNull(read.fault());
    ApplicationData.Variable variable = (ApplicationData.Variable) read.application();
    assertEquals("volume", variable.records().records().get(0).quantity());
    decode(RadioEncoder.frame(FrameFormat.A_NO_CRC, 0x44, METER, format), new byte[0], formats);
    RadioTelegram torn = decode(compact, new byte[0], formats);
    assertNotNull(torn.fault());
    assertEquals(Kind.NEEDS_FULL_FRAME, torn.fault().kind());
  }

  private static byte[] join(String ci, byte[] records) {
    return Hex.parse(ci + Hex.format(records));
  }

  private static int crc(byte[] bytes) {
    return Crc16.en13757(bytes, 0, bytes.length);
  }

  private static String little(int value) {
    return Hex.format((byte) value, (byte) (value >>> 8));
  }

  @Test
  public void everyTruncationIsRefused() throws Exception {
    for (FrameFormat format : FrameFormat.values()) {
      byte[] frame = RadioEncoder.frame(format, 0x44, METER, message().mode7(5, 5).encode());
      FrameKind kind = new FrameKind(LineCode.PLAIN, format);
      Truncations.forEach(
          frame,
          (part, length) -> {
            MalformedTelegramException e =
                assertThrows(
                    MalformedTelegramException.class,
                    () ->
                        RadioDecoder.decode(
                            part, 0, length, kind, null, FormatCache.NONE, MbusLimits.DEFAULT));
            assertTrue(e.offset() <= length);
          });
    }
  }

  @Test
  public void everyBitFlipOfAFrameWithChecksumsIsRefused() throws Exception {
    for (FrameFormat format : new FrameFormat[] {FrameFormat.A_WITH_CRC, FrameFormat.B_WITH_CRC}) {
      byte[] frame = RadioEncoder.frame(format, 0x44, METER, message().encode());
      FrameKind kind = new FrameKind(LineCode.PLAIN, format);
      BitFlips.forEach(
          frame,
          (damaged, bit) ->
              assertThrows(
                  MalformedTelegramException.class,
                  () ->
                      RadioDecoder.decode(
                          damaged,
                          0,
                          damaged.length,
                          kind,
                          null,
                          FormatCache.NONE,
                          MbusLimits.DEFAULT)));
    }
  }

  @Test
  public void randomTelegramsOfEveryFormatAndModeComeBack() throws Exception {
    Random random = new Random(11);
    for (int i = 0; i < 1500; i++) {
      int count = 1 + random.nextInt(10);
      StringBuilder records = new StringBuilder();
      for (int k = 0; k < count; k++) {
        records
            .append("0413")
            .append(Hex.format((byte) random.nextInt(), (byte) 1, (byte) 2, (byte) 0));
      }
      TransportEncoder message =
          new TransportEncoder(0x7A, Hex.parse(records))
              .header(null, random.nextInt(256), 0)
              .linkAddress(METER)
              .key(KEY);
      switch (random.nextInt(5)) {
        case 0 -> message.mode5();
        case 1 -> message.mode7(random.nextInt(1 << 30), 5 + random.nextInt(3));
        case 2 -> message.mode9(random.nextInt(1 << 30));
        case 3 -> message.mode10(random.nextInt(1 << 30), 8);
        default -> {}
      }
      if (random.nextBoolean()) {
        message.link(2, 0, random.nextInt(256), null, random.nextInt(1 << 30));
      }
      FrameFormat format = FrameFormat.values()[random.nextInt(3)];
      byte[] frame = RadioEncoder.frame(format, 0x44, METER, message.encode());
      RadioTelegram telegram = decode(frame, KEY, FormatCache.NONE);
      assertNull(telegram.fault());
      assertEquals(count, records(telegram));
    }
  }

  private static TransportEncoder message() {
    return new TransportEncoder(0x7A, Hex.parse("041304850200"))
        .header(null, 42, 0)
        .linkAddress(METER)
        .key(KEY);
  }
}
