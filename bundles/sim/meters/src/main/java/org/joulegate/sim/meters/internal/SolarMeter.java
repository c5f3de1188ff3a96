package org.joulegate.sim.meters.internal;

import org.joulegate.hal.api.DeviceScript;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkOptions;
import org.joulegate.hal.api.ScriptedDevice;
import org.osgi.service.component.annotations.Component;

/** {@code sim:solar}: the electricity meter of a house that feeds in at noon. */
@Component(service = ScriptedDevice.class)
public final class SolarMeter implements ScriptedDevice {
  private static final long SERIAL = 2002;

  private final DailyLoad load = Loads.solar();

  @Override
  public String name() {
    return "solar";
  }

  @Override
  public DeviceScript connect(LinkOptions options) throws LinkException {
    return PushMeter.connect(load, SERIAL, options);
  }
}
