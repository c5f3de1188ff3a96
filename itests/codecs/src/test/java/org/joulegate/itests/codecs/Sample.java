package org.joulegate.itests.codecs;

import java.util.Objects;
import org.joulegate.codec.json.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One telegram as it is put to a decoder.
 *
 * @param id its name in the corpus
 * @param bytes what is decoded
 * @param key the key of its encryption, or null
 * @param authKey the second key that DLMS has, or null
 * @param frame how a radio telegram is framed, in the words of the corpus, or null
 * @param row the case of the corpus, or null for a fixture
 */
record Sample(
    String id,
    byte[] bytes,
    byte @Nullable [] key,
    byte @Nullable [] authKey,
    @Nullable String frame,
    @Nullable JsonObject row) {

  /** Whether it is all that came over a line, with good frames and others. */
  boolean isStream() {
    return row != null && "stream".equals(row.text("kind"));
  }

  /** What is expected of a case of the corpus. */
  JsonObject expect() {
    return Objects.requireNonNull(row).object("expect");
  }
}
