package org.joulegate.codec.dlms;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.junit.Test;

/** Date and time of the Blue Book, "Date and time formats". */
public class DlmsDateTimeTest {

  @Test
  public void deviationIsWhatBringsLocalTimeToUtc() {
    DlmsDateTime winter = of("07E8021D0417300A00FFC400");
    assertEquals(Instant.parse("2024-02-29T22:48:10Z"), winter.instant());
    assertFalse(winter.summerTime());
    DlmsDateTime summer = of("07E8071D0117300AFFFF8880");
    assertEquals(Instant.parse("2024-07-29T21:48:10Z"), summer.instant());
    assertTrue(summer.summerTime());
  }

  @Test
  public void hundredthsCountAndMayBeOpen() {
    assertEquals(
        Instant.parse("2024-02-29T23:48:10.250Z"), of("07E8021D0417300A19000000").instant());
    assertEquals(Instant.parse("2024-02-29T23:48:00Z"), of("07E8021DFF1730FFFF000000").instant());
  }

  @Test
  public void hundredthsAreShownInTheSameWidthWithAndWithoutADeviation() {
    assertEquals("2024-02-29T23:48:10.50", of("07E8021D0417300A32800000").text());
    assertEquals("2024-02-29T23:48:10.50Z", of("07E8021D0417300A32000000").text());
    assertEquals("2024-02-29T23:48:10.05Z", of("07E8021D0417300A05000000").text());
  }

  @Test
  public void aDateAndATimeWithTagsOfTheirOwnAreTextWhenNoPartIsOpen() {
    assertEquals("2024-12-31", DlmsDateTime.dateText(bytes("07E80C1F02")));
    assertEquals("23:15:10", DlmsDateTime.timeText(bytes("170F0AFF")));
    assertEquals("23:15:10.50", DlmsDateTime.timeText(bytes("170F0A32")));
    for (String open : List.of("FFFF0C1F02", "07E8FF1F02", "07E80CFE02", "07E8021E02")) {
      assertNull(DlmsDateTime.dateText(bytes(open)));
    }
    for (String open : List.of("FF0F0AFF", "17FF0A00", "170FFF00", "180F0A00")) {
      assertNull(DlmsDateTime.timeText(bytes(open)));
    }
  }

  @Test
  public void withoutDeviationThereIsLocalTimeAndNoInstant() {
    DlmsDateTime time = of("07E8021D0417300AFF800000");
    assertNull(time.instant());
    assertEquals("the deviation from UTC is not specified", time.missing());
    assertEquals(LocalDateTime.parse("2024-02-29T23:48:10"), time.local());
    assertEquals("2024-02-29T23:48:10", time.text());
  }

  @Test
  public void secondsAreShownAlsoWhenTheyAreZero() {
    assertEquals("2024-02-29T23:48:00", of("07E8021D04173000FF800000").text());
    assertEquals("2024-02-29T23:48:00Z", of("07E8021D04173000FF000000").text());
  }

  @Test
  public void openAndImpossibleFieldsHaveTheirReason() {
    assertEquals("the date is not specified", of("FFFF021D0417300AFF000000").missing());
    assertEquals("the date is not specified", of("07E8FF1D0417300AFF000000").missing());
    assertEquals("the time of day is not specified", of("07E8021D04FF300AFF000000").missing());
    assertEquals("it is no date and time", of("07E7021D0417300AFF000000").missing());
    assertEquals("it is no date and time", of("07E8FD1D0417300AFF000000").missing());
    assertEquals("the deviation is out of range", of("07E8021D0417300AFF7FFF00").missing());
    assertEquals("ffffffffffffffffff8000ff", of("FFFFFFFFFFFFFFFFFF8000FF").text());
  }

  @Test
  public void theClockStatusSaysWhetherTheClockIsGood() {
    assertTrue(of("07E8021D0417300AFF000080").clockGood());
    assertTrue(of("07E8021D0417300AFF0000FF").clockGood());
    assertFalse(of("07E8021D0417300AFF000001").clockGood());
    assertFalse(of("07E8021D0417300AFF000082").clockGood());
  }

  @Test
  public void anIdOfTwelveCharactersIsNoDate() {
    assertFalse(DlmsDateTime.looksLike(ByteSlice.of(Hex.parse("313831323230303030303039"))));
    assertTrue(DlmsDateTime.looksLike(ByteSlice.of(Hex.parse("07E8021D0417300AFF800000"))));
    assertThrows(IllegalArgumentException.class, () -> DlmsDateTime.of(ByteSlice.of(new byte[11])));
  }

  private static DlmsDateTime of(String hex) {
    return DlmsDateTime.of(bytes(hex));
  }

  private static ByteSlice bytes(String hex) {
    return ByteSlice.of(Hex.parse(hex));
  }
}
