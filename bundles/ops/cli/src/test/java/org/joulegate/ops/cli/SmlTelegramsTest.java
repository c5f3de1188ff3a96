package org.joulegate.ops.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import java.time.Duration;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.sml.SmlBody;
import org.joulegate.codec.sml.SmlCrc;
import org.joulegate.codec.sml.SmlEncoder;
import org.joulegate.codec.sml.SmlFile;
import org.joulegate.codec.sml.SmlListEntry;
import org.joulegate.codec.sml.SmlMessage;
import org.joulegate.codec.sml.SmlMessageType;
import org.joulegate.codec.sml.SmlObis;
import org.joulegate.codec.sml.SmlProfilePeriod;
import org.joulegate.codec.sml.SmlTime;
import org.joulegate.codec.sml.SmlValue;
import org.joulegate.codec.sml.SmlValue.Int;
import org.junit.Test;

public class SmlTelegramsTest {

  private static final ByteSlice METER = ByteSlice.of(Hex.parse("0a01584d4700005bae28"));
  private static final ByteSlice SIGNATURE = ByteSlice.of(Hex.parse("0102030405"));
  private static final int WATT_HOUR = 30;

  @Test
  public void everyValueOfAProfileHasTheInstantOfItsPeriod() {
    SmlListEntry name =
        new SmlListEntry(SmlObis.ENERGY_IMPORT, false, 0, null, WATT_HOUR, -1, null, null);
    Decoded decoded =
        decode(
            new SmlBody.GetProfilePackResponse(
                METER,
                SmlTime.timestamp(1_700_003_000),
                Duration.ofMinutes(15),
                List.of(),
                List.of(name),
                List.of(period(1_700_000_100, 5000), period(1_700_001_000, 5025)),
                null,
                SIGNATURE));
    assertNull(decoded.error());
    assertEquals("1XMG0006008360", decoded.meter());
    List<Decoded.Register> registers = decoded.registers();
    assertEquals(2, registers.size());
    assertEquals("500.0", registers.get(0).value());
    assertEquals("2023-11-14T22:15:00Z", registers.get(0).time());
    assertEquals("502.5", registers.get(1).value());
    assertEquals("2023-11-14T22:30:00Z", registers.get(1).time());
    assertEquals("128", registers.get(1).status());
    assertEquals("signature", decoded.details().get(0).name());
  }

  @Test
  public void aTimeInThePlaceOfAValueIsShownAsOne() {
    SmlValue time =
        new SmlValue.Listed(
            List.of(
                new Int(1, 1, false),
                new SmlValue.Listed(
                    List.of(new Int(2, 1, false), new Int(1_700_000_100, 4, false)))));
    SmlValue other = new SmlValue.Listed(List.of(new Int(7, 1, false)));
    Decoded decoded =
        decode(
            new SmlBody.GetListResponse(
                null,
                METER,
                null,
                null,
                List.of(
                    SmlListEntry.of(SmlObis.POWER, SmlListEntry.NO_UNIT, 0, time),
                    SmlListEntry.of(SmlObis.POWER, SmlListEntry.NO_UNIT, 0, other)),
                null,
                null));
    assertEquals("2023-11-14T22:15:00Z", decoded.registers().get(0).text());
    assertEquals("list of 1", decoded.registers().get(1).text());
  }

  @Test
  public void aRequestForAProfileIsNamed() {
    Decoded decoded =
        decode(
            new SmlBody.GetProfileRequest(
                SmlMessageType.GET_PROFILE_LIST_REQUEST,
                METER,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null));
    assertEquals(
        "the telegram holds no list of values, only GET_PROFILE_LIST_REQUEST",
        decoded.warnings().get(0).message());
  }

  private static SmlProfilePeriod period(long seconds, int value) {
    return new SmlProfilePeriod(
        SmlTime.local(seconds, 60, 0),
        true,
        0x80,
        List.of(new SmlProfilePeriod.Value(new Int(value, 4, false), null)),
        null);
  }

  /** A frame with one energy. */
  static byte[] frame() {
    SmlValue energy = new Int(12_345, 4, false);
    return frame(
        new SmlBody.GetListResponse(
            null,
            METER,
            null,
            null,
            List.of(SmlListEntry.of(SmlObis.ENERGY_IMPORT, WATT_HOUR, -1, energy)),
            null,
            null));
  }

  private static byte[] frame(SmlBody body) {
    return SmlEncoder.frame(
        new SmlFile(List.of(new SmlMessage(ByteSlice.of(), 0, 0, body)), SmlCrc.X25));
  }

  private static Decoded decode(SmlBody body) {
    return new SmlTelegrams.Format().decode(Request.of(frame(body)));
  }
}
