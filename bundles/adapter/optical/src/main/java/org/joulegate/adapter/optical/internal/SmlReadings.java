package org.joulegate.adapter.optical.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.sml.SmlBody;
import org.joulegate.codec.sml.SmlFile;
import org.joulegate.codec.sml.SmlListEntry;
import org.joulegate.codec.sml.SmlMessage;
import org.joulegate.codec.sml.SmlQuirks;
import org.joulegate.codec.sml.SmlServerId;
import org.joulegate.codec.sml.SmlTime;
import org.joulegate.codec.sml.SmlValue;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.MissingCause;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.Register;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.Stamp;
import org.joulegate.metering.api.Unit;
import org.jspecify.annotations.Nullable;

/** Makes readings of SML files, with the shipped makers' quirks corrected. Pure. */
final class SmlReadings {
  private static final int COUNT_UNIT = 255;

  /** A meter's id has at most 64 characters, two for a byte. */
  private static final int MAX_ID_BYTES = 32;

  private static final int MAX_TEXTS = 64;
  private static final int MAX_TEXT = 1024;

  private SmlReadings() {}

  /**
   * One reading for each list of values that names its meter. Texts beyond 64, or longer than 1,024
   * characters (public keys are shorter), are left out.
   */
  static List<MeterReading> of(SmlFile file, Stamp received, String adapter) {
    List<MeterReading> readings = new ArrayList<>();
    for (SmlMessage message : file.messages()) {
      if (message.body() instanceof SmlBody.GetListResponse list) {
        MeterId meter = meterOf(file, list);
        if (meter != null) {
          readings.add(reading(file, list, meter, received, adapter));
        }
      }
    }
    return readings;
  }

  private static @Nullable MeterId meterOf(SmlFile file, SmlBody.GetListResponse list) {
    ByteSlice id = list.serverId();
    if (id == null) {
      SmlBody.OpenResponse open = file.first(SmlBody.OpenResponse.class);
      id = open == null ? null : open.serverId();
    }
    return id == null || id.length() == 0 || id.length() > MAX_ID_BYTES
        ? null
        : new MeterId(SmlServerId.textOrHex(id));
  }

  private static MeterReading reading(
      SmlFile file, SmlBody.GetListResponse list, MeterId meter, Stamp received, String adapter) {
    List<Register> registers = new ArrayList<>();
    Map<ObisCode, String> texts = new HashMap<>();
    long status = 0;
    for (SmlListEntry entry : SmlQuirks.apply(file, list).values()) {
      ObisCode obis = new ObisCode(entry.objName());
      if (entry.hasStatus()) {
        status = entry.status();
      }
      String text = text(entry.value());
      if (text != null) {
        if (texts.size() < MAX_TEXTS && text.length() <= MAX_TEXT) {
          texts.put(obis, text);
        }
      } else if (registers.size() < MeterReading.MAX_REGISTERS) {
        registers.add(register(obis, entry));
      }
    }
    return new MeterReading(
        meter, received, instant(list.actSensorTime()), adapter, status, registers, texts);
  }

  private static Register register(ObisCode obis, SmlListEntry entry) {
    if (entry.value() == null) {
      return Register.missing(obis, MissingCause.NOT_SENT);
    }
    if (!(entry.value() instanceof SmlValue.Int number) || !number.fitsLong()) {
      return Register.missing(obis, MissingCause.NOT_A_NUMBER);
    }
    return Register.measured(
        obis, new RegisterValue(number.value(), entry.scaler(), unit(entry.unit())));
  }

  private static Unit unit(int code) {
    return code <= 0 || code == COUNT_UNIT ? Unit.COUNT : Unit.ofCode(code).orElse(Unit.OTHER);
  }

  private static @Nullable String text(@Nullable SmlValue value) {
    if (value instanceof SmlValue.Octets octets) {
      ByteSlice bytes = octets.bytes();
      return bytes.isPrintable() ? bytes.toText() : bytes.toHex();
    }
    return value instanceof SmlValue.Bool bool ? Boolean.toString(bool.value()) : null;
  }

  /** Only a time stamp says when; a seconds index counts from an instant that nobody knows. */
  private static @Nullable Instant instant(@Nullable SmlTime time) {
    return time != null && time.kind() == SmlTime.Kind.TIMESTAMP && time.seconds() != 0
        ? Instant.ofEpochSecond(time.seconds())
        : null;
  }
}
