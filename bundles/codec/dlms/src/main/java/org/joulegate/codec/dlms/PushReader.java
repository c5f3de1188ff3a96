package org.joulegate.codec.dlms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.joulegate.codec.dlms.DlmsRegister.Scale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the registers in the data of a push. Three forms are known: a list of capture objects with
 * their values behind it (push_object_list of class 40 as its first element), a maker's list
 * without codes ({@link PushLists}), and codes next to their values, each with or without a
 * scaler_unit.
 */
final class PushReader {

  private static final int SCALER_UNIT_ATTRIBUTE = 3;
  private static final int DEMAND_REGISTER = 5;
  private static final int DEMAND_SCALER_UNIT_ATTRIBUTE = 4;
  private static final int VALUE_ATTRIBUTE = 2;
  private static final int CAPTURE_PARTS = 4;

  private static final long CLOCK = DlmsObis.packed(0, 0, 1, 0, 0, 255);
  private static final long SERIAL_NUMBER = DlmsObis.packed(0, 0, 96, 1, 0, 255);

  /** Where a meter says who it is, the best first (IEC 62056-6-1; the fourth is Kamstrup's). */
  private static final long[] IDENTITIES = {
    SERIAL_NUMBER,
    DlmsObis.packed(0, 0, 42, 0, 0, 255),
    DlmsObis.packed(0, 0, 96, 1, 1, 255),
    DlmsObis.packed(1, 1, 0, 0, 5, 255),
    DlmsObis.packed(1, 0, 0, 0, 0, 255),
  };

  private final DlmsTelegram telegram;

  /** In the order of the push; their scales are those that stand beside them. */
  private List<DlmsRegister> found = List.of();

  /** About how many there are, before the first is found. */
  private int expected = 1;

  /** What the push says of the scale of registers apart from their values. */
  private List<DlmsRegister> scales = List.of();

  /** The maker, once it was looked for: most pushes say all without. */
  private @Nullable String maker;

  private boolean makerSought;
  private @Nullable String list;

  /** A date-time that stands first in the push. */
  private @Nullable DlmsDateTime firstTime;

  PushReader(DlmsTelegram telegram) {
    this.telegram = telegram;
  }

  DlmsReading read() {
    DlmsDateTime sent = null;
    if (telegram.apdu() instanceof DlmsApdu.DataNotification push) {
      sent = push.time();
      body(push.body(), push.timeTagged());
    } else if (telegram.apdu() instanceof DlmsApdu.EventNotification event) {
      sent = event.time();
      long obis = DlmsObis.packed(event.obis());
      if (event.attribute() == VALUE_ATTRIBUTE && isScalar(event.value())) {
        register(obis, event.value(), null);
      }
      walk(event.value());
    } else if (telegram.apdu() instanceof DlmsApdu.GetResponse response) {
      for (DlmsApdu.GetResponse.Result result : response.results()) {
        if (result.data() != null) {
          walk(result.data());
        }
      }
    }
    return reading(sent);
  }

  private void body(DlmsData body, boolean timeTagged) {
    List<DlmsData> elements = elements(body);
    if (elements == null || elements.isEmpty()) {
      return;
    }
    firstTime = timeOf(elements.get(0));
    expected = elements.size();
    int captures = CaptureObjects.find(elements);
    if (captures >= 0) {
      captured(elements, captures);
    } else if (body instanceof DlmsData.Structure && listed(elements, timeTagged)) {
      return;
    } else {
      values(body, elements);
    }
    trailingId(elements);
  }

  /** Takes the values of a list without codes; says whether it is one that is known. */
  private boolean listed(List<DlmsData> elements, boolean timeTagged) {
    PushLists.Row row = PushLists.match(elements, () -> timeTagged || "KFM".equals(maker()));
    if (row == null) {
      return false;
    }
    list = row.name();
    for (int i = 0; i < elements.size(); i++) {
      PushLists.Column column = row.columns().get(i);
      if (column.obis() != 0) {
        register(column.obis(), elements.get(i), column.scale());
      }
    }
    return true;
  }

