package org.joulegate.wan.link.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.random.RandomGenerator;
import org.joulegate.metering.api.CursorLoop;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.ReadingJournal;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.wan.api.Uplink;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The gateway's end of the line: a consumer of the journal with a thread of its own. */
@Component(
    service = Uplink.class,
    immediate = true,
    configurationPid = WanLink.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = WanLink.Config.class)
public final class WanLink implements Uplink {
  static final String PID = "org.joulegate.wan.link";

  /** The name of its cursor. */
  static final String CONSUMER = "wan.link";

  private static final Duration WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);

  /** The configuration. */
  @ObjectClassDefinition(name = "Line to a centre", description = "Where sealed reports go.")
  public @interface Config {
    @AttributeDefinition(description = "The centre's address, https://HOST:PORT.")
    String centre();

    @AttributeDefinition(
        description = "How long one try may take, in real time; an ISO 8601 duration.",
        required = false)
    String timeout() default "PT10S";
  }

  private final HttpsCentre centre;
  private final ReportSender sender;
  private final CursorLoop loop;

  /**
   * @throws IllegalArgumentException one sentence that names the key that cannot be used
   */
  @Activate
  public WanLink(
      @Reference ReadingJournal journal,
      @Reference MeteringClock clock,
      @Reference KeyMemory keys,
      Config config) {
    centre = new HttpsCentre(address(config.centre()), timeout(config.timeout()), keys);
    sender =
        new ReportSender(
            centre,
            clock,
            ReportSender::pauseReally,
            System::nanoTime,
            RandomGenerator.getDefault());
    loop = new CursorLoop(journal, CONSUMER, ReportSender.BATCH, WAIT, sender::step);
  }

  /** Nothing but a host and a port: the paths are those of {@code WanPaths}. */
  static URI address(String text) {
    try {
      URI uri = new URI(text);
      String path = uri.getRawPath();
      boolean bare =
          uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getUserInfo() == null;
      if ("https".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && uri.getPort() != 0
          && bare
          && (path == null || path.isEmpty() || path.equals("/"))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below, with the key.
    }
    throw new IllegalArgumentException(
        PID + ".centre is not of the form https://HOST:PORT: \"" + text + "\"");
  }

  static Duration timeout(String text) {
    try {
      Duration timeout = Duration.parse(text);
      if (!timeout.isNegative() && !timeout.isZero() && timeout.compareTo(LONGEST_TIMEOUT) <= 0) {
        return timeout;
      }
    } catch (DateTimeParseException e) {
      // Told below, with the key.
    }
    throw new IllegalArgumentException(
        PID
            + ".timeout is no ISO 8601 duration above zero and up to "
            + LONGEST_TIMEOUT
            + ": \""
            + text
            + "\"");
  }

  @Override
  public State state() {
    return sender.state();
  }

  /** Ends the threads; what was not answered is sent by the successor. */
  @Deactivate
  public void close() {
    loop.close();
    centre.close();
  }
}
