package org.joulegate.codec.sml;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;

import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.junit.Test;

public class SmlOutlineTest {

  @Test
  public void elementsCoverTheBytesWithoutGapsAndOverlaps() {
    for (byte[] frame : SmlFixtures.all()) {
      ByteSlice messages = SmlOutline.messages(ByteSlice.of(frame));
      SmlOutline outline =
          SmlOutline.of(
              messages.cursor().array(), messages.offset(), messages.length(), SmlLimits.DEFAULT);
      assertNull(outline.fault());
      int next = messages.offset();
      for (SmlOutline.Element element : outline.elements()) {
        assertEquals(next, element.offset());
        next = element.content().offset() + element.content().length();
      }
      assertEquals(messages.offset() + messages.length(), next);
    }
  }

  @Test
  public void whatIsReadableBeforeAFaultIsGiven() {
    byte[] bytes = Hex.parse("7203aabb" + "6201" + "0502");
    SmlOutline outline = SmlOutline.of(bytes, 0, bytes.length, SmlLimits.DEFAULT);
    assertEquals(3, outline.elements().size());
    assertNotNull(outline.fault());
  }
}
