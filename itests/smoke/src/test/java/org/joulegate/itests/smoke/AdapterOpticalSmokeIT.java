package org.joulegate.itests.smoke;

import static org.junit.Assert.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.sml.SmlEncoder;
import org.joulegate.codec.sml.SmlListEntry;
import org.joulegate.codec.sml.SmlObis;
import org.joulegate.codec.sml.SmlValue;
import org.joulegate.metering.api.JournalEntry;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingJournal;
import org.junit.Test;

/** A recorded telegram of a meter becomes a reading in the journal. */
public class AdapterOpticalSmokeIT extends FeatureSmoke {
  @Override
  protected List<String> features() {
    return List.of("runtime-base", "trust", "metering", "adapter-optical");
  }

  private static final int UNIT_WATT_HOUR = 30;

  @Test
  public void aRecordedTelegramBecomesAReading() throws Exception {
    ByteSlice meter = ByteSlice.of(new byte[] {10, 1, 'T', 'S', 'T', 0, 0, 0, 0, 7});
    byte[] telegram =
        SmlEncoder.telegram(
            meter,
            1,
            1,
            List.of(
                SmlListEntry.of(
                    SmlObis.ENERGY_IMPORT, UNIT_WATT_HOUR, -1, new SmlValue.Int(123, 8, true))));
    Path recording = data().resolve("meter.rec");
    Files.writeString(
        recording, "joulegate-recording 1\n+0 < " + HexFormat.of().formatHex(telegram) + "\n");

    configureStores();
    configure(
        "org.joulegate.adapter.optical~main", Map.of("link", "replay:" + recording + "?speed=max"));

    ReadingJournal journal = service(ReadingJournal.class);
    await("an entry is stored", () -> readingIn(journal) != null);
    assertEquals("1TST0000000007", readingIn(journal).meter().text());
    assertEquals(
        "12.3",
        readingIn(journal)
            .register(ObisCode.parse("1-0:1.8.0"))
            .value()
            .toBigDecimal()
            .toPlainString());
  }

  private static MeterReading readingIn(ReadingJournal journal) throws Exception {
    for (var record : journal.read(0, 100)) {
      JournalEntry entry = record.entry();
      if (entry instanceof MeterReading reading) {
        return reading;
      }
    }
    return null;
  }
}
