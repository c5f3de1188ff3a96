package org.joulegate.metering.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One meter's registers taken together: what one telegram said.
 *
 * @param meter which meter
 * @param received when the telegram's last byte was here, by the gateway's clock
 * @param measuredAt when the meter says that it measured; null if it does not say, or its clock is
 *     not set
 * @param adapter the adapter instance that read it, such as {@code optical~main}
 * @param status the meter's own status word as it sent it; 0 where it sends none
 * @param registers the registers in the order of the telegram; at most {@link #MAX_REGISTERS}
 * @param texts registers that hold text, such as a maker's name
 */
public record MeterReading(
    MeterId meter,
    Stamp received,
    @Nullable Instant measuredAt,
    String adapter,
    long status,
    List<Register> registers,
    Map<ObisCode, String> texts)
    implements JournalEntry {

  /** The most registers that one reading may hold. */
  public static final int MAX_REGISTERS = 1024;

  /**
   * @throws IllegalArgumentException if there are more than {@link #MAX_REGISTERS} registers
   */
  public MeterReading {
    registers = List.copyOf(registers);
    texts = Map.copyOf(texts);
    if (registers.size() > MAX_REGISTERS) {
      throw new IllegalArgumentException(
          "a reading holds at most " + MAX_REGISTERS + " registers, not " + registers.size());
    }
  }

  /**
   * When it was measured: when the meter says, else when it came. The settlement believes the meter
   * only within reason.
   */
  public Instant settledAt() {
    return measuredAt != null ? measuredAt : received.at();
  }

  /** The first register with this code, or null. */
  public @Nullable Register register(ObisCode obis) {
    for (Register register : registers) {
      if (register.obis().equals(obis)) {
        return register;
      }
    }
    return null;
  }

  @Override
  public Instant at() {
    return received.at();
  }

  @Override
  public String subject() {
    return meter.text();
  }
}
