package org.joulegate.han.coap.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.senml.SenmlBase;
import org.joulegate.codec.senml.SenmlCbor;
import org.joulegate.codec.senml.SenmlFormat;
import org.joulegate.codec.senml.SenmlJson;
import org.joulegate.codec.senml.SenmlPack;
import org.joulegate.codec.senml.SenmlRecord;
import org.joulegate.codec.senml.SenmlValue;
import org.joulegate.han.api.HanContent;
import org.jspecify.annotations.Nullable;

/** The two forms in which a content is sent (RFC 8428). */
enum Representation {
  /** For people and most programs. */
  JSON(SenmlFormat.JSON),
  /** For small devices. */
  CBOR(SenmlFormat.CBOR);

  /** Smaller times are relative to now (RFC 8428, clause 4.5.3): here, a clock that was not set. */
  private static final Instant FIRST_ABSOLUTE = Instant.ofEpochSecond(1L << 28);

  private final int contentFormat;

  Representation(int contentFormat) {
    this.contentFormat = contentFormat;
  }

  /** The CoAP content format. */
  int contentFormat() {
    return contentFormat;
  }

  /**
   * The form to answer with.
   *
   * @param accept what the client accepts; below 0 if it does not say
   * @return null if the client accepts none of the two
   */
  static @Nullable Representation accepted(int accept) {
    if (accept < 0 || accept == JSON.contentFormat) {
      return JSON;
    }
    return accept == CBOR.contentFormat ? CBOR : null;
  }

  /**
   * Writes a content. An instant before July 1978 comes from a clock that was never set, and is
   * left out.
   *
   * @throws IllegalArgumentException if it has no values, or a name that SenML does not allow
   */
  byte[] encode(HanContent content) {
    if (content.values().isEmpty()) {
      throw new IllegalArgumentException("a SenML pack has one record or more");
    }
    List<SenmlRecord> records = new ArrayList<>(content.values().size());
    SenmlBase base = SenmlBase.ofName(content.baseName());
    for (HanContent.Value value : content.values()) {
      records.add(record(base, value));
      base = SenmlBase.NONE;
    }
    SenmlPack pack = SenmlPack.of(records);
    return this == JSON ? SenmlJson.encode(pack) : SenmlCbor.encode(pack);
  }

  private static SenmlRecord record(SenmlBase base, HanContent.Value value) {
    SenmlRecord record =
        new SenmlRecord(base, value.name(), value.unit(), valueOf(value), null, null, null);
    Instant at = value.at();
    return at == null || at.isBefore(FIRST_ABSOLUTE) ? record : record.at(at);
  }

  private static SenmlValue valueOf(HanContent.Value value) {
    if (value.number() != null) {
      return new SenmlValue.Number(value.number());
    }
    String text = value.text();
    return new SenmlValue.Text(text == null ? "" : text);
  }
}
