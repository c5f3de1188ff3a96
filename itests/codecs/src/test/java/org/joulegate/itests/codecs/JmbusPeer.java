package org.joulegate.itests.codecs;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openmuc.jmbus.Bcd;
import org.openmuc.jmbus.DataRecord;
import org.openmuc.jmbus.MBusMessage;
import org.openmuc.jmbus.SecondaryAddress;
import org.openmuc.jmbus.VariableDataStructure;
import org.openmuc.jmbus.wireless.WMBusMessage;

/** jMBus of OpenMUC, for M-Bus on a wire and by radio. */
final class JmbusPeer implements Contender {

  /** Package-private in jMBus, where its receivers call it. */
  private static final MethodHandle WIRELESS = wireless();

  /** The units of time that the corpora do not have: theirs is the second. */
  private static final Map<String, BigDecimal> SECONDS =
      Map.of("min", BigDecimal.valueOf(60), "d", BigDecimal.valueOf(86_400));

  private static final int WIRELESS_ADDRESS = 2;

  private final boolean wired;

  JmbusPeer(boolean wired) {
    this.wired = wired;
  }

  @Override
  public String name() {
    return "jMBus 3.3.0";
  }

  @Override
  public Work prepare(Sample sample) {
    byte[] bytes = bytes(sample);
    Map<SecondaryAddress, byte[]> keys = keys(sample, bytes);
    return () -> values(decode(bytes, keys));
  }

  /** Looks at every value of every record. */
  private static long values(VariableDataStructure data) {
    long sum = data.getAccessNumber();
    for (DataRecord each : data.getDataRecords()) {
      sum += each.getStorageNumber() + each.getTariff() + each.getSubunit();
      sum += each.getFunctionField().ordinal();
      sum += each.getUnit() == null ? 0 : each.getUnit().getId();
      sum += each.getMultiplierExponent();
      Object value = each.getDataValue();
      sum += value instanceof Number number ? number.longValue() : 1;
    }
    return sum;
  }

  private VariableDataStructure decode(byte[] bytes, Map<SecondaryAddress, byte[]> keys)
      throws Exception {
    VariableDataStructure data;
    if (wired) {
      data = MBusMessage.decode(bytes, bytes.length).getVariableDataResponse();
    } else {
      try {
        WMBusMessage message = (WMBusMessage) WIRELESS.invokeExact(bytes, (Integer) 0, keys);
        data = message.getVariableDataResponse();
      } catch (Exception e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
    data.decode();
    return data;
  }

  @Override
  public int size(Sample sample) {
    return bytes(sample).length;
  }

  @Override
  public Answer answer(Sample sample) {
    try {
      byte[] bytes = bytes(sample);
      List<Answer.Measure> records = new ArrayList<>();
      for (DataRecord each : decode(bytes, keys(sample, bytes)).getDataRecords()) {
        records.add(measure(each));
      }
      return Answer.records(records);
    } catch (Exception e) {
      return Answer.refused(e.toString());
    }
  }

  private static Answer.Measure measure(DataRecord each) {
    String unit = unit(each);
    String text = text(each);
    BigDecimal seconds = unit == null ? null : SECONDS.get(unit);
    BigDecimal number = Amount.number(text);
    if (seconds != null && number != null) {
      unit = "s";
      text = number.multiply(seconds).toString();
    }
    return new Answer.Measure(
        function(each.getFunctionField()),
        each.getStorageNumber(),
        each.getTariff(),
        each.getSubunit(),
        unit,
        text);
  }

  private static String function(DataRecord.FunctionField function) {
    return switch (function) {
      case INST_VAL -> "instantaneous";
      case MAX_VAL -> "maximum";
      case MIN_VAL -> "minimum";
      case ERROR_VAL -> "error";
    };
  }

  /** In the words of the corpora; jMBus has no unit for heat cost allocators. */
  private static @Nullable String unit(DataRecord each) {
    if (each.getDescription() == DataRecord.Description.HCA) {
      return "hca";
    }
    return each.getUnit() == null ? null : each.getUnit().getUnit();
  }

  private static @Nullable String text(DataRecord each) {
    Object value = each.getDataValue();
    if (value instanceof Date date) {
      return new SimpleDateFormat("yyyy-MM-dd'T'HH:mm", Locale.ROOT).format(date);
    }
    if (value instanceof Bcd || value instanceof Long) {
      return BigDecimal.valueOf(((Number) value).longValue(), -each.getMultiplierExponent())
          .toString();
    }
    if (value instanceof Double real && !real.isNaN() && !real.isInfinite()) {
      return BigDecimal.valueOf(real).scaleByPowerOfTen(each.getMultiplierExponent()).toString();
    }
    return value == null ? null : value.toString();
  }

  /** jMBus gets telegrams from radio modules, which have taken the checksums out. */
  private static byte[] bytes(Sample sample) {
    return "A_with_crc".equals(sample.frame())
        ? FrameA.withoutChecksums(sample.bytes())
        : sample.bytes();
  }

  private Map<SecondaryAddress, byte[]> keys(Sample sample, byte[] bytes) {
    byte[] key = sample.key();
    if (key == null) {
      return Map.of();
    }
    try {
      return wired
          ? Map.of(SecondaryAddress.newFromLongHeader(bytes, 7), key)
          : Map.of(SecondaryAddress.newFromWMBusHeader(bytes, WIRELESS_ADDRESS), key);
    } catch (RuntimeException e) {
      return Map.of();
    }
  }

  private static MethodHandle wireless() {
    try {
      return MethodHandles.privateLookupIn(WMBusMessage.class, MethodHandles.lookup())
          .findStatic(
              WMBusMessage.class,
              "decode",
              MethodType.methodType(WMBusMessage.class, byte[].class, Integer.class, Map.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
