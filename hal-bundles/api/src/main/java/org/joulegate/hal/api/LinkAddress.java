package org.joulegate.hal.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Says which line to open. Written as
 *
 * <pre>
 *   /dev/ttyUSB0                               a bare path is a serial port
 *   serial:/dev/ttyUSB0?baud=9600&amp;mode=8N1
 *   tcp://192.0.2.7:4001   tcp://[2001:db8::7]:4001
 *   replay:meter.rec?speed=max
 *   sim:household-1?noise=5
 * </pre>
 *
 * <p>The target ends at the first {@code ?}; options are {@code key=value} pairs joined by {@code
 * &}. Nothing is escaped: a target cannot hold {@code ?}, a value can hold neither {@code ?} nor
 * {@code &}. An address holds no secret and may be logged.
 *
 * <p>Which options exist is the provider's to say: see {@link LinkOptions}.
 *
 * @param scheme names the kind of line: a lower-case letter, then letters, digits, {@code . + -}
 * @param target what the scheme takes: a path, {@code HOST:PORT} for {@code tcp}, a name
 * @param options in the order they were written; keys are lower-case letters, digits and {@code -}
 */
public record LinkAddress(String scheme, String target, Map<String, String> options) {
  /** The most characters of a written address. */
  public static final int MAX_LENGTH = 4_096;

  static final String SERIAL = "serial";
  static final String TCP = "tcp";
  static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9.+-]*");
  static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern TARGET = Pattern.compile("[^?\\p{Cntrl}]+");
  private static final Pattern VALUE = Pattern.compile("[^?&\\p{Cntrl}]+");

  /** Checks every part. Use {@link #parse} for text that a person wrote. */
  public LinkAddress {
    if (!SCHEME.matcher(scheme).matches()) {
      throw new IllegalArgumentException("not a scheme: \"" + scheme + "\"");
    }
    if (!TARGET.matcher(target).matches() || !target.strip().equals(target)) {
      throw new IllegalArgumentException("not a target: \"" + target + "\"");
    }
    options.forEach(
        (key, value) -> {
          boolean good = KEY.matcher(key).matches() && VALUE.matcher(value).matches();
          if (!good || !value.strip().equals(value)) {
            throw new IllegalArgumentException("not an option: \"" + key + "=" + value + "\"");
          }
        });
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /**
   * Reads an address as a person writes it.
   *
   * @throws LinkException BAD_ADDRESS, saying which part is wrong and at which character
   */
  public static LinkAddress parse(String text) throws LinkException {
    return new LinkAddressParser(text).parse();
  }

  /**
   * The target of a {@code tcp} address.
   *
   * @throws LinkException BAD_ADDRESS when the target is not {@code HOST:PORT}
   */
  public HostAndPort hostAndPort() throws LinkException {
    return HostAndPort.parse(target);
  }

  /** The address as a person writes it; {@link #parse} reads it back. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (!scheme.equals(SERIAL) || !target.startsWith("/")) {
      text.append(scheme).append(scheme.equals(TCP) ? "://" : ":");
    }
    text.append(target);
    char separator = '?';
    for (Map.Entry<String, String> option : options.entrySet()) {
      text.append(separator).append(option.getKey()).append('=').append(option.getValue());
      separator = '&';
    }
    return text.toString();
  }
}
