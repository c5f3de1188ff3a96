package org.joulegate.metering.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.Test;

public class RegisterValueTest {
  private static RegisterValue wh(long mantissa, int exponent) {
    return new RegisterValue(mantissa, exponent, Unit.WATT_HOUR);
  }

  @Test
  public void digitsKeepWhatTheMeterSent() {
    assertEquals("13130.4", wh(131304, -1).digits());
    assertEquals("13130.40", wh(1313040, -2).digits());
    assertEquals("5000", wh(5, 3).digits());
    assertEquals("-0.001", wh(-1, -3).digits());
    assertEquals("0", wh(0, 0).digits());
  }

  @Test
  public void differencesAreExact() {
    Random random = new Random(2);
    for (int i = 0; i < 10_000; i++) {
      RegisterValue a = wh(random.nextInt(), random.nextInt(7) - 3);
      RegisterValue b = wh(random.nextInt(), random.nextInt(7) - 3);
      BigDecimal expected = a.toBigDecimal().subtract(b.toBigDecimal());
      assertEquals(0, expected.compareTo(a.minus(b).toBigDecimal()));
      assertEquals(Integer.signum(expected.signum()), Integer.signum(a.compareTo(b)));
    }
  }

  @Test
  public void aDifferenceThatDoesNotFitIsRefused() {
    assertThrows(ArithmeticException.class, () -> wh(Long.MAX_VALUE, 0).minus(wh(-1, 0)));
    assertThrows(ArithmeticException.class, () -> wh(Long.MAX_VALUE, 1).minus(wh(1, 0)));
  }

  @Test
  public void unitsDoNotMix() {
    RegisterValue power = new RegisterValue(1, 0, Unit.WATT);
    assertThrows(IllegalArgumentException.class, () -> wh(1, 0).minus(power));
    assertThrows(IllegalArgumentException.class, () -> wh(1, 0).compareTo(power));
  }

  @Test
  public void theExponentIsAByte() {
    assertThrows(IllegalArgumentException.class, () -> wh(1, 128));
    assertThrows(IllegalArgumentException.class, () -> wh(1, -129));
  }
}
