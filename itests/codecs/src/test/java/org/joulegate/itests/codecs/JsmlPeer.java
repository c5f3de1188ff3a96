package org.joulegate.itests.codecs;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.json.JsonValue.JsonObject;
import org.joulegate.codec.sml.SmlObis;
import org.joulegate.metering.api.Unit;
import org.jspecify.annotations.Nullable;
import org.openmuc.jsml.structures.ASNObject;
import org.openmuc.jsml.structures.EMessageBody;
import org.openmuc.jsml.structures.Integer16;
import org.openmuc.jsml.structures.Integer32;
import org.openmuc.jsml.structures.Integer64;
import org.openmuc.jsml.structures.Integer8;
import org.openmuc.jsml.structures.OctetString;
import org.openmuc.jsml.structures.SmlFile;
import org.openmuc.jsml.structures.SmlListEntry;
import org.openmuc.jsml.structures.SmlMessage;
import org.openmuc.jsml.structures.Unsigned16;
import org.openmuc.jsml.structures.Unsigned32;
import org.openmuc.jsml.structures.Unsigned64;
import org.openmuc.jsml.structures.Unsigned8;
import org.openmuc.jsml.structures.responses.SmlGetListRes;
import org.openmuc.jsml.transport.Transport;

/** jSML of OpenMUC, for SML. */
final class JsmlPeer implements Contender {

  @Override
  public String name() {
    return "jSML 1.1.2";
  }

  @Override
  public Work prepare(Sample sample) {
    byte[] bytes = sample.bytes();
    return () -> {
      long sum = 0;
      for (SmlListEntry entry : entries(bytes)) {
        sum += entry.getObjName().getValue()[2] + entry.getScaler().getVal();
        sum += entry.getUnit().getVal();
        ASNObject value = entry.getValue().getChoice();
        Long number = number(value);
        sum += number == null ? 1 : number;
      }
      return sum;
    };
  }

  @Override
  public Answer answer(Sample sample) {
    try {
      List<Answer.Register> registers = new ArrayList<>();
      for (SmlListEntry entry : sample.isStream() ? all(sample) : entries(sample.bytes())) {
        Long number = number(entry.getValue().getChoice());
        if (number != null) {
          registers.add(
              new Answer.Register(
                  SmlObis.format(obis(entry.getObjName())),
                  BigDecimal.valueOf(number, -entry.getScaler().getVal()).toString(),
                  unit(entry.getUnit())));
        }
      }
      return Answer.registers(registers);
    } catch (IOException | RuntimeException e) {
      return Answer.refused(e.toString());
    }
  }

  /** Of all good frames of a stream, each by itself. */
  private static List<SmlListEntry> all(Sample sample) throws IOException {
    List<SmlListEntry> entries = new ArrayList<>();
    for (JsonObject frame : Judge.goodFrames(sample.expect())) {
      int from = Integer.parseInt(String.valueOf(frame.text("offset")));
      int length = Integer.parseInt(String.valueOf(frame.text("length")));
      entries.addAll(entries(Arrays.copyOfRange(sample.bytes(), from, from + length)));
    }
    return entries;
  }

  private static List<SmlListEntry> entries(byte[] bytes) throws IOException {
    SmlFile file = new Transport().getSMLFile(new DataInputStream(new ByteArrayInputStream(bytes)));
    List<SmlListEntry> entries = new ArrayList<>();
    for (SmlMessage message : file.getMessages()) {
      if (message.getMessageBody().getTag() == EMessageBody.GET_LIST_RESPONSE) {
        SmlGetListRes response = message.getMessageBody().getChoice();
        entries.addAll(List.of(response.getValList().getValListEntry()));
      }
    }
    return entries;
  }

  private static long obis(OctetString name) {
    long obis = 0;
    for (byte octet : name.getValue()) {
      obis = obis << Byte.SIZE | (octet & 0xFF);
    }
    return obis;
  }

  private static @Nullable String unit(Unsigned8 code) {
    return Unit.ofCode(code.getVal()).map(Unit::symbol).orElse(null);
  }

  private static @Nullable Long number(ASNObject value) {
    if (value instanceof Integer64 number) {
      return number.getVal();
    } else if (value instanceof Unsigned32 number) {
      return (long) number.getVal();
    } else if (value instanceof Integer32 number) {
      return (long) number.getVal();
    } else if (value instanceof Integer16 number) {
      return (long) number.getVal();
    } else if (value instanceof Unsigned16 number) {
      return (long) number.getVal();
    } else if (value instanceof Integer8 number) {
      return (long) number.getVal();
    } else if (value instanceof Unsigned8 number) {
      return (long) number.getVal();
    } else if (value instanceof Unsigned64 number) {
      return number.getVal();
    }
    return null;
  }
}
