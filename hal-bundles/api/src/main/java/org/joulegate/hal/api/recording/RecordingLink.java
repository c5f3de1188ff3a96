package org.joulegate.hal.api.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkException.Reason;
import org.joulegate.hal.api.LinkOptions;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.hal.api.SerialSettings;
import org.joulegate.hal.api.recording.RecordedBytes.Direction;
import org.joulegate.hal.api.recording.RecordedChange.Kind;

/**
 * Records what passes on a link. A recording that cannot go on (full disk, limit) ends with one
 * sentence, and the link goes on.
 */
public final class RecordingLink implements SerialLink {
  /** The option by which every provider of this project is asked to record. */
  public static final String OPTION = "record";

  /** The most bytes of a recording that the option asks for. */
  public static final long LIMIT = 64L * 1024 * 1024;

  private final SerialLink link;
  private final RecordingWriter writer;
  private final Consumer<String> onFault;
  private final AtomicBoolean recording = new AtomicBoolean(true);

  /**
   * Records a link from now on.
   *
   * @param link is closed with this one
   * @param writer is closed with this one
   * @param onFault told once, in one sentence, when the recording cannot go on
   */
  public RecordingLink(SerialLink link, RecordingWriter writer, Consumer<String> onFault) {
    this.link = link;
    this.writer = writer;
    this.onFault = onFault;
    change(System.nanoTime(), Kind.OPEN, link.address().toString());
  }

  /**
   * Reads the option {@link #OPTION}; for providers, before they open the line.
   *
   * @throws LinkException BAD_ADDRESS when it is not a path
   */
  public static Optional<Path> file(LinkOptions options) throws LinkException {
    return options.path(OPTION);
  }

  /**
   * Records a link when a file is given, and gives it back as it is otherwise. A file that exists
   * is continued.
   *
   * @throws LinkException IO, and the link is closed, when the file cannot be written
   */
  public static SerialLink wrap(SerialLink link, Optional<Path> file, Consumer<String> onFault)
      throws LinkException {
    if (file.isEmpty()) {
      return link;
    }
    try {
      RecordingWriter writer = RecordingWriter.append(file.get(), LIMIT);
      return new RecordingLink(link, writer, onFault);
    } catch (IOException e) {
      link.close();
      String sentence =
          link.address() + ": it cannot be recorded in " + file.get() + ": " + e.getMessage();
      throw new LinkException(Reason.IO, sentence, e);
    }
  }

  @Override
  public LinkAddress address() {
    return link.address();
  }

  @Override
  public int read(byte[] buffer, int offset, int length, Duration timeout) throws LinkException {
    int count = guarded(() -> link.read(buffer, offset, length, timeout));
    if (count > 0) {
      record(w -> w.bytes(lastReceivedNanos(), Direction.RECEIVED, buffer, offset, count));
    }
    return count;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws LinkException {
    guarded(
        () -> {
          link.write(bytes, offset, length);
          return length;
        });
    record(w -> w.bytes(System.nanoTime(), Direction.SENT, bytes, offset, length));
  }

  @Override
  public boolean configure(SerialSettings settings) throws LinkException {
    boolean set = guarded(() -> link.configure(settings));
    if (set) {
      change(System.nanoTime(), Kind.SETTINGS, settings.toString());
    }
    return set;
  }

  @Override
  public long lastReceivedNanos() {
    return link.lastReceivedNanos();
  }

  @Override
  public void close() {
    link.close();
    change(System.nanoTime(), Kind.CLOSE, "");
    stop();
  }

  private interface Call<T> {
    T run() throws LinkException;
  }

  private interface Entry {
    void write(RecordingWriter writer) throws IOException;
  }

  private <T> T guarded(Call<T> call) throws LinkException {
    try {
      return call.run();
    } catch (LinkException e) {
      if (e.reason() == Reason.LOST || e.reason() == Reason.CLOSED) {
        Kind kind = e.reason() == Reason.LOST ? Kind.DISCONNECT : Kind.CLOSE;
        change(System.nanoTime(), kind, "");
        stop();
      }
      throw e;
    }
  }

  private void change(long nanos, Kind kind, String text) {
    record(w -> w.change(nanos, kind, text));
  }

  private void record(Entry entry) {
    if (!recording.get()) {
      return;
    }
    try {
      entry.write(writer);
    } catch (IOException e) {
      if (stop()) {
        onFault.accept(address() + ": its recording ended: " + e.getMessage());
      }
    }
  }

  private boolean stop() {
    if (!recording.compareAndSet(true, false)) {
      return false;
    }
    try {
      writer.close();
    } catch (IOException e) {
      // Every event was flushed when it was written: there is nothing left to lose.
      return true;
    }
    return true;
  }
}
