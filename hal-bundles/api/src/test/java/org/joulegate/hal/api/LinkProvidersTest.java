package org.joulegate.hal.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joulegate.hal.api.LinkException.Reason;
import org.junit.Test;

public class LinkProvidersTest {
  private record Schemes(Set<String> schemes) implements LinkProvider {
    @Override
    public SerialLink open(LinkAddress address) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Closing implements SerialLink {
    private final OpenLinks owner;
    private boolean closed;

    Closing(OpenLinks owner) {
      this.owner = owner;
    }

    @Override
    public LinkAddress address() {
      return new LinkAddress("sim", "a", Map.of());
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Duration timeout) {
      return 0;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {}

    @Override
    public boolean configure(SerialSettings settings) {
      return false;
    }

    @Override
    public long lastReceivedNanos() {
      return 0;
    }

    @Override
    public void close() {
      closed = true;
      owner.remove(this);
    }
  }

  @Test
  public void findsTheProviderOfTheScheme() throws Exception {
    LinkProvider tcp = new Schemes(Set.of("tcp"));
    LinkProvider sim = new Schemes(Set.of("sim", "replay"));
    assertSame(sim, LinkProviders.select(List.of(tcp, sim), LinkAddress.parse("replay:x")));
  }

  @Test
  public void namesTheSchemesThatAreServed() throws Exception {
    LinkAddress address = LinkAddress.parse("lora:x");
    List<Schemes> providers = List.of(new Schemes(Set.of("tcp")), new Schemes(Set.of("sim")));
    LinkException e =
        assertThrows(LinkException.class, () -> LinkProviders.select(providers, address));
    assertEquals(Reason.NO_PROVIDER, e.reason());
    assertEquals(
        "lora:x: nobody opens lines of the scheme \"lora\"; served are sim, tcp", e.getMessage());
  }

  @Test
  public void aStoppedProviderEndsItsLinksAndTakesNoMore() throws Exception {
    OpenLinks links = new OpenLinks();
    Closing first = links.add(new Closing(links));
    assertEquals(1, links.size());
    links.close();
    assertEquals(true, first.closed);
    assertEquals(0, links.size());
    Closing late = new Closing(links);
    LinkException e = assertThrows(LinkException.class, () -> links.add(late));
    assertEquals(Reason.CLOSED, e.reason());
    assertEquals(true, late.closed);
  }
}
