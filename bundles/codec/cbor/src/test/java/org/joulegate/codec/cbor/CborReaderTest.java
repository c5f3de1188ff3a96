package org.joulegate.codec.cbor;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

public class CborReaderTest {

  @Test
  public void readsAMapPullByPull() throws Exception {
    CborReader reader = strict("a301182a026257680343010203");
    assertEquals(3, reader.beginMap());
    assertEquals(1, reader.readInteger());
    assertEquals(42, reader.readInteger(0, 100));
    assertEquals(2, reader.readInteger());
    assertEquals("Wh", reader.readText());
    assertEquals(3, reader.readInteger());
    assertArrayEquals(new byte[] {1, 2, 3}, reader.readBytes(3));
    assertEquals(CborType.END, reader.peek());
    reader.end();
    reader.requireEnd();
    assertEquals(CborType.END, reader.peek());
  }

  @Test
  public void anErrorNamesOffsetExpectedAndFoundAndNothingOfThePayload() throws Exception {
    CborReader reader = strict("82016673656372657420");
    reader.beginArray(2);
    reader.readInteger();
    MalformedTelegramException e =
        assertThrows(MalformedTelegramException.class, reader::readInteger);
    assertEquals(2, e.offset());
    assertEquals("an integer", e.expected());
    assertEquals("a text string", e.found());
  }

  @Test
  public void offsetsCountFromTheStartOfTheArray() throws Exception {
    byte[] bytes = Hex.parse("ffff8101ff");
    CborReader reader = CborReader.strict(bytes, 2, 2, CborLimits.DEFAULT);
    reader.beginArray(1);
    assertEquals(3, reader.offset());
    assertEquals(1, reader.readInteger());
    reader.end();
    reader.requireEnd();
  }

  @Test
  public void trailingBytesAreRefused() throws Exception {
    CborReader reader = strict("0000");
    reader.readInteger();
    refuses(1, "the end", reader::requireEnd);
  }

  @Test
  public void keysOutOfOrderAreRefusedStrictly() throws Exception {
    refuses(3, "map keys in bytewise order", () -> strict("a202000100").skip());
    refuses(3, "map keys in bytewise order", () -> strict("a220000000").skip());
    lenient("a202000100").skip();
  }

  @Test
  public void aKeyThatComesTwiceIsRefusedInBothModesWhateverItsForm() throws Exception {
    refuses(3, "map keys in bytewise order", () -> strict("a201000100").skip());
    refuses(3, "each map key once", () -> lenient("a201000100").skip());
    refuses(3, "each map key once", () -> lenient("a20100180100").skip());
    refuses(4, "each map key once", () -> lenient("a26161007f6161ff00").skip());
    refuses(3, "each map key once", () -> lenient("bf01000100ff").skip());
  }

  @Test
  public void anIntegerKeyAndTheTextOfTheSameDigitsAreTwoKeys() throws Exception {
    CborReader reader = strict("a20100613101");
    reader.beginMap();
    assertEquals(CborType.INTEGER, reader.peek());
    reader.skip();
    reader.skip();
    assertEquals("1", reader.readText());
    assertEquals(1, reader.readInteger());
    reader.end();
  }

  @Test
  public void keysAreIntegersOrTexts() throws Exception {
    refuses(1, "a map key (an integer or a text)", () -> strict("a1410100").skip());
    refuses(1, "a map key (an integer or a text)", () -> lenient("a1f500").skip());
    refuses(1, "a map key (an integer or a text)", () -> lenient("a1c10000").skip());
  }

  @Test
  public void integersBeyondSixtyThreeBitsAreSkippedButNotRead() throws Exception {
    assertEquals(Long.MAX_VALUE, strict("1b7fffffffffffffff").readInteger());
    assertEquals(Long.MIN_VALUE, strict("3b7fffffffffffffff").readInteger());
    refuses(0, "an integer from -2^63 to 2^63-1", () -> strict("1b8000000000000000").readInteger());
    refuses(0, "an integer from -2^63 to 2^63-1", () -> strict("3bffffffffffffffff").readInteger());
    strict("1bffffffffffffffff").skip();
  }

