package org.joulegate.codec.cbor;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.joulegate.codec.bytes.Hex;
import org.junit.Test;

public class CborWriterTest {

  @Test
  public void exactNumbersAreDecimalFractions() {
    assertEquals("C48221196AB3", hex(new CborWriter().writeDecimal(27315, -2)));
    assertEquals("196AB3", hex(new CborWriter().writeDecimal(27315, 0)));
  }

  @Test
  public void headsAreAsShortAsCanBe() {
    assertEquals("17", hex(new CborWriter().writeInteger(23)));
    assertEquals("1818", hex(new CborWriter().writeInteger(24)));
    assertEquals("18FF", hex(new CborWriter().writeInteger(255)));
    assertEquals("190100", hex(new CborWriter().writeInteger(256)));
    assertEquals("19FFFF", hex(new CborWriter().writeInteger(65_535)));
    assertEquals("1A00010000", hex(new CborWriter().writeInteger(65_536)));
    assertEquals("1AFFFFFFFF", hex(new CborWriter().writeInteger(0xFFFF_FFFFL)));
    assertEquals("1B0000000100000000", hex(new CborWriter().writeInteger(0x1_0000_0000L)));
    assertEquals("3B7FFFFFFFFFFFFFFF", hex(new CborWriter().writeInteger(Long.MIN_VALUE)));
  }

  @Test
  public void keysOutOfOrderOrTwiceAreAMistakeOfTheProgram() {
    CborWriter descending = new CborWriter().beginMap(2).writeInteger(2).writeNull();
    assertThrows(IllegalStateException.class, () -> descending.writeInteger(1));
    CborWriter twice = new CborWriter().beginMap(2).writeText("a").writeNull();
    assertThrows(IllegalStateException.class, () -> twice.writeText("a"));
    CborWriter bytes = new CborWriter().beginMap(1);
    assertThrows(IllegalStateException.class, () -> bytes.writeBytes(new byte[1]));
  }

  @Test
  public void theOrderOfKeysIsTheOneOfTheStandard() {
    // RFC 8949 section 4.2.1: 10, 100, -1, "z", "aa".
    CborWriter writer = new CborWriter().beginMap(5);
    Stream.of(-1L, 100L, 10L)
        .sorted(CborKeyOrder.INTEGERS)
        .forEach(key -> writer.writeInteger(key).writeNull());
    List.of("aa", "z").stream()
        .sorted(CborKeyOrder.TEXTS)
        .forEach(key -> writer.writeText(key).writeNull());
    assertEquals("A50AF61864F620F6617AF6626161F6", hex(writer));
  }

  @Test
  public void whatIsUnfinishedIsNotHandedOut() {
    assertThrows(IllegalStateException.class, () -> new CborWriter().toByteArray());
    assertThrows(IllegalStateException.class, () -> new CborWriter().writeTag(18).toByteArray());
    assertThrows(IllegalStateException.class, () -> new CborWriter().beginArray(1).toByteArray());
    assertThrows(
        IllegalStateException.class,
        () -> new CborWriter().beginMap(1).writeInteger(1).toByteArray());
    assertThrows(IllegalStateException.class, () -> new CborWriter().writeNull().writeNull());
  }

  @Test
  public void containersCloseByThemselves() {
    CborWriter writer = new CborWriter().beginArray(3).beginArray(0).beginMap(1).writeInteger(1);
    writer.beginArray(1).writeTag(1).beginMap(0).writeBoolean(true);
    assertEquals("8380A10181C1A0F5", hex(writer));
  }

  @Test
  public void aResetWriterStartsAnew() {
    CborWriter writer = new CborWriter(16);
    writer.beginArray(5).writeText("a text that makes the buffer grow, and grow");
    writer.reset();
    assertEquals("F5", hex(writer.writeBoolean(true)));
  }

  @Test
  public void unpairedSurrogatesAndNegativeCountsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new CborWriter().writeText("\ud800"));
    assertThrows(IllegalArgumentException.class, () -> new CborWriter().beginArray(-1));
    assertThrows(IllegalArgumentException.class, () -> new CborWriter().writeTag(-1));
  }

  private static String hex(CborWriter writer) {
    return Hex.format(writer.toByteArray()).toUpperCase(Locale.ROOT);
  }
}
