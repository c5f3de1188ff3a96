package org.joulegate.han.coap.internal.resources;

import org.joulegate.metering.api.ObisCode;

/**
 * Names as SenML allows them: A-Z a-z 0-9 and {@code - : . / _} (RFC 8428, clause 4.5.1).
 *
 * <p>An OBIS code is written {@code A-B:C.D.E} for the present value and {@code A-B:C.D.E.F} for a
 * billing period, since SenML has no asterisk. In ids of meters and points {@code ~} becomes {@code
 * _}; the path of a meter keeps its id unchanged.
 */
final class Names {
  /** What stands before a meter's id. */
  static final String METER = "urn:joulegate:meter:";

  /** What stands before a metering point's id. */
  static final String POINT = "urn:joulegate:point:";

  /** Behind a name whose value is missing: a text with the cause. */
  static final String MISSING = "/missing";

  /** Behind a name whose unit SenML does not know: a text with the unit's symbol. */
  static final String UNIT = "/unit";

  /** Behind a name whose value is not as the meter sent it: a text with its quality. */
  static final String QUALITY = "/quality";

  private Names() {}

  static String of(ObisCode obis) {
    String full = obis.toString();
    int asterisk = full.indexOf('*');
    return obis.f() == 255
        ? full.substring(0, asterisk)
        : full.substring(0, asterisk) + "." + obis.f();
  }

  static String of(String id) {
    return id.replace('~', '_');
  }
}