  @Test
  public void theNumberOfElementsIsChecked() throws Exception {
    refuses(0, "an array of 3", () -> strict("820102").beginArray(3));
    refuses(0, "an array of 1", () -> lenient("9f01ff").beginArray(1));
    CborReader tooFew = strict("8101");
    tooFew.beginArray();
    tooFew.skip();
    refuses(2, "a further item", tooFew::readInteger);
    CborReader tooMany = strict("820102");
    tooMany.beginArray();
    tooMany.readInteger();
    refuses(2, "the end of the array", tooMany::end);
  }

  @Test
  public void rangesAndLengthsAreChecked() throws Exception {
    refuses(0, "an integer from 0 to 9", () -> strict("0a").readInteger(0, 9));
    refuses(0, "2 bytes", () -> strict("43010203").readBytes(2));
  }

  @Test
  public void textMustBeUtf8() throws Exception {
    refuses(0, "UTF-8", () -> strict("62c328").readText());
    refuses(0, "UTF-8", () -> strict("63eda080").readText());
  }

  @Test
  public void aTagNeedsItsItem() throws Exception {
    CborReader reader = strict("d2");
    assertEquals(18, reader.readTag());
    refuses(1, "the rest of the item", reader::requireEnd);
    assertThrows(MalformedTelegramException.class, reader::readInteger);
    assertThrows(MalformedTelegramException.class, () -> lenient("9fc1ff").skip());
  }

  @Test
  public void limitsAreCheckedBeforeAnythingIsAllocated() throws Exception {
    CborLimits limits = new CborLimits(2, 64, 4, 3);
    refuses(2, "at most 2 levels", () -> limited("81818100", limits).skip());
    refuses(0, "a string of at most 4 bytes", () -> limited("450102030405", limits).readBytes());
    refuses(0, "a string of at most 4 bytes", () -> limited("7affffffff", limits).readText());
    refuses(
        0, "a string of at most 4 bytes", () -> limited("5f43010203420304ff", limits).readBytes());
    refuses(0, "at most 3 items", () -> limited("8400000000", limits).beginArray());
    refuses(0, "at most 3 items", () -> limited("bb7fffffffffffffff", limits).beginMap());
    refuses(4, "at most 3 items", () -> limited("9f00000000ff", limits).skip());
    refuses(7, "at most 3 items", () -> limited("bf0000010002000300ff", limits).skip());
    refuses(0, "at most as many items as bytes follow", () -> limited("83", limits).beginArray());
    refuses(0, "at most 64 bytes of CBOR", () -> CborReader.lenient(new byte[65], 0, 65, limits));
  }

  @Test
  public void deepNestingEndsAtTheLimitAndNotInTheStack() throws Exception {
    byte[] deep = new byte[1 << 20];
    Arrays.fill(deep, (byte) 0x81);
    refuses(16, "at most 16 levels", () -> CborReader.strict(deep).skip());
    byte[] tags = new byte[1 << 20];
    Arrays.fill(tags, (byte) 0xC1);
    tags[tags.length - 1] = 0;
    CborReader reader = CborReader.strict(tags);
    reader.skip();
    reader.requireEnd();
  }

  @Test
  public void simpleValuesAreSkipped() throws Exception {
    CborReader reader = strict("84f7f0f8fff6");
    reader.beginArray(4);
    assertEquals(CborType.OTHER, reader.peek());
    reader.skip();
    reader.skip();
    reader.skip();
    assertTrue(reader.hasNext());
    reader.readNull();
    assertFalse(reader.hasNext());
    reader.end();
  }

  @Test
  public void skippingATaggedItemAfterItsTagWorks() throws Exception {
    CborReader reader = strict("82c4822003f5");
    reader.beginArray();
    assertEquals(4, reader.readTag());
    reader.skip();
    assertTrue(reader.readBoolean());
    reader.end();
  }

  private static void refuses(int offset, String expected, ThrowingRunnable reading) {
    MalformedTelegramException e = assertThrows(MalformedTelegramException.class, reading);
    assertEquals(expected, e.expected());
    assertEquals(offset, e.offset());
  }

  private static CborReader strict(String hex) throws MalformedTelegramException {
    return CborReader.strict(Hex.parse(hex));
  }

  private static CborReader lenient(String hex) throws MalformedTelegramException {
    return CborReader.lenient(Hex.parse(hex));
  }

  private static CborReader limited(String hex, CborLimits limits)
      throws MalformedTelegramException {
    byte[] bytes = Hex.parse(hex);
    return CborReader.lenient(bytes, 0, bytes.length, limits);
  }
}
