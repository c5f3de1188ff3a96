package org.joulegate.ops.health.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StatusWriterTest {
  private static final Logger LOG = Logger.getLogger(StatusWriter.class.getName());

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final List<String> said = new ArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          said.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @Before
  public void listen() {
    LOG.addHandler(listener);
    LOG.setUseParentHandlers(false);
  }

  @After
  public void stopListening() {
    LOG.removeHandler(listener);
    LOG.setUseParentHandlers(true);
  }

  @Test
  public void aStatusThatCannotBeMadeIsSaidOnceAndWrittenWhenItCan() throws Exception {
    AtomicBoolean failing = new AtomicBoolean(true);
    Path file = folder.getRoot().toPath().resolve("status.json");
    StatusWriter writer =
        new StatusWriter(
            folder.getRoot().toPath(),
            Duration.ofHours(1),
            () -> {
              if (failing.get()) {
                throw new IllegalStateException("as a test");
              }
              return "{\n  \"state\": \"good\"\n}";
            });
    writer.look();
    writer.look();
    assertFalse(Files.exists(file));
    assertEquals(1, said.size());
    assertTrue(said.get(0), said.get(0).contains("status.json"));
    failing.set(false);
    writer.look();
    assertTrue(Files.readString(file).contains("good"));
    failing.set(true);
    writer.look();
    assertEquals("a further row of faults", 2, said.size());
    assertTrue("the last status stays", Files.readString(file).contains("good"));
  }
}
