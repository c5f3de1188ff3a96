package org.joulegate.headend.intake.internal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.joulegate.concentrator.api.ReportFormat;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.trust.api.Partners;
import org.joulegate.trust.api.Sealer;
import org.joulegate.trust.api.TrustException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The centre's end of the line. What it owns is closed in the reverse order of its making. */
@Component(
    service = {},
    immediate = true,
    configurationPid = Intake.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = Intake.Config.class)
public final class Intake {
  static final String PID = "org.joulegate.headend.intake";

  /** So long may a message take to come in. */
  private static final Duration BODY_WITHIN = Duration.ofSeconds(15);

  private static final int MAX_PORT = 65_535;
  private static final System.Logger LOG = System.getLogger(Intake.class.getName());

  /** The configuration. */
  @ObjectClassDefinition(name = "Intake", description = "Where a centre takes messages in.")
  public @interface Config {
    @AttributeDefinition(description = "The folder of the store; made at the first start.")
    String directory();

    @AttributeDefinition(
        description =
            "The address to listen at; 0.0.0.0 for all of the machine. The default is reached from"
                + " this machine only.",
        required = false)
    String host() default "127.0.0.1";

    @AttributeDefinition(
        description = "The port; 0 for any that is free, which intake.url in the folder names.",
        required = false)
    int port() default 0;

    @AttributeDefinition(
        description =
            "The id of this centre, as reports name it; empty for the common name of its"
                + " certificate.",
        required = false)
    String centre() default "";
  }

  private final Deque<AutoCloseable> owned = new ArrayDeque<>();
  private final String url;

  /**
   * @throws IllegalArgumentException one sentence that names the key, file or port that cannot be
   *     used
   */
  @Activate
  public Intake(
      @Reference KeyMemory keys,
      @Reference Partners partners,
      @Reference Sealer sealer,
      @Reference ReportFormat format,
      Config config) {
    this(keys, partners, sealer, format, config, BODY_WITHIN);
  }

  Intake(
      KeyMemory keys,
      Partners partners,
      Sealer sealer,
      ReportFormat format,
      Config config,
      Duration bodyWithin) {
    require(!config.directory().isBlank(), "directory is empty: name a folder");
    require(!config.host().isBlank(), "host is empty: name an address to listen at");
    require(
        config.port() >= 0 && config.port() <= MAX_PORT,
        "port is 0 to 65535, not " + config.port());
    String centre = config.centre().isEmpty() ? keys.identity() : config.centre();
    Clock clock = Clock.systemUTC();
    boolean started = false;
    try {
      IntakeFiles files = own(IntakeFiles.open(Path.of(config.directory())));
      StoreWriter writer = own(new StoreWriter(files.reports()));
      Rejections rejections = own(new Rejections(files.rejections()));
      StoreReader reader = own(new StoreReader(files.reports()));
      Reception reception = new Reception(centre, sealer, format, writer, rejections, clock);
      IntakeHandler handler =
          new IntakeHandler(
              new Visitors(partners, clock), reception, reader, clock, bodyWithin.toMillis());
      IntakeServer server =
          own(
              IntakeServer.start(
                  config.host(),
                  config.port(),
                  keys.tlsContext(KeyMemory.TLS_SLOT),
                  handler,
                  clock));
      url = "https://" + reachable(config.host()) + ":" + server.port();
      files.writeUrl(url);
      started = true;
    } catch (StoreException | TrustException | InvalidPathException e) {
      throw new IllegalArgumentException(PID + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          PID + ": cannot listen at " + config.host() + ":" + config.port() + ": " + e.getMessage(),
          e);
    } finally {
      if (!started) {
        close();
      }
    }
    LOG.log(Level.INFO, "centre {0} takes messages at {1}", centre, url);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(PID + "." + otherwise);
    }
  }

  private <T extends AutoCloseable> T own(T made) {
    owned.push(made);
    return made;
  }

  /** An address that a client on this machine can use. */
  private static String reachable(String host) {
    if (host.equals("0.0.0.0") || host.equals("::")) {
      return "localhost";
    }
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /** Where clients on this machine reach it. */
  String url() {
    return url;
  }

  /** Ends what is under way, closes the store. What was not acknowledged is sent again. */
  @Deactivate
  public void close() {
    while (!owned.isEmpty()) {
      try {
        owned.pop().close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "the intake did not stop cleanly: {0}", e.getMessage());
      }
    }
  }
}
