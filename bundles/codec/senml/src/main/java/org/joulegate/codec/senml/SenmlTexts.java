package org.joulegate.codec.senml;

import org.jspecify.annotations.Nullable;

/** Checks of texts. */
final class SenmlTexts {

  private SenmlTexts() {}

  /** Whatever is kept can be written as UTF-8, in JSON and in CBOR. */
  static void requireWellFormed(@Nullable String text) {
    if (text == null) {
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException("a text with an unpaired surrogate");
      }
    }
  }

  /** RFC 8428 section 4.5.1: a letter or digit first, then also {@code - : . / _}. */
  static boolean isName(String name) {
    if (name.isEmpty() || !isAlphanumeric(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isAlphanumeric(c) && "-:./_".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
