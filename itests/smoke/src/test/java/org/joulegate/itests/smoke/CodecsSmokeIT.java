package org.joulegate.itests.smoke;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.dlms.DlmsDecoder;
import org.joulegate.codec.dlms.DlmsKeyUse;
import org.joulegate.codec.dlms.DlmsLimits;
import org.joulegate.codec.dlms.DlmsReading;
import org.joulegate.codec.dlms.DlmsSecurity;
import org.joulegate.codec.dlms.SoftwareDlmsCipher;
import org.joulegate.codec.iec62056.P1Decoder;
import org.joulegate.codec.iec62056.ReadoutDecoder;
import org.joulegate.codec.iec62056.ReadoutLimits;
import org.joulegate.codec.iec62056.SealedP1;
import org.joulegate.codec.mbus.ApplicationData;
import org.joulegate.codec.mbus.FormatCache;
import org.joulegate.codec.mbus.MbusLimits;
import org.joulegate.codec.mbus.WiredDecoder;
import org.joulegate.codec.mbus.radio.FrameKind;
import org.joulegate.codec.mbus.radio.RadioDecoder;
import org.joulegate.codec.mbus.transport.KeyUse;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.SoftwareTelegramCipher;
import org.joulegate.codec.sml.SmlBody;
import org.joulegate.codec.sml.SmlDecoder;
import org.joulegate.codec.sml.SmlEncoder;
import org.joulegate.codec.sml.SmlLimits;
import org.joulegate.codec.sml.SmlListEntry;
import org.joulegate.codec.sml.SmlMessage;
import org.joulegate.codec.sml.SmlObis;
import org.joulegate.codec.sml.SmlValue;
import org.junit.Test;

/** A telegram of each family is read by the bundles of the feature, with their imports resolved. */
public class CodecsSmokeIT extends FeatureSmoke {
  private static final int WATT_HOUR = 30;
  private static final String P1 = "/XMX5SMOKE\r\n\r\n1-0:1.8.1(000012.345*kWh)\r\n!\r\n";

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

  /** Format A, with its checksums. */
  @Test
  public void mbusByRadioIsRead() throws Exception {
    byte[] frame = bytes("14442104785634120107006c7a550000000c13270485021377");
    var telegram =
        RadioDecoder.decode(
            frame,
            0,
            frame.length,
            FrameKind.UNKNOWN,
            SoftwareTelegramCipher.ofOneKey(new byte[16]),
            FormatCache.NONE,
            MbusLimits.DEFAULT);
    assertNull(telegram.fault());
    var application = (ApplicationData.Variable) telegram.application();
    assertNotNull(application);
    assertEquals(2_850_427, application.records().records().get(0).mantissa());
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
  public void smlIsRead() throws Exception {
    byte[] bytes =
        SmlEncoder.telegram(
            ByteSlice.of(bytes("0a01584d4700005bae28")),
            1,
            1,
            List.of(
                SmlListEntry.of(
                    SmlObis.ENERGY_IMPORT, WATT_HOUR, -1, new SmlValue.Int(131_304, 8, false))));
    var file = SmlDecoder.decode(bytes, 0, bytes.length, SmlLimits.DEFAULT);
    var values =
        file.messages().stream()
            .map(SmlMessage::body)
            .filter(SmlBody.GetListResponse.class::isInstance)
            .map(SmlBody.GetListResponse.class::cast)
            .flatMap(list -> list.values().stream())
            .toList();
    assertEquals(1, values.size());
    assertEquals(131_304, ((SmlValue.Int) values.get(0).value()).value());
  }

  @Test
  public void dlmsIsRead() {
    byte[] apdu = bytes("0f0000000100020309060100010800ff06000004d202020f00161e");
    var scan =
        DlmsDecoder.scan(
            apdu, 0, apdu.length, SoftwareDlmsCipher.of(null, null), DlmsLimits.DEFAULT);
    assertEquals(1, scan.telegrams().size());
    assertNotNull(DlmsReading.of(scan.telegrams().get(0)));
  }

  @Test
  public void aReadoutIsRead() throws Exception {
    String lines = "1.8.0(001234.567*kWh)\r\n!\r\n\u0003";
    int check = lines.chars().reduce(0, (left, right) -> left ^ right);
    byte[] text = ascii("/XMX5SMOKE\r\n\r\n\u0002" + lines + (char) check);
    var readout = ReadoutDecoder.decode(text, 0, text.length, ReadoutLimits.DEFAULT);
    assertEquals(1, readout.dataSets().size());
    assertEquals(1_234_567, readout.dataSets().get(0).values().get(0).mantissa());
  }

  @Test
  public void p1IsRead() throws Exception {
    byte[] text = ascii(P1);
    var telegram = P1Decoder.decode(text, 0, text.length, ReadoutLimits.DEFAULT);
    assertNotNull(telegram.find(1, 0, 1, 8, 1));
  }

  /** P1 calls DLMS here. */
  @Test
  public void p1UnderAKeyIsRead() throws Exception {
    var cipher =
        SoftwareDlmsCipher.of(
            bytes("000102030405060708090a0b0c0d0e0f"), SealedP1.smartyAuthenticationKey());
    byte[] title = ascii("XMXSMOKE");
    byte[] content =
        cipher.seal(
            DlmsKeyUse.GLOBAL_UNICAST,
            new DlmsSecurity(0x30, ByteSlice.of(title), 7, ByteSlice.of()),
            ascii(P1));
    ByteBuffer apdu = ByteBuffer.allocate(3 + title.length + 2 + 5 + content.length);
    apdu.put(bytes("db08")).put(title).put((byte) 0x82).putShort((short) (5 + content.length));
    apdu.put((byte) 0x30).putInt(7).put(content);
    var opened = SealedP1.open(apdu.array(), 0, apdu.capacity(), cipher);
    assertNotNull(opened.telegram().find(1, 0, 1, 8, 1));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
