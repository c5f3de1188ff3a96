package org.joulegate.codec.mbus;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.joulegate.codec.bytes.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Remembers so many formats; the one not used for longest goes first. Safe for several threads.
 *
 * <p>When one owner shows two formats with the same signature, neither is given from then on.
 */
public final class BoundedFormatCache implements FormatCache {

  private static final byte[] AMBIGUOUS = {};

  private final Map<Key, byte[]> formats;

  private record Key(FormatOwner owner, int signature) {}

  /** A cache without formats. */
  public BoundedFormatCache(Limit limit) {
    formats =
        new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, byte[]> eldest) {
            return size() > limit.most();
          }
        };
  }

  @Override
  public synchronized byte @Nullable [] format(FormatOwner owner, int signature) {
    byte[] format = formats.get(new Key(owner, signature));
    return format == AMBIGUOUS ? null : format;
  }

  @Override
  public synchronized void learn(FormatOwner owner, int signature, byte[] format) {
    if (owner.equals(FormatOwner.NOBODY)) {
      return;
    }
    Key key = new Key(owner, signature);
    byte[] known = formats.get(key);
    if (known == null) {
      formats.put(key, format);
    } else if (!Arrays.equals(known, format)) {
      formats.put(key, AMBIGUOUS);
    }
  }
}
