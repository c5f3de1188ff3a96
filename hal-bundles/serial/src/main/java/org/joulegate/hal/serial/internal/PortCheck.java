package org.joulegate.hal.serial.internal;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkException.Reason;
import org.joulegate.hal.api.SerialSettings;

/** Says in one sentence why a port cannot be had. */
final class PortCheck {
  private static final Path BY_ID = Path.of("/dev/serial/by-id");

  // Linux error numbers; what the library reports.
  private static final int EPERM = 1;
  private static final int ENOENT = 2;
  private static final int ENXIO = 6;
  private static final int EAGAIN = 11;
  private static final int EACCES = 13;
  private static final int EBUSY = 16;
  private static final int ENODEV = 19;
  private static final int ENOTTY = 25;

  private final PortOwner owner;

  PortCheck(List<Path> lockFolders) {
    owner = new PortOwner(lockFolders);
  }

  void beforeOpening(LinkAddress address, Path path) throws LinkException {
    if (!Files.exists(path)) {
      throw notFound(address);
    }
    if (Files.isDirectory(path) || Files.isRegularFile(path)) {
      throw notAPort(address);
    }
    if (!Files.isReadable(path) || !Files.isWritable(path)) {
      throw denied(address, path);
    }
    Optional<String> holder = owner.byLockFile(path);
    if (holder.isPresent()) {
      throw inUse(address, holder.get());
    }
  }

  LinkException afterRefusal(
      LinkAddress address, Path path, Path device, int error, SerialSettings settings) {
    return switch (error) {
      case EAGAIN, EBUSY -> inUse(address, owner.byOpenFile(device).orElse("another process"));
      case EPERM, EACCES -> denied(address, path);
      case ENOENT, ENXIO, ENODEV -> notFound(address);
      case ENOTTY -> notAPort(address);
      default ->
          new LinkException(
              Reason.IO,
              address + ": the port cannot be opened with " + settings + " (error " + error + ")");
    };
  }

  LinkException notFound(LinkAddress address) {
    TreeSet<String> ports = knownPorts();
    String known = ports.isEmpty() ? "none is there" : "there are " + String.join(", ", ports);
    return new LinkException(
        Reason.NOT_FOUND, address + ": there is no such serial port; " + known);
  }

  private static LinkException notAPort(LinkAddress address) {
    return new LinkException(Reason.BAD_ADDRESS, address + ": this is not a serial port");
  }

  private static LinkException inUse(LinkAddress address, String holder) {
    return new LinkException(Reason.IN_USE, address + ": the port is in use by " + holder);
  }

  private static LinkException denied(LinkAddress address, Path path) {
    return new LinkException(
        Reason.DENIED,
        address
            + ": the user "
            + System.getProperty("user.name")
            + " may not read and write this port; membership of the group "
            + group(path)
            + " would allow it");
  }

  private static String group(Path path) {
    try {
      return Files.getAttribute(path, "posix:group").toString();
    } catch (IOException | RuntimeException e) {
      return "that owns it";
    }
  }

  private static TreeSet<String> knownPorts() {
    TreeSet<String> ports = new TreeSet<>();
    for (SerialPort port : SerialPort.getCommPorts()) {
      ports.add(port.getSystemPortPath());
    }
    if (Files.isDirectory(BY_ID)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(BY_ID)) {
        entries.forEach(entry -> ports.add(entry.toString()));
      } catch (IOException e) {
        // The list is a help, not the message: it is shorter then.
        return ports;
      }
    }
    return ports;
  }
}
