package org.joulegate.ops.cli;

import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.iec62056.DataSet;
import org.joulegate.codec.iec62056.DataValue;
import org.joulegate.codec.iec62056.Identification;
import org.joulegate.codec.iec62056.ObisGroups;
import org.joulegate.codec.iec62056.P1Log;
import org.joulegate.codec.iec62056.ProgrammingMessage;
import org.joulegate.codec.iec62056.Readout;
import org.joulegate.codec.iec62056.ReadoutLimits;
import org.joulegate.codec.iec62056.ReadoutOutline;
import org.joulegate.codec.iec62056.ReadoutWarning;

/** Every byte of read-outs and of telegrams of P1 explained. */
final class ReadoutAnnotation {

  /** What is said of bytes between telegrams. */
  static final String NOISE = "belongs to no telegram";

  private static final int HEAD = 5;
  private static final int CRC_DIGITS = 4;
  private static final int ACKNOWLEDGE = 0x06;

  /** Characters of an option select message (IEC 62056-21, 6.3.3). */
  private static final int OPTION = 3;

  private final byte[] bytes;
  private final Annotated.Builder notes;
  private final ReadoutRegisters registers;

  /** Takes parity bits off where the message carries them. */
  private int mask = 0xFF;

  /**
   * @param hexText as in {@link ReadoutRegisters}, so that a value is the same here and there
   */
  ReadoutAnnotation(String title, byte[] bytes, boolean hexText) {
    this.bytes = bytes;
    this.registers = new ReadoutRegisters(new Decoded.Builder(title), hexText);
    this.notes = new Annotated.Builder(title, bytes);
  }

  Annotated of(List<Readout> messages) {
    for (Readout message : messages) {
      for (ReadoutWarning warning : message.warnings()) {
        mask = warning.kind() == ReadoutWarning.Kind.PARITY_BITS ? 0x7F : mask;
      }
    }
    for (Readout message : messages) {
      between(message.offset());
      Identification identification = message.identification();
      if (identification != null) {
        identification(identification);
      }
      for (DataSet set : sets(message)) {
        signs(set.offset());
        set(set);
      }
      end(message);
    }
    between(bytes.length);
    for (Readout message : messages) {
      MalformedTelegramException fault = message.fault();
      if (fault != null) {
        notes.wrong(fault);
      }
    }
    return notes.build();
  }

  /** A message of programming mode. */
  Annotated command() {
    try {
      ProgrammingMessage message =
          ProgrammingMessage.decode(bytes, 0, bytes.length, ReadoutLimits.DEFAULT);
      boolean secret = message.command() == ProgrammingMessage.Command.PASSWORD;
      boolean data = bytes[0] != 0x01;
      signs(1);
      notes.note(1, data ? 0 : 2, "command " + message.command() + ", type " + message.type());
      for (DataSet set : message.dataSets()) {
        signs(set.offset());
        if (secret) {
          notes.note(set.offset(), set.length(), "password");
        } else {
          set(set);
        }
      }
      int end = message.end();
      signs(bytes[0] < 0x05 ? end - 1 : end);
      notes.note(end - 1, 1, "block check character: right");
      signs(bytes.length);
    } catch (MalformedTelegramException e) {
      signs(bytes.length);
      notes.wrong(e);
    }
    return notes.build();
  }

  /** The data sets also of a message whose checksum is wrong. */
  private List<DataSet> sets(Readout message) {
    Identification identification = message.identification();
    if (!message.dataSets().isEmpty() || identification == null) {
      return message.dataSets();
    }
    int from = identification.offset() + identification.length();
    while (from < message.end() && bytes[from] < 0x20) {
      from++;
    }
    return ReadoutOutline.of(bytes, from, message.end() - from, ReadoutLimits.DEFAULT).dataSets();
  }

  private void identification(Identification identification) {
    int at = identification.offset();
    notes.note(at, 1, "start of the identification");
    notes.note(at + 1, 3, "manufacturer " + identification.manufacturer());
    String baud = identification.baudRate().map(rate -> ", " + rate.baud() + " baud").orElse("");
    notes.note(at + 4, 1, "mode " + identification.mode() + baud);
    notes.note(
        at + HEAD,
        identification.length() - HEAD,
        "meter: " + identification.line().substring(HEAD));
  }

