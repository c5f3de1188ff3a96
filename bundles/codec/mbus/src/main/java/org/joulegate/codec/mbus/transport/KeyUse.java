package org.joulegate.codec.mbus.transport;

import org.jspecify.annotations.Nullable;

/**
 * Which key an operation asks for.
 *
 * @param meter the meter whose key it is
 * @param derivation how the key is made from the meter's persistent key
 * @param counter the message counter that goes into the derivation, 0 to 2^32 - 1; 0 for {@link
 *     Derivation#PERSISTENT}
 * @param keyId the key's number, 0 to 15 (EN 13757-7:2018, Table 24); 0 is the master key
 * @param keyVersion the key's version, 0 to 255; -1 when the message names none
 */
public record KeyUse(
    MeterAddress meter, Derivation derivation, long counter, int keyId, int keyVersion) {

  /** How a key is made. */
  public enum Derivation {
    /** The persistent key itself. */
    PERSISTENT(-1),
    /** For the encryption of what the meter sends. */
    ENCRYPTION_FROM_METER(0x00),
    /** For the authentication of what the meter sends. */
    MAC_FROM_METER(0x01),
    /** For the encryption of what is sent to the meter. */
    ENCRYPTION_TO_METER(0x10),
    /** For the authentication of what is sent to the meter. */
    MAC_TO_METER(0x11);

    private final int constant;

    Derivation(int constant) {
      this.constant = constant;
    }

    /** The derivation constant of key derivation function A; -1 for the persistent key. */
    public int constant() {
      return constant;
    }
  }

  /** The key of a message: the authentication layer, when it names one, goes before the header. */
  static KeyUse of(
      MeterAddress meter,
      Configuration configuration,
      @Nullable AuthenticationLayer afl,
      boolean fromMeter,
      boolean mac) {
    int information = afl == null ? -1 : afl.keyInformation();
    int keyId = information < 0 ? configuration.keyId() : information & 0xF;
    int version = information < 0 ? configuration.keyVersion() : information >>> Byte.SIZE;
    int function = information < 0 ? configuration.keyDerivation() : (information >>> 4) & 3;
    long counter = configuration.counter(afl);
    boolean derived = (mac || configuration.mode() != 5) && function == 1 && counter >= 0;
    if (!derived) {
      return new KeyUse(meter, Derivation.PERSISTENT, 0, keyId, version);
    }
    Derivation derivation =
        fromMeter
            ? mac ? Derivation.MAC_FROM_METER : Derivation.ENCRYPTION_FROM_METER
            : mac ? Derivation.MAC_TO_METER : Derivation.ENCRYPTION_TO_METER;
    return new KeyUse(meter, derivation, counter, keyId, version);
  }

  /**
   * The one block over which key derivation function A takes the CMAC with the persistent key (EN
   * 13757-7:2018, 9.6.1): constant, counter, number of the meter, padding.
   *
   * @param block 16 bytes that are overwritten
   */
  public void writeDerivationBlock(byte[] block) {
    block[0] = (byte) derivation.constant();
    for (int i = 0; i < 4; i++) {
      block[1 + i] = (byte) (counter >>> (i * Byte.SIZE));
      block[5 + i] = (byte) (meter.idBits() >>> (i * Byte.SIZE));
    }
    for (int i = 9; i < 16; i++) {
      block[i] = 7;
    }
  }
}
