package org.joulegate.metering.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Random;
import org.junit.Test;

public class ObisCodeTest {
  @Test
  public void textAndGroupsAreInverse() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      ObisCode code = new ObisCode(random.nextLong() & 0xFFFF_FFFF_FFFFL);
      assertEquals(code, ObisCode.parse(code.toString()));
      assertEquals(code, ObisCode.of(code.a(), code.b(), code.c(), code.d(), code.e(), code.f()));
    }
  }

  @Test
  public void groupFMayBeLeftOut() {
    assertEquals(ObisCode.ACTIVE_ENERGY_IMPORT, ObisCode.parse("1-0:1.8.0"));
  }

  @Test
  public void aGroupAbove255IsRefusedByName() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ObisCode.parse("1-0:256.8.0*255"));
    assertEquals("OBIS group C is 0 to 255, not 256", e.getMessage());
  }

  @Test
  public void otherFormsAreRefused() {
    for (String text : new String[] {"", "1.8.0", "1-0:1.8", "1-0:1.8.0*", "1-0:1.8.0*255 ", "x"}) {
      assertThrows(IllegalArgumentException.class, () -> ObisCode.parse(text));
    }
  }

  @Test
  public void orderIsThatOfTheGroups() {
    assertTrue(ObisCode.of(1, 0, 1, 8, 0, 255).compareTo(ObisCode.of(1, 0, 2, 8, 0, 255)) < 0);
    assertTrue(ObisCode.of(255, 0, 0, 0, 0, 0).compareTo(ObisCode.of(1, 255, 0, 0, 0, 0)) > 0);
  }

  @Test
  public void indexesAreToldFromOtherRegisters() {
    for (String index :
        new String[] {
          "1-0:1.8.0", "1-0:2.8.2", "6-0:1.0.0", "7-0:3.1.0", "8-0:1.0.0", "9-0:1.0.0"
        }) {
      assertTrue(index, ObisCode.parse(index).isIndex());
    }
    for (String other :
        new String[] {"1-0:16.7.0", "1-0:1.8.0*1", "1-0:16.8.0", "0-0:96.1.0", "7-0:43.15.0"}) {
      assertFalse(other, ObisCode.parse(other).isIndex());
    }
  }
}
