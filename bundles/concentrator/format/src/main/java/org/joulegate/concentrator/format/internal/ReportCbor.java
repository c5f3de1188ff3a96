package org.joulegate.concentrator.format.internal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.cbor.CborReader;
import org.joulegate.codec.cbor.CborType;
import org.joulegate.codec.cbor.CborWriter;
import org.joulegate.concentrator.api.ConsumptionReport;
import org.joulegate.concentrator.api.ReportIdentity;
import org.joulegate.metering.api.JournalHead;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.MissingCause;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingQuality;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.Unit;
import org.joulegate.settlement.api.Interval;
import org.joulegate.settlement.api.IntervalValue;
import org.jspecify.annotations.Nullable;

/** {@code report} of {@code docs/wire-format.cddl}. */
final class ReportCbor {
  private static final int FIELDS = 10;
  private static final int SERIES_FIELDS = 4;
  private static final int VALUE_FIELDS = 4;
  private static final int MISSING_FIELDS = 3;
  private static final int OBIS_BYTES = 6;
  private static final int MAX_SUPPLEMENT = 1_000_000;
  private static final int MAX_INTERVALS = 100_000;

  private ReportCbor() {}

  static byte[] encode(ConsumptionReport report) {
    ReportIdentity id = report.identity();
    CborWriter out = new CborWriter();
    out.beginMap(FIELDS);
    out.writeInteger(0).writeInteger(Fields.VERSION);
    out.writeInteger(1).writeText(id.concentrator());
    out.writeInteger(2).writeText(id.point().id());
    out.writeInteger(3).writeInteger(id.periodStart().getEpochSecond());
    out.writeInteger(4).writeInteger(id.periodEnd().getEpochSecond());
    out.writeInteger(5).writeInteger(id.supplement());
    out.writeInteger(6).writeText(report.centre());
    out.writeInteger(7).writeInteger(report.sequence());
    out.writeInteger(8);
    Fields.writeHead(out, report.head());
    out.writeInteger(9);
    List<List<IntervalValue>> series = split(report.values());
    out.beginArray(series.size());
    series.forEach(values -> encodeSeries(out, id.periodStart(), values));
    return out.toByteArray();
  }

  /** Runs of one register, one meter and one unit. */
  private static List<List<IntervalValue>> split(List<IntervalValue> values) {
    List<List<IntervalValue>> series = new ArrayList<>();
    @Nullable IntervalValue before = null;
    for (IntervalValue value : values) {
      if (before == null || !sameSeries(before, value)) {
        series.add(new ArrayList<>());
      }
      series.get(series.size() - 1).add(value);
      before = value;
    }
    return series;
  }

  private static boolean sameSeries(IntervalValue a, IntervalValue b) {
    return a.obis().equals(b.obis())
        && a.meter().equals(b.meter())
        && Objects.equals(unitOf(a), unitOf(b));
  }

  private static @Nullable Unit unitOf(IntervalValue value) {
    return value.difference() == null ? null : value.difference().unit();
  }

  private static void encodeSeries(
      CborWriter out, Instant periodStart, List<IntervalValue> values) {
    IntervalValue first = values.get(0);
    out.beginArray(SERIES_FIELDS);
    out.writeBytes(obisBytes(first.obis()));
    out.writeText(first.meter().text());
    Unit unit = unitOf(first);
    if (unit == null) {
      out.writeNull();
    } else {
      out.writeInteger(unit.code());
    }
    out.beginArray(values.size());
    for (IntervalValue value : values) {
      long index =
          Duration.between(periodStart, value.interval().start()).dividedBy(Interval.LENGTH);
      RegisterValue difference = value.difference();
      out.beginArray(difference == null ? MISSING_FIELDS : VALUE_FIELDS);
      out.writeInteger(index).writeInteger(value.quality().code());
      if (difference != null) {
        out.writeInteger(difference.mantissa()).writeInteger(difference.exponent());
      } else {
        out.writeInteger(Objects.requireNonNull(value.missing()).code());
      }
    }
  }

