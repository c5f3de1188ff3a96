package org.joulegate.codec.dlms;

import java.util.Arrays;
import java.util.Objects;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;

/**
 * Finds APDUs in the bytes of a TCP connection as they arrive, in pieces of any size: packets of
 * the wrapper (IEC 62056-47), one behind the other.
 *
 * <p>TCP loses nothing, so bytes that are no packet mean that the peer speaks something else, or
 * that its place in the stream is lost: that is told once, and what follows is passed over until
 * {@link #end()}. It never holds more than one packet may have.
 *
 * <p>For one connection and one thread.
 */
public final class DlmsWrapperFramer {

  private static final int HEADER_BYTES = 8;
  private static final int VERSION = 1;
  private static final int FIRST_CAPACITY = 1024;

  private final DlmsLimits limits;
  private final DlmsFramer.Listener listener;
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int filled;

  /** Position in the stream of the first byte of the buffer. */
  private long origin;

  private boolean lost;
  private long peer;

  /** A framer at the first byte of a connection. */
  public DlmsWrapperFramer(DlmsLimits limits, DlmsFramer.Listener listener) {
    this.limits = limits;
    this.listener = listener;
  }

  /**
   * Takes bytes of the connection; the array may be used again afterwards. APDUs that end in these
   * bytes are handed to the listener before this returns.
   *
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public void feed(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int done = 0;
    while (done < length && !lost) {
      int part = Math.min(length - done, FIRST_CAPACITY);
      if (filled + part > buffer.length) {
        buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, filled + part));
      }
      System.arraycopy(bytes, offset + done, buffer, filled, part);
      filled += part;
      done += part;
      drain();
    }
    origin += lost ? length - done : 0;
  }

  /** Says that the connection ended; the next byte is the first of another. */
  public void end() {
    if (filled > 0) {
      listener.fault(
          origin,
          MalformedTelegramException.truncated(
              filled, "a whole packet of the wrapper", filled + " bytes"));
    }
    origin += filled;
    filled = 0;
    lost = false;
  }

  /**
   * Who sent the last APDU and to whom: a number that the two wPorts make. For {@link
   * DlmsReceiver#accept(ByteSlice, DlmsFraming, long)}.
   */
  public long peer() {
    return peer;
  }

  private void drain() {
    int at = 0;
    while (!lost && filled - at >= HEADER_BYTES) {
      int length = (buffer[at + 6] & 0xFF) << Byte.SIZE | (buffer[at + 7] & 0xFF);
      if (!checked(at, length)) {
        at = filled;
      } else if (filled - at - HEADER_BYTES < length) {
        break;
      } else {
        int from = at + HEADER_BYTES;
        byte[] apdu = Arrays.copyOfRange(buffer, from, from + length);
        peer = peer(buffer, at);
        listener.apdu(origin + at, DlmsFraming.WRAPPER, ByteSlice.of(apdu));
        at = from + length;
      }
    }
    System.arraycopy(buffer, at, buffer, 0, filled - at);
    filled -= at;
    origin += at;
  }

  /** Both wPorts of a packet, which follow its version. */
  static long peer(byte[] array, int at) {
    return (array[at + 2] & 0xFFL) << 24
        | (array[at + 3] & 0xFF) << 16
        | (array[at + 4] & 0xFF) << 8
        | (array[at + 5] & 0xFF);
  }

  private boolean checked(int at, int length) {
    if (buffer[at] != 0 || buffer[at + 1] != VERSION || length == 0) {
      lost = true;
      listener.fault(
          origin + at,
          MalformedTelegramException.malformed(
              0, "a wrapper header of version 1 and a length", "none"));
      return false;
    }
    try {
      limits.apduBytes().check(length, HEADER_BYTES - Short.BYTES);
      return true;
    } catch (MalformedTelegramException tooLong) {
      lost = true;
      listener.fault(origin + at, tooLong);
      return false;
    }
  }
}
