package org.joulegate.codec.cbor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The order of map keys in deterministic CBOR: the bytewise order of the encoded keys (RFC 8949
 * section 4.2.1). Every integer key comes before every text key.
 */
public final class CborKeyOrder {

  /** Integer keys: 0, 1, 2, … and then -1, -2, -3, …. */
  public static final Comparator<Long> INTEGERS =
      (a, b) -> {
        if (a < 0 != b < 0) {
          return a < 0 ? 1 : -1;
        }
        return a < 0 ? Long.compare(b, a) : Long.compare(a, b);
      };

  /** Text keys: the shorter UTF-8 first, then byte by byte. */
  public static final Comparator<String> TEXTS =
      (a, b) -> {
        byte[] left = a.getBytes(StandardCharsets.UTF_8);
        byte[] right = b.getBytes(StandardCharsets.UTF_8);
        return left.length != right.length
            ? Integer.compare(left.length, right.length)
            : Arrays.compareUnsigned(left, right);
      };

  private CborKeyOrder() {}
}
