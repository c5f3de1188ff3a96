package org.joulegate.codec.mbus.transport;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.mbus.transport.Security.Layer;
import org.junit.Test;

public class ReplayGuardTest {

  private static final MeterAddress METER = new MeterAddress("JGT", "12345678", 1, 7);
  private static final MeterAddress OTHER = new MeterAddress("JGT", "12345679", 1, 7);

  @Test
  public void onlyAHigherCounterIsNew() {
    ReplayGuard guard = new ReplayGuard(ReplayGuard.DEFAULT_LIMIT);
    assertTrue(guard.accept(METER, Layer.TRANSPORT, 5));
    assertTrue(guard.accept(METER, Layer.TRANSPORT, 6));
    assertFalse(guard.accept(METER, Layer.TRANSPORT, 6));
    assertFalse(guard.accept(METER, Layer.TRANSPORT, 2));
    assertTrue(guard.accept(METER, Layer.TRANSPORT, 0xFFFF_FFFFL));
    guard.forget(METER);
    assertTrue(guard.accept(METER, Layer.TRANSPORT, 0));
  }

  @Test
  public void aSessionNumberDoesNotShutOutTheMessageCounter() {
    ReplayGuard guard = new ReplayGuard(ReplayGuard.DEFAULT_LIMIT);
    assertTrue(guard.accept(METER, Layer.LINK, 0x1000_0000L));
    assertTrue(guard.accept(METER, Layer.TRANSPORT, 7));
    assertFalse(guard.accept(METER, Layer.TRANSPORT, 7));
    assertFalse(guard.accept(METER, Layer.LINK, 7));
  }

  @Test
  public void manyMetersPushNoCounterOut() {
    ReplayGuard guard = new ReplayGuard(new Limit("counters", 1));
    assertTrue(guard.accept(METER, Layer.TRANSPORT, 5));
    assertFalse(guard.accept(OTHER, Layer.TRANSPORT, 5));
    assertFalse(guard.accept(METER, Layer.TRANSPORT, 5));
    assertTrue(guard.accept(METER, Layer.TRANSPORT, 6));
    guard.forget(METER);
    assertTrue(guard.accept(OTHER, Layer.TRANSPORT, 5));
  }
}
