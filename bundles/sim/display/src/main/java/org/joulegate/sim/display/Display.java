package org.joulegate.sim.display;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP;
import org.jspecify.annotations.Nullable;

/**
 * A simulated in-home display. It observes {@code /power}, {@code /meters} and {@code /consumption}
 * of one gateway. When it hears nothing for a while, such as after a restart of the gateway, it
 * opens a new session and observes again, until it is closed.
 *
 * <p>Safe for use by any thread.
 */
public final class Display implements AutoCloseable {
  private final URI gateway;
  private final @Nullable Pairing pairing;
  private final Duration silence;
  private final DisplayListener listener;
  private final ScheduledThreadPoolExecutor thread;

  /** For the display's thread alone. */
  private @Nullable Session session;

  private volatile boolean closed;

  private Display(
      URI gateway, @Nullable Pairing pairing, Duration silence, DisplayListener listener) {
    this.gateway = gateway;
    this.pairing = pairing;
    this.silence = silence;
    this.listener = listener;
    this.thread = new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "display"));
    this.thread.setRemoveOnCancelPolicy(true);
    this.thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Opens a display; it connects by itself.
   *
   * @param gateway {@code coaps://host:port} or {@code coap://host:port}
   * @param pairing what the display was paired with; null for {@code coap}
   * @param silence after hearing nothing for this long, it connects anew; at least 100 ms
   * @param listener is told what it sees
   * @throws IllegalArgumentException if the URI has another scheme, no port, or no pairing where
   *     one is needed
   */
  public static Display open(
      URI gateway, @Nullable Pairing pairing, Duration silence, DisplayListener listener) {
    boolean secure = CoAP.COAP_SECURE_URI_SCHEME.equals(gateway.getScheme());
    if ((!secure && !CoAP.COAP_URI_SCHEME.equals(gateway.getScheme())) || gateway.getPort() < 1) {
      throw new IllegalArgumentException(
          "a gateway is coaps://host:port or coap://host:port, not " + gateway);
    }
    if (secure && pairing == null) {
      throw new IllegalArgumentException("coaps needs an identity and a secret");
    }
    Display display = new Display(gateway, secure ? pairing : null, silence, listener);
    long step = Math.max(25, silence.toMillis() / 4);
    display.thread.scheduleWithFixedDelay(display::check, 0, step, TimeUnit.MILLISECONDS);
    return display;
  }

  /**
   * Reads quarter-hours once; the listener gets them as {@link DisplayListener#consumption}.
   *
   * @param query such as {@code from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z}; may be empty
   */
  public void readConsumption(String query) {
    try {
      thread.execute(
          () -> {
            Session current = session;
            if (current != null) {
              current.readConsumption(query);
            }
          });
    } catch (RejectedExecutionException alreadyClosed) {
      // A closed display reads nothing.
    }
  }

  private void check() {
    Session current = session;
    try {
      if (!closed && (current == null || current.silentFor(silence))) {
        reconnect(current);
      }
    } catch (IOException | RuntimeException failed) {
      listener.trouble("No socket can be opened for " + gateway + ": " + failed.getMessage());
    }
  }

  private void reconnect(@Nullable Session old) throws IOException {
    if (old != null) {
      listener.trouble(
          gateway + " was not heard for " + silence.toMillis() + " ms; connecting anew.");
      old.close();
      session = null;
    }
    session = Session.open(gateway, pairing, thread, listener);
  }

  /** Ends the session and the display's thread. Not to be called by the listener. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      thread.execute(
          () -> {
            if (session != null) {
              session.close();
            }
          });
    } catch (RejectedExecutionException already) {
      return;
    }
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        List<Runnable> left = thread.shutdownNow();
        listener.trouble("The display did not end in time; left to do: " + left.size());
      }
    } catch (InterruptedException interrupted) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
