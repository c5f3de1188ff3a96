package org.joulegate.ops.cli;

import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.json.JsonValue;
import org.joulegate.codec.mbus.ApplicationData;
import org.joulegate.codec.mbus.ApplicationError;
import org.joulegate.codec.mbus.DataRecord;
import org.joulegate.codec.mbus.MbusLimits;
import org.joulegate.codec.mbus.Meaning;
import org.joulegate.codec.mbus.Profile;
import org.joulegate.codec.mbus.Records;
import org.joulegate.codec.mbus.Value;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.SoftwareTelegramCipher;
import org.joulegate.codec.mbus.transport.TplHeader;
import org.jspecify.annotations.Nullable;

/** The application of M-Bus for the command, by wire and by radio alike. */
final class MbusRecords {

  private static final int KEY_LENGTH = 16;

  private MbusRecords() {}

  /** The key of a request; null when it has none, or none of AES-128. */
  static @Nullable SoftwareTelegramCipher cipher(Request request) {
    byte[] key = request.key();
    return key == null || key.length != KEY_LENGTH ? null : SoftwareTelegramCipher.ofOneKey(key);
  }

  /** Says so when the key of a request is one of another length than M-Bus has. */
  static void warnOfKey(Decoded.Builder decoded, Request request) {
    byte[] key = request.key();
    if (key != null && key.length != KEY_LENGTH) {
      decoded.warning(
          "key", 0, "the key has " + key.length + " bytes and not " + KEY_LENGTH + ": not used");
    }
  }

  /** How a meter is named: manufacturer and number. */
  static String meter(MeterAddress address) {
    return address.manufacturer() + " " + address.id();
  }

  /** What the transport header says, as details. */
  static void header(Decoded.Builder decoded, @Nullable TplHeader header) {
    if (header == null) {
      return;
    }
    MeterAddress address = header.address();
    if (address != null) {
      decoded.meter(meter(address));
      number(decoded, "version", address.version());
      number(decoded, "device_type", address.deviceType());
    }
    number(decoded, "access_number", header.accessNumber());
    number(decoded, "status", header.status());
  }

  /** A detail that is a small number. */
  static void number(Decoded.Builder decoded, String name, int value) {
    decoded.detail(name, new JsonValue.JsonNumber(Integer.toString(value)), "" + value);
  }

  /** A detail that is a text. */
  static void text(Decoded.Builder decoded, String name, String value) {
    decoded.detail(name, new JsonValue.JsonString(value), value);
  }

  /** Everything that an application says. */
  static void add(Decoded.Builder decoded, ApplicationData application) {
    if (application instanceof ApplicationData.Variable variable) {
      add(decoded, variable.records());
    } else if (application instanceof ApplicationData.Fixed fixed) {
      decoded.meter(fixed.data().id());
      text(decoded, "medium", fixed.data().mediumText());
      number(decoded, "access_number", fixed.data().accessNumber());
      number(decoded, "status", fixed.data().status());
      fixed.data().counters().forEach(counter -> decoded.record(record(counter)));
    } else if (application instanceof ApplicationData.Alarm alarm) {
      number(decoded, "alarm", alarm.state());
      alarm.records().forEach(one -> decoded.record(record(one)));
    } else if (application instanceof ApplicationData.Selection selection) {
      text(decoded, "selection", meter(selection.address()));
      selection.records().forEach(one -> decoded.record(record(one)));
    } else {
      text(decoded, "application", words(application));
    }
  }

  /** What an application without records is. */
  static String words(ApplicationData application) {
    if (application instanceof ApplicationError error) {
      return "error: " + error.text();
    }
    if (application instanceof ApplicationData.Select select) {
      return "application selection: " + select.text();
    }
    if (application instanceof ApplicationData.BaudRate rate) {
      return "set " + rate.baud() + " baud";
    }
    if (application instanceof ApplicationData.Format format) {
      return "format with signature " + Integer.toHexString(format.signature());
    }
    if (application instanceof ApplicationData.Other other) {
      return other.field().content().words() + " of " + other.bytes().length() + " bytes";
    }
    return "data records";
  }

