package org.joulegate.han.coap.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.californium.scandium.AlertHandler;
import org.eclipse.californium.scandium.ConnectionListener;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.Connection;

/**
 * Says when a display was refused, since a person who typed a wrong secret looks into the gateway's
 * log; the display itself is told nothing, so that nobody learns which identities exist.
 *
 * <p>It says so once in ten seconds at most: anybody may knock.
 */
final class RefusedDisplays implements ConnectionListener, AlertHandler {
  private static final Logger LOG = System.getLogger(RefusedDisplays.class.getName());
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Consumer<String> said;
  private final AtomicLong last = new AtomicLong(System.nanoTime() - QUIET_NANOS);

  RefusedDisplays() {
    this(sentence -> LOG.log(Level.WARNING, sentence));
  }

  /**
   * @param said takes the sentences
   */
  RefusedDisplays(Consumer<String> said) {
    this.said = said;
  }

  @Override
  public void onAlert(InetSocketAddress peer, AlertMessage alert) {
    if (alert.getDescription() == AlertDescription.UNKNOWN_PSK_IDENTITY) {
      say(peer, "its identity was not paired");
    }
  }

  @Override
  public boolean onConnectionMacError(Connection connection) {
    if (connection.hasOngoingHandshake()) {
      say(connection.getPeerAddress(), "its secret is wrong");
    }
    return false; // Whoever forges one record must not end another's handshake.
  }

  private void say(InetSocketAddress peer, String why) {
    long before = last.get();
    long now = System.nanoTime();
    if (now - before >= QUIET_NANOS && last.compareAndSet(before, now)) {
      said.accept("A display at " + peer.getAddress().getHostAddress() + " was refused: " + why);
    }
  }

  @Override
  public void onConnectionEstablished(Connection connection) {
    // Only refusals matter here.
  }

  @Override
  public void onConnectionRemoved(Connection connection) {
    // Only refusals matter here.
  }

  @Override
  public boolean onConnectionUpdatesSequenceNumbers(Connection connection, boolean writeSequence) {
    return false;
  }

  @Override
  public void beforeExecution(Connection connection) {
    // Only refusals matter here.
  }

  @Override
  public void updateExecution(Connection connection) {
    // Only refusals matter here.
  }

  @Override
  public void afterExecution(Connection connection) {
    // Only refusals matter here.
  }
}
