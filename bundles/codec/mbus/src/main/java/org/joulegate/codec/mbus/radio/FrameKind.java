package org.joulegate.codec.mbus.radio;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known beforehand of how a frame comes.
 *
 * @param line how its bits were sent; null when that is to be found out
 * @param format its format; null when that is to be found out
 */
public record FrameKind(@Nullable LineCode line, @Nullable FrameFormat format) {

  /** Nothing is known: line code and format are told by the checksums. */
  public static final FrameKind UNKNOWN = new FrameKind(null, null);

  /**
   * The kind of a name: {@code A_no_crc}, {@code A_with_crc}, {@code B_with_crc}, {@code B_no_crc},
   * {@code T1_3of6}, {@code S1_manchester}, {@code C1}, each with {@code _trailing_bytes} behind it
   * or not, in any case of letters.
   *
   * @throws IllegalArgumentException when there is no such kind
   */
  public static FrameKind named(String name) {
    String word = name.toLowerCase(Locale.ROOT).replace("_trailing_bytes", "").replace('-', '_');
    switch (word) {
      case "a_no_crc":
        return new FrameKind(LineCode.PLAIN, FrameFormat.A_NO_CRC);
      case "a_with_crc":
      case "a":
        return new FrameKind(LineCode.PLAIN, FrameFormat.A_WITH_CRC);
      case "b_no_crc":
        return new FrameKind(LineCode.PLAIN, FrameFormat.B_NO_CRC);
      case "b_with_crc":
      case "b":
        return new FrameKind(LineCode.PLAIN, FrameFormat.B_WITH_CRC);
      case "t1_3of6":
      case "t_3of6":
      case "t2_3of6":
      case "t1":
        return new FrameKind(LineCode.THREE_OF_SIX, FrameFormat.A_WITH_CRC);
      case "s1_manchester":
      case "s_manchester":
      case "s2_manchester":
      case "t2_manchester":
      case "s1":
        return new FrameKind(LineCode.MANCHESTER, FrameFormat.A_WITH_CRC);
      case "c1":
      case "c2":
      case "c":
      case "c1_chips":
      case "c_mode":
        return new FrameKind(LineCode.PLAIN, null);
      default:
        throw new IllegalArgumentException("no frame is called '" + name + "'");
    }
  }
}
