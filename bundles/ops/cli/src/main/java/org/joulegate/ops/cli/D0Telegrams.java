package org.joulegate.ops.cli;

import java.util.List;
import org.joulegate.codec.iec62056.DataSet;
import org.joulegate.codec.iec62056.Readout;
import org.joulegate.codec.iec62056.ReadoutDecoder;
import org.joulegate.codec.iec62056.ReadoutLimits;
import org.jspecify.annotations.Nullable;

/** Read-outs of IEC 62056-21 for the command. */
final class D0Telegrams {

  static final String FORMAT = "d0";

  private D0Telegrams() {}

  /** The format, for the table of formats. */
  static final class Format implements TelegramFormat {

    @Override
    public String name() {
      return FORMAT;
    }

    @Override
    public int likelihood(byte[] bytes) {
      return TextLikelihood.ofReadout(bytes);
    }

    @Override
    public Decoded decode(Request request) {
      byte[] bytes = request.bytes();
      Decoded.Builder decoded = new Decoded.Builder(FORMAT);
      ReadoutRegisters registers = new ReadoutRegisters(decoded, /* hexText= */ false);
      for (Readout readout :
          ReadoutDecoder.readAll(bytes, 0, bytes.length, ReadoutLimits.DEFAULT)) {
        registers.add(readout, meter(readout));
      }
      return decoded.build();
    }

    @Override
    public List<Annotated> annotate(Request request) {
      byte[] bytes = request.bytes();
      return List.of(
          new ReadoutAnnotation("read-out of IEC 62056-21", bytes)
              .of(ReadoutDecoder.readAll(bytes, 0, bytes.length, ReadoutLimits.DEFAULT)));
    }
  }

  /** The identity that the meter writes: 0.0.0, then C.1.0, then the device's own number. */
  private static @Nullable String meter(Readout readout) {
    int[][] codes = {{0, 0, 0}, {96, 1, 0}, {96, 1, 1}, {96, 1, 255}};
    for (int[] code : codes) {
      for (DataSet set : readout.dataSets()) {
        String text = set.first().text().strip();
        if (set.isObis(code[0], code[1], code[2]) && !text.isEmpty()) {
          return text;
        }
      }
    }
    return null;
  }
}
