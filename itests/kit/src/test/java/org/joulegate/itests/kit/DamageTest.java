package org.joulegate.itests.kit;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class DamageTest {

  @Test
  public void truncationsAreAllProperBeginnings() throws Exception {
    List<byte[]> cuts = new ArrayList<>();
    Truncations.forEach(new byte[] {1, 2}, (cut, length) -> cuts.add(cut));
    assertEquals(2, cuts.size());
    assertArrayEquals(new byte[0], cuts.get(0));
    assertArrayEquals(new byte[] {1}, cuts.get(1));
  }

  @Test
  public void bitFlipsAreEveryBitOnce() throws Exception {
    List<Integer> flips = new ArrayList<>();
    BitFlips.forEach(new byte[] {1, 2}, (data, bit) -> flips.add(data[0] << 8 | data[1] & 0xFF));
    assertEquals(16, flips.size());
    assertEquals(0x0002, (int) flips.get(0));
    assertEquals(0x0100, (int) flips.get(9));
    assertEquals(16, flips.stream().distinct().count());
  }

  @Test
  public void aFailureNamesThePlace() {
    AssertionError flip =
        assertThrows(
            AssertionError.class,
            () -> BitFlips.forEach(new byte[2], (data, bit) -> assertEquals(0, data[1])));
    assertEquals("bit 0 of byte 1: expected:<0> but was:<1>", flip.getMessage());
    AssertionError cut =
        assertThrows(
            AssertionError.class,
            () -> Truncations.forEach(new byte[2], (data, length) -> assertEquals(0, length)));
    assertEquals("cut off after 1 bytes: expected:<0> but was:<1>", cut.getMessage());
  }

  @Test
  public void aCaseOfTheCorporaGivesItsTextsAndBytes() {
    String line = "{\"id\": \"mbus-1\", \"key\": null, \"hex\": \"0aFf\", \"expect\": {\"id\": 7}}";
    assertEquals("mbus-1", Corpora.text(line, "id"));
    assertNull(Corpora.text(line, "key"));
    assertArrayEquals(new byte[] {10, -1}, Corpora.bytes(line));
    assertThrows(IllegalArgumentException.class, () -> Corpora.bytes("{}"));
  }
}
