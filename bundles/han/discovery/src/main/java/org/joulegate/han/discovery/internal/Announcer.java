package org.joulegate.han.discovery.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.jmdns.JmDNS;
import org.joulegate.han.api.HanEndpoint;
import org.joulegate.trust.api.KeyMemory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Announces every endpoint of the home by DNS-SD (RFC 6763) over multicast DNS (RFC 6762), on the
 * home's interfaces only, and says goodbye when it ends.
 *
 * <p>All of it happens on a thread of its own, since opening and closing multicast DNS takes
 * seconds. That thread ends by itself soon after deactivation. It begins after a pause: a gateway
 * that starts has more urgent work, and a predecessor has said goodbye by then, so that the name is
 * free. Every minute it looks whether interfaces and addresses are still the same.
 */
@Component(
    immediate = true,
    service = {},
    configurationPid = "org.joulegate.han.discovery")
@Designate(ocd = Announcer.Config.class)
public final class Announcer {
  private static final Logger LOG = System.getLogger(Announcer.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration RECHECK = Duration.ofMinutes(1);

  /** What can be set. */
  @ObjectClassDefinition(
      id = "org.joulegate.han.discovery",
      name = "Discovery in the home",
      description = "Announces the CoAP endpoints by DNS-SD.")
  public @interface Config {
    /** The interfaces of the home. */
    @AttributeDefinition(
        description =
            "names of the network interfaces to announce on, such as lan0; none for those that are"
                + " served, and if these are all: for those with a private address")
    String[] interfaces() default {};
  }

  private final List<String> interfaces;
  private final Duration pause;
  private final Set<HanEndpoint> endpoints = new CopyOnWriteArraySet<>();
  private volatile String identity = "";
  private final Semaphore changes = new Semaphore(0);
  private final Thread worker;
  private volatile boolean stopped;

  /** For the worker alone. */
  private final Map<InetAddress, Speaker> speakers = new HashMap<>();

  private Set<String> complained = Set.of();

  private record Speaker(JmDNS responder, Set<Announcement> said) {}

  /**
   * Starts to announce.
   *
   * @param config where to announce
   */
  @Activate
  public Announcer(Config config) {
    this(List.of(config.interfaces()), PAUSE);
  }

  Announcer(List<String> interfaces, Duration pause) {
    this.interfaces = List.copyOf(interfaces);
    this.pause = pause;
    worker = new Thread(this::work, "han-discovery");
    worker.setDaemon(true);
    worker.start();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addEndpoint(HanEndpoint endpoint) {
    endpoints.add(endpoint);
    changes.release();
  }

  void removeEndpoint(HanEndpoint endpoint) {
    endpoints.remove(endpoint);
    changes.release();
  }

  /** The identity stays when the key memory is replaced: it is the gateway's, not the bundle's. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindKeys(KeyMemory keys) {
    identity = keys.identity();
    changes.release();
  }

  void unbindKeys(KeyMemory keys) {
    // See bindKeys.
  }

  /** Returns at once; the worker says goodbye and ends. */
  @Deactivate
  public void stop() {
    stopped = true;
    changes.release();
  }

  /** The thread that announces, to wait for its end. */
  Thread worker() {
    return worker;
  }

  private void work() {
    try {
      long deadline = System.nanoTime() + pause.toNanos();
      while (!stopped && deadline - System.nanoTime() > 0) {
        awaitChange(Duration.ofNanos(deadline - System.nanoTime()));
      }
      while (!stopped) {
        reconcile();
        awaitChange(RECHECK);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      speakers.values().forEach(speaker -> close(speaker.responder()));
    }
  }

  private void awaitChange(Duration longest) throws InterruptedException {
    if (changes.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      changes.drainPermits();
    }
  }

  /** Makes what is said what is to be said. */
  private void reconcile() {
    Map<InetAddress, Set<Announcement>> wanted = wanted();
    speakers
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !wanted.containsKey(entry.getKey());
              if (gone) {
                close(entry.getValue().responder());
              }
              return gone;
            });
    wanted.forEach(this::say);
  }

  private Map<InetAddress, Set<Announcement>> wanted() {
    Map<InetAddress, Set<Announcement>> wanted = new HashMap<>();
    Set<String> absent = new TreeSet<>();
    for (HanEndpoint endpoint : endpoints) {
      Announcement announcement = Announcement.of(endpoint.scheme(), endpoint.port(), identity);
      try {
        HomeAddresses.Found found =
            HomeAddresses.find(interfaces.isEmpty() ? endpoint.interfaces() : interfaces);
        absent.addAll(found.absent());
        for (InetAddress address : found.addresses()) {
          wanted.computeIfAbsent(address, first -> new HashSet<>()).add(announcement);
        }
      } catch (IOException failed) {
        LOG.log(Level.WARNING, "The network interfaces cannot be listed: " + failed.getMessage());
      }
    }
    complain(absent);
    return wanted;
  }

  private void complain(Set<String> absent) {
    if (!absent.isEmpty() && !absent.equals(complained)) {
      LOG.log(
          Level.WARNING,
          "Nothing is announced on "
              + String.join(", ", absent)
              + ": there is no such network interface, or it is down.");
    }
    complained = absent;
  }

  private void say(InetAddress address, Set<Announcement> announcements) {
    Speaker speaker = speakers.get(address);
    if (speaker != null && speaker.said().equals(announcements)) {
      return;
    }
    try {
      JmDNS responder =
          speaker != null
              ? speaker.responder()
              : JmDNS.create(address, announcements.iterator().next().host());
      speakers.put(address, new Speaker(responder, announcements));
      responder.unregisterAllServices();
      for (Announcement announcement : announcements) {
        responder.registerService(announcement.toServiceInfo());
      }
    } catch (IOException failed) {
      LOG.log(
          Level.WARNING,
          "Nothing is announced on " + address.getHostAddress() + ": " + failed.getMessage());
    }
  }

  private static void close(JmDNS responder) {
    try {
      responder.close();
    } catch (IOException failed) {
      LOG.log(Level.DEBUG, "Multicast DNS did not close in order.", failed);
    }
  }
}
