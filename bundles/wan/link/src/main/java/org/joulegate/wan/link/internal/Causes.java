package org.joulegate.wan.link.internal;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What a fault of the line means to a person. */
final class Causes {
  private static final int MAX_DEPTH = 10;
  private static final int MAX_MESSAGE = 200;

  private Causes() {}

  static String of(Throwable fault, Duration timeout) {
    List<Throwable> chain = chain(fault);
    Throwable root = chain.get(chain.size() - 1);
    for (Throwable each : chain) {
      if (each instanceof TimeoutException || each instanceof HttpTimeoutException) {
        return "no answer within " + timeout;
      }
      if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
        return "its name is not known";
      }
      if (each instanceof SSLException) {
        return "the TLS connection was refused: " + message(root);
      }
    }
    if (fault instanceof ConnectException) {
      return "no connection";
    }
    if (root instanceof ClosedChannelException) {
      return "the connection was closed";
    }
    return message(fault);
  }

  /** The fault and what caused it, the deepest last. */
  private static List<Throwable> chain(Throwable fault) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable each = fault; each != null && chain.size() < MAX_DEPTH; each = each.getCause()) {
      chain.add(each);
    }
    return chain;
  }

  /** What others wrote, on one line and not at length. */
  private static String message(Throwable fault) {
    String message = fault.getMessage();
    if (message == null || message.isBlank()) {
      return fault.getClass().getSimpleName();
    }
    String line = message.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) : line;
  }
}
