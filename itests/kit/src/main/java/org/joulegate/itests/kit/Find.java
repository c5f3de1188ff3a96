package org.joulegate.itests.kit;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.joulegate.codec.bytes.Hex;

/**
 * An input for which a property does not hold.
 *
 * @param target the target's class
 * @param seed the number that the {@link Mutator} was made with
 * @param number which input; negative for a seed itself: -1 the first
 * @param input as it was put to the target
 * @param smallest the shortest input with the same fault that was found
 * @param fault what was thrown; the same class at the same place is the same fault
 */
record Find(String target, long seed, long number, byte[] input, byte[] smallest, Throwable fault) {

  /** What tells this fault from others: what was thrown, and where. */
  String kind() {
    return kind(fault);
  }

  static String kind(Throwable fault) {
    StackTraceElement[] stack = fault.getStackTrace();
    String where = stack.length == 0 ? "" : stack[0].toString();
    // Helpers like `check` throw for many: the caller tells which, unless it is the soak itself.
    boolean helped =
        stack.length > 1 && !stack[1].getClassName().startsWith(SeededRun.class.getName());
    return fault.getClass().getName() + where + (helped ? stack[1] : "");
  }

  /** One line: what was thrown, and how to see it again. */
  String line() {
    return "%s input %d of seed %d: %s, shortest input %s"
        .formatted(target, number, seed, fault, Hex.format(smallest));
  }

  /**
   * Writes everything about it to a file of its own, and says where. One input may have two faults:
   * it throws, and it is slow.
   */
  Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    String name = target.substring(target.lastIndexOf('.') + 1);
    String what = fault.getClass().getSimpleName();
    Path file = folder.resolve("%s-%d-%d-%s.txt".formatted(name, seed, number, what));
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.println("target   " + target);
    out.println("again    Soak --seed " + seed + " --from " + number + " --mutations 1 " + target);
    out.println("input    " + Hex.format(input));
    out.println("shortest " + Hex.format(smallest));
    fault.printStackTrace(out);
    Files.writeString(file, text.toString());
    return file;
  }
}
