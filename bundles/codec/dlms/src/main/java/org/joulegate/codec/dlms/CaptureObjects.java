package org.joulegate.codec.dlms;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists that say which attributes are captured or pushed: push_object_list of class 40 and
 * capture_objects of class 7 (Blue Book), each element class, logical name, attribute and
 * data-index, perhaps with restrictions behind. They name values that stand elsewhere and hold
 * none, however much a data-index looks like one.
 */
final class CaptureObjects {

  static final int PUSH_SETUP = 40;

  private static final int PARTS = 4;

  private CaptureObjects() {}

  /** Whether data is such a list. */
  static boolean isList(DlmsData data) {
    List<DlmsData> elements = PushReader.elements(data);
    if (elements == null || elements.isEmpty()) {
      return false;
    }
    // A structure of such parts may as well be attributes with values of 16 bits.
    boolean indexed = data instanceof DlmsData.Structure;
    for (DlmsData element : elements) {
      List<DlmsData> parts = PushReader.elements(element);
      if (!isCapture(parts) || (indexed && !isZero(of(element).get(PARTS - 1)))) {
        return false;
      }
    }
    return true;
  }

  /** Where the first such list stands among some elements; -1 when none does. */
  static int find(List<DlmsData> elements) {
    for (int i = 0; i < elements.size(); i++) {
      if (isList(elements.get(i))) {
        return i;
      }
    }
    return -1;
  }

  static List<DlmsData> of(DlmsData data) {
    List<DlmsData> elements = PushReader.elements(data);
    return elements == null ? List.of() : elements;
  }

  /**
   * The values of a list among what follows it, the last of them those of its last objects: one for
   * each, or one less where the first object is the list itself; also in a structure of their own.
   * None when there are more or fewer.
   */
  static List<DlmsData> values(List<DlmsData> captures, List<DlmsData> behind) {
    boolean row =
        behind.size() == 1 && captures.size() > 1 && behind.get(0) instanceof DlmsData.Structure;
    List<DlmsData> values = row ? of(behind.get(0)) : behind;
    int shift = captures.size() - values.size();
    return shift == 0 || (shift == 1 && isPushSetup(captures.get(0))) ? values : List.of();
  }

  private static boolean isZero(DlmsData data) {
    return data instanceof DlmsData.Int number && number.value() == 0;
  }

  private static boolean isPushSetup(DlmsData capture) {
    return of(capture).get(0) instanceof DlmsData.Int classId && classId.value() == PUSH_SETUP;
  }

  private static boolean isCapture(@Nullable List<DlmsData> parts) {
    return parts != null
        && parts.size() >= PARTS
        && parts.get(0).type() == DlmsType.LONG_UNSIGNED
        && PushReader.isName(parts.get(1))
        && parts.get(2).type() == DlmsType.INTEGER
        && parts.get(3).type() == DlmsType.LONG_UNSIGNED;
  }
}
