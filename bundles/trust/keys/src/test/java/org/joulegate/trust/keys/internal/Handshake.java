package org.joulegate.trust.keys.internal;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** Two ends of a TLS connection in memory: a handshake, then a byte each way. */
final class Handshake {
  private static final int BUFFER = 1 << 16;
  private static final int MAX_ROUNDS = 100;

  final SSLEngine client;
  final SSLEngine server;
  private final ByteBuffer toServer = ByteBuffer.allocate(BUFFER);
  private final ByteBuffer toClient = ByteBuffer.allocate(BUFFER);
  private int clientReceived;
  private int serverReceived;

  Handshake(SSLEngine client, SSLEngine server) {
    this.client = client;
    this.server = server;
  }

  /**
   * @throws SSLException what the first end that refused says
   */
  void run() throws SSLException {
    for (int round = 0; round < MAX_ROUNDS; round++) {
      send(client, toServer);
      serverReceived += receive(server, toServer);
      send(server, toClient);
      clientReceived += receive(client, toClient);
      if (clientReceived > 0 && serverReceived > 0) {
        return;
      }
    }
    throw new SSLException("no connection after " + MAX_ROUNDS + " rounds");
  }

  private static void send(SSLEngine from, ByteBuffer wire) throws SSLException {
    ByteBuffer data = ByteBuffer.wrap(new byte[] {1});
    do {
      from.wrap(data, wire);
      tasks(from);
    } while (from.getHandshakeStatus() == HandshakeStatus.NEED_WRAP);
  }

  private static int receive(SSLEngine at, ByteBuffer wire) throws SSLException {
    ByteBuffer data = ByteBuffer.allocate(BUFFER);
    wire.flip();
    while (wire.hasRemaining() && at.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
      if (at.unwrap(wire, data).bytesConsumed() == 0 && !tasks(at)) {
        break;
      }
      tasks(at);
    }
    wire.compact();
    return data.position();
  }

  private static boolean tasks(SSLEngine engine) {
    boolean ran = false;
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
      ran = true;
    }
    return ran;
  }
}
