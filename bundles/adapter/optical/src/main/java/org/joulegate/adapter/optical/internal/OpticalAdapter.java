package org.joulegate.adapter.optical.internal;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.joulegate.adapter.api.AdapterContext;
import org.joulegate.adapter.api.AdapterException;
import org.joulegate.adapter.api.AdapterStatus;
import org.joulegate.adapter.api.MeterAdapter;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkProvider;
import org.joulegate.hal.api.LinkProviders;
import org.joulegate.hal.api.SerialLink;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Reads the meter in front of one optical head that pushes SML, and never sends a byte. */
@Component(
    service = MeterAdapter.class,
    configurationPid = "org.joulegate.adapter.optical",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = OpticalAdapter.Config.class, factory = true)
public final class OpticalAdapter implements MeterAdapter {
  private static final String PID = "org.joulegate.adapter.optical";

  /** One line. */
  @ObjectClassDefinition(
      name = "Optical head",
      description = "Reads an INFO-DSS push meter over an optical head")
  public @interface Config {
    /** Where the head is. */
    @AttributeDefinition(
        name = "Link",
        description =
            "/dev/ttyUSB0, serial:PATH?baud=9600&mode=8N1, tcp://HOST:PORT, replay:FILE or sim:NAME")
    String link();

    /** Push meters send every one to four seconds. */
    @AttributeDefinition(
        name = "Silent after",
        description = "After how long without a reading the line is silent: an ISO 8601 duration")
    String silentAfter() default "PT60S";
  }

  private final String instance;
  private final LinkAddress address;
  private final Duration silentAfter;

  @Reference(policy = ReferencePolicy.DYNAMIC, fieldOption = FieldOption.REPLACE)
  private volatile List<LinkProvider> providers = List.of();

  /**
   * @throws IllegalArgumentException naming the key that is missing or malformed
   */
  @Activate
  public OpticalAdapter(Config config, Map<String, Object> properties) {
    instance = shortName(String.valueOf(properties.get("service.pid")));
    String link = config.link();
    if (link == null || link.isBlank()) {
      throw new IllegalArgumentException(
          instance + " has no link: set " + properties.get("service.pid") + ".link");
    }
    try {
      address = LinkAddress.parse(link);
      silentAfter = Duration.parse(config.silentAfter());
    } catch (LinkException e) {
      throw new IllegalArgumentException(instance + ".link: " + e.getMessage(), e);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          instance + ".silentAfter is no ISO 8601 duration: " + config.silentAfter(), e);
    }
    if (silentAfter.isNegative() || silentAfter.isZero()) {
      throw new IllegalArgumentException(instance + ".silentAfter must be more than nothing");
    }
  }

  private static String shortName(String pid) {
    return pid.startsWith(PID) ? "optical" + pid.substring(PID.length()) : pid;
  }

  @Override
  public String instance() {
    return instance;
  }

  @Override
  public String line() {
    return address.toString();
  }

  @Override
  public Duration silentAfter() {
    return silentAfter;
  }

  @Override
  public void run(AdapterContext context) throws AdapterException, InterruptedException {
    try (SerialLink link = LinkProviders.select(providers, address).open(address)) {
      new PushReader(instance, line(), silentAfter, link, context).read();
    } catch (LinkException e) {
      if (e.reason() == LinkException.Reason.INTERRUPTED) {
        throw interrupted(e);
      }
      throw new AdapterException(statusOf(e.reason()), String.valueOf(e.getMessage()), e);
    }
  }

  private static InterruptedException interrupted(LinkException e) {
    Thread.interrupted();
    InterruptedException interrupted = new InterruptedException(e.getMessage());
    interrupted.initCause(e);
    return interrupted;
  }

  private static AdapterStatus statusOf(LinkException.Reason reason) {
    return reason == LinkException.Reason.BAD_ADDRESS
        ? AdapterStatus.MISCONFIGURED
        : AdapterStatus.LINE_GONE;
  }
}
