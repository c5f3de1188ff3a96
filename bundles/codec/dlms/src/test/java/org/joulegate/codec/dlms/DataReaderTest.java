package org.joulegate.codec.dlms;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.dlms.DlmsData.TypeDescription;
import org.junit.Test;

/** Every type of data, its tag and its bytes. */
public class DataReaderTest {

  /** Tags and names as the standard prints them (IEC 62056-5-3, CHOICE Data). */
  private static final String[][] PRINTED = {
    {"0", "null-data"},
    {"1", "array"},
    {"2", "structure"},
    {"3", "boolean"},
    {"4", "bit-string"},
    {"5", "double-long"},
    {"6", "double-long-unsigned"},
    {"9", "octet-string"},
    {"10", "visible-string"},
    {"12", "utf8-string"},
    {"13", "bcd"},
    {"15", "integer"},
    {"16", "long"},
    {"17", "unsigned"},
    {"18", "long-unsigned"},
    {"19", "compact-array"},
    {"20", "long64"},
    {"21", "long64-unsigned"},
    {"22", "enum"},
    {"23", "float32"},
    {"24", "float64"},
    {"25", "date-time"},
    {"26", "date"},
    {"27", "time"},
    {"28", "delta-integer"},
    {"29", "delta-long"},
    {"30", "delta-double-long"},
    {"31", "delta-unsigned"},
    {"32", "delta-long-unsigned"},
    {"33", "delta-double-long-unsigned"},
    {"255", "dont-care"},
  };

  @Test
  public void theTypesAreThoseOfThePrintedTable() {
    assertEquals(PRINTED.length, DlmsType.values().length);
    for (String[] row : PRINTED) {
      DlmsType type = DlmsType.ofTag(Integer.parseInt(row[0]));
      assertEquals(row[1], type == null ? null : type.text());
    }
    assertNull(DlmsType.ofTag(7));
    assertNull(DlmsType.ofTag(-1));
    assertNull(DlmsType.ofTag(256));
  }

  @Test
  public void integersHaveWidthAndSign() throws Exception {
    assertDecimal("-1", "05FFFFFFFF");
    assertDecimal("4294967295", "06FFFFFFFF");
    assertDecimal("-128", "0F80");
    assertDecimal("-32768", "108000");
    assertDecimal("128", "1180");
    assertDecimal("32768", "128000");
    assertDecimal("-9223372036854775808", "148000000000000000");
    assertDecimal("18446744073709551615", "15FFFFFFFFFFFFFFFF");
    assertDecimal("255", "16FF");
    assertDecimal("-2", "1CFE");
    assertDecimal("-2", "1DFFFE");
    assertDecimal("-2", "1EFFFFFFFE");
    assertDecimal("254", "1FFE");
    assertDecimal("65534", "20FFFE");
    assertDecimal("4294967294", "21FFFFFFFE");
  }

  private static void assertDecimal(String decimal, String hex) throws Exception {
    assertEquals(decimal, ((DlmsData.Int) read(hex)).decimal(0));
  }

  @Test
  public void otherTypesAreRead() throws Exception {
    assertEquals(DlmsData.Empty.NULL_DATA, read("00"));
    assertEquals(DlmsData.Empty.DONT_CARE, read("FF"));
    assertEquals(new DlmsData.Bool(true), read("03FF"));
    assertEquals(new DlmsData.Bool(false), read("0300"));
    assertEquals("10100000 1".replace(" ", ""), ((DlmsData.BitString) read("0409A080")).text());
    assertEquals(new DlmsData.Octets(ByteSlice.of((byte) 1, (byte) 2)), read("09020102"));
    assertEquals("AB", ((DlmsData.Text) read("0A024142")).text());
    assertEquals("ä", ((DlmsData.Text) read("0C02C3A4")).text());
    assertEquals(42, ((DlmsData.Bcd) read("0D42")).number());
    assertEquals(-1, ((DlmsData.Bcd) read("0D4A")).number());
    assertEquals("230.1", ((DlmsData.Real) read("174366199A")).decimal());
    assertEquals("0.1", ((DlmsData.Real) read("183FB999999999999A")).decimal());
    assertEquals(12, ((DlmsData.Moment) read("1907E8021D0417300AFF800000")).bytes().length());
    assertEquals(DlmsType.DATE, read("1A07E8021D04").type());
    assertEquals(DlmsType.TIME, read("1B17300AFF").type());
  }

  @Test
  public void listsNestAndLengthsHaveOneToFourBytes() throws Exception {
    DlmsData inner = new DlmsData.Structure(List.of(new DlmsData.Bool(true)));
    assertEquals(new DlmsData.Array(List.of(inner, inner)), read("0102020103010201" + "0301"));
    assertEquals(read("09020102"), read("0981020102"));
    assertEquals(read("09020102"), read("098400000002" + "0102"));
    assertRefused("0980");
    assertRefused("09850000000000");
    assertRefused("0984FFFFFFFF");
  }

  @Test
  public void compactArraysAreExpanded() throws Exception {
    DlmsData.CompactArray numbers = (DlmsData.CompactArray) read("131206000100020003");
    assertEquals(
        List.of(DlmsFixtures.u16(1), DlmsFixtures.u16(2), DlmsFixtures.u16(3)), numbers.elements());
    DlmsData.CompactArray structures =
        (DlmsData.CompactArray) read("13020211090702" + "01AA" + "03" + "02BBCC");
    assertTrue(structures.description() instanceof TypeDescription.StructureOf);
    DlmsData.CompactArray arrays = (DlmsData.CompactArray) read("130100021104" + "01020304");
    assertEquals(2, arrays.elements().size());
  }

  @Test
  public void compactArraysThatDoNotFillTheirContentsAreRefused() {
    assertRefused("13120300010002");
    assertRefused("13000100");
    assertRefused("1302000100");
    assertRefused("131300");
    assertRefused("1301FFFF110100");
  }

  @Test
  public void unknownTagsAndTooFewBytesAreRefusedWhereTheyStand() {
    assertEquals(2, assertRefused("0201" + "07" + "00").offset());
    assertEquals(3, assertRefused("060000").offset());
    assertEquals(2, assertRefused("0205").offset());
  }

  private static MalformedTelegramException assertRefused(String hex) {
    return assertThrows(MalformedTelegramException.class, () -> read(hex));
  }

  private static DlmsData read(String hex) throws MalformedTelegramException {
    byte[] bytes = Hex.parse(hex);
    DataReader in = new DataReader(bytes, 0, bytes.length, DlmsLimits.DEFAULT, null);
    DlmsData data = in.data();
    assertEquals(0, in.remaining());
    return data;
  }
}
