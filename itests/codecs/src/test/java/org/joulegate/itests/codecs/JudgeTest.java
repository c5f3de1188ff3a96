package org.joulegate.itests.codecs;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.joulegate.codec.json.JsonException;
import org.joulegate.codec.json.JsonLimits;
import org.joulegate.codec.json.JsonReader;
import org.junit.Test;

public class JudgeTest {

  private static final String RECORD =
      "{\"expect\": {\"records\": [{\"function\": \"instantaneous\", \"storage\": 1, \"tariff\": 0,"
          + " \"subunit\": 0, \"unit\": %s, \"value\": %s, \"trust\": \"%s\"}]}}";

  @Test
  public void aValueIsRightInAnyUnitOfItsKind() throws Exception {
    assertNull(records("Wh", "1500", "A", measure("kWh", "1.5")));
    assertNull(records("s", "7200", "A", measure("h", "2")));
    assertNotNull(records("Wh", "1500", "A", measure("kWh", "1.51")));
    assertNotNull(records("Wh", "1500", "A", measure("J", "1500")));
  }

  @Test
  public void aNumberTooManyUnderTheSameMeaningIsAFault() throws Exception {
    Answer.Measure right = measure("Wh", "1500");
    assertNotNull(records("Wh", "1500", "A", right, measure("Wh", "9")));
    assertNull(records("Wh", "1500", "A", right, measure("W", "9")));
    assertNotNull("invalid", records("Wh", "null", "N", measure("Wh", "9")));
    assertNull("in doubt", records("Wh", "1", "C", measure("Wh", "9")));
  }

  @Test
  public void aRealMayDifferByItsPrecisionAndAnIntegerMayNot() throws Exception {
    assertNull(records("V", "230.10000610", "A", measure("V", "230.1")));
    assertNotNull(records("V", "230", "A", measure("V", "230.00001")));
  }

  @Test
  public void aTextWithAPointIsNoReal() throws Exception {
    assertNotNull(records("V", "\"230.1\"", "A", measure("V", "230.10000001")));
  }

  @Test
  public void aDateIsComparedAsFarAsItGoes() throws Exception {
    assertNull(records("", "\"2024-02-23T02:28:00\"", "A", measure(null, "2024-02-23T02:28")));
    assertNull(records("", "\"2024-02-23\"", "A", measure(null, "2024-02-23T00:00")));
    assertNotNull(records("", "\"2024-02-23T02:28:00\"", "A", measure(null, "2024-02-23T03:28")));
  }

  @Test
  public void aRefusalIsAFault() throws Exception {
    Sample sample = sample("{\"expect\": {\"values\": []}}");
    assertEquals("refused: no", Judge.fault(Family.SML, sample, Answer.refused("no")));
    assertNull(Judge.fault(Family.SML, sample, Answer.registers(List.of())));
  }

  @Test
  public void registersAreFoundByAllPartsOfTheirCodeThatAreGiven() throws Exception {
    Sample sample = sample("{\"expect\": {\"datasets\": [[\"1.8.0\", [[\"0012.50\", \"kWh\"]]]]}}");
    Answer.Register right = new Answer.Register("1-0:1.8.0*255", "12500", "Wh");
    Answer.Register other = new Answer.Register("1-0:1.8.1*255", "12500", "Wh");
    assertNull(Judge.fault(Family.D0, sample, Answer.registers(List.of(right))));
    assertNotNull(Judge.fault(Family.D0, sample, Answer.registers(List.of(other))));
    assertTrue(ObisText.fits("C.1.0", "96.1.0"));
    assertTrue(ObisText.fits("1-0:1.8.0*255", "1-0:1.8.0"));
    assertFalse(ObisText.fits("1-0:1.8.0*1", "1-0:1.8.0*2"));
    assertFalse(ObisText.fits("1-0:1.8.0", "1-1:1.8.0"));
  }

  @Test
  public void everyGoodFrameOfAStreamCounts() throws Exception {
    Sample sample =
        sample(
            """
            {"kind": "stream", "expect": {"frames": [
              {"status": "ok", "values": {"1-0:1.8.0*255": "1", "1-0:96.1.0*255": "0a"}},
              {"status": "truncated", "values": {"1-0:1.8.0*255": "7"}},
              {"status": "ok", "values": {"1-0:1.8.0*255": "2.0", "1-0:32.7.0*255": "230"}}]}}
            """);
    Answer.Register first = new Answer.Register("1-0:1.8.0*255", "1", "Wh");
    Answer.Register second = new Answer.Register("1-0:1.8.0*255", "2", "Wh");
    assertNull(Judge.fault(Family.SML, sample, Answer.registers(List.of(first, second))));
    assertEquals(
        "1-0:1.8.0*255 is not 2.0",
        Judge.fault(Family.SML, sample, Answer.registers(List.of(first))));
  }

  @Test
  public void aTreeOfDlmsIsRightScalarByScalarAndItsIntegersUnderTheirCode() throws Exception {
    Sample sample =
        sample(
            """
            {"expect": {"apdus": [{
              "data": ["structure", [["octetstring", "0AFF"], ["null", null], ["uint32", 17]]],
              "readings": [{"obis": "1-0:1.8.0*255", "type": "uint32", "value": 17}]}]}}
            """);
    String tree = "[\"structure\", [[\"octetstring\", \"0aff\"], [\"uint32\", %d]]]";
    Answer.Register scaled = new Answer.Register("1-0:1.8.0*255", "170", "Wh", "17");
    Answer.Register other = new Answer.Register("1-0:1.8.0*255", "170", "Wh", "18");
    assertNull(Judge.fault(Family.DLMS, sample, dlms(tree.formatted(17), scaled)));
    assertNotNull(Judge.fault(Family.DLMS, sample, dlms(tree.formatted(18), scaled)));
    assertNotNull(Judge.fault(Family.DLMS, sample, dlms(tree.formatted(17), other)));
    assertNotNull(Judge.fault(Family.DLMS, sample, Answer.registers(List.of(scaled))));
  }

  private static Answer dlms(String tree, Answer.Register register) throws JsonException {
    String answer = "{\"data\": [" + tree + "]}";
    return new Answer(
        List.of(register),
        List.of(),
        JsonReader.readObject(answer, JsonLimits.DEFAULT).elements("data"),
        null);
  }

  private static Answer.Measure measure(String unit, String value) {
    return new Answer.Measure("instantaneous", 1, 0, 0, unit, value);
  }

  private static String records(String unit, String value, String trust, Answer.Measure... measures)
      throws Exception {
    return Judge.fault(
        Family.MBUS,
        sample(String.format(RECORD, unit.isEmpty() ? "null" : "\"" + unit + "\"", value, trust)),
        Answer.records(List.of(measures)));
  }

  private static Sample sample(String row) throws JsonException {
    return new Sample(
        "x", new byte[0], null, null, null, JsonReader.readObject(row, JsonLimits.DEFAULT));
  }
}
