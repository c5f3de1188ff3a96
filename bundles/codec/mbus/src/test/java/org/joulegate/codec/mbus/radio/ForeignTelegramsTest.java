package org.joulegate.codec.mbus.radio;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.mbus.ApplicationData;
import org.joulegate.codec.mbus.FormatCache;
import org.joulegate.codec.mbus.MbusLimits;
import org.joulegate.codec.mbus.Records;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.Security;
import org.joulegate.codec.mbus.transport.Security.Outcome;
import org.joulegate.codec.mbus.transport.SoftwareTelegramCipher;
import org.junit.Test;

/**
 * Sealed telegrams that were not made by our encoder but by another program from the text of the
 * standards, with the ciphers of OpenSSL: a mistake that encoder and decoder share would show here,
 * save in mode 9, where what the tag covers is inferred. All say 0.298 m³, no error and the end of
 * 2018; the key is 00 to 0F.
 */
public class ForeignTelegramsTest {

  private static final byte[] KEY = Hex.parse("000102030405060708090a0b0c0d0e0f");
  private static final MeterAddress METER = new MeterAddress("HYD", "12345678", 1, 7);

  /** What it is, and the telegram. */
  private static final String[] TELEGRAMS = {
    "mode 5, short header",
    "2e44242378563412010743e67a2a0020054510b632bf01026d4ad7489a03d1b853f9bbd0f90d9edc"
        + "497ed9908879fe9adaf1f5771c4854",
    "mode 5, long header, through an adapter",
    "3644ee4d99887766023728117278563412242301072a0020054510b6abca32bf01026d4ad748d1b8"
        + "53f9bbd0f90d6aca9edc497ed9908879daf1f5771ce469",
    "mode 5, plain rest",
    "2744242378563412010799887a2a001005b598baf55d86b22dce4f5c2952e543b14d9502fd170000"
        + "426c5f2cafa8",
    "mode 5, to the meter, long header",
    "3653ee4d9988776602377ba65b78563412242301072a0020054510b6b3fd32bf01026d4ad748d1b8"
        + "53f9bbd0f90d6aca9edc497ed9908879daf1f5771ce469",
    "mode 5, to the meter, link layer III",
    "3953ee4d99887766023738a28e001124237856341201075a2a002005d2f94510b632bf01026d4ad7"
        + "48d1b853f9bb5205d0f90d9edc497ed9908879daf1f5771c0e51",
    "mode 7, code of 8 bytes",
    "4044242378563412010746f9900f002c2502010000c08c94024c9a4063b3c07a2a00200710f39671"
        + "6a28deaba0d4d2f6776172601abb5858783b691d9d6d898c97c3f87cb0d66bc4117d2d",
    "mode 7, code of 16 bytes, message length",
    "4a442423785634120107d0229019003c6702010000866d98e95068b544ebd373a7baff44328f6f26"
        + "007a2a002007a90710f396716a28deaba0d4776172601abb63e45858783b691d9d6d898cf87cb0d6"
        + "6bc4afd0115365",
    "mode 7, key information",
    "4244242378563412010731df9011002e351000020100007ea6d9a9af53eba87c847a2a00200710f3"
        + "96716a28deabc674a0d4776172601abb5858783b691d9d6d7fe7898cf87cb0d66bc41182d4",
    "mode 7, long header, through an adapter",
    "4b44ee4d9988776602379f248c2011900f002c250201000028da192e4aefb84c176c727856341224"
        + "2301072a002019d80710f396716a28deaba0d4776172601a684bbb5858783b691d9d6d898cf87cb0"
        + "d66ba768c41112a7",
    "mode 7, to the meter",
    "4853ee4d9988776602378026900f002c2502010000d25336895df415c829465b7856341224230107"
        + "2a00200710cf3abd1f7147d20d90be67bfc812c7fa090e73d450a1842622f04a54827862727d36b6"
        + "849966",
    "mode 9",
    "2f44242378563412010778757a2a000029ff10020100008c5e08eda1e9801527b7b2d426203fd04e"
        + "96596a1ef170b54cf26dd5607790d906",
    "mode 9, persistent key, length said",
    "2f44242378563412010778757a2a0001290f00020100000788ece98c582654b51b2249b9ebc5d6f7"
        + "c942f75215efc7263d9d4147be63c4f7",
    "mode 10, tag of 8 bytes",
    "2b44242378563412010796397a2a00ff2a100102010000ed32e94e3c918842444ddb998ee8e0419f"
        + "9120b206c8882e1e6693e7ed",
    "mode 10, tag of 16 bytes",
    "33442423785634120107895b7a2a00ff2a100302010000ed32e94e3ce6ae42444ddb998ee8e0419f"
        + "2ea889e26452879e6bfe45a592a5fc8177667b87",
    "link layer II, sealed",
    "224424237856341201074c578d20117500002080329175bd2aedfcc3a3b1de5dc543a2fcb243a150" + "4a",
    "link layer II, sealed, repeated",
    "224424237856341201074c578d32117500002080329175bd2aedfcc34ca4de5dc543a2fcb243a150" + "4a",
    "link layer IV, sealed, mode 5 inside",
    "414424237856341201078f2011ee4d998877660237050000208144dc4cd1699d69589993ec62127c"
        + "f310b602cd50b1bf4914cc70f6de79273f592468de1c9036c3b7",
  };

  private static RadioTelegram decode(byte[] bytes, byte[] key) throws Exception {
    try (SoftwareTelegramCipher cipher = SoftwareTelegramCipher.ofOneKey(key)) {
      return RadioDecoder.decode(
          bytes, 0, bytes.length, FrameKind.UNKNOWN, cipher, FormatCache.NONE, MbusLimits.DEFAULT);
    }
  }

  @Test
  public void telegramsOfAnotherEncoderAreOpenedAndRead() throws Exception {
    for (int i = 0; i < TELEGRAMS.length; i += 2) {
      String what = TELEGRAMS[i];
      RadioTelegram telegram = decode(Hex.parse(TELEGRAMS[i + 1]), KEY);
      assertNull(what + ": " + telegram.fault(), telegram.fault());
      assertEquals(what, METER, telegram.meter());
      Security security = telegram.transport().security();
      assertEquals(what, Outcome.OPENED, security.outcome());
      boolean coded = security.layer() == Security.Layer.TRANSPORT && security.mode() >= 7;
      assertEquals(what, coded, security.authenticated());
      assertEquals(what, coded ? 0x0102 : -1, coded ? security.counter() : -1);
      assertTrue(what, telegram.application() instanceof ApplicationData.Variable);
      Records records = ((ApplicationData.Variable) telegram.application()).records();
      assertEquals(what, 3, records.records().size());
      assertEquals(what, "0.298", records.records().get(0).value().text());
      assertEquals(what, "0", records.records().get(1).value().text());
      assertEquals(what, "2018-12-31", records.records().get(2).value().text());
    }
  }

  @Test
  public void withAnotherKeyTheyAreSaidToBeSealedByOne() throws Exception {
    for (int i = 0; i < TELEGRAMS.length; i += 2) {
      RadioTelegram telegram = decode(Hex.parse(TELEGRAMS[i + 1]), new byte[16]);
      assertEquals(TELEGRAMS[i], Outcome.WRONG_KEY, telegram.transport().security().outcome());
      assertEquals(TELEGRAMS[i], Kind.KEY_WRONG, telegram.fault().kind());
    }
  }
}