  private void register(long obis, DlmsData value, @Nullable Scale scale) {
    found = found.isEmpty() ? new ArrayList<>(expected) : found;
    found.add(new DlmsRegister(obis, value, scale));
  }

  private @Nullable String maker() {
    if (!makerSought) {
      maker = SenderMaker.of(telegram);
      makerSought = true;
    }
    return maker;
  }

  /** A list of capture objects and their values; without as many values it names none. */
  private void captured(List<DlmsData> parts, int at) {
    List<DlmsData> captures = CaptureObjects.of(parts.get(at));
    List<DlmsData> values = CaptureObjects.values(captures, parts.subList(at + 1, parts.size()));
    int shift = captures.size() - values.size();
    for (int i = 0; i < values.size(); i++) {
      capture(elements(captures.get(i + shift)), values.get(i));
    }
  }

  private void capture(@Nullable List<DlmsData> capture, DlmsData value) {
    if (capture == null) {
      return;
    }
    long classId = ((DlmsData.Int) capture.get(0)).value();
    long obis = DlmsObis.packed(((DlmsData.Octets) capture.get(1)).bytes());
    long attribute = ((DlmsData.Int) capture.get(2)).value();
    Scale scale = scalerUnit(value);
    int scaleAttribute =
        classId == DEMAND_REGISTER ? DEMAND_SCALER_UNIT_ATTRIBUTE : SCALER_UNIT_ATTRIBUTE;
    if (attribute == scaleAttribute && scale != null) {
      scales = scales.isEmpty() ? new ArrayList<>() : scales;
      scales.add(new DlmsRegister(obis, value, scale));
    } else if (attribute == VALUE_ATTRIBUTE
        && classId != CaptureObjects.PUSH_SETUP
        && isScalar(value)) {
      register(obis, value, null);
    }
  }

  /** Codes next to their values, at any depth. */
  private void walk(DlmsData data) {
    List<DlmsData> parts = elements(data);
    if (parts == null) {
      return;
    }
    int definitions = CaptureObjects.find(parts);
    if (definitions >= 0) {
      captured(parts, definitions);
    } else {
      values(data, parts);
    }
  }

  private void values(DlmsData data, List<DlmsData> parts) {
    if (CaptureObjects.isList(data)) {
      return;
    }
    if (isAttribute(parts)) {
      attribute(parts);
      return;
    }
    for (int i = 0; i < parts.size(); i++) {
      DlmsData part = parts.get(i);
      // A name in front of a name is a title: of the list, or of the push setup.
      if (!isName(part) || i + 1 == parts.size() || isName(parts.get(i + 1))) {
        walk(part);
        continue;
      }
      DlmsData value = parts.get(++i);
      Scale scale = i + 1 < parts.size() ? scalerUnit(parts.get(i + 1)) : null;
      if (scale != null) {
        i++;
      }
      if (isScalar(value)) {
        long obis = DlmsObis.packed(((DlmsData.Octets) part).bytes());
        register(obis, value, scale);
      } else {
        walk(value);
      }
    }
  }

  /** Class, code, attribute and value, perhaps with a scaler_unit behind. */
  private static boolean isAttribute(List<DlmsData> parts) {
    return parts.size() >= CAPTURE_PARTS
        && parts.size() <= CAPTURE_PARTS + 1
        && parts.get(0).type() == DlmsType.LONG_UNSIGNED
        && isName(parts.get(1))
        && parts.get(2).type() == DlmsType.INTEGER;
  }

  private void attribute(List<DlmsData> parts) {
    long attribute = ((DlmsData.Int) parts.get(2)).value();
    DlmsData value = parts.get(3);
    Scale scale = parts.size() > CAPTURE_PARTS ? scalerUnit(parts.get(CAPTURE_PARTS)) : null;
    if (attribute == VALUE_ATTRIBUTE && isScalar(value)) {
      long obis = DlmsObis.packed(((DlmsData.Octets) parts.get(1)).bytes());
      register(obis, value, scale);
    }
  }

