package org.joulegate.wan.link.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.joulegate.metering.journal.internal.SqliteJournal;
import org.joulegate.trust.api.KeyMemory;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class WanLinkTest {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(60);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aWrongKeyIsNamed() {
    for (String wrong :
        new String[] {
          "",
          "centre",
          "http://centre:1",
          "https://",
          "https://c:0",
          "https://c/x",
          "https://c?q",
          "https://u@c",
          "https://c#f",
          "https:// c"
        }) {
      IllegalArgumentException e =
          assertThrows(wrong, IllegalArgumentException.class, () -> WanLink.address(wrong));
      assertTrue(e.getMessage(), e.getMessage().startsWith(WanLink.PID + ".centre "));
    }
    assertEquals("c", WanLink.address("https://c:8443/").getHost());
    for (String wrong : new String[] {"", "10s", "PT0S", "-PT1S", "PT6M"}) {
      IllegalArgumentException e =
          assertThrows(wrong, IllegalArgumentException.class, () -> WanLink.timeout(wrong));
      assertTrue(e.getMessage(), e.getMessage().startsWith(WanLink.PID + ".timeout "));
    }
  }

  @Test
  public void fiftyHotSwapsLeaveNoThread() throws Exception {
    SqliteJournal journal = Fixtures.journal(folder.newFolder().toPath());
    KeyMemory keys = Fixtures.keys(folder.newFolder().toPath(), "gw-1");
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    Fixtures.append(journal, Fixtures.report(1));
    for (int i = 0; i < 50; i++) {
      WanLink link =
          new WanLink(
              journal,
              Fixtures.CLOCK,
              keys,
              Fixtures.config(
                  WanLink.Config.class, Map.of("centre", "https://127.0.0.1:" + closed)));
      long until = System.nanoTime() + DEADLINE;
      while (!link.state().sentence().contains("no connection")) {
        assertTrue(link.state().sentence(), System.nanoTime() < until);
        Thread.onSpinWait();
      }
      link.close();
    }
    long until = System.nanoTime() + DEADLINE;
    while (!ours().isEmpty()) {
      assertTrue(ours().toString(), System.nanoTime() < until);
      // On Java 17 the selector of a client ends when the client was collected.
      System.gc();
      for (Thread thread : ours()) {
        thread.join(100);
      }
    }
    journal.close();
  }

  private static List<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.getName().startsWith("wan.link") || thread.getName().contains("HttpClient"))
        .toList();
  }
}
