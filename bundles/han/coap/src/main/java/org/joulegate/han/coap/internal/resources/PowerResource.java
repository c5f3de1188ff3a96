package org.joulegate.han.coap.internal.resources;

import java.util.Map;
import org.joulegate.han.api.HanContent;
import org.joulegate.han.api.HanException;
import org.joulegate.han.api.HanResource;
import org.joulegate.metering.api.MeterDirectory;
import org.joulegate.metering.api.MeterState;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.Register;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /power}: the active power at this moment of each meter that tells it ({@code 1-0:16.7.0}),
 * in watts; positive is drawn from the grid, negative is fed in.
 *
 * <p>The power of a silent meter is not known: instead of the last value stands the cause.
 */
@Component
public final class PowerResource implements HanResource {
  /** Its path. */
  public static final String PATH = "/power";

  private final MeterDirectory directory;

  /**
   * @param directory knows the meters
   */
  @Activate
  public PowerResource(@Reference MeterDirectory directory) {
    this.directory = directory;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public String title() {
    return "Power at this moment, positive when drawn";
  }

  @Override
  public String type() {
    return "joulegate.power";
  }

  @Override
  public boolean observable() {
    return true;
  }

  @Override
  public HanContent get(Map<String, String> parameters) throws HanException {
    Parameters.allow(parameters);
    Values values = new Values();
    for (MeterState meter : directory.meters()) {
      Register power = meter.last().register(ObisCode.ACTIVE_POWER);
      if (power != null) {
        add(values, meter, power);
      }
    }
    return values.content(Names.METER, "no meter tells its power");
  }

  private static void add(Values values, MeterState meter, Register power) {
    String name = Names.of(meter.meter().text()) + ":" + Names.of(ObisCode.ACTIVE_POWER);
    MeterState.Silence silence = meter.silence();
    if (silence != null) {
      values.text(name + Names.MISSING, silence.cause(), silence.since());
    } else {
      values.judged(
          name, power.value(), power.quality(), power.missing(), meter.last().settledAt());
    }
  }
}