  private void set(DataSet set) {
    String code = ObisGroups.text(set.obis());
    String name = code.isEmpty() ? "" : ObisNames.of(set.address());
    String address = code.isEmpty() || code.equals(set.address()) ? "" : ", " + code;
    notes.note(
        set.offset(),
        set.addressLength(),
        "address " + set.address() + address + (name.isEmpty() ? "" : ": " + name));
    for (DataValue value : set.values()) {
      signs(value.offset());
      notes.note(value.offset(), value.length(), text(set, value));
      if (value.unitLength() > 0) {
        signs(value.unitOffset());
        notes.note(value.unitOffset(), value.unitLength(), "unit " + value.unit());
      }
    }
    signs(set.offset() + set.length());
  }

  private String text(DataSet set, DataValue value) {
    boolean listed = set.profile() != null || (P1Log.of(set) != null && !value.equals(set.first()));
    Decoded.Register register =
        listed ? ReadoutRegisters.value(set.address(), value) : registers.register(set, value);
    if (register.value() != null) {
      return "value " + register.value() + (register.unit() == null ? "" : " " + register.unit());
    }
    return register.text() == null ? "no value: " + register.absent() : "text: " + register.text();
  }

  /** What ends a message: the exclamation mark and its checksum. */
  private void end(Readout message) {
    int end = message.end();
    String verdict = message.check() == Readout.Check.RIGHT ? ": right" : ": wrong";
    if (message.check() == Readout.Check.NONE || end == 0) {
      signs(end);
      return;
    }
    boolean block = end >= 2 && bytes[end - 2] < 0x20;
    int checksum = block ? end - 1 : Math.max(mark(end) + 1, notes.next());
    signs(checksum);
    notes.note(
        checksum,
        end - checksum,
        block ? "block check character" + verdict : "checksum, CRC-16" + verdict);
  }

  private int mark(int end) {
    int i = end - 1;
    while (i > 0 && bytes[i] != '!') {
      i--;
    }
    return i;
  }

  /** The characters between what was read, up to a position. */
  private void signs(int to) {
    signs(to, Annotated.Builder.UNEXPLAINED);
  }

  /** The characters between telegrams, up to a position. */
  private void between(int to) {
    signs(to, NOISE);
  }

  /** Notes characters that mean something for what stands in front of them. */
  private boolean selected(int at) {
    int before = at == 0 ? 0 : bytes[at - 1] & mask;
    if (before == '!' && digits(at) == CRC_DIGITS) {
      notes.next(CRC_DIGITS, "four hex digits, as the CRC of P1: not checked");
      return true;
    }
    if (before == ACKNOWLEDGE && digits(at) == OPTION) {
      notes.next(OPTION, "protocol, baud rate and mode that the reader chooses");
      return true;
    }
    return false;
  }

  private int digits(int from) {
    int at = from;
    while (at < bytes.length && Character.digit(bytes[at] & mask, 16) >= 0) {
      at++;
    }
    return at - from;
  }

  private void signs(int to, String others) {
    while (notes.next() < Math.min(to, bytes.length)) {
      int at = notes.next();
      if (selected(at)) {
        continue;
      }
      int same = at + 1;
      String meaning = sign(at, others);
      while (same < to && same < bytes.length && sign(same, others).equals(meaning)) {
        same++;
      }
      notes.next(same - at, meaning);
    }
  }

  private String sign(int at, String others) {
    return switch (bytes[at] & mask) {
      case 0x01 -> "SOH: start of a command";
      case 0x02 -> "STX: start of the data";
      case 0x03 -> "ETX: end of the data";
      case 0x04 -> "EOT: end of a partial block";
      case 0x06 -> "ACK: acknowledgement of the reader";
      case 0x15 -> "NAK: the reader asks again";
      case '\r', '\n' -> "end of the line";
      case '(' -> "opening bracket";
      case ')' -> "closing bracket";
      case '*' -> "the unit follows";
      case '!' -> "end of the data lines";
      case 0, ' ' -> "fill";
      default ->
          bytes[at] < 0 ? "no character of seven bits, " + Hex.ofByte(bytes[at] & 0xFF) : others;
    };
  }
}
