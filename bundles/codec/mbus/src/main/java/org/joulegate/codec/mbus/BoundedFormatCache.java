package org.joulegate.codec.mbus;

import java.util.LinkedHashMap;
import java.util.Map;
import org.joulegate.codec.bytes.Limit;
import org.jspecify.annotations.Nullable;

/** Remembers so many formats; the one not used for longest goes first. Safe for several threads. */
public final class BoundedFormatCache implements FormatCache {

  private final Map<Integer, byte[]> formats;

  /** A cache without formats. */
  public BoundedFormatCache(Limit limit) {
    formats =
        new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
            return size() > limit.most();
          }
        };
  }

  @Override
  public synchronized byte @Nullable [] format(int signature) {
    return formats.get(signature);
  }

  @Override
  public synchronized void learn(int signature, byte[] format) {
    formats.put(signature, format);
  }
}
