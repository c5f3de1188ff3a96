package org.joulegate.codec.mbus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.Limit;
import org.junit.Test;

/** Profiles; the first three are the examples that EN 13757-3 (annex F) and OMS (annex G) print. */
public class ProfilesTest {

  private static Profile one(String hex) {
    byte[] bytes = Hex.parse(hex);
    Records records = RecordDecoder.decode(bytes, 0, bytes.length, MbusLimits.DEFAULT);
    assertNull(records.fault());
    List<Profile> profiles = records.profiles(MbusLimits.DEFAULT);
    assertEquals(1, profiles.size());
    return profiles.get(0);
  }

  private static String text(Profile profile) {
    StringBuilder text = new StringBuilder();
    for (Profile.Entry entry : profile.values()) {
      text.append(entry.storage()).append(' ');
      text.append(entry.time() == null ? "-" : entry.time().text()).append(' ');
      text.append(
          entry.value() instanceof Value.Absent absent
              ? absent.reason().name()
              : entry.value().text());
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  public void aCompactProfileGoesOnFromItsBase() {
    assertEquals(
        "9 2010-01-01T01:00 12300.3\n10 2010-01-01T02:00 12300.5\n11 2010-01-01T03:00 12301.6\n",
        text(one("84046D00204111 8B0415003012 8D04951F056901030211")));
  }

  @Test
  public void anInverseCompactProfileGoesBackFromItsBase() {
    assertEquals(
        "9 2010-01-01T02:00 12300.5\n10 2010-01-01T01:00 12300.3\n11 2010-01-01T00:00 12300.0\n",
        text(one("84046D00234111 8B0415163012 8D049513056901110203")));
  }

  @Test
  public void monthsGoFromLastDayToLastDay() {
    assertEquals(
        "1 2008-04-30 0.755\n2 2008-03-31 0.423\n3 2008-02-29 0.209\n4 2008-01-31 0.065\n",
        text(one("0C1313100000 026C1F15 0D93130A7AFE5802320314024401")));
  }

  @Test
  public void absoluteValuesNeedNoBaseValue() {
    assertEquals(
        "9 2024-02-01 0.005\n10 2024-03-01 INVALID_INTEGER\n11 2024-04-01 0.007\n",
        text(one("82046C0131 8D04931E08 32FE 0500 0080 0700")));
  }

  @Test
  public void incrementsWithoutABaseValueHaveNoValue() {
    assertEquals("9 - BASE_MISSING\n10 - BASE_MISSING\n", text(one("8D04931F04 7105 0102")));
  }

  @Test
  public void aMissingIncrementEndsTheKnownValues() {
    assertEquals(
        "9 - 0.012\n10 - INVALID_INTEGER\n11 - BASE_MISSING\n",
        text(one("8404130A000000 8D04931F05 7105 02FF03")));
  }

  @Test
  public void negativeIncrementsAndSignedDifferencesAreTold() {
    assertEquals("1 - 0.008\n2 - 0.005\n", text(one("04130A000000 0D931F04 A105 0203")));
    assertEquals("1 - 0.012\n2 - 0.009\n", text(one("04130A000000 0D931F04 E105 02FD")));
  }

  @Test
  public void everySpacingHasItsLength() {
    assertEquals("2024-01-01T00:00:07", first("4107"));
    assertEquals("2024-01-01T00:15", first("510F"));
    assertEquals("2024-01-01T06:00", first("6106"));
    assertEquals("2024-01-08T00:00", first("7107"));
    assertEquals("2024-01-16T00:00", first("71FD"));
    assertEquals("2024-02-01T00:00", first("71FE"));
    assertEquals("-", first("7100"));
    assertEquals("-", first("71FB"));
    assertEquals("-", first("61FE"));
    assertEquals("-", first("51FE"));
    assertEquals("-", first("41FE"));
    assertEquals("-", first("61FD"));
  }

  private static String first(String spacing) {
    Profile profile = one("046D00000131 04130A000000 0D931F03" + spacing + "01");
    MeterTime time = profile.values().get(0).time();
    return time == null ? "-" : time.text();
  }

  @Test
  public void onlyRecordsOfTheSameOriginAreTheBase() {
    String profile = "8D10931F03 7107 01";
    assertTrue(text(one("04130A000000" + profile)).contains("BASE_MISSING"));
    assertTrue(text(one("8410130A000000" + profile)).contains("0.011"));
    assertTrue("another quantity", text(one("84103B0A000000" + profile)).contains("BASE_MISSING"));
    assertTrue("qualified", text(one("8410933A0A000000" + profile)).contains("BASE_MISSING"));
    assertTrue("other power of ten", text(one("841014 01000000" + profile)).contains("0.011"));
  }

  @Test
  public void theDateOfAStorageNumberIsThatOfItsTariffs() {
    String values = "8410130A000000 8D10931F03 71FE 01";
    assertEquals("1 2024-02-01 0.011\n", text(one("026C0131" + values)));
    assertEquals("1 2024-03-01 0.011\n", text(one("026C0131 82106C0132" + values)));
    assertEquals("1 - 0.011\n", text(one("426C0131 82206C0132" + values)));
  }

  @Test
  public void nothingOverflows() {
    String large = "0713FFFFFFFFFFFFFF3F 0D931F0A 4707 FEFFFFFFFFFFFF7F";
    assertEquals(1, one(large).values().size());
    assertTrue(
        text(one("0713FFFFFFFFFFFFFF3F 0D931F12 C707 FFFFFFFFFFFFFF7F FFFFFFFFFFFFFF7F"))
            .contains("OUT_OF_RANGE"));
  }

  @Test
  public void aProfileWithoutAReadableDataFieldIsEmpty() {
    assertEquals(0, one("0D931F03 7D07 01").values().size());
    assertEquals(0, one("0D931F02 7107").values().size());
  }

  @Test
  public void theLimitOfValuesHolds() {
    byte[] bytes = Hex.parse("0D931F06 3107 01020304");
    MbusLimits d = MbusLimits.DEFAULT;
    MbusLimits two =
        new MbusLimits(
            d.records(), d.difes(), d.vifes(), d.plainText(), new Limit("values in a profile", 2));
    Records records = RecordDecoder.decode(bytes, 0, bytes.length, d);
    assertEquals(2, records.profiles(two).get(0).values().size());
    assertEquals(4, records.profiles(d).get(0).values().size());
  }
}
