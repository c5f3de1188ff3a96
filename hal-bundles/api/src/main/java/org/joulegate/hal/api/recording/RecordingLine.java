package org.joulegate.hal.api.recording;

import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joulegate.hal.api.recording.RecordedBytes.Direction;

/** One line that is not empty: a time, a mark, and what the mark takes. */
final class RecordingLine {
  private static final Pattern LINE = Pattern.compile("(\\S+)\\s+([<>!])\\s*(.*)");
  private static final Pattern CHANGE = Pattern.compile("([a-z]+)(?:\\s+(.*))?");

  private RecordingLine() {}

  static RecordedEvent parse(String content, int line, RecordingTimeline timeline)
      throws RecordingFormatException {
    Matcher matcher = LINE.matcher(content);
    if (!matcher.matches()) {
      throw new RecordingFormatException(
          line, "a time, one of < > !, and what passed", "something else");
    }
    String stamp = matcher.group(1);
    String rest = matcher.group(3);
    return switch (matcher.group(2)) {
      case "<" -> bytes(stamp, Direction.RECEIVED, rest, line, timeline);
      case ">" -> bytes(stamp, Direction.SENT, rest, line, timeline);
      default -> change(stamp, rest, line, timeline);
    };
  }

  private static RecordedBytes bytes(
      String stamp, Direction direction, String hex, int line, RecordingTimeline timeline)
      throws RecordingFormatException {
    byte[] bytes = hex(hex, line);
    Duration at = timeline.advance(stamp, false, line);
    return new RecordedBytes(at, direction, bytes);
  }

  private static byte[] hex(String hex, int line) throws RecordingFormatException {
    byte[] bytes = new byte[Math.min(hex.length() / 2, RecordingReader.MAX_BYTES_PER_EVENT)];
    int length = 0;
    for (int i = 0; i < hex.length(); ) {
      if (Character.isWhitespace(hex.charAt(i))) {
        i++;
        continue;
      }
      int high = Character.digit(hex.charAt(i), 16);
      int low = i + 1 < hex.length() ? Character.digit(hex.charAt(i + 1), 16) : -1;
      if (high < 0 || low < 0 || hex.charAt(i) > 'f' || hex.charAt(i + 1) > 'f') {
        throw new RecordingFormatException(
            line, "bytes of two hex digits each", "something else at byte " + (length + 1));
      }
      if (length == bytes.length) {
        throw new RecordingFormatException(
            line, "at most " + RecordingReader.MAX_BYTES_PER_EVENT + " bytes", "more");
      }
      bytes[length++] = (byte) (high << 4 | low);
      i += 2;
    }
    if (length == 0) {
      throw new RecordingFormatException(line, "bytes of two hex digits each", "none");
    }
    return Arrays.copyOf(bytes, length);
  }

  private static RecordedChange change(
      String stamp, String rest, int line, RecordingTimeline timeline)
      throws RecordingFormatException {
    Matcher matcher = CHANGE.matcher(rest);
    if (matcher.matches()) {
      for (RecordedChange.Kind kind : RecordedChange.Kind.values()) {
        if (kind.word().equals(matcher.group(1))) {
          Duration at = timeline.advance(stamp, kind == RecordedChange.Kind.OPEN, line);
          String text = matcher.group(2) == null ? "" : matcher.group(2);
          return new RecordedChange(at, kind, RecordedChange.clean(text));
        }
      }
    }
    throw new RecordingFormatException(
        line, "one of open, settings, disconnect, close, note after !", "another word");
  }
}
