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

  /** In place of a position: that of a byte that is not in what was given last. */
  static final int ELSEWHERE = -1;

  private static final int[] ONE_PIECE = {};

  final byte[] array;
  final int start;
  final int end;

  /** Where to note what is read in these bytes; null when nobody looks. */
  final @Nullable DlmsTrace trace;

  /** Where the first byte stood in what was given. */
  private final int first;

  /**
   * Positions in the array at which pieces begin, and where these stood in what was given; none
   * when all is one piece.
   */
  private final int[] at;

  private final int[] origins;

  private ApduBytes(
      byte[] array,
      int start,
      int end,
      @Nullable DlmsTrace trace,
      int first,
      int[] at,
      int[] origins) {
    this.array = array;
    this.start = start;
    this.end = end;
    this.trace = trace;
    this.first = first;
    this.at = at;
    this.origins = origins;
  }

  /** Bytes that stand in one piece at a place of what was given. */
  static ApduBytes of(byte[] array, int start, int end, int origin, @Nullable DlmsTrace trace) {
    return new ApduBytes(array, start, end, trace, origin, ONE_PIECE, ONE_PIECE);
  }

  int length() {
    return end - start;
  }

  /**
   * Where the byte at a position stood in what was given, or {@link #ELSEWHERE}; a cipher keeps the
   * order of bytes.
   */
  int origin(int position) {
    int found = Arrays.binarySearch(at, position);
    int piece = found >= 0 ? found : -found - 2;
    int origin = piece < 0 ? first : origins[piece];
    int from = piece < 0 ? start : at[piece];
    return origin == ELSEWHERE ? ELSEWHERE : origin + position - from;
  }

  /** The plain text of a part of these bytes, of the same length. */
  ApduBytes opened(byte[] plain, int offset, int length, int from, @Nullable DlmsTrace plainTrace) {
    return of(plain, offset, offset + length, origin(from), plainTrace);
  }

  DataReader reader(DlmsLimits limits) {
    return new DataReader(array, start, end, limits, trace);
  }

  /** Puts pieces together. */
  static final class Builder {

    private static final byte[] NOTHING = {};
    private static final int FIRST_CAPACITY = 512;

    private final Limit limit;
    private byte[] bytes = NOTHING;
    private int filled;
    private int[] at = ONE_PIECE;
    private int[] origins = ONE_PIECE;
    private int pieces;

    /** Up to which piece all stood in what was given before. */
    private int past;

    Builder(Limit limit) {
      this.limit = limit;
    }

    /** Where the first piece stood. */
    int origin() {
      return pieces == 0 ? 0 : origins[0];
    }

    int pieces() {
      return pieces;
    }

    int length() {
      return filled;
    }

    /** Whether a stretch of what is put together has the bytes of another. */
    boolean holds(int start, int end, byte[] other, int from, int to) {
      return Arrays.equals(bytes, start, end, other, from, to);
    }

    /** Forgets what stands behind a position. */
    void truncate(int length) {
      filled = length;
      while (pieces > 0 && at[pieces - 1] >= length) {
        pieces--;
      }
      past = Math.min(past, pieces);
    }

    void clear() {
      filled = 0;
      pieces = 0;
      past = 0;
    }

    /** What comes next stands in another array than all that came before. */
    void elsewhere() {
      Arrays.fill(origins, past, pieces, ELSEWHERE);
      past = pieces;
    }

    void add(ApduBytes source, int from, int to) throws MalformedTelegramException {
      limit.check(filled + to - from, source.origin(from));
      if (filled + to - from > bytes.length) {
        int capacity = Math.max(FIRST_CAPACITY, 2 * bytes.length);
        bytes = Arrays.copyOf(bytes, Math.max(capacity, filled + to - from));
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

    /** A piece without bytes gives way to the next, so that pieces never outnumber bytes. */
    private void piece(int position, int origin) {
      if (pieces > 0 && at[pieces - 1] == position) {
        origins[pieces - 1] = origin;
        past = Math.min(past, pieces - 1);
        return;
      }
      if (pieces == at.length) {
        at = Arrays.copyOf(at, 2 * pieces + 4);
        origins = Arrays.copyOf(origins, 2 * pieces + 4);
      }
      at[pieces] = position;
      origins[pieces++] = origin;
    }

    /** The whole, in an array of its own. */
    ApduBytes build(@Nullable DlmsTrace trace, String title) {
      byte[] whole = Arrays.copyOf(bytes, filled);
      int[] starts = Arrays.copyOf(at, pieces);
      int[] froms = Arrays.copyOf(origins, pieces);
      DlmsTrace block = trace == null ? null : trace.block(title, whole);
      return new ApduBytes(whole, 0, whole.length, block, 0, starts, froms);
    }
  }
}
