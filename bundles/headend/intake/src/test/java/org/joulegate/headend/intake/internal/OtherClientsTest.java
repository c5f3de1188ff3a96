package org.joulegate.headend.intake.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Clients of another make: OpenSSL's and curl. Skipped where they are not installed. */
public class OtherClientsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private World world;
  private Path root;

  @Before
  public void start() throws Exception {
    world = new World(folder.getRoot().toPath());
    world.start();
    world.keys("gw-1");
    root = rootCertificate();
  }

  @After
  public void stop() {
    world.close();
  }

  /** The authority's certificate without its key. */
  private Path rootCertificate() throws IOException {
    String pem = Files.readString(world.root().resolve("authority").resolve("root.pem"));
    Path file = world.root().resolve("root-certificate.pem");
    Files.writeString(file, pem.substring(pem.indexOf("-----BEGIN CERTIFICATE-----")));
    return file;
  }

  private List<String> curl(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "curl", "-sS", "-m", "60", "--cacert", root.toString(), "-w", "\n%{http_code}"));
    command.addAll(List.of(more));
    return command;
  }

  private List<String> withCertificate(List<String> command) {
    String file = world.keyFile("gw-1").toString();
    command.addAll(List.of("--cert", file, "--key", file));
    return command;
  }

  private static String run(List<String> command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return out;
    } catch (IOException e) {
      Assume.assumeNoException(command.get(0) + " is not installed", e);
      return "";
    }
  }

  @Test
  public void curlPostsAReportAndReadsItBack() throws Exception {
    Path message = world.root().resolve("message");
    Files.write(message, world.seal("gw-1", World.report("gw-1", "DE001", 0)));
    String posted =
        run(
            withCertificate(
                curl(
                    "-H",
                    "Content-Type: application/cose; cose-type=\"cose-sign1\"",
                    "--data-binary",
                    "@" + message,
                    world.url() + "/messages")));
    assertTrue(posted, posted.endsWith("\n201") && posted.contains("\"outcome\":\"accepted\""));
    String read = run(withCertificate(curl(world.url() + "/points/DE001/consumption")));
    assertTrue(read, read.endsWith("\n200") && read.contains("\"value\":\"0.4\""));
  }

  @Test
  public void aClientWithoutCertificateOrWithAnOldTlsIsRefused() throws Exception {
    String anonymous = run(curl(world.url() + "/points"));
    assertTrue(anonymous, anonymous.endsWith("\n000"));
    String old = run(withCertificate(curl("--tls-max", "1.2", world.url() + "/points")));
    assertTrue(old, old.endsWith("\n000"));
    String openssl = run(openssl("-tls1_2", "-brief"));
    assertTrue(openssl, openssl.contains("protocol version"));
    assertFalse(openssl, openssl.contains("CONNECTION ESTABLISHED"));
  }

  @Test
  public void anHttpRequestWithoutTlsIsRefused() throws Exception {
    String plain = run(curl(world.url().replace("https", "http") + "/points"));
    assertFalse(plain, plain.endsWith("\n200"));
  }

  /**
   * Given a client that sends a head and then nothing; then its time runs out, and others go on.
   */
  @Test
  public void aMessageThatDripsIsEndedByADeadline() throws Exception {
    world.stop();
    try (AutoCloseable intake = quickIntake()) {
      assertNotNull(intake);
      Process process = startOrSkip(openssl("-quiet", "-no_ign_eof"));
      process
          .getOutputStream()
          .write(
              ("POST /messages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
                      + "Content-Type: application/cose; cose-type=\"cose-sign1\"\r\n\r\nabc")
                  .getBytes(StandardCharsets.US_ASCII));
      process.getOutputStream().flush();
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        assertEquals("HTTP/1.1 408 Request Timeout", out.readLine());
        StringBuilder rest = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          rest.append(line).append('\n');
        }
        assertTrue(rest.toString(), rest.toString().contains("did not come within 500 ms"));
      } finally {
        process.destroyForcibly();
        process.waitFor();
      }
    }
  }

  private String quickUrl = "";

  private AutoCloseable quickIntake() {
    Intake intake =
        World.intake(
            world.keys(World.CENTRE), world.root().resolve("quick"), 0, Duration.ofMillis(500));
    quickUrl = intake.url();
    return intake::close;
  }

  private static Process startOrSkip(List<String> command) {
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      Assume.assumeNoException(command.get(0) + " is not installed", e);
      throw new AssertionError(e);
    }
  }

  private List<String> openssl(String... more) {
    String url = quickUrl.isEmpty() ? world.url() : quickUrl;
    String file = world.keyFile("gw-1").toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "s_client",
                "-connect",
                url.substring("https://".length()),
                "-CAfile",
                root.toString(),
                "-cert",
                file,
                "-key",
                file));
    command.addAll(List.of(more));
    return command;
  }
}
