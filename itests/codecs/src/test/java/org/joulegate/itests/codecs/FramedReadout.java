package org.joulegate.itests.codecs;

import java.nio.charset.StandardCharsets;

/**
 * A read-out with the frame that j62056 wants: identification, STX, data, ETX and check character.
 * Most recordings are of meters that push without a frame, or begin with what the reader sent.
 */
final class FramedReadout {

  private static final char STX = 2;
  private static final char ETX = 3;

  private FramedReadout() {}

  /** The same data, framed; the bytes as they are when they have no identification. */
  static byte[] of(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int stx = text.indexOf(STX);
    int from = identification(text, stx < 0 ? text.length() : stx);
    int end = from < 0 ? -1 : text.indexOf('\n', from);
    if (end < 0) {
      return bytes;
    }
    String head = text.substring(from, end).strip() + "\r\n";
    return (head + (stx >= 0 ? text.substring(stx) : framed(text.substring(end))))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Where the last line with an identification begins; a request begins with a slash as well. */
  private static int identification(String text, int before) {
    int at = text.lastIndexOf('/', before - 1);
    while (at >= 0 && (text.startsWith("/?", at) || (at > 0 && text.charAt(at - 1) >= ' '))) {
      at = text.lastIndexOf('/', at - 1);
    }
    return at;
  }

  private static String framed(String rest) {
    int end = rest.lastIndexOf('!');
    String lines = end < 0 ? rest : rest.substring(0, end);
    String data = lines.strip().replace("\r", "").replace("\n", "\r\n") + "\r\n!\r\n" + ETX;
    int check = 0;
    for (int i = 0; i < data.length(); i++) {
      check ^= data.charAt(i);
    }
    return STX + data + (char) check;
  }
}
