package org.joulegate.codec.mbus.transport;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.mbus.transport.Security.Outcome;
import org.junit.Test;

public class FragmentAssemblerTest {

  private static final MeterAddress METER = new MeterAddress("JGT", "12345678", 1, 7);
  private static final byte[] KEY = Hex.parse("000102030405060708090a0b0c0d0e0f");
  private static final byte[] MESSAGE =
      new TransportEncoder(0x7A, new byte[100])
          .header(null, 1, 0)
          .linkAddress(METER)
          .key(KEY)
          .mode7(7, 5)
          .encode();

  /** The message that the encoder wrote in one part, in three. */
  private static List<byte[]> fragments() {
    AuthenticationLayer layer = layer();
    byte[] payload = Arrays.copyOfRange(MESSAGE, layer.length(), MESSAGE.length);
    List<byte[]> fragments = new ArrayList<>();
    fragments.add(fragment("90070168" + "25" + "07000000", payload, 0, 40));
    fragments.add(fragment("90020240", payload, 40, 80));
    fragments.add(fragment("900a0304" + layer.mac().toHex(), payload, 80, payload.length));
    return fragments;
  }

  private static AuthenticationLayer layer() {
    try {
      return LayerReader.authentication(MESSAGE, 0, MESSAGE.length);
    } catch (MalformedTelegramException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] fragment(String head, byte[] payload, int from, int to) {
    return Hex.parse(head + Hex.format(payload, from, to - from));
  }

  private static byte[] add(FragmentAssembler assembler, byte[] fragment)
      throws MalformedTelegramException {
    return assembler.add(fragment, 0, fragment.length);
  }

  @Test
  public void threeFragmentsAreTheMessage() throws Exception {
    FragmentAssembler assembler = new FragmentAssembler(FragmentAssembler.DEFAULT_LIMIT);
    List<byte[]> fragments = fragments();
    assertNull(add(assembler, fragments.get(0)));
    assertNull(add(assembler, fragments.get(1)));
    byte[] whole = add(assembler, fragments.get(2));
    assertArrayEquals(MESSAGE, whole);
    Transport transport =
        TransportLayer.open(
            whole, 0, whole.length, METER, true, SoftwareTelegramCipher.ofOneKey(KEY));
    assertEquals(Outcome.OPENED, transport.security().outcome());
    assertTrue(transport.security().authenticated());
  }

  @Test
  public void aMissingFragmentIsNamedAndNothingIsReported() throws Exception {
    FragmentAssembler assembler = new FragmentAssembler(FragmentAssembler.DEFAULT_LIMIT);
    List<byte[]> fragments = fragments();
    assertNull(add(assembler, fragments.get(0)));
    MalformedTelegramException e =
        assertThrows(MalformedTelegramException.class, () -> add(assembler, fragments.get(2)));
    assertEquals(Kind.INCOMPLETE, e.kind());
    assertThrows(MalformedTelegramException.class, () -> add(assembler, fragments.get(1)));
    assertNull(add(assembler, fragments.get(0)));
    assertNull(add(assembler, fragments.get(1)));
    assertNotNull(add(assembler, fragments.get(2)));
  }

  @Test
  public void aMessageAboveTheLimitIsRefused() throws Exception {
    FragmentAssembler assembler = new FragmentAssembler(new Limit("bytes in a message", 60));
    List<byte[]> fragments = fragments();
    assertNull(add(assembler, fragments.get(0)));
    MalformedTelegramException e =
        assertThrows(MalformedTelegramException.class, () -> add(assembler, fragments.get(1)));
    assertTrue(e.getMessage(), e.getMessage().contains("at most 60 bytes in a message"));
  }

  @Test
  public void everyCutFragmentIsRefusedOrTaken() {
    for (byte[] fragment : fragments()) {
      for (int length = 0; length < fragment.length; length++) {
        FragmentAssembler assembler = new FragmentAssembler(FragmentAssembler.DEFAULT_LIMIT);
        try {
          assertNull(assembler.add(fragment, 0, length));
        } catch (MalformedTelegramException e) {
          assertTrue(e.offset() <= length);
        }
      }
    }
  }
}
