package org.joulegate.sim.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the demonstration needs of the gateway's {@code status.json}.
 *
 * @param accepted how many messages the centre accepted, reports and notices
 * @param rejected how many it refused
 * @param uplink what the line to the centre says of itself
 */
record GatewayStatus(long accepted, long rejected, String uplink) {
  private static final Pattern UPLINK =
      Pattern.compile(
          "\"sentence\": \"((?:[^\"\\\\]|\\\\.)*)\",\\s*\"accepted\": (\\d+),\\s*\"rejected\": (\\d+)");

  /** Reads it; null while there is none or it names no line to a centre. */
  static @Nullable GatewayStatus read(Path data) {
    try {
      Matcher m = UPLINK.matcher(Files.readString(data.resolve("status.json")));
      if (m.find()) {
        return new GatewayStatus(
            Long.parseLong(m.group(2)), Long.parseLong(m.group(3)), m.group(1));
      }
    } catch (IOException e) {
      // It is not written yet.
    }
    return null;
  }
}
