package org.joulegate.ops.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.sml.SmlBody;
import org.joulegate.codec.sml.SmlDecoder;
import org.joulegate.codec.sml.SmlLimits;
import org.joulegate.codec.sml.SmlListEntry;
import org.joulegate.codec.sml.SmlMessage;
import org.joulegate.codec.sml.SmlQuirk;
import org.joulegate.codec.sml.SmlQuirks;
import org.joulegate.codec.sml.SmlServerId;
import org.joulegate.codec.sml.SmlValue;
import org.joulegate.metering.api.Unit;
import org.jspecify.annotations.Nullable;

/** SML for the command: every frame in some bytes, with the shipped quirks applied. */
final class SmlTelegrams {

  static final String FORMAT = "sml";

  private final List<Decoded.Register> registers = new ArrayList<>();
  private final List<String> quirks = new ArrayList<>();
  private final List<Decoded.Problem> warnings = new ArrayList<>();
  private final List<Decoded.Problem> refused = new ArrayList<>();
  private @Nullable String meter;
  private int telegrams;

  private SmlTelegrams() {}

  static Decoded decode(byte[] bytes) {
    return new SmlTelegrams().all(bytes);
  }

  private Decoded all(byte[] bytes) {
    SmlDecoder.Scan scan = SmlDecoder.scan(bytes, 0, bytes.length, SmlLimits.DEFAULT);
    for (SmlDecoder.Telegram telegram : scan.telegrams()) {
      telegram(telegram);
    }
    for (MalformedTelegramException e : scan.refused()) {
      refused.add(new Decoded.Problem(e.kind().word(), e.offset(), e.getMessage()));
    }
    if (telegrams == 0) {
      return Decoded.failed(FORMAT, refused.get(0));
    }
    warnings.addAll(refused);
    if (scan.noiseBytes() > 0) {
      warnings.add(
          new Decoded.Problem(
              "noise", scan.noiseOffset(), scan.noiseBytes() + " bytes belong to no telegram"));
    }
    return new Decoded(FORMAT, meter, telegrams, registers, quirks, warnings, null);
  }

  private void telegram(SmlDecoder.Telegram telegram) {
    boolean answered = false;
    boolean attention = false;
    StringBuilder others = new StringBuilder();
    for (SmlMessage message : telegram.file().messages()) {
      if (message.body() instanceof SmlBody.GetListResponse list) {
        list(telegram, list);
        answered = true;
      } else if (message.body() instanceof SmlBody.AttentionResponse response) {
        refused.add(attention(telegram.offset(), response));
        attention = true;
      } else if (message.body() instanceof SmlBody.Other other) {
        others.append(others.length() == 0 ? "" : ", ").append(name(other));
      }
    }
    if (answered || !attention) {
      telegrams++;
    }
    if (!answered && !attention) {
      String what = others.length() == 0 ? "" : ", only " + others;
      warnings.add(
          new Decoded.Problem(
              "incomplete", telegram.offset(), "the telegram holds no list of values" + what));
    }
  }

  private static Decoded.Problem attention(int offset, SmlBody.AttentionResponse attention) {
    ByteSlice number = attention.number();
    return new Decoded.Problem(
        "application-error",
        offset,
        "the meter answers with an attention" + (number == null ? "" : ", " + number.toHex()));
  }

  private static String name(SmlBody.Other other) {
    return other.type() == null ? "message " + Long.toHexString(other.tag()) : "" + other.type();
  }

  private void list(SmlDecoder.Telegram telegram, SmlBody.GetListResponse list) {
    ByteSlice serverId = list.serverId();
    if (serverId != null) {
      String id = SmlServerId.textOrHex(serverId);
      if (meter == null) {
        meter = id;
      } else if (!meter.equals(id)) {
        warnings.add(
            new Decoded.Problem(
                "incomplete", telegram.offset(), "this telegram is of another meter, " + id));
      }
    }
    SmlQuirks.Corrected corrected = SmlQuirks.apply(telegram.file(), list);
    for (SmlListEntry entry : corrected.values()) {
      registers.add(register(entry));
    }
    for (SmlQuirk.Applied applied : corrected.applied()) {
      if (!quirks.contains(applied.text())) {
        quirks.add(applied.text());
      }
    }
  }

  private static Decoded.Register register(SmlListEntry entry) {
    String text = null;
    String hex = null;
    if (entry.value() instanceof SmlValue.Octets octets) {
      text = octets.bytes().isPrintable() ? octets.bytes().toText() : null;
      hex = octets.bytes().toHex();
    } else if (entry.value() instanceof SmlValue.Bool bool) {
      text = bool.value() ? "true" : "false";
    } else if (entry.value() instanceof SmlValue.Listed listed) {
      text = "list of " + listed.elements().size();
    }
    String status = entry.hasStatus() ? Long.toUnsignedString(entry.status()) : null;
    return new Decoded.Register(entry.obis(), entry.decimal(), unit(entry), text, hex, status);
  }

  private static @Nullable String unit(SmlListEntry entry) {
    if (entry.unit() <= 0 || entry.decimal() == null) {
      return null;
    }
    Optional<Unit> unit = Unit.ofCode(entry.unit());
    if (unit.isEmpty()) {
      return "unit " + entry.unit();
    }
    return unit.get().symbol().isEmpty() ? null : unit.get().symbol();
  }
}
