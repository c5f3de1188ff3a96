package org.joulegate.update.launcher;

/**
 * One {@code --set PID.key=value}.
 *
 * @param pid what is configured: a component's PID, a factory's with {@code ~name}
 * @param key what follows the last dot before the first {@code =}
 * @param value the rest, as it was written
 */
record Setting(String pid, String key, String value) {

  /**
   * Takes the text apart.
   *
   * @throws StartException if it has another form
   */
  static Setting parse(String text) throws StartException {
    int equals = text.indexOf('=');
    int dot = equals < 0 ? -1 : text.lastIndexOf('.', equals);
    if (dot <= 0 || dot + 1 == equals) {
      throw new StartException(ExitStatus.USAGE, "--set takes PID.key=value, not \"" + text + "\"");
    }
    return new Setting(
        text.substring(0, dot), text.substring(dot + 1, equals), text.substring(equals + 1));
  }
}