  /** Records, the values of profiles among them behind the others. */
  static void add(Decoded.Builder decoded, Records records) {
    List<Profile> profiles = records.profiles(MbusLimits.DEFAULT);
    for (DataRecord record : records.records()) {
      Decoded.MeterRecord shown = record(record);
      for (Profile profile : profiles) {
        shown = profile.record().offset() == record.offset() ? heading(shown, profile) : shown;
      }
      decoded.record(shown);
    }
    for (Profile profile : profiles) {
      for (Profile.Entry entry : profile.values()) {
        decoded.record(entry(profile.record(), entry));
      }
    }
    ByteSlice manufacturer = records.manufacturerData();
    if (manufacturer != null && manufacturer.length() > 0) {
      text(decoded, "manufacturer_data", manufacturer.toHex());
    }
    if (records.moreRecordsFollow()) {
      text(decoded, "more_records", "follow in the next telegram");
    }
  }

  /** One record. */
  static Decoded.MeterRecord record(DataRecord record) {
    Value value = record.value();
    return shown(record, record.storage(), record.unit(), value, null);
  }

  private static Decoded.MeterRecord heading(Decoded.MeterRecord shown, Profile profile) {
    return new Decoded.MeterRecord(
        shown.function(),
        shown.storage(),
        shown.tariff(),
        shown.subunit(),
        shown.quantity(),
        shown.unit(),
        null,
        shown.qualifiers(),
        null,
        "profile of " + profile.values().size() + " values, given one by one");
  }

  private static Decoded.MeterRecord entry(DataRecord record, Profile.Entry entry) {
    String time = entry.time() == null ? null : entry.time().text();
    return shown(record, entry.storage(), record.unit(), entry.value(), time);
  }

  private static Decoded.MeterRecord shown(
      DataRecord record, long storage, String unit, Value value, @Nullable String time) {
    boolean bytes = value instanceof Value.Bytes;
    return new Decoded.MeterRecord(
        record.function().word(),
        storage,
        record.tariff(),
        record.subunit(),
        printable(record.quantity()),
        unit.isEmpty() || bytes ? null : unit,
        value instanceof Value.Absent ? null : value.text(),
        record.remarks(),
        time,
        value instanceof Value.Absent absent ? absent.reason().text() : null);
  }

  /** Notes the fields of a transport header that begins at the offset, behind its CI field. */
  static void noteHeader(Annotated.Builder notes, int offset, TplHeader header) {
    int at = offset;
    MeterAddress address = header.address();
    if (address != null) {
      notes.note(at, 4, "identification number " + address.id());
      notes.note(at + 4, 2, "manufacturer " + address.manufacturer());
      notes.note(at + 6, 1, "version " + address.version());
      notes.note(at + 7, 1, "device type " + address.deviceType());
      at += MeterAddress.LENGTH;
    }
    notes.note(at, 1, "access number " + header.accessNumber());
    notes.note(at + 1, 1, "status " + Hex.ofByte(header.status()));
    notes.note(at + 2, 2, "configuration, security mode " + header.securityMode());
  }

  /**
   * Notes records.
   *
   * @param shift what is to be added to the offsets of the records
   * @param array that the offsets of the records belong to
   * @param from where the records begin in that array
   * @param end where the application ends in that array
   */
  static void noteRecords(
      Annotated.Builder notes, Records records, int shift, byte[] array, int from, int end) {
    int next = from;
    for (DataRecord record : records.records()) {
      noteSpecial(notes, shift, array, next, record.offset());
      noteRecord(notes, shift, record);
      next = record.offset() + record.length();
    }
    ByteSlice manufacturer = records.manufacturerData();
    if (manufacturer == null) {
      int stop = records.fault() == null ? end : Math.min(end, records.fault().offset());
      int filled = next;
      while (filled < stop && isSpecial(array[filled])) {
        filled++;
      }
      noteSpecial(notes, shift, array, next, filled);
    } else {
      int dif = manufacturer.offset() - 1;
      noteSpecial(notes, shift, array, next, dif);
      String more = records.moreRecordsFollow() ? ", more records follow in the next telegram" : "";
      notes.note(
          shift + dif, 1, "DIF " + hex(array, dif, 1) + ": manufacturer's data follows" + more);
      notes.note(shift + dif + 1, manufacturer.length(), "manufacturer's data");
    }
    if (records.fault() != null) {
      notes.wrong(shift + records.fault().offset(), records.fault());
    }
  }

