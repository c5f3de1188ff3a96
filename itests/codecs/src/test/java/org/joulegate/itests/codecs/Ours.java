package org.joulegate.itests.codecs;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.dlms.DlmsCipher;
import org.joulegate.codec.dlms.DlmsData;
import org.joulegate.codec.dlms.DlmsDecoder;
import org.joulegate.codec.dlms.DlmsLimits;
import org.joulegate.codec.dlms.DlmsReading;
import org.joulegate.codec.dlms.DlmsRegister;
import org.joulegate.codec.dlms.DlmsTelegram;
import org.joulegate.codec.dlms.SoftwareDlmsCipher;
import org.joulegate.codec.iec62056.DataSet;
import org.joulegate.codec.iec62056.DataValue;
import org.joulegate.codec.iec62056.P1Decoder;
import org.joulegate.codec.iec62056.ReadoutDecoder;
import org.joulegate.codec.iec62056.ReadoutLimits;
import org.joulegate.codec.mbus.ApplicationData;
import org.joulegate.codec.mbus.DataRecord;
import org.joulegate.codec.mbus.FormatCache;
import org.joulegate.codec.mbus.MbusLimits;
import org.joulegate.codec.mbus.Value;
import org.joulegate.codec.mbus.WiredDecoder;
import org.joulegate.codec.mbus.WiredTelegram;
import org.joulegate.codec.mbus.radio.FrameKind;
import org.joulegate.codec.mbus.radio.RadioDecoder;
import org.joulegate.codec.mbus.radio.RadioTelegram;
import org.joulegate.codec.mbus.transport.SoftwareTelegramCipher;
import org.joulegate.codec.mbus.transport.TelegramCipher;
import org.joulegate.codec.sml.SmlBody;
import org.joulegate.codec.sml.SmlDecoder;
import org.joulegate.codec.sml.SmlFile;
import org.joulegate.codec.sml.SmlLimits;
import org.joulegate.codec.sml.SmlListEntry;
import org.joulegate.codec.sml.SmlMessage;
import org.joulegate.codec.sml.SmlValue;
import org.jspecify.annotations.Nullable;

/** The codecs of this repository; what they say is what {@code joulegate decode} says. */
final class Ours implements Contender {

  private final Family family;
  private final Map<String, Answer> answers;

  /**
   * A codec.
   *
   * @param answers of the command, by sample and key
   */
  Ours(Family family, Map<String, Answer> answers) {
    this.family = family;
    this.answers = answers;
  }

  @Override
  public String name() {
    return switch (family) {
      case SML -> "codec.sml";
      case MBUS, WMBUS, WMBUS_KEY -> "codec.mbus";
      case D0, P1 -> "codec.iec62056";
      case DLMS -> "codec.dlms";
    };
  }

  @Override
  public Work prepare(Sample sample) {
    return switch (family) {
      case SML -> () -> sml(sample.bytes());
      case MBUS -> mbus(sample);
      case WMBUS, WMBUS_KEY -> wmbus(sample);
      case DLMS -> dlms(sample);
      case D0 -> d0(sample.bytes());
      case P1 -> p1(sample.bytes());
    };
  }

  @Override
  public Answer answer(Sample sample) {
    return Objects.requireNonNullElseGet(
        answers.get(sample.id()), () -> Answer.refused("the command gave no answer"));
  }

  private static long sml(byte[] bytes) throws Exception {
    SmlFile file = SmlDecoder.decode(bytes, 0, bytes.length, SmlLimits.DEFAULT);
    long sum = 0;
    for (SmlMessage message : file.messages()) {
      if (message.body() instanceof SmlBody.GetListResponse list) {
        for (SmlListEntry entry : list.values()) {
          sum += entry.objName() + entry.scaler() + entry.unit();
          sum += entry.value() instanceof SmlValue.Int number ? number.value() : 1;
        }
      }
    }
    return sum;
  }

  private static Work mbus(Sample sample) {
    byte[] bytes = sample.bytes();
    TelegramCipher cipher = cipher(sample);
    return () -> {
      WiredTelegram telegram =
          WiredDecoder.decode(bytes, 0, bytes.length, cipher, FormatCache.NONE, MbusLimits.DEFAULT);
      return records(telegram.application(), telegram.fault());
    };
  }

  private static Work wmbus(Sample sample) {
    byte[] bytes = sample.bytes();
    TelegramCipher cipher = cipher(sample);
    FrameKind kind = sample.frame() == null ? FrameKind.UNKNOWN : FrameKind.named(sample.frame());
    return () -> {
      RadioTelegram telegram =
          RadioDecoder.decode(
              bytes, 0, bytes.length, kind, cipher, FormatCache.NONE, MbusLimits.DEFAULT);
      return records(telegram.application(), telegram.fault());
    };
  }

  private static @Nullable TelegramCipher cipher(Sample sample) {
    byte[] key = sample.key();
    return key == null ? null : SoftwareTelegramCipher.ofOneKey(key);
  }

  /** Looks at every value of every record. */
  private static long records(
      @Nullable ApplicationData application, @Nullable MalformedTelegramException fault)
      throws MalformedTelegramException {
    if (fault != null) {
      throw fault;
    }
    List<DataRecord> records = List.of();
    if (application instanceof ApplicationData.Variable variable) {
      records = variable.records().records();
    } else if (application instanceof ApplicationData.Fixed fixed) {
      records = fixed.data().counters();
    }
    long sum = 0;
    for (int i = 0; i < records.size(); i++) {
      DataRecord each = records.get(i);
      sum += each.storage() + each.tariff() + each.subunit() + each.function().ordinal();
      sum += each.meaning() == null ? 1 : 2;
      sum += each.isNumber() ? each.mantissa() + each.exponent() : size(each.value());
    }
    return sum;
  }

  private static int size(Value value) {
    if (value instanceof Value.Text text) {
      return text.text().length();
    }
    return value instanceof Value.Time ? 2 : 1;
  }

  private static Work d0(byte[] bytes) {
    return () ->
        values(ReadoutDecoder.decode(bytes, 0, bytes.length, ReadoutLimits.DEFAULT).dataSets());
  }

  private static Work p1(byte[] bytes) {
    return () ->
        values(
            P1Decoder.decode(bytes, 0, bytes.length, ReadoutLimits.DEFAULT).message().dataSets());
  }

  /** Looks at every value of every data set. */
  private static long values(List<DataSet> sets) {
    long sum = 0;
    for (int i = 0; i < sets.size(); i++) {
      sum += sets.get(i).obis();
      List<DataValue> values = sets.get(i).values();
      for (int j = 0; j < values.size(); j++) {
        DataValue value = values.get(j);
        sum += value.isNumber() ? value.mantissa() + value.exponent() : value.length();
        sum += value.unit() == null ? 1 : 2;
      }
    }
    return sum;
  }

  private static Work dlms(Sample sample) {
    byte[] bytes = sample.bytes();
    DlmsCipher cipher = SoftwareDlmsCipher.of(sample.key(), sample.authKey());
    return () -> {
      DlmsDecoder.Scan scan = DlmsDecoder.scan(bytes, 0, bytes.length, cipher, DlmsLimits.DEFAULT);
      if (scan.telegrams().isEmpty()) {
        throw scan.unread().isEmpty() ? scan.damaged().get(0) : scan.unread().get(0);
      }
      long sum = 0;
      for (DlmsTelegram telegram : scan.telegrams()) {
        for (DlmsRegister register : DlmsReading.of(telegram).registers()) {
          sum += register.obis().length();
          sum += register.value() instanceof DlmsData.Int number ? number.value() : 1;
        }
      }
      return sum;
    };
  }
}
