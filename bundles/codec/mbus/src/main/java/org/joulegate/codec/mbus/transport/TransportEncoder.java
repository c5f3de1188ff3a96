package org.joulegate.codec.mbus.transport;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Crc16;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages that {@link TransportLayer} opens: for simulated meters and for tests.
 *
 * <p>A message is described by calls that return the encoder itself; {@link #encode()} writes it.
 * One thread at a time.
 */
public final class TransportEncoder {

  private static final int BLOCK = 16;

  private final int ci;
  private final byte[] application;
  private byte[] clear = new byte[0];
  private @Nullable MeterAddress linkAddress;
  private boolean fromMeter = true;
  private @Nullable TplHeader header;
  private byte[] key = new byte[BLOCK];
  private int mode;
  private long counter = -1;
  private int tagLength = 8;
  private int macType;
  private boolean derived = true;
  private int ellCi;
  private int ellCc;
  private int ellAcc;
  private long session;
  private @Nullable MeterAddress ellAddress;

  /**
   * A message.
   *
   * @param ci the CI field of the application, which decides the header
   * @param application what is sealed, or sent plain in mode 0; without check bytes and filling
   */
  public TransportEncoder(int ci, byte[] application) {
    this.ci = ci;
    this.application = application.clone();
  }

  /** The transport header; the mode in its configuration field is that of the mode chosen. */
  public TransportEncoder header(@Nullable MeterAddress address, int accessNumber, int status) {
    header = new TplHeader(address, accessNumber, status, 0);
    return this;
  }

  /** The address in the link layer that will carry the message. */
  public TransportEncoder linkAddress(MeterAddress address) {
    linkAddress = address;
    return this;
  }

  /** The message goes to the meter. */
  public TransportEncoder toMeter() {
    fromMeter = false;
    return this;
  }

  /** The meter's persistent key, 16 bytes; the derived keys are made from it. */
  public TransportEncoder key(byte[] bytes) {
    key = Arrays.copyOf(bytes, BLOCK);
    return this;
  }

  /** The persistent key is used itself where a derivation could be chosen. */
  public TransportEncoder withoutDerivation() {
    derived = false;
    return this;
  }

  /** Plain bytes behind what modes 5 and 7 seal. */
  public TransportEncoder clear(byte[] bytes) {
    clear = bytes.clone();
    return this;
  }

  /** AES-CBC with the persistent key (OMS security profile A). */
  public TransportEncoder mode5() {
    mode = 5;
    return this;
  }

  /** AES-CBC with a derived key, and a CMAC in the authentication layer (OMS profile B). */
  public TransportEncoder mode7(long messageCounter, int authenticationType) {
    mode = 7;
    counter = messageCounter;
    macType = authenticationType;
    return this;
  }

  /** AES-GCM. */
  public TransportEncoder mode9(long messageCounter) {
    mode = 9;
    counter = messageCounter;
    tagLength = 12;
    return this;
  }

  /** AES-CCM (OMS security profile D) with a tag of 4, 8, 12 or 16 bytes. */
  public TransportEncoder mode10(long messageCounter, int tagBytes) {
    mode = 10;
    counter = messageCounter;
    tagLength = tagBytes;
    return this;
  }

  /**
   * An extended link layer of type I to IV in front.
   *
   * @param address the other party, in types III and IV
   * @param sessionNumber the session number in types II and IV; encryption field 1 seals
   */
  public TransportEncoder link(
      int ellType,
      int control,
      int accessNumber,
      @Nullable MeterAddress address,
      long sessionNumber) {
    ellCi = 0x8B + ellType;
    ellCc = control;
    ellAcc = accessNumber;
    ellAddress = address;
    session = sessionNumber;
    return this;
  }

  /**
   * The message from its first CI field on.
   *
   * @throws IllegalStateException when a part that the message needs was not given
   */
  public byte[] encode() {
    byte[] transport = transport();
    byte[] authenticated = macType == 0 ? transport : join(authentication(transport), transport);
    return ellCi == 0 ? authenticated : link(authenticated);
  }

  private byte[] transport() {
    CiField.Header kind = CiField.of(ci).header();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ci);
    if (kind == CiField.Header.NONE) {
      out.writeBytes(application);
      return out.toByteArray();
    }
    TplHeader fields = required(header);
    if (kind == CiField.Header.LONG) {
      byte[] address = new byte[MeterAddress.LENGTH];
      required(fields.address()).writeLongHeader(address, 0);
      out.writeBytes(address);
    }
    out.write(fields.accessNumber());
    out.write(fields.status());
    switch (mode) {
      case 5:
      case 7:
        blocks(out);
        break;
      case 9:
      case 10:
        authenticated(out);
        break;
      default:
        out.write(0);
        out.write(0);
        out.writeBytes(application);
        break;
    }
    return out.toByteArray();
  }

  private void blocks(ByteArrayOutputStream out) {
    int length = (application.length + 2 + BLOCK - 1) / BLOCK * BLOCK;
    byte[] plain = new byte[length];
    Arrays.fill(plain, (byte) 0x2F);
    System.arraycopy(application, 0, plain, 2, application.length);
    int count = length / BLOCK;
    if (count > 14 && clear.length > 0) {
      throw new IllegalStateException("no plain bytes may follow more than 14 sealed blocks");
    }
    out.write(Math.min(15, count) << 4);
    out.write(mode);
    byte[] chain = new byte[BLOCK];
    if (mode == 5) {
      Nonces.writeMode5(chain, meter(), required(header).accessNumber());
    } else {
      out.write(derived ? 0x10 : 0);
    }
    AesKey aes = aes(false);
    for (int i = 0; i < length; i += BLOCK) {
      for (int k = 0; k < BLOCK; k++) {
        chain[k] ^= plain[i + k];
      }
      aes.encrypt(chain, 0, BLOCK, chain, 0);
      out.write(chain, 0, BLOCK);
    }
    out.writeBytes(clear);
  }

  private void authenticated(ByteArrayOutputStream out) {
    int derivation = derived ? 0x10 : 0;
    out.write(mode == 10 ? 0xFF : 0);
    out.write(0x20 | mode);
    out.write(mode == 10 ? derivation : 0xFF);
    out.write(mode == 10 ? tagLength / 4 - 1 : derivation);
    byte[] covered = out.toByteArray();
    for (int i = 0; i < 4; i++) {
      out.write((int) (counter >>> (i * Byte.SIZE)));
    }
    AesKey aes = aes(false);
    byte[] sealed =
        mode == 9
            ? aes.sealGcm(Nonces.gcm(meter(), counter), covered, application, tagLength)
            : aes.sealCcm(Nonces.ccm(meter(), counter), covered, application, tagLength);
    out.writeBytes(sealed);
  }

  private byte[] authentication(byte[] transport) {
    int length = LayerReader.macLength(macType);
    byte[] layer = new byte[2 + 2 + 1 + 4 + length];
    layer[0] = (byte) 0x90;
    layer[1] = (byte) (layer.length - 2);
    layer[3] = 0x2C;
    layer[4] = (byte) (0x20 | macType);
    for (int i = 0; i < 4; i++) {
      layer[5 + i] = (byte) (counter >>> (i * Byte.SIZE));
    }
    byte[] covered = join(Arrays.copyOfRange(layer, 4, 9), transport);
    byte[] mac = new byte[BLOCK];
    aes(true).cmac(covered, covered.length, mac);
    System.arraycopy(mac, 0, layer, 9, length);
    return layer;
  }

  private byte[] link(byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ellCi);
    out.write(ellCc);
    out.write(ellAcc);
    if (ellCi >= 0x8E) {
      byte[] address = new byte[MeterAddress.LENGTH];
      required(ellAddress).writeLink(address, 0);
      out.writeBytes(address);
    }
    if ((ellCi & 1) == 0) {
      out.writeBytes(payload);
      return out.toByteArray();
    }
    for (int i = 0; i < 4; i++) {
      out.write((int) (session >>> (i * Byte.SIZE)));
    }
    int crc = Crc16.en13757(payload, 0, payload.length);
    byte[] checked = join(new byte[] {(byte) crc, (byte) (crc >>> Byte.SIZE)}, payload);
    if (session >>> 29 == 1) {
      MeterAddress address = required(fromMeter || ellAddress == null ? linkAddress : ellAddress);
      byte[] first =
          Nonces.link(address, new ExtendedLinkLayer(0, 0, ellCi, ellCc, ellAcc, null, session, 0));
      try (SoftwareTelegramCipher cipher = SoftwareTelegramCipher.ofOneKey(key)) {
        KeyUse use = new KeyUse(address, KeyUse.Derivation.PERSISTENT, 0, 0, -1);
        cipher.applyCtr(use, first, ByteSlice.of(checked.clone()), checked, 0);
      }
    }
    out.writeBytes(checked);
    return out.toByteArray();
  }

  private MeterAddress meter() {
    MeterAddress inHeader = header == null ? null : header.address();
    return inHeader != null ? inHeader : required(linkAddress);
  }

  private AesKey aes(boolean mac) {
    AesKey aes = new AesKey();
    aes.use(key);
    if (mode == 5 || !derived) {
      return aes;
    }
    KeyUse.Derivation derivation =
        fromMeter
            ? mac ? KeyUse.Derivation.MAC_FROM_METER : KeyUse.Derivation.ENCRYPTION_FROM_METER
            : mac ? KeyUse.Derivation.MAC_TO_METER : KeyUse.Derivation.ENCRYPTION_TO_METER;
    byte[] block = new byte[BLOCK];
    new KeyUse(meter(), derivation, counter, 0, -1).writeDerivationBlock(block);
    aes.cmac(block, BLOCK, block);
    aes.use(block);
    return aes;
  }

  private static <T> T required(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the message needs a header or an address that is missing");
    }
    return part;
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
