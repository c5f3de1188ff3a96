package org.joulegate.han.coap.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.observe.ObserveRelation;
import org.joulegate.han.api.HanContent;
import org.joulegate.han.api.HanException;
import org.joulegate.han.api.HanResource;
import org.jspecify.annotations.Nullable;

/**
 * One path of the server. It answers with what the path's {@link HanResource} shows now, and keeps
 * the bytes of an answer until the resource says that it changed.
 */
final class PathResource extends CoapResource {
  /** What a client waits before it asks again while the service is replaced, in seconds. */
  static final int RETRY_SECONDS = 2;

  /**
   * How long an answer is kept if nothing is heard of a change. A resource whose content depends on
   * the time of day is never older than this.
   */
  private static final long KEPT_NANOS = 1_000_000_000L;

  private static final Logger LOG = System.getLogger(PathResource.class.getName());

  private final String key;
  private final Site site;
  private final @Nullable String id;
  private final Map<String, String> parameters;
  private final boolean lasting;
  private final AtomicLong version = new AtomicLong();
  private final AtomicBoolean notifying = new AtomicBoolean();
  private final Kept[] kept = new Kept[Representation.values().length];

  private record Kept(long version, long nanos, byte[] bytes) {}

  /**
   * @param key the path without its first slash
   * @param id the text of the path's parameter; null if it has none
   * @param site who answers
   * @param lasting whether it stays in the tree, so that it can be observed
   */
  PathResource(String key, @Nullable String id, Site site, boolean lasting) {
    super(key.substring(key.lastIndexOf('/') + 1));
    this.key = key;
    this.site = site;
    this.id = id;
    this.parameters = id == null ? Map.of() : Map.of("id", id);
    this.lasting = lasting;
    setPath("/" + key.substring(0, key.lastIndexOf('/') + 1));
  }

  String key() {
    return key;
  }

  Site site() {
    return site;
  }

  @Override
  public boolean isObservable() {
    HanResource resource = site.current();
    return lasting && resource != null && resource.observable();
  }

  @Override
  public void handleRequest(Exchange exchange) {
    HanResource resource = site.current();
    ObserveRelation relation = exchange.getRelation();
    if (resource == null && relation != null && relation.isEstablished()) {
      return; // An error would end the observation; the successor will notify.
    }
    exchange.sendResponse(answer(resource, exchange));
  }

  private Response answer(@Nullable HanResource resource, Exchange exchange) {
    if (exchange.getRequest().getCode() != Code.GET) {
      return Answers.error(ResponseCode.METHOD_NOT_ALLOWED, "This resource can only be read.");
    }
    if (resource == null) {
      Response wait =
          Answers.error(
              ResponseCode.SERVICE_UNAVAILABLE, "This resource is being replaced; ask again.");
      wait.getOptions().setMaxAge(RETRY_SECONDS);
      return wait;
    }
    OptionSet options = exchange.getRequest().getOptions();
    Representation format = Representation.accepted(options.hasAccept() ? options.getAccept() : -1);
    if (format == null) {
      return Answers.error(
          ResponseCode.NOT_ACCEPTABLE, "Accept 110 (SenML JSON) or 112 (SenML CBOR).");
    }
    try {
      return Answers.content(format.contentFormat(), bytes(resource, format, options));
    } catch (HanException refused) {
      return Answers.refusal(refused);
    } catch (RuntimeException fault) {
      LOG.log(Level.ERROR, () -> "The resource " + getURI() + " failed.", fault);
      return Answers.error(ResponseCode.INTERNAL_SERVER_ERROR, "This resource has a fault.");
    }
  }

  private byte[] bytes(HanResource resource, Representation format, OptionSet options)
      throws HanException {
    List<String> query = options.getUriQuery();
    if (!query.isEmpty()) {
      return format.encode(resource.get(withQuery(query)));
    }
    long current = version.get();
    Kept last = kept[format.ordinal()];
    if (last != null && last.version == current && System.nanoTime() - last.nanos < KEPT_NANOS) {
      return last.bytes;
    }
    HanContent content = resource.get(parameters);
    byte[] bytes = format.encode(content);
    if (lasting && resource.observable()) {
      kept[format.ordinal()] = new Kept(current, System.nanoTime(), bytes);
    }
    return bytes;
  }

  private Map<String, String> withQuery(List<String> query) throws HanException {
    Map<String, String> all = new HashMap<>();
    for (String option : query) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      if (all.put(name, equals < 0 ? "" : option.substring(equals + 1)) != null) {
        throw new HanException(
            HanException.Kind.BAD_PARAMETER,
            "The parameter \"" + Answers.shown(name) + "\" stands there twice.");
      }
    }
    if (id != null) {
      all.put("id", id);
    }
    return all;
  }

  /** What was kept is not valid any more. */
  void outdate() {
    version.incrementAndGet();
  }

  /** Whether the caller is to notify: false if somebody is about to. */
  boolean claimNotification() {
    return notifying.compareAndSet(false, true);
  }

  /** Shows all observers what there is now. */
  void notifyObservers() {
    notifying.set(false);
    if (site.current() != null) {
      changed();
    }
  }

  /** The path is gone: tells its observers so. */
  void dismissObservers() {
    clearAndNotifyObserveRelations(ResponseCode.NOT_FOUND);
  }

  /** The server is gone, and all who observed with it. */
  void forgetObservers() {
    clearObserveRelations();
  }
}
