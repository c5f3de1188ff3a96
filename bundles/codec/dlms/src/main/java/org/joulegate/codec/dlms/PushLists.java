package org.joulegate.codec.dlms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.joulegate.codec.dlms.DlmsRegister.Scale;
import org.jspecify.annotations.Nullable;

/**
 * Push lists of makers and operators that carry values and no OBIS codes, as data. A list is
 * recognised by the types of its elements and by something that only this maker sends; which value
 * stands where follows from the row.
 */
final class PushLists {

  /** What tells whose list it is. */
  enum Sign {
    /** Of Kaifa: the tag in front of the date-time, or the sender's system title. */
    KAIFA,
    /** The first element is a text that begins like this. */
    FIRST_TEXT,
    /** The first element is a text of sixteen characters, an id after DIN 43863-5. */
    FIRST_ID,
    /** The first element is a text of digits alone. */
    FIRST_DIGITS,
    /** The first element is the logical name of the push setup. */
    FIRST_NAME
  }

  /**
   * A list.
   *
   * @param name who sends it
   * @param sign how it is told apart
   * @param text what the sign is looked for with, if anything
   * @param columns one for each element
   */
  record Row(String name, Sign sign, String text, List<Column> columns) {}

  /**
   * An element of a list.
   *
   * @param type its types on the wire: o a string, t a date-time, 4 and 2 integers of so many
   *     bytes, s boolean, enum or a byte, and ? anything
   * @param obis its code, packed; 0 when its meaning is not known
   * @param scale null when it is no quantity
   */
  record Column(char type, long obis, @Nullable Scale scale) {}

  /** What stands in a list: a name for it, the code, and the unit. Units by their number. */
  private static final String[][] QUANTITIES = {
    {"name", "0-0:42.0.0", ""},
    {"id", "0-0:96.1.0", ""},
    {"product", "0-0:96.1.2", ""},
    {"product3", "0-0:96.1.3", ""},
    {"version", "1-1:0.2.129", ""},
    {"model", "0-0:96.1.7", ""},
    {"time", "0-0:1.0.0", ""},
    {"switch", "0-0:96.3.10", ""},
    {"tariff", "0-0:96.14.0", ""},
    {"P+", "1-0:1.7.0", "27"},
    {"P-", "1-0:2.7.0", "27"},
    {"Q+", "1-0:3.7.0", "29"},
    {"Q-", "1-0:4.7.0", "29"},
    {"P1+", "1-0:21.7.0", "27"},
    {"P2+", "1-0:41.7.0", "27"},
    {"P3+", "1-0:61.7.0", "27"},
    {"P1-", "1-0:22.7.0", "27"},
    {"P2-", "1-0:42.7.0", "27"},
    {"P3-", "1-0:62.7.0", "27"},
    {"U1", "1-0:32.7.0", "35"},
    {"U2", "1-0:52.7.0", "35"},
    {"U3", "1-0:72.7.0", "35"},
    {"I1", "1-0:31.7.0", "33"},
    {"I2", "1-0:51.7.0", "33"},
    {"I3", "1-0:71.7.0", "33"},
    {"A+", "1-0:1.8.0", "30"},
    {"A+1", "1-0:1.8.1", "30"},
    {"A+2", "1-0:1.8.2", "30"},
    {"A-", "1-0:2.8.0", "30"},
    {"A-1", "1-0:2.8.1", "30"},
    {"A-2", "1-0:2.8.2", "30"},
    {"R+", "1-0:3.8.0", "32"},
    {"R-", "1-0:4.8.0", "32"},
  };

  private static final Map<String, String[]> BY_NAME = byName();

  private static final String KAIFA_HEAD = "o:version o:id o:model 4:P+ 4:P- 4:Q+ 4:Q- ";
  private static final String KAIFA_ONE_PHASE = KAIFA_HEAD + "4:I1/-3 4:U1/-1";
  private static final String KAIFA_THREE_PHASES =
      KAIFA_HEAD + "4:I1/-3 4:I2/-3 4:I3/-3 4:U1/-1 4:U2/-1 4:U3/-1";
  private static final String HOUR = " t:time 4:A+ 4:A- 4:R+ 4:R-";
  private static final String SLOVENIA_HEAD = "o:name o:product 4:P+ 4:P- 4:Q+ 4:Q- ";

