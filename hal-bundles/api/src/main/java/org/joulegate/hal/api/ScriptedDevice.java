package org.joulegate.hal.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A simulated device that can be reached as {@code sim:NAME}. Registered as a service; the
 * simulated HAL finds it by its name.
 *
 * <p>A device exists all the time and is connected for as long as a line to it is open: what it
 * shows is a function of {@link DeviceLine#now()}, so it has gone on when the line is opened anew,
 * and what it would have sent meanwhile is lost, as on a real line.
 */
@ConsumerType
public interface ScriptedDevice {
  /**
   * The name after {@code sim:}: one or more characters other than {@code ?}, constant, and of this
   * device alone.
   */
  String name();

  /**
   * Prepares one connection; called when a line is opened, on the thread that opens it. Returns at
   * once. Options that this method does not ask for are refused by name afterwards. The names
   * {@code speed}, {@code noise}, {@code seed}, {@code drop-every} and {@code record} belong to the
   * line: a device does not ask for them.
   *
   * @param options what stands behind the {@code ?} of the address
   * @return what to run while the line is open
   * @throws LinkException BAD_ADDRESS for a bad option; any other reason ends the opening as well
   */
  DeviceScript connect(LinkOptions options) throws LinkException;
}
