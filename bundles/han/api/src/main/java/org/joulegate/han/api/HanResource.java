package org.joulegate.han.api;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A resource of the home network. Register it as a service; whoever serves the home finds it, gives
 * it the formats and the security of its protocol, and takes it away when the service goes.
 */
@ConsumerType
public interface HanResource {
  /**
   * The path, such as {@code /power}: begins with a slash. A last segment {@code {id}} stands for
   * any one segment, whose text is then the parameter {@code id}.
   */
  String path();

  /** What it shows, one phrase for a person. */
  String title();

  /** The resource type for discovery (RFC 6690, clause 3.1), such as {@code joulegate.power}. */
  String type();

  /** Whether it changes by itself, so that it can be observed. */
  boolean observable();

  /**
   * The children to list in discovery beside a path with a parameter: full paths. Empty for a plain
   * path.
   */
  default List<String> instances() {
    return List.of();
  }

  /**
   * Shows it. Called on a thread of the protocol: return soon.
   *
   * @param parameters the query parameters and the path's parameter, by name
   * @throws HanException if it cannot be shown
   */
  HanContent get(Map<String, String> parameters) throws HanException;
}
