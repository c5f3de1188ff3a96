package org.joulegate.codec.mbus.transport;

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
