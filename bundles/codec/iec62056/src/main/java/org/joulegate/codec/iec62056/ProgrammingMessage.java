package org.joulegate.codec.iec62056;

import java.util.List;
import java.util.Objects;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;

/**
 * A message of programming mode (IEC 62056-21, 6.3.8 to 6.3.13 and 6.5): a command {@code SOH R1
 * STX 1.8.0() ETX BCC}, an answer {@code STX (000123.4*kWh) ETX BCC}, or one character.
 *
 * @param command what it is
 * @param type the command's digit, {@code 0} to {@code 9}; 0 where there is none
 * @param dataSets what it carries: of a password command the password, so treat it as a secret
 * @param more whether further partial blocks follow
 * @param offset position of its first byte
 * @param end position behind its last byte
 */
public record ProgrammingMessage(
    Command command, char type, List<DataSet> dataSets, boolean more, int offset, int end) {

  /** What a message of programming mode is. */
  public enum Command {
    PASSWORD('P'),
    WRITE('W'),
    READ('R'),
    EXECUTE('E'),
    /** Ends the session. */
    BREAK('B'),
    /** An answer with data, or with an error in brackets. */
    DATA('\0'),
    /** The answer to a command that was carried out. */
    ACKNOWLEDGED('\0'),
    /** The last message was damaged and is wanted again. */
    REPEAT('\0');

    private final char letter;

    Command(char letter) {
      this.letter = letter;
    }

    private static Command of(int letter, int at) throws MalformedTelegramException {
      for (Command command : values()) {
        if (command.letter == letter && letter != 0) {
          return command;
        }
      }
      throw MalformedTelegramException.malformed(at, "a command P, W, R, E or B", "another");
    }
  }

  /** Whether the meter answers with an error: {@code (ER12)} (6.3.14 item 26). */
  public boolean isError() {
    return command == Command.DATA
        && dataSets.size() == 1
        && dataSets.get(0).addressLength() == 0
        && dataSets.get(0).first().text().startsWith("ER");
  }

  /** Whether bytes begin like a message of programming mode. */
  public static boolean starts(byte[] bytes, int offset, int length) {
    return length > 0
        && (bytes[offset] == Ascii.SOH
            || bytes[offset] == Ascii.STX
            || bytes[offset] == Ascii.NAK
            || (bytes[offset] == Ascii.ACK && length == 1));
  }

  /**
   * Reads one message.
   *
   * @throws MalformedTelegramException when it is cut off, breaks the rules or its check character
   *     is wrong
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static ProgrammingMessage decode(
      byte[] bytes, int offset, int length, ReadoutLimits limits)
      throws MalformedTelegramException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int end = offset + Math.min(length, limits.messageBytes().most());
    if (length < 1) {
      throw cut(end, "a message");
    }
    return switch (bytes[offset]) {
      case Ascii.ACK -> single(Command.ACKNOWLEDGED, offset);
      case Ascii.NAK -> single(Command.REPEAT, offset);
      case Ascii.STX ->
          block(Command.DATA, '\0', bytes, offset, offset + 1, offset + 1, end, limits);
      case Ascii.SOH -> command(bytes, offset, end, limits);
      default ->
          throw MalformedTelegramException.malformed(
              offset, "SOH, STX, ACK or NAK", Ascii.name(bytes[offset]));
    };
  }

  private static ProgrammingMessage single(Command command, int offset) {
    return new ProgrammingMessage(command, '\0', List.of(), false, offset, offset + 1);
  }

  private static ProgrammingMessage command(byte[] bytes, int offset, int end, ReadoutLimits limits)
      throws MalformedTelegramException {
    if (end - offset < 5) {
      throw cut(end, "a command, ETX and a check character");
    }
    Command command = Command.of(bytes[offset + 1], offset + 1);
    char type = (char) (bytes[offset + 2] & 0x7F);
    if (type < '0' || type > '9') {
      throw MalformedTelegramException.malformed(offset + 2, "a digit", "another character");
    }
    int text = offset + 3;
    boolean hasData = bytes[text] == Ascii.STX;
    return block(command, type, bytes, offset, offset + 1, hasData ? text + 1 : text, end, limits);
  }

  private static ProgrammingMessage block(
      Command command,
      char type,
      byte[] bytes,
      int offset,
      int checkFrom,
      int text,
      int end,
      ReadoutLimits limits)
      throws MalformedTelegramException {
    DataBlock block = new DataBlock(bytes, end, limits);
    int stop = block.read(text);
    while (stop < end && bytes[stop] != Ascii.ETX && bytes[stop] != Ascii.EOT) {
      stop++;
    }
    if (stop + 1 >= end) {
      throw cut(end, "ETX and a check character");
    }
    if (BlockCheck.of(bytes, checkFrom, stop + 1 - checkFrom) != bytes[stop + 1]) {
      throw new MalformedTelegramException(
          Kind.CRC, stop + 1, "the exclusive or of the bytes before it", "another");
    }
    MalformedTelegramException fault = block.fault();
    if (fault != null) {
      throw fault;
    }
    boolean more = bytes[stop] == Ascii.EOT;
    return new ProgrammingMessage(command, type, block.sets(), more, offset, stop + 2);
  }

  private static MalformedTelegramException cut(int at, String expected) {
    return MalformedTelegramException.truncated(at, expected, "the end of the bytes");
  }

  /** The kind and how much it carries: what it carries may be a password. */
  @Override
  public String toString() {
    return command + " with " + dataSets.size() + " data sets";
  }
}
