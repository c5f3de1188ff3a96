package org.joulegate.metering.directory.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.joulegate.metering.api.MeterState;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a meter: its last reading by its place in the journal, the point that it served
 * then, and its silence. Four lines of text; the last two are missing while it is read.
 *
 * @param sequence the last reading's place
 * @param point the point's id
 * @param silence why nothing comes, or null
 */
record MeterRow(long sequence, String point, MeterState.@Nullable Silence silence) {
  byte[] encode() {
    String text = sequence + "\n" + point;
    MeterState.Silence quiet = silence;
    if (quiet != null) {
      text += "\n" + quiet.since() + "\n" + quiet.cause();
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static MeterRow decode(byte[] row) {
    String[] lines = new String(row, StandardCharsets.UTF_8).split("\n", 4);
    return new MeterRow(
        Long.parseLong(lines[0]),
        lines[1],
        lines.length < 4 ? null : new MeterState.Silence(Instant.parse(lines[2]), lines[3]));
  }
}
