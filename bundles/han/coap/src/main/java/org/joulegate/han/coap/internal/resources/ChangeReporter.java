package org.joulegate.han.coap.internal.resources;

import java.util.List;
import org.joulegate.han.api.HanEvents;
import org.joulegate.metering.api.MeterListener;
import org.joulegate.metering.api.MeterState;
import org.joulegate.settlement.api.IntervalListener;
import org.joulegate.settlement.api.IntervalValue;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Says which of these resources show something else when a meter or an interval changed. */
@Component
public final class ChangeReporter implements MeterListener, IntervalListener {
  @Reference(policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<HanEvents> listeners = List.of();

  @Override
  public void changed(MeterState meter) {
    for (HanEvents listener : listeners) {
      listener.changed(PowerResource.PATH);
      listener.changed(MetersResource.PATH);
      listener.changed(MeterResource.pathOf(meter.meter()));
    }
  }

  @Override
  public void closed(List<IntervalValue> values) {
    for (HanEvents listener : listeners) {
      listener.changed(ConsumptionResource.PATH);
    }
  }
}
