package org.joulegate.codec.sml;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.sml.SmlBody.GetListResponse;
import org.joulegate.codec.sml.SmlQuirk.Applied;
import org.jspecify.annotations.Nullable;

/**
 * Corrects what some makers get wrong, on top of what the decoder reports. Each rule is a row of
 * {@link #RULES}: a {@link SmlQuirk} with its evidence, and the one function that applies it.
 *
 * <p>Pure; the list given is left as it is.
 */
public final class SmlQuirks {

  /**
   * A list after correction.
   *
   * @param values all values, in order; a value that a rule adds stands at the end
   * @param applied the rules that changed something, or that say why the frame was taken
   */
  public record Corrected(List<SmlListEntry> values, List<Applied> applied) {}

  /** Serial numbers from first to last, both included. */
  private record Serials(long first, long last) {
    boolean contain(long serial) {
      return first <= serial && serial <= last;
    }
  }

  private record Meter(SmlCrc crc, @Nullable SmlServerId id, GetListResponse list) {
    boolean isOf(String maker) {
      return id != null && id.maker().equals(maker);
    }
  }

  private interface Rule {
    /** Changes the values and says so, or gives null when it does not apply. */
    @Nullable Applied apply(Meter meter, List<SmlListEntry> values);
  }

  private static final List<Serials> DZG_DVS74 =
      List.of(new Serials(42_000_000, 48_999_999), new Serials(55_000_000, 58_999_999));

  private static final int DZG_WIDEST = 2;

  /** Energy to the grid, in the status word of EDL meters (16 bits that matter). */
  private static final long EDL_EXPORT = 1L << 5;

  /** Energy to the grid, in the status word of basic meters (FNN). */
  private static final long BASIC_EXPORT = 1L << 11;

  /** The low byte of a basic meter's status word is always this. */
  private static final int BASIC_MARK = 0x04;

  private static final List<Rule> RULES =
      List.of(
          SmlQuirks::kermit,
          SmlQuirks::dzgUnsignedPower,
          SmlQuirks::emhDirection,
          SmlQuirks::unsignedPowerDirection);

  private SmlQuirks() {}

  /** Applies every shipped rule to a list. */
  public static Corrected apply(SmlFile file, GetListResponse list) {
    Meter meter = new Meter(file.crc(), meterId(list), list);
    List<SmlListEntry> values = new ArrayList<>(list.values());
    List<Applied> applied = new ArrayList<>();
    for (Rule rule : RULES) {
      Applied done = rule.apply(meter, values);
      if (done != null) {
        applied.add(done);
      }
    }
    return new Corrected(List.copyOf(values), List.copyOf(applied));
  }

  private static @Nullable Applied kermit(Meter meter, List<SmlListEntry> values) {
    if (meter.crc != SmlCrc.KERMIT) {
      return null;
    }
    String note =
        meter.isOf("HLY")
            ? null
            : "frame and messages agree on this kind of checksum, though the maker is not known for it";
    return new Applied(SmlQuirk.HOLLEY_KERMIT, note);
  }

  private static @Nullable Applied dzgUnsignedPower(Meter meter, List<SmlListEntry> values) {
    if (!meter.isOf("DZG") || meter.id == null) {
      return null;
    }
    long serial = meter.id.serial();
    int at = indexOf(values, SmlObis.POWER);
    if (at < 0 || DZG_DVS74.stream().noneMatch(range -> range.contain(serial))) {
      return null;
    }
    SmlListEntry power = values.get(at);
    if (!(power.value() instanceof SmlValue.Int number)
        || number.width() > DZG_WIDEST
        || !number.signed()
        || number.value() >= 0) {
      return null;
    }
    long unsigned = number.value() & ((1L << (Byte.SIZE * number.width())) - 1);
    values.set(at, power.withValue(new SmlValue.Int(unsigned, number.width(), false)));
    return new Applied(SmlQuirk.DZG_UNSIGNED_POWER, null);
  }

  private static @Nullable Applied emhDirection(Meter meter, List<SmlListEntry> values) {
    int absolute = indexOf(values, SmlObis.POWER_ABSOLUTE);
    SmlListEntry energy = statusOfEnergy(values);
    if (!meter.isOf("EMH")
        || absolute < 0
        || indexOf(values, SmlObis.POWER) >= 0
        || energy == null
        || isBasic(energy.status())
        || !(values.get(absolute).value() instanceof SmlValue.Int number)
        || !number.fitsLong()
        || number.value() < 0) {
      return null;
    }
    boolean export = (energy.status() & EDL_EXPORT) != 0;
    SmlListEntry power = values.get(absolute);
    values.add(
        SmlListEntry.of(SmlObis.POWER, power.unit(), power.scaler(), directed(number, export)));
    return new Applied(
        SmlQuirk.EMH_DIRECTION_BIT,
        export
            ? "1-0:16.7.0*255 is added, negative: the status word of 1-0:1.8.0*255 says to the grid"
            : "1-0:16.7.0*255 is added: the status word of 1-0:1.8.0*255 says from the grid");
  }

  private static @Nullable Applied unsignedPowerDirection(Meter meter, List<SmlListEntry> values) {
    int at = indexOf(meter.list.values(), SmlObis.POWER);
    SmlListEntry energy = statusOfEnergy(values);
    if (at < 0
        || energy == null
        || !(meter.list.values().get(at).value() instanceof SmlValue.Int number)
        || number.signed()
        || !number.fitsLong()
        || (energy.status() & (isBasic(energy.status()) ? BASIC_EXPORT : EDL_EXPORT)) == 0) {
      return null;
    }
    values.set(at, values.get(at).withValue(directed(number, true)));
    return new Applied(SmlQuirk.UNSIGNED_POWER_DIRECTION, null);
  }

  private static SmlValue directed(SmlValue.Int number, boolean export) {
    return new SmlValue.Int(export ? -number.value() : number.value(), Long.BYTES, true);
  }

  private static boolean isBasic(long status) {
    return (status & 0xFF) == BASIC_MARK;
  }

  private static @Nullable SmlListEntry statusOfEnergy(List<SmlListEntry> values) {
    int at = indexOf(values, SmlObis.ENERGY_IMPORT);
    return at >= 0 && values.get(at).hasStatus() ? values.get(at) : null;
  }

  private static int indexOf(List<SmlListEntry> values, long objName) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).objName() == objName) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable SmlServerId meterId(GetListResponse list) {
    SmlServerId id = SmlServerId.parse(list.serverId());
    if (id != null) {
      return id;
    }
    int at = indexOf(list.values(), SmlObis.METER_ID);
    return at >= 0 && list.values().get(at).value() instanceof SmlValue.Octets octets
        ? SmlServerId.parse(octets.bytes())
        : null;
  }
}
