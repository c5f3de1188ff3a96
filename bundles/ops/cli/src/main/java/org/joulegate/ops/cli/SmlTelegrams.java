package org.joulegate.ops.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.json.JsonValue;
import org.joulegate.codec.sml.SmlBody;
import org.joulegate.codec.sml.SmlDecoder;
import org.joulegate.codec.sml.SmlLimits;
import org.joulegate.codec.sml.SmlListEntry;
import org.joulegate.codec.sml.SmlListType;
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

  private final Decoded.Builder decoded = new Decoded.Builder(FORMAT);
  private final List<Decoded.Problem> refused = new ArrayList<>();

  private SmlTelegrams() {}

  /** The format, for the table of formats. */
  static final class Format implements TelegramFormat {

    private static final byte ESCAPE = 0x1B;
    private static final int ESCAPES = 4;

    @Override
    public String name() {
      return FORMAT;
    }

    /** Four escape bytes begin every frame, and no other format has them at its beginning. */
    @Override
    public int likelihood(byte[] bytes) {
      int run = 0;
      for (int i = 0; i < bytes.length; i++) {
        run = bytes[i] == ESCAPE ? run + 1 : 0;
        if (run == ESCAPES) {
          return i == ESCAPES - 1 ? 100 : 40;
        }
      }
      return 0;
    }

    @Override
    public Decoded decode(Request request) {
      return new SmlTelegrams().all(request.bytes());
    }

    @Override
    public List<Annotated> annotate(Request request) {
      return Annotated.marked(SmlAnnotation.of(request.bytes()), decode(request).error());
    }
  }

  private Decoded all(byte[] bytes) {
    SmlDecoder.Scan scan = SmlDecoder.scan(bytes, 0, bytes.length, SmlLimits.DEFAULT);
    for (SmlDecoder.Telegram telegram : scan.telegrams()) {
      telegram(telegram);
    }
    for (MalformedTelegramException e : scan.refused()) {
      refused.add(new Decoded.Problem(e.kind().word(), e.offset(), e.getMessage()));
    }
    if (decoded.telegrams() == 0) {
      return Decoded.failed(FORMAT, refused.get(0));
    }
    refused.forEach(decoded::warning);
    if (scan.noiseBytes() > 0) {
      decoded.warning(
          "noise", scan.noiseOffset(), scan.noiseBytes() + " bytes belong to no telegram");
    }
    return decoded.build();
  }

  private void telegram(SmlDecoder.Telegram telegram) {
    boolean answered = false;
    boolean attention = false;
    StringBuilder others = new StringBuilder();
    for (SmlMessage message : telegram.file().messages()) {
      if (message.body() instanceof SmlBody.GetListResponse list) {
        list(telegram, list);
        answered = true;
      } else if (message.body() instanceof SmlBody.GetProfileListResponse profile) {
        profile(telegram, profile.serverId(), profile.entries(), profile.periodSignature());
        answered = true;
      } else if (message.body() instanceof SmlBody.GetProfilePackResponse profile) {
        profile(telegram, profile.serverId(), profile.entries(), profile.profileSignature());
        answered = true;
      } else if (message.body() instanceof SmlBody.AttentionResponse response) {
        refused.add(attention(telegram.offset(), response));
        attention = true;
      } else if (message.body() instanceof SmlBody.Other other) {
        others.append(others.length() == 0 ? "" : ", ").append(name(other));
      } else if (message.body() instanceof SmlBody.GetProfileRequest request) {
        others.append(others.length() == 0 ? "" : ", ").append(request.type());
      }
    }
    if (answered || !attention) {
      decoded.telegram();
    }
    if (!answered && !attention) {
      String what = others.length() == 0 ? "" : ", only " + others;
      decoded.warning(
          "incomplete", telegram.offset(), "the telegram holds no list of values" + what);
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

  private void profile(
      SmlDecoder.Telegram telegram,
      @Nullable ByteSlice serverId,
      List<SmlListEntry> entries,
      @Nullable ByteSlice signature) {
    meter(telegram, serverId);
    for (SmlListEntry entry : entries) {
      decoded.register(register(entry));
    }
    signature(signature);
  }

  /** A signature is shown and not checked. */
  private void signature(@Nullable ByteSlice signature) {
    if (signature != null) {
      String hex = signature.toHex();
      decoded.detail("signature", new JsonValue.JsonString(hex), hex + " (not checked)");
    }
  }

  private void meter(SmlDecoder.Telegram telegram, @Nullable ByteSlice serverId) {
    if (serverId != null) {
      decoded.meter(SmlServerId.textOrHex(serverId), telegram.offset());
    }
  }

  private void list(SmlDecoder.Telegram telegram, SmlBody.GetListResponse list) {
    meter(telegram, list.serverId());
    SmlQuirks.Corrected corrected = SmlQuirks.apply(telegram.file(), list);
    for (SmlListEntry entry : corrected.values()) {
      decoded.register(register(entry));
    }
    for (SmlQuirk.Applied applied : corrected.applied()) {
      decoded.quirk(applied.text());
    }
    signature(list.listSignature());
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
      text = text(listed);
    }
    String status = entry.hasStatus() ? Long.toUnsignedString(entry.status()) : null;
    String absent = entry.value() == null ? "the meter sends none" : null;
    Instant time = entry.valTime() == null ? null : entry.valTime().instant();
    return new Decoded.Register(
        entry.obis(),
        entry.decimal(),
        unit(entry),
        null,
        text,
        hex,
        status,
        time == null ? null : time.toString(),
        absent);
  }

  private static String text(SmlValue.Listed list) {
    if (!(SmlListType.of(list) instanceof SmlListType.Time point)) {
      return "list of " + list.elements().size();
    }
    Instant instant = point.time().instant();
    return instant == null ? "second " + point.time().seconds() : instant.toString();
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
