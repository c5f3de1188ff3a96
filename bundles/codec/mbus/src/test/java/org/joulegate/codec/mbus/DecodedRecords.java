package org.joulegate.codec.mbus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;

import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;

/** Records written as hexadecimal digits, decoded, for the tests of records. */
final class DecodedRecords {

  private DecodedRecords() {}

  static Records decode(String hex) {
    byte[] bytes = Hex.parse(hex);
    return RecordDecoder.decode(bytes, 0, bytes.length, MbusLimits.DEFAULT);
  }

  static DataRecord one(String hex) {
    Records records = decode(hex);
    assertNull(hex + ": " + records.fault(), records.fault());
    assertEquals(hex, 1, records.records().size());
    return records.records().get(0);
  }

  static String value(String hex) {
    return one(hex).value().text();
  }

  static Absence absence(String hex) {
    return one(hex).absence();
  }

  static MalformedTelegramException fault(String hex) {
    MalformedTelegramException fault = decode(hex).fault();
    assertNotNull(hex, fault);
    return fault;
  }
}
