package org.joulegate.codec.mbus.transport;

import java.io.ByteArrayOutputStream;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Puts the fragments of a meter's message together (EN 13757-7:2018, 6.2). Fragments are numbered
 * from 1; the first carries message control, counter and length, the last the authentication code.
 *
 * <p>What comes out is the message as it would have been sent in one part, to be given to {@link
 * TransportLayer#open}: nothing is reported before the last fragment is there, and the code over
 * the whole message is checked then. One assembler for each meter; one thread at a time.
 */
public final class FragmentAssembler {

  /** The most bytes of a message that is taken when nothing else is said. */
  public static final Limit DEFAULT_LIMIT = new Limit("bytes in a message of fragments", 16_384);

  private final Limit limit;
  private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
  private int next = 1;
  private int control = -1;
  private int key = -1;
  private long counter = -1;
  private int messageLength = -1;
  private ByteSlice mac = ByteSlice.of();

  /** An assembler that has seen nothing. */
  public FragmentAssembler(Limit messageBytes) {
    limit = messageBytes;
  }

  /**
   * Takes a fragment. Fragment 1 begins a message anew; one that is not the next ends what was
   * begun.
   *
   * @param array holds the fragment; not kept
   * @param offset where its first CI field stands
   * @param length bytes to the end of the fragment
   * @return the whole message from its authentication layer on, or null as long as fragments miss
   * @throws MalformedTelegramException when the layers are broken, when this is no fragment, when
   *     one before it is missing ({@code INCOMPLETE}), or when the message is too long or has
   *     another length than was announced
   */
  public byte @Nullable [] add(byte[] array, int offset, int length)
      throws MalformedTelegramException {
    int end = offset + length;
    int at = behindLink(array, offset, end);
    LayerReader.require(at, 1, end, "an authentication layer");
    if (CiField.of(array[at]).header() != CiField.Header.AUTHENTICATION) {
      throw MalformedTelegramException.malformed(
          at, "an authentication layer", "CI " + Hex.ofByte(array[at]));
    }
    AuthenticationLayer layer = LayerReader.authentication(array, at, end);
    if (layer.fragment() == 1) {
      reset();
    }
    if (layer.fragment() != next) {
      int expected = next;
      reset();
      throw new MalformedTelegramException(
          Kind.INCOMPLETE, at + 2, "fragment " + expected, "fragment " + layer.fragment());
    }
    next++;
    take(layer);
    int start = at + layer.length();
    limit.check(payload.size() + end - start, at);
    payload.write(array, start, end - start);
    return layer.moreFollow() ? null : whole(at);
  }

  private static int behindLink(byte[] array, int offset, int end)
      throws MalformedTelegramException {
    LayerReader.require(offset, 1, end, "a CI field");
    if (CiField.of(array[offset]).header() != CiField.Header.LINK) {
      return offset;
    }
    ExtendedLinkLayer ell = LayerReader.link(array, offset, end);
    int at = offset + ell.length();
    if (ell.encryption() != 0) {
      throw new MalformedTelegramException(
          Kind.UNSUPPORTED, offset, "a fragment that is not sealed by itself", "a sealed one");
    }
    if (ell.checksum() >= 0 && Crc16.en13757(array, at, end - at) != ell.checksum()) {
      throw new MalformedTelegramException(
          Kind.CRC, at - 2, "the checksum of the extended link layer", "another one");
    }
    return at;
  }

  private void take(AuthenticationLayer layer) {
    control = layer.messageControl() < 0 ? control : layer.messageControl();
    key = layer.keyInformation() < 0 ? key : layer.keyInformation();
    counter = layer.messageCounter() < 0 ? counter : layer.messageCounter();
    messageLength = layer.messageLength() < 0 ? messageLength : layer.messageLength();
    mac = layer.mac().length() == 0 ? mac : layer.mac().copy();
  }

  private byte[] whole(int at) throws MalformedTelegramException {
    byte[] message = payload.toByteArray();
    int announced = messageLength;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writeLayer(out);
    reset();
    if (announced >= 0 && announced != message.length) {
      throw MalformedTelegramException.malformed(
          at, "a message of " + announced + " bytes", message.length + " bytes");
    }
    out.writeBytes(message);
    return out.toByteArray();
  }

  /** One authentication layer with what those of the fragments said together. */
  private void writeLayer(ByteArrayOutputStream out) {
    int fields =
        (control < 0 ? 0 : 0x2000)
            | (messageLength < 0 ? 0 : 0x1000)
            | (counter < 0 ? 0 : 0x0800)
            | (mac.length() == 0 ? 0 : 0x0400)
            | (key < 0 ? 0 : 0x0200);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    write(body, fields, 2);
    write(body, control, control < 0 ? 0 : 1);
    write(body, key, key < 0 ? 0 : 2);
    write(body, counter, counter < 0 ? 0 : 4);
    body.writeBytes(mac.toByteArray());
    write(body, messageLength, messageLength < 0 ? 0 : 2);
    out.write(0x90);
    out.write(body.size());
    out.writeBytes(body.toByteArray());
  }

  private static void write(ByteArrayOutputStream out, long value, int width) {
    for (int i = 0; i < width; i++) {
      out.write((int) (value >>> (i * Byte.SIZE)));
    }
  }

  private void reset() {
    payload.reset();
    next = 1;
    control = -1;
    key = -1;
    counter = -1;
    messageLength = -1;
    mac = ByteSlice.of();
  }
}
