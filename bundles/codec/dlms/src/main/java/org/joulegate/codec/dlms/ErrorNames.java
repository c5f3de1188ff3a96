package org.joulegate.codec.dlms;

import java.util.Map;

/** What meters answer when they cannot or will not (IEC 62056-5-3, "xDLMS APDUs", enumerations). */
final class ErrorNames {

  static final int INVOCATION_COUNTER_ERROR = 6;

  private static final Map<Integer, String> ACCESS_RESULTS =
      Map.ofEntries(
          Map.entry(0, "success"),
          Map.entry(1, "hardware-fault"),
          Map.entry(2, "temporary-failure"),
          Map.entry(3, "read-write-denied"),
          Map.entry(4, "object-undefined"),
          Map.entry(9, "object-class-inconsistent"),
          Map.entry(11, "object-unavailable"),
          Map.entry(12, "type-unmatched"),
          Map.entry(13, "scope-of-access-violated"),
          Map.entry(14, "data-block-unavailable"),
          Map.entry(15, "long-get-aborted"),
          Map.entry(16, "no-long-get-in-progress"),
          Map.entry(17, "long-set-aborted"),
          Map.entry(18, "no-long-set-in-progress"),
          Map.entry(19, "data-block-number-invalid"),
          Map.entry(250, "other-reason"));

  private static final Map<Integer, String> STATE_ERRORS =
      Map.of(1, "service-not-allowed", 2, "service-unknown");

  private static final Map<Integer, String> SERVICE_ERRORS =
      Map.of(
          1,
          "operation-not-possible",
          2,
          "service-not-supported",
          3,
          "other-reason",
          4,
          "pdu-too-long",
          5,
          "deciphering-error",
          INVOCATION_COUNTER_ERROR,
          "invocation-counter-error");

  private static final Map<Integer, String> CONFIRMED_SERVICES =
      Map.of(1, "initiateError", 5, "read", 6, "write");

  private static final Map<Integer, String> ERROR_GROUPS =
      Map.ofEntries(
          Map.entry(0, "application-reference"),
          Map.entry(1, "hardware-resource"),
          Map.entry(2, "vde-state-error"),
          Map.entry(3, "service"),
          Map.entry(4, "definition"),
          Map.entry(5, "access"),
          Map.entry(6, "initiate"),
          Map.entry(7, "load-data-set"),
          Map.entry(9, "task"),
          Map.entry(10, "other"));

  private static final int EXCEPTION_BYTES = 3;
  private static final int SERVICE_ERROR_BYTES = 4;

  /**
   * Of a refusal in place of a block: tag, form, invoke-id, last, four of the number, choice,
   * reason.
   */
  private static final int BLOCK_REFUSAL_BYTES = 10;

  private ErrorNames() {}

  /** Whether bytes are an error of a meter to their last one, with codes of the standard. */
  static boolean isExactError(byte[] array, int start, int end) {
    int length = end - start;
    if (length < EXCEPTION_BYTES) {
      return false;
    }
    int first = array[start + 1] & 0xFF;
    int second = array[start + 2] & 0xFF;
    if ((array[start] & 0xFF) == ApduTag.EXCEPTION_RESPONSE) {
      int counter = second == INVOCATION_COUNTER_ERROR ? Integer.BYTES : 0;
      return length == EXCEPTION_BYTES + counter
          && STATE_ERRORS.containsKey(first)
          && SERVICE_ERRORS.containsKey(second);
    }
    if ((array[start] & 0xFF) == ApduTag.GET_RESPONSE) {
      return length == BLOCK_REFUSAL_BYTES && ACCESS_RESULTS.containsKey(array[end - 1] & 0xFF);
    }
    return length == SERVICE_ERROR_BYTES
        && CONFIRMED_SERVICES.containsKey(first)
        && ERROR_GROUPS.containsKey(second);
  }

  static String accessResult(int code) {
    return name(ACCESS_RESULTS, code);
  }

  static String stateError(int code) {
    return name(STATE_ERRORS, code);
  }

  static String serviceError(int code) {
    return name(SERVICE_ERRORS, code);
  }

  static String confirmedService(int code) {
    return name(CONFIRMED_SERVICES, code);
  }

  static String errorGroup(int code) {
    return name(ERROR_GROUPS, code);
  }

  private static String name(Map<Integer, String> names, int code) {
    String name = names.get(code);
    return name == null ? "number " + code : name;
  }
}
