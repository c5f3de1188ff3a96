package org.joulegate.codec.dlms;

import java.util.Arrays;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an APDU, and where each of them came from: as they stand in a frame, put together
 * from pieces, or opened.
 */
final class ApduBytes {

  final byte[] array;
  final int start;
  final int end;

  /** Where to note what is read in these bytes; null when nobody looks. */
  final @Nullable DlmsTrace trace;

  /** Positions in the array at which pieces begin, and where these stood in what was given. */
  private final int[] at;

  private final int[] origins;

  private ApduBytes(
      byte[] array, int start, int end, @Nullable DlmsTrace trace, int[] at, int[] origins) {
    this.array = array;
    this.start = start;
    this.end = end;
    this.trace = trace;
    this.at = at;
    this.origins = origins;
  }

  /** Bytes that stand in one piece at a place of what was given. */
  static ApduBytes of(byte[] array, int start, int end, int origin, @Nullable DlmsTrace trace) {
    return new ApduBytes(array, start, end, trace, new int[] {start}, new int[] {origin});
  }

  int length() {
    return end - start;
  }

  /** Where the byte at a position stood in what was given; a cipher keeps the order of bytes. */
  int origin(int position) {
    int piece = at.length - 1;
    while (piece > 0 && at[piece] > position) {
      piece--;
    }
    return origins[piece] + position - at[piece];
  }

  /** The plain text of a part of these bytes, of the same length. */
  ApduBytes opened(byte[] plain, int offset, int length, int from, @Nullable DlmsTrace plainTrace) {
    return of(plain, offset, offset + length, origin(from), plainTrace);
  }

  /** The same bytes from a position on. */
  ApduBytes from(int position) {
    return new ApduBytes(array, position, end, trace, at, origins);
  }

  DataReader reader(DlmsLimits limits) {
    return new DataReader(array, start, end, limits, trace);
  }

  /** Puts pieces together. */
  static final class Builder {

    private final Limit limit;
    private byte[] bytes = new byte[512];
    private int filled;
    private int[] at = new int[8];
    private int[] origins = new int[8];
    private int pieces;

    Builder(Limit limit) {
      this.limit = limit;
    }

    boolean isEmpty() {
      return pieces == 0;
    }

    /** Where the first piece stood. */
    int origin() {
      return origins[0];
    }

    void clear() {
      filled = 0;
      pieces = 0;
    }

    void add(ApduBytes source, int from, int to) throws MalformedTelegramException {
      limit.check(filled + to - from, source.origin(from));
      if (filled + to - from > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, filled + to - from));
      }
      System.arraycopy(source.array, from, bytes, filled, to - from);
      piece(filled, source.origin(from));
      for (int start : source.at) {
        if (start > from && start < to) {
          piece(filled + start - from, source.origin(start));
        }
      }
      filled += to - from;
    }

    private void piece(int position, int origin) {
      if (pieces == at.length) {
        at = Arrays.copyOf(at, 2 * pieces);
        origins = Arrays.copyOf(origins, 2 * pieces);
      }
      at[pieces] = position;
      origins[pieces++] = origin;
    }

    /** The whole, in an array of its own. */
    ApduBytes build(@Nullable DlmsTrace trace, String title) {
      byte[] whole = Arrays.copyOf(bytes, filled);
      int[] starts = Arrays.copyOf(at, Math.max(pieces, 1));
      int[] froms = Arrays.copyOf(origins, Math.max(pieces, 1));
      DlmsTrace block = trace == null ? null : trace.block(title, whole);
      clear();
      return new ApduBytes(whole, 0, whole.length, block, starts, froms);
    }
  }
}
