package org.joulegate.hal.api.recording;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording event by event, so that its length does not matter. Used by one thread at a
 * time.
 */
public final class RecordingReader implements Closeable {
  /** The first line of every recording. */
  public static final String HEADER = "joulegate-recording 1";

  /** The most characters of one line. */
  public static final int MAX_LINE_LENGTH = 65_536;

  /** The most bytes of one event. */
  public static final int MAX_BYTES_PER_EVENT = 16_384;

  private static final String HEADER_WORD = "joulegate-recording ";

  private final Reader in;
  private final StringBuilder text = new StringBuilder();
  private final RecordingTimeline timeline = new RecordingTimeline();
  private int line;
  private boolean cutOff;

  /**
   * Begins to read; the reader is closed with this one.
   *
   * @throws RecordingFormatException when the first line is not the header of this version
   */
  public RecordingReader(Reader in) throws IOException {
    this.in = new BufferedReader(in);
    String header = nextLine();
    if (header == null) {
      throw new RecordingFormatException(1, quoted(HEADER), "an empty file");
    }
    if (!header.strip().equals(HEADER)) {
      String found = header.startsWith(HEADER_WORD) ? "another version" : "something else";
      throw new RecordingFormatException(1, quoted(HEADER), found);
    }
  }

  /**
   * Opens a file.
   *
   * @throws IOException when it cannot be read; a {@link RecordingFormatException} when its first
   *     line is not the header of this version
   */
  public static RecordingReader open(Path file) throws IOException {
    Reader in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8);
    try {
      return new RecordingReader(in);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Reads a whole recording; for short ones.
   *
   * @throws IOException when it cannot be read; a {@link RecordingFormatException} when it is
   *     malformed
   */
  public static List<RecordedEvent> readAll(Path file) throws IOException {
    List<RecordedEvent> events = new ArrayList<>();
    try (RecordingReader reader = open(file)) {
      for (Optional<RecordedEvent> e = reader.next(); e.isPresent(); e = reader.next()) {
        events.add(e.get());
      }
    }
    return events;
  }

  /**
   * The next event; empty at the end. A last line that has no line end and cannot be read was cut
   * off while it was written, and counts as the end.
   *
   * @throws RecordingFormatException when the line is malformed
   */
  public Optional<RecordedEvent> next() throws IOException {
    for (String next = nextLine(); next != null; next = nextLine()) {
      int comment = next.indexOf('#');
      String content = (comment < 0 ? next : next.substring(0, comment)).strip();
      if (content.isEmpty()) {
        continue;
      }
      try {
        return Optional.of(RecordingLine.parse(content, line, timeline));
      } catch (RecordingFormatException e) {
        if (cutOff) {
          return Optional.empty();
        }
        throw e;
      }
    }
    return Optional.empty();
  }

  /** The line of the event that {@link #next()} gave last, counted from one. */
  public int line() {
    return line;
  }

  /** The instant that an event's time zero stands for, when the recording has told it so far. */
  public Optional<Instant> start() {
    return timeline.start();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private @Nullable String nextLine() throws IOException {
    text.setLength(0);
    line++;
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        cutOff = true;
        return text.isEmpty() ? null : text.toString();
      }
      if (text.length() == MAX_LINE_LENGTH) {
        throw new RecordingFormatException(
            line, "at most " + MAX_LINE_LENGTH + " characters", "a longer line");
      }
      text.append((char) c);
    }
    return text.toString();
  }

  private static String quoted(String word) {
    return '"' + word + '"';
  }
}
