package org.joulegate.codec.mbus;

import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.mbus.transport.CiField;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.jspecify.annotations.Nullable;

/** What the application layer of a telegram says. */
public sealed interface ApplicationData
    permits ApplicationData.Variable,
        ApplicationData.Fixed,
        ApplicationData.Format,
        ApplicationData.Alarm,
        ApplicationData.Select,
        ApplicationData.Selection,
        ApplicationData.BaudRate,
        ApplicationData.Other,
        ApplicationError {

  /**
   * Why not all was read that it announces: a record is broken, the content is one that is not read
   * here, the meter answered with an error. Null when all was read.
   */
  default @Nullable MalformedTelegramException fault() {
    return null;
  }

  /**
   * Data records.
   *
   * @param records in order
   * @param array where they stand: the array given, or the full frame that a compact frame stands
   *     for
   * @param compact whether the telegram was a compact frame
   */
  record Variable(Records records, byte[] array, boolean compact) implements ApplicationData {
    @Override
    public @Nullable MalformedTelegramException fault() {
      return records.fault();
    }
  }

  /**
   * The fixed structure.
   *
   * @param data both counters
   */
  record Fixed(FixedData data) implements ApplicationData {}

  /**
   * A format frame.
   *
   * @param signature of the format, 0 to 0xFFFF
   * @param format data and value information of all records
   */
  record Format(int signature, ByteSlice format) implements ApplicationData {}

  /**
   * An alarm (EN 13757-3:2018, clause 10; CI 71, 74 and 75).
   *
   * @param state the alarm states as bits, 0 to 255
   * @param records what the meter says besides; usually none
   */
  record Alarm(int state, List<DataRecord> records) implements ApplicationData {}

  /**
   * Reset and selection of an application, or the answer to that (EN 13757-3:2018, clause 7; CI 50,
   * 53, 54, 55, 66, 67 and 68).
   *
   * @param parameters the application in the upper half of the first byte, its block in the lower;
   *     none resets
   */
  record Select(ByteSlice parameters) implements ApplicationData {

    private static final String[] APPLICATIONS = {
      "all",
      "user data",
      "simple billing",
      "enhanced billing",
      "multi tariff billing",
      "instantaneous values",
      "load management values",
      "reserved",
      "installation and start-up",
      "testing",
      "calibration",
      "manufacturing",
      "development",
      "self test",
      "reserved",
      "reserved"
    };

    /** The application in words. */
    public String text() {
      return parameters.length() == 0
          ? "reset"
          : APPLICATIONS[parameters.u8(0) >>> 4] + ", block " + (parameters.u8(0) & 0xF);
    }
  }

  /**
   * Selection of meters by their secondary address (EN 13757-3:2018, clause 12; CI 52 and 56).
   *
   * @param address F in a digit, and FF in a byte, stands for any
   * @param records what the meters must hold besides, for example a fabrication number
   */
  record Selection(MeterAddress address, List<DataRecord> records) implements ApplicationData {}

  /**
   * The meter is to use another baud rate (EN 13757-3:2018, clause 11; CI B8 to BF).
   *
   * @param baud 300 to 38,400
   */
  record BaudRate(int baud) implements ApplicationData {}

  /**
   * Content that is not read here.
   *
   * @param field what it is
   * @param bytes its bytes
   */
  record Other(CiField field, ByteSlice bytes) implements ApplicationData {
    @Override
    public @Nullable MalformedTelegramException fault() {
      return bytes.length() == 0
          ? null
          : new MalformedTelegramException(
              Kind.UNSUPPORTED,
              bytes.offset(),
              "content that the standard describes",
              field.content().words());
    }
  }
}
