package org.joulegate.headend.intake.internal;

import java.nio.file.Path;
import java.time.Duration;

/** The process that {@link KillTest} kills: an intake on a folder, until the end. */
final class KilledIntake {
  private KilledIntake() {}

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    Intake intake =
        World.intake(
            World.keys(root, World.CENTRE, "authority"),
            root.resolve("store"),
            0,
            Duration.ofSeconds(30));
    System.out.println(intake.url());
    // All threads of an intake are daemons: something else keeps the process alive.
    System.in.read();
  }
}
