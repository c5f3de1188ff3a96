package org.joulegate.han.coap.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.joulegate.han.api.HanContent;
import org.joulegate.han.api.HanException;
import org.joulegate.han.api.HanResource;
import org.jspecify.annotations.Nullable;

/** A resource whose number and faults the test sets. */
final class ScriptedResource implements HanResource {
  static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  final AtomicInteger asked = new AtomicInteger();
  private final String path;
  private final boolean observable;
  private volatile BigDecimal number = BigDecimal.ZERO;
  private volatile int copies = 1;
  private volatile @Nullable HanException refusal;
  private volatile List<String> instances = List.of();

  ScriptedResource(String path, boolean observable) {
    this.path = path;
    this.observable = observable;
  }

  ScriptedResource shows(String digits) {
    number = new BigDecimal(digits);
    return this;
  }

  ScriptedResource times(int records) {
    copies = records;
    return this;
  }

  ScriptedResource refuses(HanException.Kind kind, String sentence) {
    refusal = new HanException(kind, sentence);
    return this;
  }

  ScriptedResource lists(String... paths) {
    instances = List.of(paths);
    return this;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String title() {
    return "Scripted";
  }

  @Override
  public String type() {
    return "test.scripted";
  }

  @Override
  public boolean observable() {
    return observable;
  }

  @Override
  public List<String> instances() {
    return instances;
  }

  @Override
  public HanContent get(Map<String, String> parameters) throws HanException {
    asked.incrementAndGet();
    HanException refused = refusal;
    if (refused != null) {
      throw new HanException(refused.kind(), refused.getMessage());
    }
    String id = parameters.getOrDefault("id", "x");
    return new HanContent(
        "urn:joulegate:test:",
        java.util.stream.IntStream.range(0, copies)
            .mapToObj(i -> new HanContent.Value(id + i, number, null, "W", AT))
            .toList());
  }
}
