package org.joulegate.ops.cli;

import static org.joulegate.codec.iec62056.ReadoutEncoder.dataSet;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import java.util.List;
import org.joulegate.codec.iec62056.DataSet;
import org.joulegate.codec.iec62056.Identification;
import org.joulegate.codec.iec62056.ReadoutEncoder;
import org.junit.Test;

/** Which value has which time, unit and text. */
public class ReadoutRegistersTest {

  private static final Identification WHO = Identification.of("/ABC5TEST");
  private static final String FEBRUARY = "2023-02-01T00:00:00 winter time";

  private static List<Decoded.Register> d0(DataSet... sets) {
    byte[] bytes = ReadoutEncoder.readout(WHO, List.of(sets));
    return new D0Telegrams.Format().decode(Request.of(bytes)).registers();
  }

  private static List<Decoded.Register> p1(DataSet... sets) {
    byte[] bytes = ReadoutEncoder.p1(WHO, List.of(sets));
    return new P1Telegrams.Format().decode(Request.of(bytes)).registers();
  }

  @Test
  public void valuesBehindATimeHaveItAndAreNumbers() {
    DataSet months = dataSet("0-0:98.1.0", "230201000000W", "000061.955", "000000.134*kvarh");
    assertEquals(
        List.of(
            Decoded.Register.text("0-0:98.1.0", "230201000000W"),
            Decoded.Register.number("0-0:98.1.0", "61.955", null).withTime(FEBRUARY),
            Decoded.Register.number("0-0:98.1.0", "0.134", "kvarh").withTime(FEBRUARY)),
        p1(months));
    String time = "2023-02-01T12:00:00";
    assertEquals(
        List.of(
            Decoded.Register.text("1.6.1", "2302011200"),
            Decoded.Register.number("1.6.1", "5.1", "kW").withTime(time),
            Decoded.Register.number("1.6.1", "6.2", "kW").withTime(time)),
        d0(dataSet("1.6.1", "2302011200", "05.1*kW", "06.2*kW")));
  }

  @Test
  public void digitsThatCouldBeATimeAreNoneOfTheValuesBehindThem() {
    for (String address : new String[] {"C.1.0", "0.0.0", "F.F.1", "1.8.0", "0-0:96.1.0"}) {
      for (Decoded.Register register : d0(dataSet(address, "1201011200", "1.5*kWh", "2"))) {
        assertNull(address, register.time());
      }
    }
    for (Decoded.Register register : d0(dataSet("C.1.0", "230201000000W", "1.5*kWh", "2"))) {
      assertNull(register.time());
    }
  }

  @Test
  public void everyValueOfAnIdentityShowsItsOwnText() {
    List<Decoded.Register> registers =
        p1(dataSet("1-3:0.2.8", "50"), dataSet("0-1:96.1.0", "4142", "4344"));
    assertEquals("AB", registers.get(1).text());
    assertEquals("CD", registers.get(2).text());
  }

  @Test
  public void theUnitBesideAValueCountsMoreThanThatOfItsColumn() {
    DataSet profile =
        dataSet("P.01", "0240317143000", "00", "15", "1", "1.5", "kW", "0.5*W", "0.7", "0.9* ");
    List<Decoded.Register> registers = d0(profile);
    assertEquals("W", registers.get(0).unit());
    assertEquals("kW", registers.get(1).unit());
    assertEquals("kW", registers.get(2).unit());
    DataSet blank = dataSet("P.01", "0240317143000", "00", "15", "1", "1.5", " ", "0.5");
    assertNull(d0(blank).get(0).unit());
  }

  @Test
  public void aRegisterThatIsATimeHasItAsItsTime() {
    String[][] rows = {
      {"1.0.0", "2402291400", "2024-02-29T14:00:00"},
      {"1.0.0", "2402292400", "2024-03-01T00:00:00"},
      {"0.1.2*05", "10-09-30 24:00", "2010-10-01T00:00:00"},
      {"0-0:1.0.0", "240317143000W", "2024-03-17T14:30:00 winter time"},
      {"0.0.0", "10-09-30 24:00", null},
      {"C.1.0", "1009302400", null},
    };
    for (String[] row : rows) {
      Decoded.Register register = d0(dataSet(row[0], row[1])).get(0);
      assertEquals(row[0], row[1], register.text());
      assertEquals(row[0], row[2], register.time());
    }
  }
}
