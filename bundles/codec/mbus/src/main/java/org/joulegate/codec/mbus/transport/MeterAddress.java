package org.joulegate.codec.mbus.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Who a meter is: manufacturer, identification number, version and device type, the eight bytes by
 * which every layer of M-Bus names a meter (EN 13757-7:2018, 7.5.1 to 7.5.4).
 *
 * <p>The eight bytes are kept as they are; texts are made when asked for.
 *
 * @param octets the bytes in the order of the link layer (manufacturer, number, version, type), the
 *     first of them in the lowest eight bits
 */
public record MeterAddress(long octets) {

  /** Bytes of an address in every layer. */
  public static final int LENGTH = 8;

  private static final int LETTER_BITS = 5;
  private static final int LETTER_MASK = 0x1F;
  private static final int LETTER_BASE = '@';
  private static final int LOCAL_BIT = 0x8000;
  private static final int ID_SHIFT = 16;
  private static final int VERSION_SHIFT = 48;
  private static final int TYPE_SHIFT = 56;
  private static final long VERSION_AND_TYPE = -1L << VERSION_SHIFT;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /**
   * An address from what stands on the meter.
   *
   * @param manufacturer the three letters of the manufacturer, {@code A} to {@code Z}
   * @param id eight hex digits as printed on the meter; decimal ones with every sane meter
   * @param version 0 to 255
   * @param deviceType 0 to 255 (EN 13757-7:2018, Table 13)
   * @throws IllegalArgumentException when a part is outside its range
   */
  public MeterAddress(String manufacturer, String id, int version, int deviceType) {
    this(pack(manufacturerCode(manufacturer), id, version, deviceType));
  }

  /** An address in the order of the link layer: manufacturer, number, version, type. */
  public static MeterAddress ofLink(byte[] array, int offset) {
    return new MeterAddress((long) LONG.get(array, offset));
  }

  /** An address in the order of the long header: number, manufacturer, version, type. */
  public static MeterAddress ofLongHeader(byte[] array, int offset) {
    long eight = (long) LONG.get(array, offset);
    long manufacturer = eight >>> Integer.SIZE & 0xFFFF;
    long id = eight & 0xFFFF_FFFFL;
    return new MeterAddress(eight & VERSION_AND_TYPE | id << ID_SHIFT | manufacturer);
  }

  /** Writes the eight bytes in the order of the link layer. */
  public void writeLink(byte[] array, int offset) {
    LONG.set(array, offset, octets);
  }

  /** Writes the eight bytes in the order of the long header. */
  public void writeLongHeader(byte[] array, int offset) {
    for (int i = 0; i < 4; i++) {
      array[offset + i] = (byte) (octets >>> (ID_SHIFT + i * Byte.SIZE));
    }
    array[offset + 4] = (byte) octets;
    array[offset + 5] = (byte) (octets >>> Byte.SIZE);
    array[offset + 6] = (byte) version();
    array[offset + 7] = (byte) deviceType();
  }

  /** The two bytes of the manufacturer as a number, 0 to 0xFFFF. */
  public int manufacturerCode() {
    return (int) octets & 0xFFFF;
  }

  /** The manufacturer's three letters (EN 13757-7:2018, 7.5.2). */
  public String manufacturer() {
    int code = manufacturerCode();
    return new String(
        new char[] {
          letter(code >>> (2 * LETTER_BITS)), letter(code >>> LETTER_BITS), letter(code)
        });
  }

  /**
   * Whether the number is unique among all meters of the manufacturer; false when the highest bit
   * of the manufacturer is set, which says that it is only unique where the meter is installed.
   */
  public boolean isUnique() {
    return (manufacturerCode() & LOCAL_BIT) == 0;
  }

  /** The identification number as four bytes, the one with the two highest digits highest. */
  public int idBits() {
    return (int) (octets >>> ID_SHIFT);
  }

  /** The identification number: eight digits as printed on the meter, hex digits in lower case. */
  public String id() {
    char[] digits = new char[LENGTH];
    int bits = idBits();
    for (int i = LENGTH - 1; i >= 0; i--) {
      digits[i] = Character.forDigit(bits & 0xF, 16);
      bits >>>= 4;
    }
    return new String(digits);
  }

  /** The version (generation) of the meter, 0 to 255. */
  public int version() {
    return (int) (octets >>> VERSION_SHIFT) & 0xFF;
  }

  /** The device type, 0 to 255 (EN 13757-7:2018, Table 13). */
  public int deviceType() {
    return (int) (octets >>> TYPE_SHIFT) & 0xFF;
  }

  /** Manufacturer, number, version and type, for messages. */
  @Override
  public String toString() {
    return manufacturer()
        + " "
        + id()
        + String.format(Locale.ROOT, " version %02x type %02x", version(), deviceType());
  }

  private static char letter(int bits) {
    return (char) (LETTER_BASE + (bits & LETTER_MASK));
  }

  private static int manufacturerCode(String letters) {
    if (letters.length() != 3) {
      throw new IllegalArgumentException("a manufacturer has three letters, not " + letters);
    }
    int code = 0;
    for (int i = 0; i < 3; i++) {
      int letter = letters.charAt(i) - LETTER_BASE;
      if (letter < 0 || letter > LETTER_MASK) {
        throw new IllegalArgumentException("a manufacturer has letters A to Z, not " + letters);
      }
      code = (code << LETTER_BITS) | letter;
    }
    return code;
  }

  private static long pack(int manufacturer, String id, int version, int deviceType) {
    if (id.length() != LENGTH) {
      throw new IllegalArgumentException("an identification number has eight digits, not " + id);
    }
    if ((version & ~0xFF) != 0 || (deviceType & ~0xFF) != 0) {
      throw new IllegalArgumentException("version and device type are 0 to 255");
    }
    return manufacturer
        | Long.parseLong(id, 16) << ID_SHIFT
        | (long) version << VERSION_SHIFT
        | (long) deviceType << TYPE_SHIFT;
  }
}
