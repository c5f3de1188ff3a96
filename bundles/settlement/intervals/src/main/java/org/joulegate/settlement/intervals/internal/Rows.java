package org.joulegate.settlement.intervals.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MissingCause;
import org.joulegate.metering.api.ReadingQuality;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.Unit;
import org.joulegate.settlement.api.Interval;
import org.joulegate.settlement.api.IntervalValue;

/**
 * The bytes of this bundle's rows. The first byte is the version, so that a successor reads what
 * its predecessor wrote.
 */
final class Rows {
  private static final int VERSION = 1;

  private Rows() {}

  static byte[] encode(SeriesState state) {
    return write(
        out -> {
          out.writeUTF(state.meter().text());
          writeInstant(out, state.lastAt());
          writeInstant(out, state.receivedAt());
          writeValue(out, state.lastIndex());
          out.writeBoolean(state.steppedAt() != null);
          if (state.steppedAt() != null) {
            writeInstant(out, state.steppedAt());
          }
          out.writeLong(state.open().start().getEpochSecond());
          writeBoundary(out, state.start());
          out.writeBoolean(state.closedAny());
        });
  }

  static SeriesState decodeState(byte[] row) {
    return read(
        row,
        in ->
            new SeriesState(
                new MeterId(in.readUTF()),
                readInstant(in),
                readInstant(in),
                readValue(in),
                in.readBoolean() ? readInstant(in) : null,
                new Interval(Instant.ofEpochSecond(in.readLong())),
                readBoundary(in),
                in.readBoolean()));
  }

  static byte[] encode(IntervalValue value) {
    return write(
        out -> {
          out.writeUTF(value.meter().text());
          out.writeLong(value.interval().start().getEpochSecond());
          out.writeByte(value.quality().code());
          if (value.difference() != null) {
            writeValue(out, value.difference());
          } else if (value.missing() != null) {
            out.writeByte(value.missing().code());
          }
        });
  }

  static IntervalValue decodeValue(SeriesKey key, byte[] row) {
    return read(
        row,
        in -> {
          MeterId meter = new MeterId(in.readUTF());
          Interval interval = new Interval(Instant.ofEpochSecond(in.readLong()));
          ReadingQuality quality = ReadingQuality.ofCode(in.readUnsignedByte());
          boolean absent = quality == ReadingQuality.MISSING;
          return new IntervalValue(
              key.point(),
              meter,
              key.obis(),
              interval,
              absent ? null : readValue(in),
              quality,
              absent ? MissingCause.ofCode(in.readUnsignedByte()) : null);
        });
  }

  private static void writeBoundary(DataOutputStream out, Boundary boundary) throws IOException {
    out.writeByte(boundary.missing() == null ? 0 : boundary.missing().code());
    out.writeBoolean(boundary.measured());
    if (boundary.index() != null) {
      writeValue(out, boundary.index());
    }
  }

  private static Boundary readBoundary(DataInputStream in) throws IOException {
    int cause = in.readUnsignedByte();
    boolean measured = in.readBoolean();
    return cause == 0
        ? new Boundary(readValue(in), measured, null)
        : Boundary.missing(MissingCause.ofCode(cause));
  }

  private static void writeInstant(DataOutputStream out, Instant instant) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static Instant readInstant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static void writeValue(DataOutputStream out, RegisterValue value) throws IOException {
    out.writeLong(value.mantissa());
    out.writeByte(value.exponent());
    out.writeByte(value.unit().code());
  }

  private static RegisterValue readValue(DataInputStream in) throws IOException {
    long mantissa = in.readLong();
    int exponent = in.readByte();
    Unit unit = Unit.ofCode(in.readUnsignedByte()).orElse(Unit.OTHER);
    return new RegisterValue(mantissa, exponent, unit);
  }

  private interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  private interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  private static byte[] write(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] row, Reader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IllegalStateException(
            "a row of version " + version + " was written by a newer settlement.intervals");
      }
      return reader.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
