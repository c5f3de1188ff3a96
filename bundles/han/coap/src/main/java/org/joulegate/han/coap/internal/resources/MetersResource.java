package org.joulegate.han.coap.internal.resources;

import java.util.Map;
import org.joulegate.han.api.HanContent;
import org.joulegate.han.api.HanException;
import org.joulegate.han.api.HanResource;
import org.joulegate.metering.api.MeterDirectory;
import org.joulegate.metering.api.MeterState;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /meters}: for each meter its metering point, what it measures, the instant of the last
 * reading, and since when and why it is silent if it is.
 */
@Component
public final class MetersResource implements HanResource {
  /** Its path. */
  public static final String PATH = "/meters";

  private final MeterDirectory directory;

  /**
   * @param directory knows the meters
   */
  @Activate
  public MetersResource(@Reference MeterDirectory directory) {
    this.directory = directory;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public String title() {
    return "Meters and their last readings";
  }

  @Override
  public String type() {
    return "joulegate.meters";
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
      String name = Names.of(meter.meter().text());
      values.text(name + "/point", meter.point().id(), null);
      values.text(name + "/medium", meter.medium().title(), null);
      values.text(name + "/last", meter.last().received().at().toString(), null);
      MeterState.Silence silence = meter.silence();
      if (silence != null) {
        values.text(name + "/silence", silence.cause(), silence.since());
      }
    }
    return values.content(Names.METER, "no meter was read yet");
  }
}
