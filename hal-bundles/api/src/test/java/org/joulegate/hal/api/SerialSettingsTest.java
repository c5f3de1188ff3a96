package org.joulegate.hal.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import org.joulegate.hal.api.SerialSettings.Parity;
import org.junit.Test;

public class SerialSettingsTest {
  @Test
  public void readsAndWritesEveryMode() {
    for (int bits = 5; bits <= 8; bits++) {
      for (Parity parity : Parity.values()) {
        for (int stop = 1; stop <= 2; stop++) {
          SerialSettings settings = new SerialSettings(300, bits, parity, stop);
          assertEquals(settings, SerialSettings.parse(300, settings.mode()));
        }
      }
    }
    assertEquals("300 7E1", SerialSettings.parse(300, "7e1").toString());
    assertEquals("9600 8N1", SerialSettings.DEFAULT.toString());
    assertEquals(4_800, SerialSettings.DEFAULT.withBaud(4_800).baud());
  }

  @Test
  public void refusesWhatNoPortCanDo() {
    for (String mode : new String[] {"", "8", "8N", "9N1", "4N1", "8X1", "8N3", "8N1.5", "8N1 "}) {
      assertThrows(mode, IllegalArgumentException.class, () -> SerialSettings.parse(9_600, mode));
    }
    for (int baud : new int[] {-1, 0, 49, 4_000_001}) {
      assertThrows(IllegalArgumentException.class, () -> SerialSettings.parse(baud, "8N1"));
    }
  }
}