  /** The lists of Austrian operators begin with the time and end with the meter's number. */
  private void trailingId(List<DlmsData> elements) {
    DlmsData last = elements.get(elements.size() - 1);
    boolean unnamed = elements.size() > 2 && !isName(elements.get(elements.size() - 2));
    if (firstTime != null && unnamed && !found.isEmpty() && printable(last) != null) {
      register(SERIAL_NUMBER, last, null);
    }
  }

  private DlmsReading reading(@Nullable DlmsDateTime sent) {
    DlmsDateTime clock = null;
    for (int i = 0; i < found.size(); i++) {
      DlmsRegister one = found.get(i);
      Scale scale = one.scale() == null ? scaleOf(one) : null;
      if (scale != null) {
        found.set(i, new DlmsRegister(one.code(), one.value(), scale));
      }
      clock = clock == null && one.code() == CLOCK ? one.dateTime() : clock;
    }
    DlmsDateTime time = clock == null ? sent : clock;
    time = time == null ? firstTime : time;
    return new DlmsReading(meter(found), time, list, Collections.unmodifiableList(found));
  }

  /** From a scaler_unit that was captured beside the value, else from the maker's table. */
  private @Nullable Scale scaleOf(DlmsRegister one) {
    if (!isNumber(one.value())) {
      return null;
    }
    for (DlmsRegister other : scales) {
      if (other.code() == one.code()) {
        return other.scale();
      }
    }
    String known = maker();
    if (known == null) {
      return null;
    }
    Scale scale = MakerScales.of(known, one.code());
    if (scale != null && list == null) {
      list = MakerScales.name(known);
    }
    return scale;
  }

  private static @Nullable String meter(List<DlmsRegister> registers) {
    String meter = null;
    int best = IDENTITIES.length;
    for (int i = 0; i < registers.size(); i++) {
      DlmsRegister register = registers.get(i);
      for (int rank = 0; rank < best; rank++) {
        String text = register.code() == IDENTITIES[rank] ? register.text() : null;
        if (text != null && !text.isBlank()) {
          meter = text;
          best = rank;
        }
      }
    }
    return meter;
  }

  /** A structure of scaler and unit, or null. */
  private static @Nullable Scale scalerUnit(DlmsData data) {
    if (data instanceof DlmsData.Structure structure
        && structure.elements().size() == 2
        && structure.elements().get(0) instanceof DlmsData.Int scaler
        && scaler.type() == DlmsType.INTEGER
        && structure.elements().get(1) instanceof DlmsData.Int unit
        && unit.type() == DlmsType.ENUM) {
      return new Scale((int) scaler.value(), (int) unit.value(), true);
    }
    return null;
  }

  static @Nullable List<DlmsData> elements(DlmsData data) {
    if (data instanceof DlmsData.Structure structure) {
      return structure.elements();
    } else if (data instanceof DlmsData.Array array) {
      return array.elements();
    } else if (data instanceof DlmsData.CompactArray array) {
      return array.elements();
    }
    return null;
  }

  static boolean isName(DlmsData data) {
    return data instanceof DlmsData.Octets octets && DlmsObis.looksLike(octets.bytes());
  }

  private static boolean isScalar(DlmsData data) {
    return elements(data) == null;
  }

  private static boolean isNumber(DlmsData data) {
    return data instanceof DlmsData.Int
        || data instanceof DlmsData.Real
        || data instanceof DlmsData.Bcd;
  }

  private static @Nullable DlmsDateTime timeOf(DlmsData data) {
    return new DlmsRegister(CLOCK, data, null).dateTime();
  }

  /** The text of a printable string, or null. */
  static @Nullable String printable(DlmsData data) {
    if (data instanceof DlmsData.Octets octets) {
      return octets.bytes().isPrintable() ? octets.bytes().toText() : null;
    } else if (data instanceof DlmsData.Text text) {
      return text.bytes().isPrintable() ? text.text() : null;
    }
    return null;
  }
}
