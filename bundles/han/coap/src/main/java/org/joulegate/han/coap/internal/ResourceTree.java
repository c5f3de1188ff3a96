package org.joulegate.han.coap.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.joulegate.han.api.HanEvents;
import org.joulegate.han.api.HanResource;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The resources that are offered now, by path.
 *
 * <p>A path outlives the service that offers it: while the service is replaced, those who observe
 * the path stay, and its successor notifies them. Only when no successor came within the grace time
 * is the path gone, and they are told.
 *
 * <p>Safe for use by any thread.
 */
@Component(service = {ResourceTree.class, HanEvents.class})
public final class ResourceTree implements HanEvents {
  /** How long a path waits for a successor of the service that offered it. */
  static final Duration GRACE = Duration.ofSeconds(60);

  private static final String PARAMETER = "{id}";

  private final Duration grace;
  private final Map<String, Site> plain = new ConcurrentHashMap<>();
  private final Map<String, Site> parents = new ConcurrentHashMap<>();
  private final Map<String, PathResource> instances = new ConcurrentHashMap<>();
  private volatile @Nullable ScheduledExecutorService executor;

  /** An empty tree. */
  @Activate
  public ResourceTree() {
    this(GRACE);
  }

  /**
   * @param grace how long a path waits for a successor
   */
  ResourceTree(Duration grace) {
    this.grace = grace;
  }

  /**
   * Offers a resource. A later one with the same path takes over from an earlier one.
   *
   * @throws IllegalArgumentException if the path does not begin with a slash
   */
  synchronized void add(HanResource resource) {
    String path = resource.path();
    sitesFor(path).computeIfAbsent(keyOf(path), absent -> new Site(path)).add(resource);
    refresh(path);
  }

  /** Takes a resource away. */
  synchronized void remove(HanResource resource) {
    String path = resource.path();
    Site site = sitesFor(path).get(keyOf(path));
    if (site == null || !site.remove(resource)) {
      return;
    }
    if (site.current() == null) {
      awaitSuccessor(site);
    } else {
      refresh(path);
    }
  }

  private void awaitSuccessor(Site site) {
    ScheduledExecutorService running = executor;
    long withdrawals = site.withdrawals();
    try {
      if (running == null) {
        expire(site, withdrawals);
      } else {
        running.schedule(() -> expire(site, withdrawals), grace.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (RejectedExecutionException stopping) {
      expire(site, withdrawals);
    }
  }

  /** The resource at a path without its first slash; null if there is none. */
  @Nullable PathResource find(String path) {
    PathResource known = instances.get(path);
    if (known != null) {
      return known;
    }
    Site site = plain.get(path);
    if (site != null) {
      return instances.computeIfAbsent(path, p -> new PathResource(p, null, site, true));
    }
    int slash = path.lastIndexOf('/');
    Site parent = slash < 0 ? null : parents.get(path.substring(0, slash));
    return parent == null ? null : child(parent, path, path.substring(slash + 1));
  }

  /**
   * A child that its resource lists is kept, so that it can be observed. For any other a throw-away
   * answers, so that made-up names cost no memory.
   */
  private @Nullable PathResource child(Site site, String path, String id) {
    HanResource resource = site.current();
    if (id.isEmpty()) {
      return null;
    }
    if (resource != null && resource.instances().contains("/" + path)) {
      return instances.computeIfAbsent(path, p -> new PathResource(p, id, site, true));
    }
    return new PathResource(path, id, site, false);
  }

  @Override
  public void changed(String path) {
    PathResource resource = instances.get(keyOf(path));
    if (resource != null) {
      resource.outdate();
      notifyLater(resource);
    }
  }

  /** What is offered now, by path; the children of a path with a parameter one by one. */
  Map<String, HanResource> offered() {
    Map<String, HanResource> offered = new TreeMap<>();
    for (Site site : plain.values()) {
      HanResource resource = site.current();
      if (resource != null) {
        offered.put(site.path(), resource);
      }
    }
    for (Site site : parents.values()) {
      HanResource resource = site.current();
      if (resource != null) {
        resource.instances().forEach(path -> offered.put(path, resource));
      }
    }
    return offered;
  }

  /** Notifications go out on this executor from now on. */
  void serve(ScheduledExecutorService protocol) {
    executor = protocol;
  }

  /** Nobody is served any more: forgets who observed what. */
  void rest() {
    executor = null;
    instances.values().forEach(PathResource::forgetObservers);
    instances.clear();
  }

  private void refresh(String path) {
    for (PathResource resource : new ArrayList<>(instances.values())) {
      if (resource.site().path().equals(path)) {
        resource.outdate();
        notifyLater(resource);
      }
    }
  }

  private void notifyLater(PathResource resource) {
    ScheduledExecutorService running = executor;
    if (running != null && resource.getObserverCount() > 0 && resource.claimNotification()) {
      try {
        running.execute(resource::notifyObservers);
      } catch (RejectedExecutionException stopping) {
        // The server stops; there is nobody left to tell.
      }
    }
  }

  private synchronized void expire(Site site, long withdrawals) {
    if (site.current() != null || site.withdrawals() != withdrawals) {
      return;
    }
    sitesFor(site.path()).remove(keyOf(site.path()), site);
    List<PathResource> gone =
        instances.values().stream().filter(resource -> resource.site() == site).toList();
    for (PathResource resource : gone) {
      instances.remove(resource.key(), resource);
      resource.dismissObservers();
    }
  }

  private Map<String, Site> sitesFor(String path) {
    return path.endsWith("/" + PARAMETER) ? parents : plain;
  }

  private static String keyOf(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash, not like \"" + path + "\"");
    }
    int end =
        path.endsWith("/" + PARAMETER) ? path.length() - PARAMETER.length() - 1 : path.length();
    return path.substring(1, end);
  }
}
