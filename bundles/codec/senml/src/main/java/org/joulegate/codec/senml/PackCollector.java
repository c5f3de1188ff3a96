package org.joulegate.codec.senml;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.bytes.MalformedTelegramException;

/** Takes records in as a decoder finds them, and refuses a bad one at its offset. */
final class PackCollector {

  private final List<SenmlRecord> records = new ArrayList<>();
  private final SenmlResolver resolver = new SenmlResolver();
  private final SenmlLimits limits;

  PackCollector(SenmlLimits limits) {
    this.limits = limits;
  }

  void add(SenmlFields fields, int offset) throws MalformedTelegramException {
    if (records.size() == limits.maxRecords()) {
      throw MalformedTelegramException.malformed(
          offset, "at most " + limits.maxRecords() + " records", "one more");
    }
    try {
      SenmlRecord record = fields.toRecord();
      resolver.next(record, Instant.EPOCH);
      records.add(record);
    } catch (IllegalArgumentException e) {
      throw MalformedTelegramException.malformed(
          offset, "a record of RFC 8428", String.valueOf(e.getMessage()));
    }
  }

  SenmlPack toPack() {
    return SenmlPack.ofChecked(records);
  }
}
