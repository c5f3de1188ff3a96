package org.joulegate.hal.serial.internal;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkException.Reason;
import org.joulegate.hal.api.LinkOptions;
import org.joulegate.hal.api.LinkProvider;
import org.joulegate.hal.api.OpenLinks;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.hal.api.SerialSettings;
import org.joulegate.hal.api.recording.RecordingLink;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens serial ports by their path, which is kept as it was given: a link below {@code
 * /dev/serial/by-id} finds the same adapter again, whatever number it gets.
 *
 * <p>Options: {@code baud} (9600), {@code mode} (8N1), {@code record}.
 */
@Component(service = LinkProvider.class)
public final class SerialLinkProvider implements LinkProvider {
  private static final Logger LOG = LoggerFactory.getLogger(SerialLinkProvider.class);
  private static final List<Path> LOCK_FOLDERS = List.of(Path.of("/run/lock"));

  private final PortCheck check;
  private final OpenLinks links = new OpenLinks();
  private final Set<Path> taken = new HashSet<>();

  /** For the component runtime. */
  @Activate
  public SerialLinkProvider() {
    this(LOCK_FOLDERS);
  }

  SerialLinkProvider(List<Path> lockFolders) {
    check = new PortCheck(lockFolders);
  }

  /** Ends the open links. */
  @Deactivate
  public void stop() {
    links.close();
  }

  @Override
  public Set<String> schemes() {
    return Set.of("serial");
  }

  @Override
  public SerialLink open(LinkAddress address) throws LinkException {
    LinkOptions options = new LinkOptions(address);
    SerialSettings settings = settings(options);
    Optional<Path> recording = RecordingLink.file(options);
    options.refuseOthers();
    Path path = Path.of("/dev").resolve(address.target());
    check.beforeOpening(address, path);
    Path device = real(address, path);
    take(address, device);
    SerialPort port;
    try {
      port = openPort(address, path, device, settings);
    } catch (LinkException | RuntimeException | Error e) {
      release(device);
      throw e;
    }
    SerialLink link =
        links.add(new SerialPortLink(address, port, closed -> closed(closed, device)));
    return RecordingLink.wrap(link, recording, LOG::warn);
  }

  private static SerialSettings settings(LinkOptions options) throws LinkException {
    long baud =
        options.integer(
            "baud",
            SerialSettings.MIN_BAUD,
            SerialSettings.MAX_BAUD,
            SerialSettings.DEFAULT.baud());
    String mode = options.text("mode").orElse(SerialSettings.DEFAULT.mode());
    try {
      return SerialSettings.parse((int) baud, mode);
    } catch (IllegalArgumentException e) {
      throw options.refusal("mode", "data bits 5-8, parity N E O M S, stop bits 1-2, such as 8N1");
    }
  }

  private SerialPort openPort(LinkAddress address, Path path, Path device, SerialSettings settings)
      throws LinkException {
    try {
      SerialPort port = SerialPort.getCommPort(device.toString());
      SerialPortLink.apply(port, settings);
      port.setComPortTimeouts(
          SerialPort.TIMEOUT_READ_SEMI_BLOCKING | SerialPort.TIMEOUT_WRITE_BLOCKING,
          SerialPortLink.SLICE_MILLIS,
          0);
      // Only the result tells: the error code is that of whatever call failed last.
      if (port.openPort(0)) {
        return port;
      }
      throw check.afterRefusal(address, path, device, port.getLastErrorCode(), settings);
    } catch (SerialPortInvalidPortException e) {
      throw check.notFound(address);
    } catch (LinkageError e) {
      throw new LinkException(
          Reason.IO,
          address
              + ": the native library for serial ports does not load; it is unpacked below "
              + "java.io.tmpdir, which must be writable and not mounted noexec",
          e);
    }
  }

  private Path real(LinkAddress address, Path path) throws LinkException {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw check.notFound(address);
    }
  }

  private void take(LinkAddress address, Path device) throws LinkException {
    synchronized (taken) {
      if (!taken.add(device)) {
        throw new LinkException(
            Reason.IN_USE, address + ": this runtime has the port open already (" + device + ")");
      }
    }
  }

  private void release(Path device) {
    synchronized (taken) {
      taken.remove(device);
    }
  }

  private void closed(SerialLink link, Path device) {
    links.remove(link);
    release(device);
  }
}
