package org.joulegate.codec.senml;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joulegate.codec.cbor.CborKeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * The labels of RFC 8428: tables 1 (section 4.3) and 4 (section 6), in the order of JSON output.
 */
enum SenmlLabel {
  BASE_NAME("bn", -2, Type.TEXT),
  BASE_TIME("bt", -3, Type.NUMBER),
  BASE_UNIT("bu", -4, Type.TEXT),
  BASE_VALUE("bv", -5, Type.NUMBER),
  BASE_SUM("bs", -6, Type.NUMBER),
  BASE_VERSION("bver", -1, Type.VERSION),
  NAME("n", 0, Type.TEXT),
  UNIT("u", 1, Type.TEXT),
  VALUE("v", 2, Type.NUMBER),
  STRING_VALUE("vs", 3, Type.TEXT),
  BOOLEAN_VALUE("vb", 4, Type.BOOLEAN),
  DATA_VALUE("vd", 8, Type.DATA),
  SUM("s", 5, Type.NUMBER),
  TIME("t", 6, Type.NUMBER),
  UPDATE_TIME("ut", 7, Type.NUMBER);

  /** What stands behind a label. */
  enum Type {
    NUMBER,
    TEXT,
    BOOLEAN,
    DATA,
    VERSION
  }

  /** All labels in the order of deterministic CBOR. */
  static final List<SenmlLabel> IN_CBOR_ORDER =
      Arrays.stream(values())
          .sorted(Comparator.comparing(label -> label.cbor, CborKeyOrder.INTEGERS))
          .toList();

  private static final Map<String, SenmlLabel> BY_JSON = new HashMap<>();
  private static final Map<Long, SenmlLabel> BY_CBOR = new HashMap<>();

  static {
    for (SenmlLabel label : values()) {
      BY_JSON.put(label.json, label);
      BY_CBOR.put(label.cbor, label);
    }
  }

  final String json;
  final long cbor;
  final Type type;

  SenmlLabel(String json, long cbor, Type type) {
    this.json = json;
    this.cbor = cbor;
    this.type = type;
  }

  static @Nullable SenmlLabel ofJson(String label) {
    return BY_JSON.get(label);
  }

  static @Nullable SenmlLabel ofCbor(long label) {
    return BY_CBOR.get(label);
  }

  /** RFC 8428 section 4.4: an unknown label with this ending must be understood; others may not. */
  static boolean mustBeUnderstood(String label) {
    return label.endsWith("_");
  }
}
