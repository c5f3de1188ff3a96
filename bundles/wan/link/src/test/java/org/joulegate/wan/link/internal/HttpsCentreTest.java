package org.joulegate.wan.link.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.wan.api.Acknowledgement;
import org.joulegate.wan.api.Acknowledgement.Outcome;
import org.joulegate.wan.link.internal.Centre.Answer;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What counts as an answer, against the JDK's HTTPS server over real TLS. */
public class HttpsCentreTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String IDENTITY = Fixtures.report(1).identity();

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpsServer server;
  private int status = 201;
  private String body = "";
  private int repeat = 1;
  private boolean silent;

  @Before
  public void start() throws Exception {
    KeyMemory keys = Fixtures.keys(folder.getRoot().toPath(), "centre");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(keys.tlsContext(KeyMemory.TLS_SLOT)));
    server.setExecutor(threads);
    server.createContext(
        "/messages",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          if (silent) {
            await(end);
          }
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Location", "https://127.0.0.1:1/");
          exchange.sendResponseHeaders(status, repeat == 0 ? 0 : (long) bytes.length * repeat);
          for (int i = 0; i < Math.max(1, repeat); i++) {
            exchange.getResponseBody().write(bytes);
          }
          if (repeat == 0) {
            // A chunked body that drips and does not end.
            exchange.getResponseBody().flush();
            await(end);
          }
          exchange.close();
        });
    server.start();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @After
  public void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private Answer send(Duration timeout) throws Exception {
    return send("https://127.0.0.1:" + server.getAddress().getPort(), "gw-1", timeout);
  }

  private Answer send(String address, String gateway, Duration timeout) throws Exception {
    KeyMemory keys = Fixtures.keys(folder.getRoot().toPath(), gateway);
    try (HttpsCentre centre = new HttpsCentre(URI.create(address), timeout, keys)) {
      return centre.send(Fixtures.report(1));
    }
  }

  private static String json(String identity, Outcome outcome) {
    return new Acknowledgement(identity, outcome, Fixtures.NOW, "").toJson();
  }

  private void assertUnanswered(String cause, Answer answer) {
    assertTrue(answer.toString(), answer instanceof Answer.Unanswered);
    String found = ((Answer.Unanswered) answer).cause();
    assertTrue(found, found.contains(cause));
  }

  @Test
  public void anAcknowledgementWithItsStatusCounts() throws Exception {
    for (Outcome outcome : Outcome.values()) {
      status = outcome.status();
      body = json(IDENTITY, outcome);
      Answer answer = send(LONG);
      assertEquals(outcome, ((Answer.Decided) answer).acknowledgement().outcome());
    }
  }

  @Test
  public void aMessageWhoseSealIsNotBelievedIsKept() throws Exception {
    status = 422;
    body = json("", Outcome.REJECTED);
    assertUnanswered("it does not take the seal", send(LONG));
  }

  @Test
  public void anythingElseIsNoAnswer() throws Exception {
    body = json(IDENTITY, Outcome.ACCEPTED);
    for (int other : new int[] {200, 204, 302, 404, 409, 422, 500, 503}) {
      status = other;
      assertTrue(Integer.toString(other), send(LONG) instanceof Answer.Unanswered);
    }
    status = 201;
    body = "<html>hello</html>";
    assertUnanswered("HTTP status 201", send(LONG));
    body = json("gw-1/p/a/b/2", Outcome.ACCEPTED);
    assertUnanswered("another message", send(LONG));
    body = " ".repeat(1_000);
    repeat = 10_000;
    assertUnanswered("longer than", send(LONG));
  }

  @Test
  public void anAnswerThatDoesNotComeOrDoesNotEndIsTimedOut() throws Exception {
    body = " ";
    repeat = 0;
    assertUnanswered("no answer within PT1S", send(Duration.ofSeconds(1)));
    silent = true;
    assertUnanswered("no answer within PT1S", send(Duration.ofSeconds(1)));
  }

  @Test
  public void theCauseIsNamedInWordsOfAPerson() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    assertUnanswered("no connection", send("https://127.0.0.1:" + closed, "gw-1", LONG));
    String other = "https://127.0.0.2:" + server.getAddress().getPort();
    assertUnanswered("no connection", send(other, "gw-1", LONG));
  }

  @Test
  public void aCentreUnderAnotherNameIsNotBelieved() throws Exception {
    server.stop(0);
    KeyMemory keys = Fixtures.keys(folder.getRoot().toPath(), "centre");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(keys.tlsContext(KeyMemory.TLS_SLOT)));
    server.setExecutor(threads);
    server.start();
    String address = "https://127.0.0.2:" + server.getAddress().getPort();
    assertUnanswered("the TLS connection was refused", send(address, "gw-1", LONG));
  }
}
