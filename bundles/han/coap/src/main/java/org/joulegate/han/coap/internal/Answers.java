package org.joulegate.han.coap.internal;

import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.joulegate.han.api.HanException;

/** Makes responses. An error carries one sentence (RFC 7252, clause 5.5.2). */
final class Answers {
  private static final int SHOWN = 60;

  private Answers() {}

  static Response content(int contentFormat, byte[] bytes) {
    Response response = new Response(ResponseCode.CONTENT);
    response.setPayload(bytes);
    response.getOptions().setContentFormat(contentFormat);
    return response;
  }

  static Response error(ResponseCode code, String sentence) {
    Response response = new Response(code);
    response.setPayload(sentence);
    return response;
  }

  static Response refusal(HanException refused) {
    String message = refused.getMessage();
    String sentence = message == null ? "" : message;
    return switch (refused.kind()) {
      case BAD_PARAMETER -> error(ResponseCode.BAD_REQUEST, sentence);
      case NOT_FOUND -> error(ResponseCode.NOT_FOUND, sentence);
      case UNAVAILABLE -> {
        Response response = error(ResponseCode.SERVICE_UNAVAILABLE, sentence);
        response.getOptions().setMaxAge(PathResource.RETRY_SECONDS);
        yield response;
      }
    };
  }

  /** What a client sent, short and printable enough to send back. */
  static String shown(String text) {
    String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
