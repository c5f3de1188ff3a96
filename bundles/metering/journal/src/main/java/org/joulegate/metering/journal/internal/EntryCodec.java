package org.joulegate.metering.journal.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.cbor.CborLimits;
import org.joulegate.codec.cbor.CborReader;
import org.joulegate.codec.cbor.CborType;
import org.joulegate.codec.cbor.CborWriter;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalEntry;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.MissingCause;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingJournal;
import org.joulegate.metering.api.ReadingQuality;
import org.joulegate.metering.api.Register;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.SealedReport;
import org.joulegate.metering.api.Stamp;
import org.joulegate.metering.api.Unit;
import org.jspecify.annotations.Nullable;

/**
 * Entries as canonical CBOR arrays; the module's README has the layout. A new layout gets a new
 * kind, so that what was once written can always be read.
 *
 * <p>Pure and stateless.
 */
public final class EntryCodec {
  /** A {@link MeterReading}. */
  public static final int READING = 1;

  /** A {@link MeterEvent}. */
  public static final int EVENT = 2;

  /** A {@link SealedReport}. */
  public static final int REPORT = 3;

  private static final CborLimits LIMITS =
      new CborLimits(
          4,
          ReadingJournal.MAX_ENTRY_BYTES,
          ReadingJournal.MAX_ENTRY_BYTES,
          2 * MeterReading.MAX_REGISTERS);

  private EntryCodec() {}

  /** Encodes an entry. Equal entries have equal bytes. */
  public static Encoded encode(JournalEntry entry) {
    CborWriter out = new CborWriter(256);
    if (entry instanceof MeterReading reading) {
      writeReading(out, reading);
      return new Encoded(READING, out.toByteArray());
    }
    if (entry instanceof MeterEvent event) {
      out.beginArray(6);
      writeStamp(out, event.stamp());
      out.writeInteger(event.kind().code()).writeText(event.subject()).writeText(event.text());
      return new Encoded(EVENT, out.toByteArray());
    }
    SealedReport report = (SealedReport) entry;
    out.beginArray(4);
    writeInstant(out, report.at());
    out.writeText(report.identity()).writeText(report.centre()).writeBytes(report.sealed());
    return new Encoded(REPORT, out.toByteArray());
  }

  private static void writeReading(CborWriter out, MeterReading reading) {
    out.beginArray(9);
    writeStamp(out, reading.received());
    out.writeText(reading.meter().text());
    writeInstant(out, reading.measuredAt());
    out.writeText(reading.adapter()).writeInteger(reading.status());
    out.beginArray(reading.registers().size());
    for (Register register : reading.registers()) {
      writeRegister(out, register);
    }
    out.beginArray(2 * reading.texts().size());
    for (Map.Entry<ObisCode, String> text : new TreeMap<>(reading.texts()).entrySet()) {
      out.writeInteger(text.getKey().packed()).writeText(text.getValue());
    }
  }

  /** The everyday register is four integers; only a doubtful or missing one says more. */
  private static void writeRegister(CborWriter out, Register register) {
    RegisterValue value = register.value();
    MissingCause missing = register.missing();
    if (value == null) {
      out.beginArray(2).writeInteger(register.obis().packed());
      out.writeInteger(missing == null ? 0 : missing.code());
      return;
    }
    boolean measured = register.quality() == ReadingQuality.MEASURED;
    out.beginArray(measured ? 4 : 5).writeInteger(register.obis().packed());
    out.writeInteger(value.unit().code()).writeInteger(value.exponent());
    out.writeInteger(value.mantissa());
    if (!measured) {
      out.writeInteger(register.quality().code());
    }
  }

  private static void writeStamp(CborWriter out, Stamp stamp) {
    writeInstant(out, stamp.at());
    out.writeInteger(stamp.state().code());
    writeInstant(out, stamp.steppedAt());
  }

  /** Seconds since 1970, or those and the nanoseconds, or null. */
  private static void writeInstant(CborWriter out, @Nullable Instant instant) {
    if (instant == null) {
      out.writeNull();
    } else if (instant.getNano() == 0) {
      out.writeInteger(instant.getEpochSecond());
    } else {
      out.beginArray(2).writeInteger(instant.getEpochSecond()).writeInteger(instant.getNano());
    }
  }

