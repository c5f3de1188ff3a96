package org.joulegate.ops.cli;

import java.util.List;
import java.util.Locale;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.iec62056.DataSet;
import org.joulegate.codec.iec62056.ProgrammingMessage;
import org.joulegate.codec.iec62056.Readout;
import org.joulegate.codec.iec62056.ReadoutDecoder;
import org.joulegate.codec.iec62056.ReadoutLimits;
import org.joulegate.codec.json.JsonValue;
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
      if (isProgramming(bytes)) {
        programming(bytes, decoded);
        return decoded.build();
      }
      ReadoutRegisters registers = new ReadoutRegisters(decoded, /* p1= */ false);
      registers.addAll(
          ReadoutDecoder.readAll(bytes, 0, bytes.length, ReadoutLimits.DEFAULT),
          D0Telegrams::meter);
      return decoded.build();
    }

    @Override
    public List<Annotated> annotate(Request request) {
      byte[] bytes = request.bytes();
      Annotated annotated =
          isProgramming(bytes)
              ? new ReadoutAnnotation("programming mode of IEC 62056-21", bytes, false).command()
              : new ReadoutAnnotation("read-out of IEC 62056-21", bytes, false)
                  .of(ReadoutDecoder.readAll(bytes, 0, bytes.length, ReadoutLimits.DEFAULT));
      return Annotated.marked(List.of(annotated), decode(request).error());
    }
  }

  /** A command or an answer of programming mode, and no read-out in or behind it. */
  private static boolean isProgramming(byte[] bytes) {
    if (!ProgrammingMessage.starts(bytes, 0, bytes.length)) {
      return false;
    }
    for (int i = 1; i < bytes.length; i++) {
      boolean mark = bytes[i] == '!' && (bytes[i - 1] == '\n' || bytes[i - 1] == ')');
      if (bytes[i] == '/' || mark) {
        return false;
      }
    }
    return true;
  }

  private static void programming(byte[] bytes, Decoded.Builder decoded) {
    try {
      ProgrammingMessage message =
          ProgrammingMessage.decode(bytes, 0, bytes.length, ReadoutLimits.DEFAULT);
      String command = message.command().name().toLowerCase(Locale.ROOT);
      decoded.detail("message", new JsonValue.JsonString(command), command);
      if (message.isError()) {
        String error = message.dataSets().get(0).first().text();
        decoded.error(
            new Decoded.Problem(
                "application-error", message.offset(), "the meter answers with error " + error));
      } else if (message.command() != ProgrammingMessage.Command.PASSWORD) {
        ReadoutRegisters registers = new ReadoutRegisters(decoded, /* p1= */ false);
        message.dataSets().forEach(registers::add);
      }
      if (message.more()) {
        decoded.error(
            new Decoded.Problem("incomplete", message.end(), "another partial block follows"));
      }
      decoded.telegram();
    } catch (MalformedTelegramException e) {
      decoded.error(new Decoded.Problem(e.kind().word(), e.offset(), e.getMessage()));
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
