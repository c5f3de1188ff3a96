package org.joulegate.codec.mbus;

import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.MalformedTelegramException;

/** Reads records of any kind. */
final class RecordReader {

  private static final int EXTENSION = 0x80;
  private static final int PLAIN_TEXT = 0x7C;
  private static final int FIRST_EXTENSION = 0x7B;
  private static final int SECOND_EXTENSION = 0x7D;
  private static final int THIRD_EXTENSION = 0x6F;
  private static final int MANUFACTURER = 0x7F;
  private static final List<Qualifier> NONE = List.of();
  private static final Qualifier[] NO_QUALIFIERS = {};

  private final byte[] array;
  private final int end;
  private final boolean fromMeter;
  private final boolean highFirst;
  private final MbusLimits limits;
  private final int mostVifes;
  private final DataReader data;

  private int position;
  private int dibEnd;
  private int firstVife;
  private int storage;
  private int origin;
  private boolean register;
  private Meaning meaning = VifTable.RESERVED;
  private List<Qualifier> qualifiers = NONE;
  private Qualifier[] found = NO_QUALIFIERS;
  private int effects;
  private int shift;

  /**
   * A reader of the records of one telegram.
   *
   * @param end behind the last byte of the records
   */
  RecordReader(byte[] array, int end, boolean fromMeter, boolean highFirst, MbusLimits limits) {
    this.array = array;
    this.end = end;
    this.fromMeter = fromMeter;
    this.highFirst = highFirst;
    this.limits = limits;
    this.mostVifes = limits.vifes().most();
    this.data = new DataReader(array, end, highFirst);
  }

  /**
   * The record at a position.
   *
   * @param offset of a DIF that begins a record
   * @throws MalformedTelegramException when the record is cut off or breaks a rule or a limit
   */
  DataRecord read(int offset) throws MalformedTelegramException {
    int dif = array[offset] & 0xFF;
    position = offset;
    dib(dif);
    int vibStart = dibEnd;
    position = vibStart;
    vib();
    int dataStart = position;
    data.read(dif & 0xF, dataStart, meaning, effects, shift);
    int layout =
        DataRecord.layout(
            vibStart - offset,
            dataStart - vibStart,
            data.end() - dataStart,
            data.form(),
            data.exponent());
    return new DataRecord(
        array,
        offset,
        layout | DataRecord.flags(register, highFirst),
        storage,
        origin,
        meaning,
        qualifiers,
        data.number());
  }

  /** DIF and DIFE (6.3.2 to 6.3.4). */
  private void dib(int dif) throws MalformedTelegramException {
    int function = dif >>> 4 & 3;
    long number = (long) dif >>> 6 & 1;
    int tariff = 0;
    int subunit = 0;
    int count = 0;
    int last = dif;
    int at = position + 1;
    while (last >= EXTENSION) {
      int dife = at < end ? array[at] & 0xFF : missing("a DIFE");
      if (count >= limits.difes().most()) {
        limits.difes().check(count + 1, at);
      }
      number |= (dife & 0xFL) << (1 + 4 * count);
      tariff |= (dife >>> 4 & 3) << 2 * count;
      subunit |= (dife >>> 6 & 1) << count;
      count++;
      at++;
      last = dife;
    }
    if (number > MbusLimits.MOST_STORAGE) {
      throw MalformedTelegramException.malformed(
          position, "a storage number of at most 32 bits", "one of " + bits(number) + " bits");
    }
    storage = (int) number;
    origin = DataRecord.origin(tariff, subunit, function);
    register = count > 0 && last == 0;
    dibEnd = at;
  }

  private static int bits(long number) {
    return Long.SIZE - Long.numberOfLeadingZeros(number);
  }

  /** VIF and VIFE (6.4.2 to 6.4.7). */
  private void vib() throws MalformedTelegramException {
    int first = next("a VIF");
    int vif = first;
    qualifiers = NONE;
    effects = 0;
    switch (vif & 0x7F) {
      case PLAIN_TEXT -> plainText();
      case FIRST_EXTENSION -> vif = extended(vif, true);
      case SECOND_EXTENSION -> vif = extended(vif, false);
      case THIRD_EXTENSION -> {
        meaning = VifTable.RESERVED;
        vif = vif >= EXTENSION ? next("the VIFE of the third extension") : vif;
      }
      default -> meaning = VifTable.primary(vif);
    }
    if (vif >= EXTENSION) {
      vifes((first & 0x7F) == MANUFACTURER);
    }
  }

  /** The byte behind FB or FD, which is the true VIF; returns it for its extension bit. */
  private int extended(int vif, boolean first) throws MalformedTelegramException {
    if (vif < EXTENSION) {
      meaning = VifTable.RESERVED;
      return vif;
    }
    int code = next("the VIFE of the extension");
    if (first) {
      meaning = VifTable.fb(code);
    } else if (code == (SECOND_EXTENSION | EXTENSION)) {
      code = next("the VIFE of the second level of the extension");
      meaning = VifTable.fdFd(code);
    } else {
      meaning = VifTable.fd(code);
    }
    return code;
  }

  private void plainText() throws MalformedTelegramException {
    int at = position;
    int length = limits.plainText().check(next("the length of the unit"), at);
    if (length > end - position) {
      throw MalformedTelegramException.truncated(
          end, length + " characters of a unit", (end - position) + " bytes");
    }
    meaning = Meaning.plainText(DataRecord.text(array, position, length, highFirst));
    position += length;
  }

  /** The combinable extensions, or those of the maker. */
  private void vifes(boolean ofMaker) throws MalformedTelegramException {
    shift = 0;
    firstVife = position;
    boolean maker = ofMaker;
    int count = 0;
    int vife;
    do {
      vife = vife("a VIFE");
      Qualifier qualifier;
      if (maker) {
        qualifier = VifeTable.manufacturer(vife);
      } else if (vife == (PLAIN_TEXT | EXTENSION)) {
        vife = vife("the VIFE of the extension of the combinable table");
        qualifier = VifeTable.extension(vife);
      } else if (vife == (MANUFACTURER | EXTENSION)) {
        maker = true;
        continue;
      } else {
        qualifier = VifeTable.combinable(vife, fromMeter);
      }
      take(qualifier);
      if (count >= found.length) {
        found = Arrays.copyOf(found, 4 + 2 * count);
      }
      found[count++] = qualifier;
    } while (vife >= EXTENSION);
    qualifiers = list(found, count);
  }

  /** What a qualifier does to the meaning of its record and to its value. */
  private void take(Qualifier qualifier) {
    int effect = qualifier.effect();
    if (effect != 0) {
      effects |= effect;
      shift += (effect & Qualifier.SHIFTS) != 0 ? qualifier.exponent() : 0;
      meaning = (effect & Qualifier.CHANGES_MEANING) != 0 ? qualifier.apply(meaning) : meaning;
    }
  }

  private static List<Qualifier> list(Qualifier[] found, int count) {
    return switch (count) {
      case 0 -> NONE;
      case 1 -> found[0].alone();
      case 2 -> List.of(found[0], found[1]);
      case 3 -> List.of(found[0], found[1], found[2]);
      default -> List.of(Arrays.copyOf(found, count));
    };
  }

  private int vife(String what) throws MalformedTelegramException {
    if (position - firstVife >= mostVifes) {
      limits.vifes().check(position - firstVife + 1, position);
    }
    return next(what);
  }

  private int next(String what) throws MalformedTelegramException {
    return position < end ? array[position++] & 0xFF : missing(what);
  }

  private int missing(String what) throws MalformedTelegramException {
    throw MalformedTelegramException.truncated(end, what, "the end of the data");
  }
}
