package org.joulegate.metering.journal.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.joulegate.metering.api.JournalHead;

/**
 * The last head, in a file beside the database, so that a cut-off tail is found without a head from
 * elsewhere. It is written after the commit that it names and never before, so it may lag after a
 * power cut and is never ahead of what is on disk.
 *
 * <p>One line of fixed length, overwritten in place: 18 digits, a colon, 64 hex digits, a line end.
 * It gets its name only when its first line is on disk, so that a start that is killed leaves the
 * whole or nothing.
 */
public final class HeadFile implements AutoCloseable {
  private static final int LENGTH = 18 + 1 + 64 + 1;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(LENGTH);

  /** The file is there and holds something else than a head. */
  public static final class NoHeadException extends IOException {
    private static final long serialVersionUID = 1;

    private NoHeadException(Path file, String found) {
      super(file + " does not hold a journal head but " + found);
    }
  }

  private HeadFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens the file to write, and makes it if it is missing. */
  static HeadFile open(Path file, JournalHead head) throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      create(file, head);
    }
    HeadFile result = new HeadFile(FileChannel.open(file, StandardOpenOption.WRITE));
    try {
      result.write(head);
      result.channel.force(true);
      return result;
    } catch (IOException e) {
      result.close();
      throw e;
    }
  }

  private static void create(Path file, JournalHead head) throws IOException {
    Path made = file.resolveSibling(file.getFileName() + ".new");
    try (HeadFile first =
        new HeadFile(
            FileChannel.open(
                made,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING))) {
      first.write(head);
      first.channel.force(true);
    }
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads the file.
   *
   * @return empty if there is none
   * @throws NoHeadException if it is empty or holds something else
   * @throws IOException if it cannot be read
   */
  public static Optional<JournalHead> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    long size = Files.size(file);
    if (size != LENGTH) {
      throw new NoHeadException(file, size == 0 ? "nothing" : size + " bytes");
    }
    try {
      return Optional.of(
          JournalHead.parse(Files.readString(file, StandardCharsets.ISO_8859_1).strip()));
    } catch (IllegalArgumentException e) {
      throw new NoHeadException(file, "another text");
    }
  }

  /** Overwrites the line. */
  void write(JournalHead head) throws IOException {
    String digits = Long.toString(head.sequence());
    buffer.clear();
    for (int i = digits.length(); i < 18; i++) {
      buffer.put((byte) '0');
    }
    put(digits);
    buffer.put((byte) ':');
    put(head.hash());
    buffer.put((byte) '\n').flip();
    channel.write(buffer, 0);
  }

  private void put(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      buffer.put((byte) ascii.charAt(i));
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
