package org.joulegate.hal.sim.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.joulegate.hal.api.DeviceScript;
import org.joulegate.hal.api.LineClock;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkException.Reason;
import org.joulegate.hal.api.LinkOptions;
import org.joulegate.hal.api.LinkProvider;
import org.joulegate.hal.api.OpenLinks;
import org.joulegate.hal.api.ScriptedDevice;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.hal.api.recording.RecordingFormatException;
import org.joulegate.hal.api.recording.RecordingLink;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to scripted devices ({@code sim:NAME}) and plays recordings ({@code replay:FILE}).
 *
 * <p>Options of both: {@code speed}, {@code noise}, {@code seed}, {@code drop-every}, {@code
 * record}; of a replay also {@code end}; of a device also those that it knows itself.
 */
@Component(service = LinkProvider.class)
public final class SimLinkProvider implements LinkProvider {
  private static final Logger LOG = LoggerFactory.getLogger(SimLinkProvider.class);
  private static final String SIM = "sim";
  private static final String REPLAY = "replay";

  private final LineClock clock;
  private final OpenLinks links = new OpenLinks();
  private final Map<String, ScriptedDevice> devices = new ConcurrentHashMap<>();
  private final Map<SimulatedLink, ScriptedDevice> connected = new ConcurrentHashMap<>();
  private final LineHistory history = new LineHistory();

  /** For the component runtime. */
  @Activate
  public SimLinkProvider(
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable LineClock clock) {
    this.clock = clock == null ? LineClock.real() : clock;
  }

  /** A device was plugged in. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addDevice(ScriptedDevice device) {
    ScriptedDevice first = devices.putIfAbsent(device.name(), device);
    if (first != null) {
      LOG.warn("sim:{}: there are two devices of this name; the first is used", device.name());
    }
  }

  /** A device was pulled out: its lines are lost. */
  public void removeDevice(ScriptedDevice device) {
    devices.values().remove(device);
    connected.forEach(
        (link, owner) -> {
          if (owner == device) {
            link.lose("the simulated device was removed");
          }
        });
  }

  /** Ends the open links. */
  @Deactivate
  public void stop() {
    links.close();
  }

  @Override
  public Set<String> schemes() {
    return Set.of(SIM, REPLAY);
  }

  @Override
  public SerialLink open(LinkAddress address) throws LinkException {
    LinkOptions options = new LinkOptions(address);
    Faults faults = Faults.of(options);
    Optional<Path> recording = RecordingLink.file(options);
    LineClock pace = history.clock(address, clock, options);
    SerialLink link;
    if (address.scheme().equals(SIM)) {
      SerialLink simulated = simulated(address, options, pace);
      link = disturbed(simulated, faults, () -> {});
    } else {
      ReplayLink replay = replay(address, options, pace);
      link = disturbed(replay, faults, replay::keepPlace);
    }
    return RecordingLink.wrap(link, recording, LOG::warn);
  }

  private SerialLink disturbed(SerialLink link, Faults faults, Runnable onDrop) {
    return faults.none()
        ? link
        : new FaultyLink(link, faults, history.opening(link.address()), onDrop);
  }

  private SerialLink simulated(LinkAddress address, LinkOptions options, LineClock pace)
      throws LinkException {
    ScriptedDevice device = devices.get(address.target());
    if (device == null) {
      String known =
          devices.isEmpty() ? "there is none" : String.join(", ", new TreeSet<>(devices.keySet()));
      throw new LinkException(
          Reason.NOT_FOUND, address + ": there is no simulated device of this name: " + known);
    }
    DeviceScript script = device.connect(options);
    options.refuseOthers();
    SimulatedLink link = links.add(new SimulatedLink(address, script, pace, this::closed));
    connected.put(link, device);
    link.start();
    if (devices.get(address.target()) != device) {
      link.lose("the simulated device was removed");
    }
    return link;
  }

  private void closed(SimulatedLink link) {
    connected.remove(link);
    links.remove(link);
  }

  private ReplayLink replay(LinkAddress address, LinkOptions options, LineClock pace)
      throws LinkException {
    ReplayEnd end =
        ReplayEnd.valueOf(
            options
                .choice("end", List.of("quiet", "lost", "loop"), "quiet")
                .toUpperCase(Locale.ROOT));
    options.refuseOthers();
    Path file = Path.of(address.target());
    try {
      boolean received = RecordingCursor.check(file);
      RecordingCursor cursor = new RecordingCursor(file);
      cursor.skip(history.takePlace(address));
      // A recording without a received byte would go round for ever without a pause.
      ReplayEnd atEnd = end == ReplayEnd.LOOP && !received ? ReplayEnd.QUIET : end;
      return links.add(new ReplayLink(address, cursor, pace, atEnd, this::closed));
    } catch (RecordingFormatException e) {
      throw new LinkException(Reason.BAD_ADDRESS, address + ": " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new LinkException(Reason.NOT_FOUND, address + ": there is no such file", e);
    } catch (AccessDeniedException e) {
      throw new LinkException(Reason.DENIED, address + ": this file may not be read", e);
    } catch (IOException e) {
      throw new LinkException(Reason.IO, address + ": " + e.getMessage(), e);
    }
  }

  private void closed(ReplayLink link, long place) {
    history.keepPlace(link.address(), place);
    links.remove(link);
  }
}
