package org.joulegate.ops.cli;

import java.util.List;

/**
 * One format that {@code decode} reads.
 *
 * <p>An instance lives as long as one run of the command and is used by one thread: it may keep
 * what a telegram says about the telegrams that follow it.
 */
interface TelegramFormat {

  /** The word behind {@code --format}. */
  String name();

  /**
   * How much the bytes look like this format, without a checksum: 0 when they cannot be of it, 100
   * when they can be of no other.
   */
  int likelihood(byte[] bytes);

  /** Everything that the bytes say. */
  Decoded decode(Request request);

  /**
   * Every byte explained: first the bytes as given, then what was opened in them, if anything. The
   * byte at which reading failed is marked.
   */
  List<Annotated> annotate(Request request);
}
