package org.joulegate.headend.intake.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.joulegate.codec.json.JsonWriter;

/**
 * An answer as JSON.
 *
 * @param status the HTTP status
 * @param json the body
 */
record Reply(int status, String json) {
  static Reply ok(String json) {
    return new Reply(200, json);
  }

  /** An error: when it was and one sentence. */
  static Reply error(int status, Instant at, String sentence) {
    return new Reply(
        status,
        JsonWriter.compact()
            .beginObject()
            .member("at", at)
            .member("error", sentence)
            .endObject()
            .text());
  }

  void send(Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)), callback);
  }
}
