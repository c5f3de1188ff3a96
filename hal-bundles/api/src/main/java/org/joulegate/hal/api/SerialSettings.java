package org.joulegate.hal.api;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a serial line is set: its speed and the shape of a character.
 *
 * @param baud bits a second, {@value #MIN_BAUD} to {@value #MAX_BAUD}
 * @param dataBits 5 to 8
 * @param parity how a character is checked
 * @param stopBits 1 or 2
 */
public record SerialSettings(int baud, int dataBits, Parity parity, int stopBits) {
  /** The lowest speed. */
  public static final int MIN_BAUD = 50;

  /** The highest speed. */
  public static final int MAX_BAUD = 4_000_000;

  /** What an optical head on a meter with the INFO-DSS push interface needs: 9600 8N1. */
  public static final SerialSettings DEFAULT = new SerialSettings(9_600, 8, Parity.NONE, 1);

  private static final Pattern MODE = Pattern.compile("([5-8])([NEOMS])([12])");

  /** How a character is checked. */
  public enum Parity {
    /** No parity bit. */
    NONE,
    /** An even number of ones. */
    EVEN,
    /** An odd number of ones. */
    ODD,
    /** Always one. */
    MARK,
    /** Always zero. */
    SPACE
  }

  /** Checks the ranges. */
  public SerialSettings {
    if (baud < MIN_BAUD || baud > MAX_BAUD) {
      throw new IllegalArgumentException(
          "baud must be from " + MIN_BAUD + " to " + MAX_BAUD + ", not " + baud);
    }
    if (dataBits < 5 || dataBits > 8) {
      throw new IllegalArgumentException("data bits must be from 5 to 8, not " + dataBits);
    }
    if (stopBits < 1 || stopBits > 2) {
      throw new IllegalArgumentException("stop bits must be 1 or 2, not " + stopBits);
    }
  }

  /**
   * Reads the shape of a character as it is commonly written, {@code 8N1} or {@code 7E1}.
   *
   * @throws IllegalArgumentException when the mode is not data bits 5-8, one of N E O M S, stop
   *     bits 1 or 2, or the speed is out of range
   */
  public static SerialSettings parse(int baud, String mode) {
    Matcher matcher = MODE.matcher(mode.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "mode must be data bits 5-8, parity N E O M S and stop bits 1-2, such as 8N1, not \""
              + mode
              + "\"");
    }
    return new SerialSettings(
        baud,
        Integer.parseInt(matcher.group(1)),
        parity(matcher.group(2).charAt(0)),
        Integer.parseInt(matcher.group(3)));
  }

  private static Parity parity(char letter) {
    for (Parity parity : Parity.values()) {
      if (parity.name().charAt(0) == letter) {
        return parity;
      }
    }
    throw new IllegalArgumentException("no parity " + letter);
  }

  /** These settings at another speed, as IEC 62056-21 asks for after its identification. */
  public SerialSettings withBaud(int newBaud) {
    return new SerialSettings(newBaud, dataBits, parity, stopBits);
  }

  /** The shape of a character, such as {@code 8N1}. */
  public String mode() {
    return dataBits + parity.name().substring(0, 1) + stopBits;
  }

  /** Speed and shape, such as {@code 9600 8N1}. */
  @Override
  public String toString() {
    return baud + " " + mode();
  }
}