  /** Notes a compact frame, whether or not its format is known. */
  static void noteCompact(Annotated.Builder notes, int at, int length) {
    notes.note(at, Math.min(2, length), "signature of the format");
    notes.note(at + 2, Math.min(2, length - 2), "checksum of the full frame");
    notes.note(at + 4, length - 4, "values of the records");
  }

  private static boolean isSpecial(byte dif) {
    return dif == 0x2F || dif == 0x7F;
  }

  private static void noteSpecial(
      Annotated.Builder notes, int shift, byte[] array, int from, int to) {
    for (int at = from; at < to; at++) {
      notes.note(shift + at, 1, array[at] == 0x2F ? "filler" : "global read-out request");
    }
  }

  private static void noteRecord(Annotated.Builder notes, int shift, DataRecord record) {
    int at = record.offset();
    ByteSlice header = record.header();
    int dib = record.dibLength();
    byte[] bytes = header.toByteArray();
    notes.note(
        shift + at,
        dib,
        "DIF " + Hex.format(bytes, 0, dib) + ": " + field(record) + ", " + origin(record));
    notes.note(
        shift + at + dib,
        record.vibLength(),
        "VIF " + Hex.format(bytes, dib, record.vibLength()) + ": " + meaning(record));
    int length = record.dataLength() - record.data().length();
    notes.note(shift + record.dataOffset(), length, "length of the data");
    notes.note(shift + record.data().offset(), record.data().length(), value(record));
  }

  private static String origin(DataRecord record) {
    return record.function().word()
        + ", storage "
        + record.storage()
        + (record.tariff() == 0 ? "" : ", tariff " + record.tariff())
        + (record.subunit() == 0 ? "" : ", subunit " + record.subunit());
  }

  private static String field(DataRecord record) {
    return switch (record.dataField()) {
      case 0 -> "no data";
      case 1 -> "8-bit integer";
      case 2 -> "16-bit integer";
      case 3 -> "24-bit integer";
      case 4 -> "32-bit integer";
      case 5 -> "32-bit real";
      case 6 -> "48-bit integer";
      case 7 -> "64-bit integer";
      case 8 -> "selection for read-out";
      case 9 -> "2 decimal digits";
      case 10 -> "4 decimal digits";
      case 11 -> "6 decimal digits";
      case 12 -> "8 decimal digits";
      case 13 -> "variable length";
      default -> "12 decimal digits";
    };
  }

  private static String meaning(DataRecord record) {
    Meaning meaning = record.meaning();
    String unit = record.unit();
    String scale = meaning.exponent() == 0 ? "" : "10^" + meaning.exponent() + " ";
    String factor = meaning.factor() == 1 ? "" : meaning.factor() + " ";
    boolean bare = unit.isEmpty() && scale.isEmpty() && factor.isEmpty();
    return printable(record.description()) + (bare ? "" : ", " + (factor + scale + unit).trim());
  }

  /** The value with its unit, or why there is none. */
  static String value(DataRecord record) {
    Value value = record.value();
    if (value instanceof Value.Absent absent) {
      return "no value: " + absent.reason().text();
    }
    if (value instanceof Value.Bytes bytes) {
      return bytes.bytes().length() + " bytes";
    }
    if (value instanceof Value.Text text) {
      return "\"" + printable(text.text()) + "\"";
    }
    String unit = record.unit();
    return "value " + value.text() + (unit.isEmpty() ? "" : " " + unit);
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", ".");
  }

  private static String hex(byte[] array, int offset, int length) {
    return Hex.format(array, offset, length);
  }
}
