package org.joulegate.han.coap.internal.resources;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.joulegate.han.api.HanContent;
import org.joulegate.metering.api.MissingCause;
import org.joulegate.metering.api.ReadingQuality;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.Unit;
import org.jspecify.annotations.Nullable;

/** Collects the values of one content. */
final class Values {
  private final List<HanContent.Value> values = new ArrayList<>();

  /**
   * A number with its unit; where the registry has no name for the unit, its symbol follows as a
   * text.
   */
  Values number(String name, RegisterValue value, @Nullable Instant at) {
    Unit unit = value.unit();
    String registered = SenmlUnits.nameOf(unit);
    values.add(new HanContent.Value(name, value.toBigDecimal(), null, registered, at));
    if (registered == null && !unit.symbol().isEmpty()) {
      text(name + Names.UNIT, unit.symbol(), at);
    }
    return this;
  }

  Values text(String name, String text, @Nullable Instant at) {
    values.add(new HanContent.Value(name, null, text, null, at));
    return this;
  }

  /** The value if there is one, with its quality if it was not measured; else why it is missing. */
  Values judged(
      String name,
      @Nullable RegisterValue value,
      ReadingQuality quality,
      @Nullable MissingCause missing,
      @Nullable Instant at) {
    if (value == null) {
      return text(
          name + Names.MISSING,
          missing == null ? "the cause is not known" : missing.sentence(),
          at);
    }
    number(name, value, at);
    if (quality != ReadingQuality.MEASURED) {
      text(name + Names.QUALITY, quality.name().toLowerCase(Locale.ROOT), at);
    }
    return this;
  }

  int size() {
    return values.size();
  }

  /**
   * The content.
   *
   * @param empty what to say if nothing was collected, since a SenML pack has one record or more
   */
  HanContent content(String baseName, String empty) {
    if (values.isEmpty()) {
      text("missing", empty, null);
    }
    return new HanContent(baseName, values);
  }
}
