package org.joulegate.itests.kit;

import java.util.List;

/** A decoder of {@code 10 length bytes...} with the faults that a test asks for. */
public class BrittleTarget implements FuzzTarget {

  private final byte[] big = new byte[1];

  @Override
  public String name() {
    return "brittle";
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(new byte[] {0x10, 3, 1, 2, 3}, new byte[] {0x10, 5, 1, 2, 3, 4, 5});
  }

  @Override
  public boolean run(byte[] data) {
    if (data.length < 2 || data[0] != 0x10) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < data[1]; i++) { // What is missing here is the check against data.length.
      sum += data[2 + i];
    }
    data[0] = 0;
    return sum != big[0];
  }
}
