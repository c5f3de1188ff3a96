package org.joulegate.update.launcher;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;

/** Takes the sentence for a person out of what a framework says. */
final class Failure {
  private static final Pattern THROWN = Pattern.compile("^(Caused by: )?([\\w.$]+)(: (.*))?$");
  private static final Pattern PACKAGE =
      Pattern.compile("osgi\\.wiring\\.package; .*?osgi\\.wiring\\.package=([\\w.]+)");
  private static final Pattern CAPABILITY = Pattern.compile("missing requirement \\[[^]]*] (.*)");

  private Failure() {}

  /**
   * The message of the exception that a component failed with: the first of the chain that has one,
   * without class names and frames.
   *
   * @param trace a printed stack trace
   */
  static String sentence(@Nullable String trace) {
    String fallback = "it gave no reason";
    if (trace == null) {
      return fallback;
    }
    for (String line : trace.lines().toList()) {
      Matcher thrown = THROWN.matcher(line);
      if (!thrown.matches()) {
        continue;
      }
      String message = thrown.group(4);
      String type = thrown.group(2);
      if (message != null && !message.isBlank() && !wraps(type)) {
        return isProgramming(type) ? simple(type) + " " + message : message;
      }
      fallback = simple(type);
    }
    return fallback;
  }

  /** What a bundle that could not be started lacks. */
  static String sentence(BundleException e) {
    String message = String.valueOf(e.getMessage());
    if (e.getType() != BundleException.RESOLVE_ERROR) {
      Throwable cause = e.getCause();
      return cause == null || cause.getMessage() == null
          ? message
          : simple(cause.getClass().getName()) + " " + cause.getMessage();
    }
    // The innermost requirement is the cause; those around it are consequences.
    int summary = message.indexOf(" Unresolved requirements:");
    Matcher matcher = PACKAGE.matcher(summary < 0 ? message : message.substring(0, summary));
    String lacks = "";
    while (matcher.find()) {
      lacks = "it lacks the package " + matcher.group(1);
    }
    if (!lacks.isEmpty()) {
      return lacks;
    }
    matcher = CAPABILITY.matcher(message);
    return matcher.find() ? "it lacks " + matcher.group(1) : message;
  }

  private static boolean wraps(String type) {
    return type.endsWith("InvocationTargetException") || type.endsWith("ComponentException");
  }

  /** Whether the message says little without the name of the exception. */
  private static boolean isProgramming(String type) {
    return type.startsWith("java.lang.")
        && !type.equals("java.lang.IllegalArgumentException")
        && !type.equals("java.lang.IllegalStateException");
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
