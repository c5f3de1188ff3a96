package org.joulegate.sim.meters.internal;

import org.joulegate.hal.api.DeviceScript;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkOptions;
import org.joulegate.hal.api.ScriptedDevice;
import org.osgi.service.component.annotations.Component;

/** {@code sim:house}: the electricity meter of a flat. */
@Component(service = ScriptedDevice.class)
public final class HouseMeter implements ScriptedDevice {
  private static final long SERIAL = 1001;

  private final DailyLoad load = Loads.household();

  @Override
  public String name() {
    return "house";
  }

  @Override
  public DeviceScript connect(LinkOptions options) throws LinkException {
    return PushMeter.connect(load, SERIAL, options);
  }
}
