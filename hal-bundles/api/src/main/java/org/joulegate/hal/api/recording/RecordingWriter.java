package org.joulegate.hal.api.recording;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.joulegate.hal.api.recording.RecordedBytes.Direction;
import org.joulegate.hal.api.recording.RecordedChange.Kind;

/**
 * Writes a recording. Every event is handed to the operating system before its method returns. Safe
 * for use by any thread.
 */
public final class RecordingWriter implements Closeable {
  private static final HexFormat HEX = HexFormat.of();
  private static final int NANO_DIGITS = 9;

  private final Writer out;
  private final long limit;
  private final Instant startInstant = Instant.now();
  private final long startNanos = System.nanoTime();
  private long written;
  private long lastNanos = startNanos;
  private boolean dated;

  private RecordingWriter(Writer out, long written, long limit) throws IOException {
    this.out = out;
    this.written = written;
    this.limit = limit;
    if (written == 0) {
      line(RecordingReader.HEADER);
    }
  }

  /**
   * Writes to anything; it is closed with this writer.
   *
   * @throws IOException when the header cannot be written
   */
  public RecordingWriter(Writer out) throws IOException {
    this(out, 0, Long.MAX_VALUE);
  }

  /**
   * Begins a file, or continues one after its last whole line.
   *
   * @param limit the most bytes that the file may have; {@link IOException} when it is reached
   * @throws IOException when the file cannot be written; a {@link RecordingFormatException} when it
   *     has content that does not begin with the header of this version
   */
  public static RecordingWriter append(Path file, long limit) throws IOException {
    long end = 0;
    if (Files.exists(file) && Files.size(file) > 0) {
      // Anything else than a recording is refused here, before it is touched.
      RecordingReader.open(file).close();
      end = endOfLastLine(file);
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      channel.truncate(end).position(end);
      Writer out =
          new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8);
      return new RecordingWriter(new BufferedWriter(out), end, limit);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Writes bytes that passed.
   *
   * @param nanos when, as {@link System#nanoTime()}
   * @param length 0 (nothing is written) or more
   * @throws IOException when the disk does not take them, or the recording has reached its limit
   */
  public synchronized void bytes(
      long nanos, Direction direction, byte[] buffer, int offset, int length) throws IOException {
    int end = offset + length;
    for (int from = offset; from < end; from += RecordingReader.MAX_BYTES_PER_EVENT) {
      int to = Math.min(end, from + RecordingReader.MAX_BYTES_PER_EVENT);
      String mark = direction == Direction.RECEIVED ? " < " : " > ";
      line(stamp(nanos, false) + mark + HEX.formatHex(buffer, from, to));
    }
  }

  /**
   * Writes that something happened to the line.
   *
   * @param nanos when, as {@link System#nanoTime()}
   * @param text free text; what may not stand in a recording is left out
   * @throws IOException when the disk does not take it, or the recording has reached its limit
   */
  public synchronized void change(long nanos, Kind kind, String text) throws IOException {
    line((stamp(nanos, kind == Kind.OPEN) + " ! " + kind.word() + " " + clean(text)).strip());
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }

  private static String clean(String text) {
    return RecordedChange.clean(text);
  }

  private String stamp(long nanos, boolean absolute) {
    // Two threads may come in another order than their bytes did: time stands still then.
    long since = Math.max(0, nanos - lastNanos);
    lastNanos += since;
    if (absolute || !dated) {
      dated = true;
      return startInstant.plusNanos(lastNanos - startNanos).toString();
    }
    Duration delta = Duration.ofNanos(since);
    String fraction = String.valueOf(1_000_000_000L + delta.getNano()).substring(1);
    int digits = NANO_DIGITS;
    while (digits > 0 && fraction.charAt(digits - 1) == '0') {
      digits--;
    }
    return "+" + delta.toSeconds() + (digits == 0 ? "" : "." + fraction.substring(0, digits));
  }

  private void line(String line) throws IOException {
    // One byte a character: bytes are hex, and a text that is not ASCII counts a little short.
    if (written + line.length() + 1 > limit) {
      throw new IOException("it has reached its limit of " + limit + " bytes");
    }
    out.write(line);
    out.write('\n');
    out.flush();
    written += line.length() + 1L;
  }

  private static long endOfLastLine(Path file) throws IOException {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
      for (long end = content.length(); end > 0; end--) {
        content.seek(end - 1);
        if (content.read() == '\n') {
          return end;
        }
      }
      return 0;
    }
  }
}