  private static final Row[] ROWS = {
    row("Kaifa, Norway, list 1", Sign.KAIFA, "", "4:P+"),
    row("Kaifa, list 2, one phase", Sign.FIRST_TEXT, "KFM_", KAIFA_ONE_PHASE),
    row("Kaifa, list 2, three phases", Sign.FIRST_TEXT, "KFM_", KAIFA_THREE_PHASES),
    row("Kaifa, list 3, one phase", Sign.FIRST_TEXT, "KFM_", KAIFA_ONE_PHASE + HOUR),
    row("Kaifa, list 3, three phases", Sign.FIRST_TEXT, "KFM_", KAIFA_THREE_PHASES + HOUR),
    row(
        "Iskraemeco, Slovenia, three phases",
        Sign.FIRST_TEXT,
        "ISK",
        SLOVENIA_HEAD
            + "2:U1/-1 2:U2/-1 2:U3/-1 2:I1/-2 2:I2/-2 2:I3/-2 "
            + "4:P1+ 4:P2+ 4:P3+ 4:P1- 4:P2- 4:P3-"),
    row(
        "Iskraemeco, Slovenia, one phase",
        Sign.FIRST_TEXT,
        "ISK",
        SLOVENIA_HEAD + "2:U1/-1 2:I1/-2 4:P1+ 4:P1-"),
    row(
        "Iskraemeco, Slovenia, one phase without current",
        Sign.FIRST_TEXT,
        "ISK",
        SLOVENIA_HEAD + "2:U1/-1 4:? 4:?"),
    row(
        "Iskraemeco, Slovenia, UP_3f",
        Sign.FIRST_TEXT,
        "ISK",
        "o:name o:product 2:U1/-1 2:U2/-1 2:U3/-1 2:I1/-2 2:I2/-2 2:I3/-2 4:P+ 4:P- 4:Q+ 4:Q-"),
    row(
        "Iskraemeco, Slovenia, energies",
        Sign.FIRST_TEXT,
        "ISK",
        "o:name o:product3 s:switch o:tariff 4:A+ 4:A+1 4:A+2 4:A- 4:A-1 4:A-2 4:R+ 4:R-"),
    row(
        "Iskraemeco, Slovenia, power and energies",
        Sign.FIRST_TEXT,
        "ISK",
        "o:name 4:P+ 4:P- 4:A+ 4:A+1 4:A+2 4:A- 4:A-1 4:A-2"),
    row("Iskraemeco, Slovenia, quarter-hour", Sign.FIRST_DIGITS, "", "o:id s:? 4:A+ 4:A-"),
    row(
        "Iskraemeco, Switzerland, list 0-6:25.9.0",
        Sign.FIRST_NAME,
        "0-6:25.9.0*255",
        "o:? ?:? ?:? ?:? 4:A+ 4:A- 4:R+ 4:R- 4:P+ 4:P- ?:? ?:?"),
    row("Wiener Netze", Sign.FIRST_ID, "", "o:name t:time 4:A+ 4:A- 4:R+ 4:R- 4:P+ 4:P- 4:Q+ 4:Q-"),
  };

  private static final int ID_BYTES = 16;

  private PushLists() {}

  /**
   * The row that a push is of, or null.
   *
   * @param kaifa whether it is of Kaifa; asked when all else fits a row of theirs
   */
  static @Nullable Row match(List<DlmsData> elements, BooleanSupplier kaifa) {
    for (Row row : ROWS) {
      if (fits(row, elements) && signed(row, elements.get(0), kaifa)) {
        return row;
      }
    }
    return null;
  }

  /** All rows, for tests. */
  static List<Row> rows() {
    return List.of(ROWS);
  }

  private static boolean fits(Row row, List<DlmsData> elements) {
    List<Column> columns = row.columns();
    if (columns.size() != elements.size()) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      DlmsData value = elements.get(i);
      // A meter leaves out what it cannot tell just now.
      if (value.type() != DlmsType.NULL_DATA && !isOf(columns.get(i).type(), value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOf(char type, DlmsData value) {
    return switch (value.type()) {
      case DOUBLE_LONG, DOUBLE_LONG_UNSIGNED -> type == '4' || type == '?';
      case LONG, LONG_UNSIGNED -> type == '2' || type == '?';
      case BOOLEAN, ENUM, UNSIGNED, INTEGER -> type == 's' || type == '?';
      case OCTET_STRING, VISIBLE_STRING, UTF8_STRING ->
          type == 'o'
              || type == '?'
              || (type == 't'
                  && value instanceof DlmsData.Octets octets
                  && DlmsDateTime.looksLike(octets.bytes()));
      case DATE_TIME -> type == 't' || type == '?';
      default -> type == '?';
    };
  }

  private static boolean signed(Row row, DlmsData first, BooleanSupplier kaifa) {
    String text = PushReader.printable(first);
    return switch (row.sign()) {
      case KAIFA -> kaifa.getAsBoolean();
      case FIRST_TEXT -> text != null && text.startsWith(row.text());
      case FIRST_ID -> text != null && text.length() == ID_BYTES;
      case FIRST_DIGITS -> text != null && isDigits(text);
      case FIRST_NAME ->
          first instanceof DlmsData.Octets octets
              && octets.bytes().length() == DlmsObis.BYTES
              && DlmsObis.text(octets.bytes()).equals(row.text());
    };
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Row row(String name, Sign sign, String text, String columns) {
    List<Column> list = new ArrayList<>();
    for (String column : columns.split(" ", -1)) {
      list.add(column(column));
    }
    return new Row(name, sign, text, List.copyOf(list));
  }

  /** A column as it stands in the table: type, colon, name, and a slash and the scaler. */
  private static Column column(String text) {
    String name = text.substring(2);
    if (name.equals("?")) {
      return new Column(text.charAt(0), 0, null);
    }
    int slash = name.indexOf('/');
    int scaler = slash < 0 ? 0 : Integer.parseInt(name.substring(slash + 1));
    String[] quantity = BY_NAME.get(slash < 0 ? name : name.substring(0, slash));
    Objects.requireNonNull(quantity, text);
    Scale scale =
        quantity[2].isEmpty() ? null : new Scale(scaler, Integer.parseInt(quantity[2]), false);
    return new Column(text.charAt(0), obis(quantity[1]), scale);
  }

  private static long obis(String text) {
    String[] groups = text.split("[-:.]", -1);
    long code = 0;
    for (String group : groups) {
      code = code << Byte.SIZE | Integer.parseInt(group);
    }
    return code << Byte.SIZE | 0xFF;
  }

  private static Map<String, String[]> byName() {
    Map<String, String[]> map = new HashMap<>();
    for (String[] quantity : QUANTITIES) {
      map.put(quantity[0], quantity);
    }
    return map;
  }
}
