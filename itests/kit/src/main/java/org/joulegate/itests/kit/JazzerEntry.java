package org.joulegate.itests.kit;

/**
 * What Jazzer calls, for any {@link FuzzTarget}: the system property {@value #TARGET} names its
 * class.
 */
public final class JazzerEntry {

  static final String TARGET = "joulegate.soak.target";

  private static final FuzzTarget CHOSEN = Soak.target(System.getProperty(TARGET, ""));

  private JazzerEntry() {}

  /** Entry for Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    CHOSEN.run(data);
  }
}
