package org.joulegate.codec.iec62056;

import java.util.List;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * The data sets in some bytes, whatever a checksum says of them: to explain the bytes to a person,
 * never to take values from.
 *
 * @param dataSets those that are well formed
 * @param fault the first that is not, or null
 * @param end where reading stopped: at an exclamation mark, ETX, EOT, a slash, or the end
 */
public record ReadoutOutline(
    List<DataSet> dataSets, @Nullable MalformedTelegramException fault, int end) {

  /** Reads data lines. */
  public static ReadoutOutline of(byte[] bytes, int offset, int length, ReadoutLimits limits) {
    DataBlock block = new DataBlock(bytes, offset + length, limits);
    int end = block.read(offset);
    return new ReadoutOutline(block.sets(), block.fault(), end);
  }
}
