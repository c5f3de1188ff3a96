package org.joulegate.update.launcher;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * A runtime that the product's own launcher starts in this process, with its framework in reach.
 */
public final class EmbeddedRuntime implements AutoCloseable {
  private final Launch launch;
  private final ComponentCheck check;

  private EmbeddedRuntime(Launch launch) {
    this.launch = launch;
    BundleContext context = launch.context();
    var reference = context.getServiceReference(ServiceComponentRuntime.class);
    check =
        new ComponentCheck(
            context.getService(reference),
            type -> context.getServiceReference(type) != null,
            List.of());
  }

  /**
   * Starts it.
   *
   * @param home the distribution
   * @param settings as they follow {@code --set}
   */
  public static EmbeddedRuntime start(
      Path home, String profile, Path data, PrintStream says, String... settings) throws Exception {
    List<String> words = new ArrayList<>(List.of(profile, "--data", data.toString()));
    for (String setting : settings) {
      words.addAll(List.of("--set", setting));
    }
    Launch launch =
        new Launch(new Distribution(home), RunArguments.parse(words), new Console(says, says));
    try {
      launch.start();
      return new EmbeddedRuntime(launch);
    } catch (StartException e) {
      launch.close();
      throw e;
    }
  }

  /** The framework. */
  public BundleContext context() {
    return launch.context();
  }

  /** The components that are not satisfied now, or failed. */
  public List<String> problems() {
    return check.problems().stream().map(ComponentCheck.Problem::sentence).toList();
  }

  @Override
  public void close() {
    launch.close();
  }
}
