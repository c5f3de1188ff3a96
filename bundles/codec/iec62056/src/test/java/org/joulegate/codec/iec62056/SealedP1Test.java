package org.joulegate.codec.iec62056;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.dlms.DlmsCipher;
import org.joulegate.codec.dlms.DlmsKeyUse;
import org.joulegate.codec.dlms.DlmsSecurity;
import org.joulegate.codec.dlms.SoftwareDlmsCipher;
import org.junit.Test;

/** Telegrams of P1 in general-glo-ciphering (Smarty P1, 3.2.5). */
public class SealedP1Test {

  @Test
  public void aSealedTelegramIsOpenedByItsKeysOnly() throws Exception {
    byte[] key = Hex.parse("000102030405060708090A0B0C0D0E0F");
    byte[] sealed = sealed(key, Fixtures.dsmr5());
    assertTrue(SealedP1.isSealed(sealed, 0, sealed.length));
    DlmsCipher right = SoftwareDlmsCipher.of(key, SealedP1.smartyAuthenticationKey());
    SealedP1 opened = SealedP1.open(sealed, 0, sealed.length, right);
    assertTrue(opened.authenticated());
    assertEquals("K8EG004046395507", opened.telegram().meterId());
    assertNull(opened.telegram().message().fault());
    assertEquals(Kind.KEY_MISSING, refusal(sealed, DlmsCipher.NONE));
    byte[] other = key.clone();
    other[3]++;
    assertEquals(
        Kind.KEY_WRONG,
        refusal(sealed, SoftwareDlmsCipher.of(other, SealedP1.smartyAuthenticationKey())));
    byte[] text = sealed(key, Fixtures.bytes("no telegram"));
    assertEquals(Kind.UNSUPPORTED, refusal(text, right));
    for (int length = 0; length < sealed.length; length++) {
      assertNotNull(refusal(Arrays.copyOf(sealed, length), right));
    }
  }

  @Test
  public void aTelegramInClearIsNotOpenedAsASealedOne() throws Exception {
    byte[] key = Hex.parse("000102030405060708090A0B0C0D0E0F");
    DlmsCipher cipher = SoftwareDlmsCipher.of(key, SealedP1.smartyAuthenticationKey());
    assertEquals(Kind.UNSUPPORTED, refusal(sealed(0x00, key, Fixtures.dsmr5()), cipher));
    assertEquals(Kind.UNSUPPORTED, refusal(sealed(0x00, key, Fixtures.dsmr5()), DlmsCipher.NONE));
    assertEquals(Kind.UNSUPPORTED, refusal(sealed(0x10, key, Fixtures.dsmr5()), cipher));
    byte[] untagged = sealed(0x20, key, Fixtures.dsmr5());
    assertFalse(SealedP1.open(untagged, 0, untagged.length, cipher).authenticated());
  }

  private static Kind refusal(byte[] bytes, DlmsCipher cipher) {
    try {
      SealedP1.open(bytes, 0, bytes.length, cipher);
      return null;
    } catch (MalformedTelegramException e) {
      return e.kind();
    }
  }

  /** A general-glo-ciphering APDU, authenticated and encrypted. */
  static byte[] sealed(byte[] key, byte[] plain) {
    return sealed(0x30, key, plain);
  }

  private static byte[] sealed(int control, byte[] key, byte[] plain) {
    ByteSlice title = ByteSlice.of(Fixtures.bytes("TESTmetr"));
    DlmsSecurity security = new DlmsSecurity(control, title, 7, ByteSlice.of());
    byte[] content =
        SoftwareDlmsCipher.of(key, SealedP1.smartyAuthenticationKey())
            .seal(DlmsKeyUse.GLOBAL_UNICAST, security, plain);
    int length = content.length + 5;
    String lengthAndControl = String.format("82%04x%02x", length, control);
    byte[] head = Hex.parse("DB08" + title.toHex() + lengthAndControl + "00000007");
    byte[] all = Arrays.copyOf(head, head.length + content.length);
    System.arraycopy(content, 0, all, head.length, content.length);
    return all;
  }
}
