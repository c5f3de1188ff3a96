package org.joulegate.codec.iec62056;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.Crc16;
import org.jspecify.annotations.Nullable;

/** Writes read-outs and telegrams of P1, for simulated meters and for tests. */
public final class ReadoutEncoder {

  private static final byte[] LINE_END = {'\r', '\n'};
  private static final String HEX_DIGITS = "0123456789ABCDEF";

  private ReadoutEncoder() {}

  /**
   * A data set.
   *
   * @param address {@code 1-0:1.8.0*255}; printable without brackets, slash and exclamation mark
   * @param values each as it stands between the brackets: {@code 000123.4*kWh}
   * @throws IllegalArgumentException when address or values cannot be read back as they are
   */
  public static DataSet dataSet(String address, String... values) {
    return dataSet(address, values.length, List.of(values));
  }

  /**
   * A data set with values on further lines, as a load profile has them.
   *
   * @param firstLine how many of the values stand on the line of the address
   * @throws IllegalArgumentException when address or values cannot be read back as they are
   */
  public static DataSet dataSet(String address, int firstLine, List<String> values) {
    StringBuilder text = new StringBuilder(address);
    for (int i = 0; i < values.size(); i++) {
      text.append(i == firstLine ? "\r\n" : "").append('(').append(values.get(i)).append(')');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    DataBlock block = new DataBlock(bytes, bytes.length, ReadoutLimits.DEFAULT);
    int end = block.read(0);
    List<DataSet> sets = block.sets();
    boolean whole =
        end == bytes.length
            && block.fault() == null
            && sets.size() == 1
            && sets.get(0).addressLength() == address.length()
            && sets.get(0).values().size() == values.size();
    if (!whole || values.isEmpty()) {
      throw new IllegalArgumentException("not an address with values that can be read back");
    }
    return sets.get(0);
  }

  /**
   * A read-out with start of text and block check character (IEC 62056-21, 6.3.4).
   *
   * @param identification null for a data message without its identification
   */
  public static byte[] readout(@Nullable Identification identification, List<DataSet> sets) {
    ByteArrayOutputStream out = head(identification);
    out.write(Ascii.STX);
    int text = out.size();
    lines(out, sets);
    out.write('!');
    out.writeBytes(LINE_END);
    out.write(Ascii.ETX);
    byte[] bytes = out.toByteArray();
    byte[] whole = Arrays.copyOf(bytes, bytes.length + 1);
    whole[bytes.length] = BlockCheck.of(bytes, text, bytes.length - text);
    return whole;
  }

  /** A read-out without start of text and block check character, as pushing meters send it. */
  public static byte[] plain(Identification identification, List<DataSet> sets) {
    ByteArrayOutputStream out = head(identification);
    out.writeBytes(LINE_END);
    lines(out, sets);
    out.write('!');
    out.writeBytes(LINE_END);
    return out.toByteArray();
  }

  /** A telegram of P1 with its checksum (DSMR P1 5.0.2, 5.2). */
  public static byte[] p1(Identification identification, List<DataSet> sets) {
    ByteArrayOutputStream out = head(identification);
    out.writeBytes(LINE_END);
    lines(out, sets);
    out.write('!');
    return withCrc(out.toByteArray());
  }

  /** Bytes up to an exclamation mark with the checksum of P1 and the end of the line. */
  static byte[] withCrc(byte[] bytes) {
    int crc = Crc16.arc(0, bytes, 0, bytes.length);
    byte[] whole = Arrays.copyOf(bytes, bytes.length + 6);
    for (int i = 0; i < 4; i++) {
      whole[bytes.length + i] = (byte) HEX_DIGITS.charAt(crc >>> (12 - 4 * i) & 0xF);
    }
    whole[bytes.length + 4] = Ascii.CR;
    whole[bytes.length + 5] = Ascii.LF;
    return whole;
  }

  private static ByteArrayOutputStream head(@Nullable Identification identification) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    if (identification != null) {
      out.writeBytes(identification.line().getBytes(StandardCharsets.ISO_8859_1));
      out.writeBytes(LINE_END);
    }
    return out;
  }

  private static void lines(ByteArrayOutputStream out, List<DataSet> sets) {
    for (DataSet set : sets) {
      out.writeBytes(set.address().getBytes(StandardCharsets.US_ASCII));
      List<DataValue> values = set.values();
      for (int i = 0; i < values.size(); i++) {
        if (i == set.valuesOnFirstLine()) {
          out.writeBytes(LINE_END);
        }
        value(out, values.get(i));
      }
      out.writeBytes(LINE_END);
    }
  }

  private static void value(ByteArrayOutputStream out, DataValue value) {
    out.write('(');
    out.write(value.array(), value.offset(), value.length());
    int gap = value.unitOffset() - value.offset() - value.length();
    if (value.unitLength() > 0 || gap > 0) {
      out.write(value.array(), value.offset() + value.length(), gap);
      out.write(value.array(), value.unitOffset(), value.unitLength());
    }
    out.write(')');
  }

  /**
   * A message in partial blocks, each with its check character: all but the last end with EOT (IEC
   * 62056-21, 6.3.14 item 24).
   *
   * @param blocks data sets of each block
   */
  public static byte[] partial(Identification identification, List<List<DataSet>> blocks) {
    ByteArrayOutputStream out = head(identification);
    for (int i = 0; i < blocks.size(); i++) {
      boolean last = i == blocks.size() - 1;
      ByteArrayOutputStream block = new ByteArrayOutputStream();
      lines(block, blocks.get(i));
      if (last) {
        block.write('!');
        block.writeBytes(LINE_END);
      }
      block.write(last ? Ascii.ETX : Ascii.EOT);
      byte[] bytes = block.toByteArray();
      out.write(Ascii.STX);
      out.writeBytes(bytes);
      out.write(BlockCheck.of(bytes, 0, bytes.length));
    }
    return out.toByteArray();
  }
}
