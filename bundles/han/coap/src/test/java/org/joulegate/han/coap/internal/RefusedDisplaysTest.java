package org.joulegate.han.coap.internal;

import static org.junit.Assert.assertEquals;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.junit.Test;

/** What the gateway's log says of displays that are not paired. */
public class RefusedDisplaysTest {
  private final List<String> said = new ArrayList<>();
  private final RefusedDisplays refused = new RefusedDisplays(said::add);
  private final InetSocketAddress peer = new InetSocketAddress("127.0.0.1", 40000);

  @Test
  public void anUnknownIdentityIsSaidOnceHoweverOftenItKnocks() {
    for (int i = 0; i < 100; i++) {
      refused.onAlert(
          peer, new AlertMessage(AlertLevel.FATAL, AlertDescription.UNKNOWN_PSK_IDENTITY));
    }
    assertEquals(List.of("A display at 127.0.0.1 was refused: its identity was not paired"), said);
  }

  @Test
  public void anOrdinaryGoodbyeIsNoRefusal() {
    refused.onAlert(peer, new AlertMessage(AlertLevel.WARNING, AlertDescription.CLOSE_NOTIFY));
    assertEquals(List.of(), said);
  }
}
