package org.joulegate.han.coap.internal;

import static org.junit.Assume.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One of libcoap's clients, an implementation that shares nothing with ours. Where it is not
 * installed the test is skipped, except on a build machine (CI=true), where it fails.
 */
final class CoapTool {
  static final String PLAIN = "coap-client-notls";
  static final String OPENSSL = "coap-client-openssl";
  static final String GNUTLS = "coap-client-gnutls";
  private static final int DEADLINE_SECONDS = 30;

  private CoapTool() {}

  /** Runs it and returns the bytes it printed. */
  static byte[] bytes(String tool, String... arguments) throws IOException, InterruptedException {
    Process process = start(tool, arguments);
    byte[] printed;
    try (InputStream out = process.getInputStream()) {
      printed = out.readAllBytes();
    }
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(tool + " did not end");
    }
    return printed;
  }

  /** Runs it and returns what it printed. */
  static String text(String tool, String... arguments) throws IOException, InterruptedException {
    return new String(bytes(tool, arguments), StandardCharsets.UTF_8);
  }

  /** Starts it; its errors go with its output. */
  static Process start(String tool, String... arguments) throws IOException {
    require(tool);
    List<String> command = new ArrayList<>(List.of(tool));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Reads until a text was printed. */
  static void await(BufferedReader out, String text) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (int c = out.read(); c >= 0; c = out.read()) {
      seen.append((char) c);
      if (seen.indexOf(text) >= 0) {
        return;
      }
    }
    throw new AssertionError("\"" + text + "\" was not printed, but: " + seen);
  }

  static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void require(String tool) {
    boolean there =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(tool + " is missing: install libcoap3-bin");
    }
    assumeTrue(tool + " is missing: install libcoap3-bin", there);
  }
}
