package org.joulegate.hal.sim.internal;

/** Bytes in order, up to a capacity. Guarded by its owner's lock. */
final class ByteQueue {
  private final byte[] ring;
  private int head;
  private int size;

  ByteQueue(int capacity) {
    ring = new byte[capacity];
  }

  int size() {
    return size;
  }

  /** Takes over as many as fit, and says how many. */
  int put(byte[] bytes, int offset, int length) {
    int count = Math.min(length, ring.length - size);
    for (int i = 0; i < count; i++) {
      ring[(head + size + i) % ring.length] = bytes[offset + i];
    }
    size += count;
    return count;
  }

  /** Takes out as many as there are and are wanted, and says how many. */
  int take(byte[] buffer, int offset, int length) {
    int count = Math.min(length, size);
    for (int i = 0; i < count; i++) {
      buffer[offset + i] = ring[(head + i) % ring.length];
    }
    head = (head + count) % ring.length;
    size -= count;
    return count;
  }
}
