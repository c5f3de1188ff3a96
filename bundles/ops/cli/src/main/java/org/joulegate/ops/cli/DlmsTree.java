package org.joulegate.ops.cli;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.dlms.DlmsData;
import org.joulegate.codec.json.JsonValue;
import org.joulegate.codec.json.JsonValue.JsonArray;
import org.joulegate.codec.json.JsonValue.JsonName;
import org.joulegate.codec.json.JsonValue.JsonNumber;
import org.joulegate.codec.json.JsonValue.JsonString;

/**
 * Typed data as JSON: an array of the type's name and the value, for example {@code
 * ["structure",[["uint32",0]]]}. A compact array is shown as the array that it stands for.
 */
final class DlmsTree {

  private DlmsTree() {}

  static JsonValue of(DlmsData data) {
    return new JsonArray(List.of(new JsonString(name(data)), value(data)));
  }

  private static String name(DlmsData data) {
    return switch (data.type()) {
      case NULL_DATA -> "null";
      case ARRAY, COMPACT_ARRAY -> "array";
      case STRUCTURE -> "structure";
      case BOOLEAN -> "boolean";
      case BIT_STRING -> "bitstring";
      case DOUBLE_LONG -> "int32";
      case DOUBLE_LONG_UNSIGNED -> "uint32";
      case OCTET_STRING -> "octetstring";
      case VISIBLE_STRING -> "string";
      case UTF8_STRING -> "stringutf8";
      case BCD -> "bcd";
      case INTEGER -> "int8";
      case LONG -> "int16";
      case UNSIGNED -> "uint8";
      case LONG_UNSIGNED -> "uint16";
      case LONG64 -> "int64";
      case LONG64_UNSIGNED -> "uint64";
      case ENUM -> "enum";
      case FLOAT32 -> "float32";
      case FLOAT64 -> "float64";
      case DATE_TIME -> "datetime";
      case DATE -> "date";
      case TIME -> "time";
      case DELTA_INTEGER -> "deltaint8";
      case DELTA_LONG -> "deltaint16";
      case DELTA_DOUBLE_LONG -> "deltaint32";
      case DELTA_UNSIGNED -> "deltauint8";
      case DELTA_LONG_UNSIGNED -> "deltauint16";
      case DELTA_DOUBLE_LONG_UNSIGNED -> "deltauint32";
      case DONT_CARE -> "dontcare";
    };
  }

  private static JsonValue value(DlmsData data) {
    if (data instanceof DlmsData.Structure structure) {
      return list(structure.elements());
    } else if (data instanceof DlmsData.Array array) {
      return list(array.elements());
    } else if (data instanceof DlmsData.CompactArray array) {
      return list(array.elements());
    } else if (data instanceof DlmsData.Int number) {
      return new JsonNumber(number.decimal(0));
    } else if (data instanceof DlmsData.Real real) {
      return real.isFinite() ? new JsonNumber(real.decimal()) : new JsonString(real.decimal());
    } else if (data instanceof DlmsData.Octets octets) {
      return new JsonString(octets.bytes().toHex());
    } else if (data instanceof DlmsData.Text text) {
      return new JsonString(text.text());
    } else if (data instanceof DlmsData.Bool bool) {
      return new JsonString(bool.value() ? "True" : "False");
    } else if (data instanceof DlmsData.BitString bits) {
      return new JsonString(bits.text());
    } else if (data instanceof DlmsData.Moment moment) {
      return new JsonString(moment.bytes().toHex());
    } else if (data instanceof DlmsData.Bcd bcd && bcd.number() >= 0) {
      return new JsonNumber(Integer.toString(bcd.number()));
    }
    return JsonName.NULL;
  }

  private static JsonValue list(List<DlmsData> elements) {
    List<JsonValue> list = new ArrayList<>(elements.size());
    for (DlmsData element : elements) {
      list.add(of(element));
    }
    return new JsonArray(list);
  }
}
