package org.joulegate.wan.link.internal;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.joulegate.metering.api.SealedReport;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.trust.api.TrustException;
import org.joulegate.wan.api.Acknowledgement;
import org.joulegate.wan.api.WanPaths;
import org.jspecify.annotations.Nullable;

/**
 * A centre over HTTPS: TLS 1.3 with the runtime's certificate, and the centre's certificate must be
 * a partner's and name the host of the address. For use by one thread.
 *
 * <p>An answer that comes after the timeout does not count; the centre will know the message when
 * it is sent again.
 */
final class HttpsCentre implements Centre, AutoCloseable {
  private static final int IDLE_SECONDS = 5;

  private final URI centre;
  private final URI messages;
  private final Duration timeout;
  private final KeyMemory keys;
  private final ExecutorService tasks;
  private @Nullable HttpClient client;

  HttpsCentre(URI centre, Duration timeout, KeyMemory keys) {
    this.centre = centre;
    this.messages = centre.resolve(WanPaths.MESSAGES);
    this.timeout = timeout;
    this.keys = keys;
    this.tasks =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            HttpsCentre::thread);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "wan.link-https");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public String address() {
    return centre.toString();
  }

  @Override
  public Answer send(SealedReport message) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(messages)
            .timeout(timeout)
            .header("Content-Type", WanPaths.SEALED_MEDIA_TYPE)
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofByteArray(message.sealed()))
            .build();
    CompletableFuture<HttpResponse<byte[]>> exchange = null;
    try {
      exchange = client().sendAsync(request, LimitedBody.upTo(WanPaths.MAX_ACKNOWLEDGEMENT_BYTES));
      // The request's own timeout ends with the answer's head; this one counts for all of it.
      return read(message, exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TrustException e) {
      return new Answer.Unanswered("this gateway cannot prove who it is: " + e.getMessage());
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return new Answer.Unanswered(Causes.of(cause == null ? e : cause, timeout));
    } catch (TimeoutException e) {
      return new Answer.Unanswered(Causes.of(e, timeout));
    } finally {
      if (exchange != null) {
        exchange.cancel(true);
      }
    }
  }

  /** Made when it is needed: at the start, the clock may not be set and the key not be valid. */
  private HttpClient client() throws TrustException {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(timeout)
              .sslContext(keys.tlsContext(KeyMemory.TLS_SLOT))
              .executor(tasks)
              .build();
      client = made;
    }
    return made;
  }

  /** Only an acknowledgement of this very message, with the status that belongs to it, counts. */
  private static Answer read(SealedReport message, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    Acknowledgement acknowledgement;
    try {
      acknowledgement = Acknowledgement.parse(new String(response.body(), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return new Answer.Unanswered("it answers with HTTP status " + status);
    }
    if (acknowledgement.outcome().status() != status) {
      return new Answer.Unanswered(
          "it answers %s with HTTP status %d".formatted(acknowledgement.outcome(), status));
    }
    if (acknowledgement.identity().isEmpty()) {
      // A centre that does not believe the signer today may do so tomorrow: the message is kept.
      return new Answer.Unanswered("it does not take the seal: " + acknowledgement.reason());
    }
    if (!acknowledgement.identity().equals(message.identity())) {
      return new Answer.Unanswered("it answers about another message");
    }
    return new Answer.Decided(acknowledgement);
  }

  /** Java 21 can close a client; before, its selector ends when nobody holds the client. */
  @Override
  public void close() {
    Object closing = client;
    client = null;
    try {
      if (closing instanceof AutoCloseable closeable) {
        closeable.close();
      }
    } catch (Exception e) {
      // There is nothing to save.
    }
    tasks.shutdownNow();
  }
}
