package org.joulegate.codec.sml;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.sml.SmlBody.GetListResponse;
import org.joulegate.codec.sml.SmlValue.Int;
import org.junit.Test;

public class SmlQuirksTest {

  private static final ByteSlice HOLLEY = SmlFixtures.hex("0a01484c590200000001");

  @Test
  public void positivePowerOfAnOldDvs74IsReadAsUnsigned() {
    SmlQuirks.Corrected corrected =
        apply(SmlFixtures.DZG_OLD_METER, SmlFixtures.power(0x8025 - 0x10000, 2, true));
    assertEquals("328.05", corrected.values().get(0).decimal());
    assertEquals(SmlQuirk.DZG_UNSIGNED_POWER, corrected.applied().get(0).quirk());
  }

  @Test
  public void negativePowerOfAnOldDvs74InFourBytesStaysNegative() {
    assertUnchanged(SmlFixtures.DZG_OLD_METER, SmlFixtures.power(-126_061, 4, true));
  }

  @Test
  public void negativePowerOfANewDvs74StaysNegative() {
    assertUnchanged(SmlFixtures.DZG_NEW_METER, SmlFixtures.power(-10_550, 2, true));
  }

  @Test
  public void theRangesOfSerialNumbersAreThoseThatTheMakerNamed() {
    for (long serial : new long[] {42_000_000, 48_999_999, 55_000_000, 58_999_999}) {
      assertEquals(1, apply(dzg(serial), SmlFixtures.power(-1, 2, true)).applied().size());
    }
    for (long serial : new long[] {40_221_297, 41_999_999, 49_000_000, 54_999_999, 59_000_000}) {
      assertUnchanged(dzg(serial), SmlFixtures.power(-1, 2, true));
    }
  }

  @Test
  public void anEmhMeterGetsSignedPowerFromItsStatusBit() {
    SmlQuirks.Corrected export =
        apply(SmlFixtures.EMH_METER, SmlFixtures.energy(1).withStatus(0x1B0), absolute(1266));
    assertEquals("126.6", export.values().get(1).decimal());
    assertEquals("1-0:16.7.0*255", export.values().get(2).obis());
    assertEquals("-126.6", export.values().get(2).decimal());
    assertEquals(SmlQuirk.EMH_DIRECTION_BIT, export.applied().get(0).quirk());
    SmlQuirks.Corrected imported =
        apply(SmlFixtures.EMH_METER, SmlFixtures.energy(1).withStatus(0x182), absolute(1266));
    assertEquals("126.6", imported.values().get(2).decimal());
  }

  @Test
  public void anotherMakersAbsolutePowerIsLeftAsItIs() {
    assertUnchanged(
        SmlFixtures.BASIC_METER, SmlFixtures.energy(1).withStatus(0x1B0), absolute(1266));
  }

  @Test
  public void powerInAnUnsignedTypeTakesItsDirectionFromTheStatusWord() {
    for (long status : new long[] {0x1C0904, 0x1A2}) {
      SmlQuirks.Corrected corrected =
          apply(
              SmlFixtures.BASIC_METER,
              SmlFixtures.energy(1).withStatus(status),
              SmlFixtures.power(40_000, 2, false));
      assertEquals("-400.00", corrected.values().get(1).decimal());
      assertEquals(SmlQuirk.UNSIGNED_POWER_DIRECTION, corrected.applied().get(0).quirk());
    }
    assertUnchanged(
        SmlFixtures.BASIC_METER,
        SmlFixtures.energy(1).withStatus(0x1C0104),
        SmlFixtures.power(40_000, 2, false));
  }

  @Test
  public void signedPowerIsLeftAsItIsWhateverTheStatusSays() {
    assertUnchanged(
        SmlFixtures.BASIC_METER,
        SmlFixtures.energy(1).withStatus(0x1C0904),
        SmlFixtures.power(-40_000, 4, true));
  }

  @Test
  public void aKermitChecksumIsSaid() {
    SmlQuirks.Corrected known =
        SmlQuirks.apply(new SmlFile(List.of(), SmlCrc.KERMIT), list(HOLLEY));
    SmlQuirks.Corrected unknown =
        SmlQuirks.apply(new SmlFile(List.of(), SmlCrc.KERMIT), list(SmlFixtures.BASIC_METER));
    assertEquals(SmlQuirk.HOLLEY_KERMIT, known.applied().get(0).quirk());
    assertTrue(unknown.applied().get(0).text().contains("not known for it"));
  }

  @Test
  public void theMeterIsKnownByItsValueWhenTheListHasNoServerId() {
    GetListResponse list =
        new GetListResponse(
            null,
            null,
            null,
            null,
            List.of(SmlFixtures.meterId(SmlFixtures.DZG_OLD_METER), SmlFixtures.power(-1, 1, true)),
            null,
            null);
    assertEquals(
        "2.55",
        SmlQuirks.apply(new SmlFile(List.of(), SmlCrc.X25), list).values().get(1).decimal());
  }

  private static void assertUnchanged(ByteSlice meter, SmlListEntry... entries) {
    SmlQuirks.Corrected corrected = apply(meter, entries);
    assertEquals(Arrays.asList(entries), corrected.values());
    assertTrue(corrected.applied().isEmpty());
  }

  private static SmlQuirks.Corrected apply(ByteSlice meter, SmlListEntry... entries) {
    return SmlQuirks.apply(new SmlFile(List.of(), SmlCrc.X25), list(meter, entries));
  }

  private static GetListResponse list(ByteSlice meter, SmlListEntry... entries) {
    return new GetListResponse(null, meter, null, null, Arrays.asList(entries), null, null);
  }

  private static SmlListEntry absolute(long value) {
    return SmlListEntry.of(SmlObis.POWER_ABSOLUTE, SmlFixtures.WATT, -1, new Int(value, 4, true));
  }

  private static ByteSlice dzg(long serial) {
    return SmlFixtures.hex(String.format("0a01445a4700%08x", serial));
  }
}
