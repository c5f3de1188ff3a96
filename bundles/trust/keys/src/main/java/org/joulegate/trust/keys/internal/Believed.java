package org.joulegate.trust.keys.internal;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.joulegate.trust.api.TrustException;
import org.jspecify.annotations.Nullable;

/** Whom this runtime believes, as its files said at one moment. */
final class Believed {
  /** Paths whose signatures were checked are kept, as many as these. */
  static final int MAX_PATHS = 1_000;

  /** A path with good signatures, and what is needed of it again. */
  record Path(List<X509Certificate> certificates, CheckedPartner partner) {}

  private final Set<X509Certificate> pinned = new HashSet<>();
  private final Set<TrustAnchor> authorities;
  private final List<X509Certificate> anchors;
  private final Revoked revoked;
  private final Map<List<X509Certificate>, Path> paths =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<X509Certificate>, Path> eldest) {
          return size() > MAX_PATHS;
        }
      };

  Believed(List<X509Certificate> anchors, Revoked revoked) {
    this.anchors = List.copyOf(anchors);
    this.revoked = revoked;
    this.authorities =
        anchors.stream()
            .filter(Usages::isAuthority)
            .map(certificate -> new TrustAnchor(certificate, null))
            .collect(Collectors.toUnmodifiableSet());
    anchors.stream().filter(certificate -> !Usages.isAuthority(certificate)).forEach(pinned::add);
  }

  List<X509Certificate> anchors() {
    return anchors;
  }

  Set<TrustAnchor> authorities() {
    return authorities;
  }

  /** Whether this very certificate of an end entity is believed. */
  boolean isPinned(X509Certificate certificate) {
    return pinned.contains(certificate);
  }

  boolean isRevoked(X509Certificate certificate) {
    return revoked.contains(certificate);
  }

  /** The path of a chain; its signatures are checked once. */
  Path path(List<X509Certificate> chain) throws TrustException {
    Path known = known(chain);
    if (known != null) {
      return known;
    }
    Path found = PathCheck.build(this, chain);
    synchronized (paths) {
      paths.put(List.copyOf(chain), found);
    }
    return found;
  }

  private @Nullable Path known(List<X509Certificate> chain) {
    synchronized (paths) {
      return paths.get(chain);
    }
  }
}