  /**
   * Decodes an entry.
   *
   * @throws MalformedTelegramException naming the first byte that is not as {@link #encode} writes
   *     it
   */
  public static JournalEntry decode(int kind, byte[] payload) throws MalformedTelegramException {
    CborReader in = CborReader.strict(payload, 0, payload.length, LIMITS);
    try {
      JournalEntry entry =
          switch (kind) {
            case READING -> readReading(in);
            case EVENT -> readEvent(in);
            case REPORT -> readReport(in);
            default -> throw malformed(in, "an entry of kind 1 to 3", "kind " + kind);
          };
      in.requireEnd();
      return entry;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw malformed(in, "values within their ranges", "one outside of them");
    }
  }

  private static MeterReading readReading(CborReader in) throws MalformedTelegramException {
    in.beginArray(9);
    Stamp received = readStamp(in);
    MeterId meter = new MeterId(in.readText());
    Instant measuredAt = readInstant(in);
    String adapter = in.readText();
    long status = in.readInteger();
    int count = in.beginArray();
    List<Register> registers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      registers.add(readRegister(in));
    }
    closeArray(in, count);
    int texts = in.beginArray();
    Map<ObisCode, String> byCode = new LinkedHashMap<>();
    for (int i = 0; i < texts; i += 2) {
      byCode.put(new ObisCode(in.readInteger()), in.readText());
    }
    closeArray(in, texts);
    in.end();
    return new MeterReading(meter, received, measuredAt, adapter, status, registers, byCode);
  }

  private static Register readRegister(CborReader in) throws MalformedTelegramException {
    int size = in.beginArray();
    ObisCode obis = new ObisCode(in.readInteger());
    Register register;
    if (size == 2) {
      register = Register.missing(obis, MissingCause.ofCode(in.readInteger(0, 255)));
    } else {
      int unit = in.readInteger(1, 255);
      int exponent = in.readInteger(Byte.MIN_VALUE, Byte.MAX_VALUE);
      RegisterValue value =
          new RegisterValue(
              in.readInteger(),
              exponent,
              Unit.ofCode(unit).orElseThrow(() -> new IllegalArgumentException("unit")));
      ReadingQuality quality =
          size == 4 ? ReadingQuality.MEASURED : ReadingQuality.ofCode(in.readInteger(0, 255));
      register = new Register(obis, value, quality, null);
    }
    in.end();
    return register;
  }

  private static MeterEvent readEvent(CborReader in) throws MalformedTelegramException {
    in.beginArray(6);
    Stamp stamp = readStamp(in);
    EventKind kind = EventKind.ofCode(in.readInteger(0, 65_535));
    MeterEvent event = new MeterEvent(stamp, kind, in.readText(), in.readText());
    in.end();
    return event;
  }

  private static SealedReport readReport(CborReader in) throws MalformedTelegramException {
    in.beginArray(4);
    SealedReport report =
        new SealedReport(readRequired(in), in.readText(), in.readText(), in.readBytes());
    in.end();
    return report;
  }

  private static Stamp readStamp(CborReader in) throws MalformedTelegramException {
    return new Stamp(readRequired(in), ClockState.ofCode(in.readInteger(0, 255)), readInstant(in));
  }

  private static Instant readRequired(CborReader in) throws MalformedTelegramException {
    Instant instant = readInstant(in);
    if (instant == null) {
      throw malformed(in, "an instant", "null");
    }
    return instant;
  }

  private static @Nullable Instant readInstant(CborReader in) throws MalformedTelegramException {
    CborType type = in.peek();
    if (type == CborType.NULL) {
      in.readNull();
      return null;
    }
    if (type == CborType.INTEGER) {
      return Instant.ofEpochSecond(in.readInteger());
    }
    in.beginArray(2);
    Instant instant = Instant.ofEpochSecond(in.readInteger(), in.readInteger(1, 999_999_999));
    in.end();
    return instant;
  }

  private static void closeArray(CborReader in, int count) throws MalformedTelegramException {
    if (count < 0) {
      throw malformed(in, "an array of definite length", "an indefinite one");
    }
    in.end();
  }

  private static MalformedTelegramException malformed(
      CborReader in, String expected, String found) {
    return MalformedTelegramException.malformed(in.offset(), expected, found);
  }
}
