package org.joulegate.itests.smoke;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.joulegate.codec.dlms.DlmsDecoder;
import org.joulegate.codec.dlms.DlmsLimits;
import org.joulegate.codec.dlms.DlmsReading;
import org.joulegate.codec.dlms.SoftwareDlmsCipher;
import org.joulegate.codec.iec62056.P1Decoder;
import org.joulegate.codec.iec62056.ReadoutLimits;
import org.joulegate.codec.mbus.ApplicationData;
import org.joulegate.codec.mbus.FormatCache;
import org.joulegate.codec.mbus.MbusLimits;
import org.joulegate.codec.mbus.WiredDecoder;
import org.joulegate.codec.mbus.transport.KeyUse;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.SoftwareTelegramCipher;
import org.junit.Test;

/** A telegram of each family is read by the bundles of the feature, with their imports resolved. */
public class CodecsSmokeIT extends FeatureSmoke {
  @Override
  protected List<String> features() {
    return List.of("runtime-base", "codecs");
  }

  @Test
  public void wiredMbusIsRead() throws Exception {
    byte[] frame =
        bytes("681f1f680802727856341224400107550000000313153100da023b13018b60043718021816");
    SoftwareTelegramCipher keys = SoftwareTelegramCipher.ofOneKey(new byte[16]);
    var telegram =
        WiredDecoder.decode(frame, 0, frame.length, keys, FormatCache.NONE, MbusLimits.DEFAULT);
    assertNull(telegram.fault());
    var application = (ApplicationData.Variable) telegram.application();
    assertNotNull(application);
    assertEquals(12_565, application.records().records().get(0).mantissa());
  }

  /** The ciphers are found: those of the JDK are all that a message code needs. */
  @Test
  public void aMessageCodeIsComputed() {
    MeterAddress meter = new MeterAddress("XYZ", "12345678", 1, 7);
    KeyUse key = new KeyUse(meter, KeyUse.Derivation.PERSISTENT, 0, 0, -1);
    byte[] code = new byte[16];
    SoftwareTelegramCipher.ofOneKey(bytes("2b7e151628aed2a6abf7158809cf4f3c"))
        .cmac(key, new byte[0], code);
    assertEquals("bb1d6929e95937287fa37d129b756746", HexFormat.of().formatHex(code));
  }

  @Test
  public void dlmsIsRead() {
    byte[] apdu = bytes("0f000000010002020209060100010800ff06000004d202020f00161e");
    var scan =
        DlmsDecoder.scan(
            apdu, 0, apdu.length, SoftwareDlmsCipher.of(null, null), DlmsLimits.DEFAULT);
    assertEquals(1, scan.telegrams().size());
    assertNotNull(DlmsReading.of(scan.telegrams().get(0)));
  }

  @Test
  public void p1IsRead() throws Exception {
    byte[] text =
        "/XMX5SMOKE\r\n\r\n1-0:1.8.1(000012.345*kWh)\r\n!\r\n".getBytes(StandardCharsets.US_ASCII);
    var telegram = P1Decoder.decode(text, 0, text.length, ReadoutLimits.DEFAULT);
    assertNotNull(telegram.find(1, 0, 1, 8, 1));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
