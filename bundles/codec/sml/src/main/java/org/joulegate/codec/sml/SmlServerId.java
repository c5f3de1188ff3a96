package org.joulegate.codec.sml;

import java.nio.ByteOrder;
import java.util.Locale;
import org.joulegate.codec.bytes.Bcd;
import org.joulegate.codec.bytes.ByteCursor;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * What a meter's server id says. The first byte tells its form:
 *
 * <ul>
 *   <li>{@code 0a} and, of meters before 2012, {@code 09}: identification of DIN 43863-5 - medium,
 *       three letters of the maker, fabrication block, serial number in four bytes binary
 *   <li>{@code 06}: older EDL meters - three letters of the maker, then six bytes of its own
 *   <li>{@code 01}: address of EN 13757-7 - maker, serial number in BCD, version, medium
 * </ul>
 *
 * @param maker the three letters of the maker (FLAG id)
 * @param serial the serial number, or -1 when the form does not say where it stands
 * @param text the fourteen characters of DIN 43863-5, or null for another form
 */
public record SmlServerId(String maker, long serial, @Nullable String text) {

  private static final int LENGTH = 10;
  private static final int FORM_EN_13757 = 0x01;
  private static final int FORM_EDL = 0x06;
  private static final int FORM_DIN_2010 = 0x09;
  private static final int FORM_DIN_2012 = 0x0A;
  private static final int EN_13757_LENGTH = 9;
  private static final long SERIAL_MOST = 99_999_999L;
  private static final int HIGHEST_MEDIUM = 0xF;
  private static final int LETTERS = 3;

  /** Reads a server id, or gives null when it has none of the known forms. */
  public static @Nullable SmlServerId parse(@Nullable ByteSlice id) {
    if (id == null || id.length() < EN_13757_LENGTH || id.length() > LENGTH) {
      return null;
    }
    try {
      return switch (id.u8(0)) {
        case FORM_DIN_2012, FORM_DIN_2010 -> din43863(id);
        case FORM_EDL -> edl(id);
        case FORM_EN_13757 -> en13757(id);
        default -> null;
      };
    } catch (MalformedTelegramException e) {
      return null;
    }
  }

  /** The text of DIN 43863-5 where the id has one, hex digits otherwise. */
  public static String textOrHex(ByteSlice id) {
    SmlServerId parsed = parse(id);
    return parsed == null || parsed.text == null ? id.toHex() : parsed.text;
  }

  private static @Nullable SmlServerId din43863(ByteSlice id) throws MalformedTelegramException {
    String maker = letters(id, 2);
    if (id.length() != LENGTH || maker == null || id.u8(1) > HIGHEST_MEDIUM) {
      return null;
    }
    ByteCursor cursor = id.cursor();
    cursor.skip(LENGTH - Integer.BYTES);
    long serial = cursor.unsigned(Integer.BYTES, ByteOrder.BIG_ENDIAN);
    if (serial > SERIAL_MOST) {
      return null;
    }
    String medium = Integer.toHexString(id.u8(1)).toUpperCase(Locale.ROOT);
    String text = medium + maker + String.format(Locale.ROOT, "%02X%08d", id.u8(5), serial);
    return new SmlServerId(maker, serial, text);
  }

  private static @Nullable SmlServerId edl(ByteSlice id) {
    String maker = letters(id, 1);
    return maker == null ? null : new SmlServerId(maker, -1, null);
  }

  private static @Nullable SmlServerId en13757(ByteSlice id) throws MalformedTelegramException {
    if (id.length() != EN_13757_LENGTH) {
      return null;
    }
    ByteCursor cursor = id.cursor();
    cursor.skip(1);
    int packed = (int) cursor.unsigned(Short.BYTES, ByteOrder.LITTLE_ENDIAN);
    StringBuilder maker = new StringBuilder(LETTERS);
    for (int shift = 10; shift >= 0; shift -= 5) {
      int letter = packed >>> shift & 0x1F;
      if (letter < 1 || letter > 26) {
        return null;
      }
      maker.append((char) ('A' - 1 + letter));
    }
    return new SmlServerId(maker.toString(), Bcd.littleEndian(cursor, Integer.BYTES), null);
  }

  private static @Nullable String letters(ByteSlice id, int from) {
    StringBuilder maker = new StringBuilder(LETTERS);
    for (int i = from; i < from + LETTERS; i++) {
      int letter = id.u8(i);
      if (letter < 'A' || letter > 'Z') {
        return null;
      }
      maker.append((char) letter);
    }
    return maker.toString();
  }
}
