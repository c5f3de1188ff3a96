package org.joulegate.han.coap.internal.resources;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joulegate.han.api.HanContent;
import org.joulegate.han.api.HanException;
import org.joulegate.han.api.HanResource;
import org.joulegate.metering.api.MeterDirectory;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.MeterState;
import org.joulegate.metering.api.Register;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /meters/{id}}: the registers of a meter's last reading, each with the instant that it is
 * settled by.
 */
@Component
public final class MeterResource implements HanResource {
  /** Its path. */
  public static final String PATH = "/meters/{id}";

  private final MeterDirectory directory;

  /**
   * @param directory knows the meters
   */
  @Activate
  public MeterResource(@Reference MeterDirectory directory) {
    this.directory = directory;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public String title() {
    return "Registers of a meter";
  }

  @Override
  public String type() {
    return "joulegate.meter";
  }

  @Override
  public boolean observable() {
    return true;
  }

  @Override
  public List<String> instances() {
    return directory.meters().stream().map(meter -> pathOf(meter.meter())).toList();
  }

  @Override
  public HanContent get(Map<String, String> parameters) throws HanException {
    Parameters.allow(parameters, "id");
    MeterState meter = find(parameters.getOrDefault("id", ""));
    MeterReading reading = meter.last();
    Instant at = reading.settledAt();
    Values values = new Values();
    values.text("point", meter.point().id(), null);
    values.text("medium", meter.medium().title(), null);
    MeterState.Silence silence = meter.silence();
    if (silence != null) {
      values.text("silence", silence.cause(), silence.since());
    }
    for (Register register : reading.registers()) {
      values.judged(
          Names.of(register.obis()), register.value(), register.quality(), register.missing(), at);
    }
    new TreeMap<>(reading.texts()).forEach((obis, text) -> values.text(Names.of(obis), text, at));
    return values.content(Names.METER + Names.of(meter.meter().text()) + ":", "no registers");
  }

  private MeterState find(String id) throws HanException {
    try {
      return directory.meter(new MeterId(id)).orElseThrow(() -> unknown(id));
    } catch (IllegalArgumentException noMeterId) {
      throw unknown(id);
    }
  }

  private static HanException unknown(String id) {
    return new HanException(
        HanException.Kind.NOT_FOUND, "No meter \"" + Parameters.shown(id) + "\" was ever read.");
  }

  /** The path of a meter. */
  static String pathOf(MeterId meter) {
    return MetersResource.PATH + "/" + meter.text();
  }
}
