package org.joulegate.codec.mbus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;

import java.math.BigDecimal;
import org.joulegate.codec.bytes.Hex;
import org.junit.Test;

/** What is encoded is decoded to the same, and what is decoded encodes to the same. */
public class MbusRoundTripTest {

  private static final int RUNS = 20_000;

  @Test
  public void randomRecordsComeBack() {
    MbusRandom random = new MbusRandom(13757);
    for (int run = 0; run < RUNS; run++) {
      MbusRandom.Made made = random.next();
      String where = run + " " + Hex.format(made.bytes());
      Records records =
          RecordDecoder.decode(made.bytes(), 0, made.bytes().length, MbusLimits.DEFAULT);
      assertNull(where, records.fault());
      assertEquals(where, 1, records.records().size());
      DataRecord record = records.records().get(0);
      assertEquals(where, made.origin(), origin(made, record));
      assertEquals(where, made.meaning(), record.meaning());
      assertEquals(where, made.qualifiers(), record.qualifiers());
      value(where, made, record);
      byte[] again = new RecordEncoder().copy(record).toByteArray();
      assertEquals(where, Hex.format(made.bytes()), Hex.format(again));
    }
  }

  /** A register's number may end in a DIFE of zero by itself, which then is no mark. */
  private static RecordEncoder.Origin origin(MbusRandom.Made made, DataRecord record) {
    RecordEncoder.Origin read = RecordEncoder.Origin.of(record);
    return new RecordEncoder.Origin(
        read.function(), read.storage(), read.tariff(), read.subunit(), made.origin().register());
  }

  private static void value(String where, MbusRandom.Made made, DataRecord record) {
    Value value = record.value();
    if (value instanceof Value.Number number) {
      BigDecimal read = BigDecimal.valueOf(number.mantissa(), -number.exponent());
      assertEquals(where, 0, new BigDecimal(made.text()).compareTo(read));
    } else if (value instanceof Value.Absent absent) {
      assertEquals(where, Absence.OUT_OF_RANGE, absent.reason());
    } else {
      assertEquals(where, made.text(), value.text());
    }
  }

  @Test
  public void recordsAreEqualWhenTheySayTheSame() {
    DataRecord one = record("8400 13 05000000");
    assertEquals(one, record("848000 13 05000000"));
    assertEquals(one.hashCode(), record("848000 13 05000000").hashCode());
    assertNotEquals(one, record("04 13 05000000"));
    assertNotEquals(one, record("8400 13 06000000"));
    assertNotEquals(one, record("8400 14 05000000"));
    assertNotEquals(one, record("8400 933A 05000000"));
    assertNotEquals(one, record("C400 13 05000000"));
    assertNotEquals(one, record("9400 13 05000000"));
    assertEquals("width is not said", record("02 13 0500"), record("04 13 05000000"));
  }

  private static DataRecord record(String hex) {
    byte[] bytes = Hex.parse(hex);
    return RecordDecoder.decode(bytes, 0, bytes.length, MbusLimits.DEFAULT).records().get(0);
  }

  @Test
  public void everyMeaningOfTheTablesHasACode() {
    for (int code = 0; code < 0x80; code++) {
      found(VifTable.primary(code));
      found(VifTable.fb(code));
      found(VifTable.fd(code));
      found(VifTable.fdFd(code));
    }
  }

  private static void found(Meaning meaning) {
    byte[] vib =
        ValueInformation.of(
            meaning.quantity(), meaning.unit(), meaning.exponent(), meaning.factor());
    byte[] record = new byte[vib.length + 2];
    record[0] = 1;
    System.arraycopy(vib, 0, record, 1, vib.length);
    boolean prefix = vib.length == 1 && vib[0] >= 0x7B && vib[0] <= 0x7D;
    if (!prefix) {
      Records records = RecordDecoder.decode(record, 0, record.length, MbusLimits.DEFAULT);
      assertEquals(meaning, records.records().get(0).meaning());
    }
  }

  @Test(expected = IllegalArgumentException.class)
  public void aUnitThatNoTableHasIsRefused() {
    ValueInformation.of(Quantity.ENERGY, MbusUnit.BAR, 0);
  }

  @Test(expected = IllegalArgumentException.class)
  public void digitsThatDoNotFitAreRefused() {
    new RecordEncoder().decimal(RecordEncoder.Origin.CURRENT, new byte[] {0x13}, 1, 100);
  }

  @Test(expected = IllegalArgumentException.class)
  public void aWidthThatNoDataFieldHasIsRefused() {
    new RecordEncoder().integer(RecordEncoder.Origin.CURRENT, new byte[] {0x13}, 5, 100);
  }
}