  private static byte[] obisBytes(ObisCode obis) {
    byte[] eight = ByteBuffer.allocate(Long.BYTES).putLong(obis.packed()).array();
    return java.util.Arrays.copyOfRange(eight, Long.BYTES - OBIS_BYTES, Long.BYTES);
  }

  static ConsumptionReport decode(CborReader in) throws MalformedTelegramException {
    in.beginMap();
    Fields.key(in, 0);
    Fields.version(in);
    ReportIdentity id = decodeIdentity(in);
    Fields.key(in, 6);
    String centre = in.readText();
    Fields.key(in, 7);
    long sequence = in.readInteger();
    Fields.key(in, 8);
    JournalHead head = Fields.readHead(in);
    Fields.key(in, 9);
    List<IntervalValue> values = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      decodeSeries(in, id, values);
    }
    in.end();
    in.end();
    return new ConsumptionReport(id, centre, sequence, head, values);
  }

  private static ReportIdentity decodeIdentity(CborReader in) throws MalformedTelegramException {
    Fields.key(in, 1);
    String concentrator = in.readText();
    Fields.key(in, 2);
    MeteringPoint point = new MeteringPoint(in.readText());
    Fields.key(in, 3);
    Instant start = Instant.ofEpochSecond(in.readInteger());
    Fields.key(in, 4);
    Instant end = Instant.ofEpochSecond(in.readInteger());
    Fields.key(in, 5);
    return new ReportIdentity(concentrator, point, start, end, in.readInteger(0, MAX_SUPPLEMENT));
  }

  private static void decodeSeries(CborReader in, ReportIdentity id, List<IntervalValue> values)
      throws MalformedTelegramException {
    in.beginArray(SERIES_FIELDS);
    ObisCode obis = new ObisCode(packed(in.readBytes(OBIS_BYTES)));
    MeterId meter = new MeterId(in.readText());
    Unit unit = decodeUnit(in);
    in.beginArray();
    while (in.hasNext()) {
      values.add(decodeValue(in, id, meter, obis, unit));
    }
    in.end();
    in.end();
  }

  private static long packed(byte[] six) {
    long packed = 0;
    for (byte b : six) {
      packed = packed << Byte.SIZE | (b & 0xFF);
    }
    return packed;
  }

  private static @Nullable Unit decodeUnit(CborReader in) throws MalformedTelegramException {
    if (in.peek() == CborType.NULL) {
      in.readNull();
      return null;
    }
    int offset = in.offset();
    int code = in.readInteger(0, 255);
    return Unit.ofCode(code)
        .orElseThrow(
            () -> MalformedTelegramException.malformed(offset, "a unit's code", "code " + code));
  }

  private static IntervalValue decodeValue(
      CborReader in, ReportIdentity id, MeterId meter, ObisCode obis, @Nullable Unit unit)
      throws MalformedTelegramException {
    in.beginArray(unit == null ? MISSING_FIELDS : VALUE_FIELDS);
    int index = in.readInteger(0, MAX_INTERVALS);
    Interval interval = new Interval(id.periodStart().plus(Interval.LENGTH.multipliedBy(index)));
    ReadingQuality quality = ReadingQuality.ofCode(in.readInteger(0, Byte.MAX_VALUE));
    @Nullable RegisterValue difference = null;
    @Nullable MissingCause missing = null;
    if (unit == null) {
      missing = MissingCause.ofCode(in.readInteger(0, Byte.MAX_VALUE));
    } else {
      long mantissa = in.readInteger();
      difference =
          new RegisterValue(mantissa, in.readInteger(Byte.MIN_VALUE, Byte.MAX_VALUE), unit);
    }
    in.end();
    return new IntervalValue(id.point(), meter, obis, interval, difference, quality, missing);
  }
}
