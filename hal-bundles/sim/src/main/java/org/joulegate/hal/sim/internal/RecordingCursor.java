package org.joulegate.hal.sim.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.joulegate.hal.api.recording.RecordedBytes;
import org.joulegate.hal.api.recording.RecordedBytes.Direction;
import org.joulegate.hal.api.recording.RecordedEvent;
import org.joulegate.hal.api.recording.RecordingReader;

/** A place in a recording: the next event can be looked at before it is passed. */
final class RecordingCursor implements Closeable {
  private final Path file;
  private RecordingReader reader;
  private Optional<RecordedEvent> next;
  private long passed;

  RecordingCursor(Path file) throws IOException {
    this.file = file;
    reader = RecordingReader.open(file);
    next = Optional.empty();
    try {
      next = reader.next();
    } catch (IOException e) {
      reader.close();
      throw e;
    }
  }

  /** Reads a recording from end to end, and says whether it has a received byte. */
  static boolean check(Path file) throws IOException {
    boolean received = false;
    try (RecordingReader reader = RecordingReader.open(file)) {
      for (Optional<RecordedEvent> e = reader.next(); e.isPresent(); e = reader.next()) {
        received |= e.get() instanceof RecordedBytes b && b.direction() == Direction.RECEIVED;
      }
    }
    return received;
  }

  /** The next event; empty at the end. */
  Optional<RecordedEvent> peek() {
    return next;
  }

  /** The line of the next event. */
  int line() {
    return reader.line();
  }

  /** How many events were passed since the beginning of the recording. */
  long passed() {
    return passed;
  }

  void pass() throws IOException {
    next = reader.next();
    passed++;
  }

  void skip(long events) throws IOException {
    for (long i = 0; i < events && next.isPresent(); i++) {
      pass();
    }
  }

  void restart() throws IOException {
    reader.close();
    reader = RecordingReader.open(file);
    next = reader.next();
    passed = 0;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
