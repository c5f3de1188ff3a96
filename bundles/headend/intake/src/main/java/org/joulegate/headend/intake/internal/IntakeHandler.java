package org.joulegate.headend.intake.internal;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.thread.Scheduler;
import org.joulegate.trust.api.TrustException;
import org.joulegate.trust.api.TrustException.Fault;
import org.joulegate.wan.api.Acknowledgement;
import org.joulegate.wan.api.WanPaths;
import org.jspecify.annotations.Nullable;

/** What the intake answers to which request. */
final class IntakeHandler extends Handler.Abstract {
  private static final System.Logger LOG = System.getLogger(IntakeHandler.class.getName());
  private static final Pattern CONSUMPTION =
      Pattern.compile(WanPaths.POINTS + "/([A-Za-z0-9._~-]{1,64})/consumption");
  private static final String NOTICES = "/notices";

  /** The farthest instants that a question may name; SQLite counts whole seconds. */
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final Visitors visitors;
  private final Reception reception;
  private final StoreReader reader;
  private final Clock clock;
  private final long bodyMillis;

  /**
   * @param bodyMillis how long a message may take to come in, in real time
   */
  IntakeHandler(
      Visitors visitors, Reception reception, StoreReader reader, Clock clock, long bodyMillis) {
    this.visitors = visitors;
    this.reception = reception;
    this.reader = reader;
    this.clock = clock;
    this.bodyMillis = bodyMillis;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    try {
      String visitor = visitors.identify(request);
      if (!path.equals(WanPaths.MESSAGES)) {
        read(request, path).send(response, callback);
      } else if (!HttpMethod.POST.is(request.getMethod())) {
        response.getHeaders().put(HttpHeader.ALLOW, "POST");
        error(405, "messages are posted").send(response, callback);
      } else {
        take(visitor, request, response, callback);
      }
    } catch (TrustException e) {
      boolean ours = e.fault() == Fault.STORE;
      error(ours ? 503 : 403, String.valueOf(e.getMessage())).send(response, callback);
    } catch (StoreException e) {
      error(503, e.sentence()).send(response, callback);
    }
    return true;
  }

  private Reply error(int status, String sentence) {
    return Reply.error(status, clock.instant(), sentence);
  }

  private Reply read(Request request, String path) throws StoreException {
    Matcher consumption = CONSUMPTION.matcher(path);
    boolean known = path.equals(WanPaths.POINTS) || path.equals(NOTICES) || consumption.matches();
    if (!known) {
      return error(404, "there is nothing at this path");
    }
    if (!HttpMethod.GET.is(request.getMethod())) {
      return error(405, "this can only be read");
    }
    if (path.equals(WanPaths.POINTS)) {
      return Reply.ok(reader.points());
    }
    if (path.equals(NOTICES)) {
      return Reply.ok(reader.notices());
    }
    Fields query = Request.extractQueryParameters(request);
    for (String name : query.getNames()) {
      if (!name.equals("from") && !name.equals("to")) {
        return error(400, "the query has from and to, ISO 8601 instants in UTC, and nothing else");
      }
    }
    try {
      Instant from = instant(query.getValue("from"), EARLIEST);
      Instant to = instant(query.getValue("to"), LATEST);
      return Reply.ok(reader.consumption(consumption.group(1), from, to));
    } catch (DateTimeException e) {
      return error(400, "from and to are ISO 8601 instants in UTC, such as 2027-01-01T00:00:00Z");
    }
  }

  private static Instant instant(@Nullable String text, Instant otherwise) {
    Instant instant = text == null ? otherwise : Instant.parse(text);
    return instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
  }

  private void take(String visitor, Request request, Response response, Callback callback) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null || !plain(type).equals(plain(WanPaths.SEALED_MEDIA_TYPE))) {
      error(415, "a message has the media type " + WanPaths.SEALED_MEDIA_TYPE)
          .send(response, callback);
      return;
    }
    if (request.getLength() > WanPaths.MAX_MESSAGE_BYTES) {
      tooLong().send(response, callback);
      return;
    }
    CompletableFuture<byte[]> body =
        Content.Source.asByteArrayAsync(request, WanPaths.MAX_MESSAGE_BYTES);
    Scheduler.Task deadline =
        request
            .getComponents()
            .getScheduler()
            .schedule(
                () -> body.completeExceptionally(new TimeoutException()),
                bodyMillis,
                TimeUnit.MILLISECONDS);
    // Checking and storing block, so they have a thread of the pool and not the selector's.
    body.whenCompleteAsync(
        (bytes, fault) -> {
          deadline.cancel();
          Reply reply = bytes == null ? unreadable(request, fault) : received(visitor, bytes);
          reply.send(response, callback);
        },
        request.getComponents().getExecutor());
  }

  /** RFC 9110, clause 8.3.1: case, space and quotes make no difference. */
  private static String plain(String mediaType) {
    return mediaType.toLowerCase(Locale.ROOT).replaceAll("[ \t\"]", "");
  }

  private Reply tooLong() {
    return error(413, "a message has no more than " + WanPaths.MAX_MESSAGE_BYTES + " bytes");
  }

  private Reply received(String visitor, byte[] bytes) {
    try {
      Acknowledgement acknowledgement = reception.receive(visitor, bytes);
      return new Reply(acknowledgement.outcome().status(), acknowledgement.toJson());
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "nothing is taken in: {0}", e.sentence());
      return error(503, e.sentence());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return error(503, "the intake is stopping");
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a fault of the intake", e);
      return error(500, "a fault of the intake");
    }
  }

  private Reply unreadable(Request request, @Nullable Throwable fault) {
    Throwable cause = fault instanceof CompletionException e ? e.getCause() : fault;
    if (cause instanceof TimeoutException) {
      return error(408, "the message did not come within " + bodyMillis + " ms");
    }
    // Jetty stops reading behind the limit, and its fault has no type that would say so.
    return Request.getContentBytesRead(request) > WanPaths.MAX_MESSAGE_BYTES
        ? tooLong()
        : error(400, "the message did not come completely");
  }
}
