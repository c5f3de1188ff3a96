package org.joulegate.codec.mbus;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.joulegate.codec.mbus.RecordEncoder.Origin;

/** Random records with what is to be read from them, from a seed. */
final class MbusRandom {

  /** What a record was made of. */
  record Made(
      Origin origin,
      Meaning meaning,
      List<Qualifier> qualifiers,
      byte[] vib,
      String text,
      byte[] bytes) {}

  private static final int[] WIDTHS = {1, 2, 3, 4, 6, 8};
  private static final int[] DECIMAL_WIDTHS = {1, 2, 3, 4, 6};

  private final Random random;

  MbusRandom(long seed) {
    random = new Random(seed);
  }

  /** Frames of random records. */
  static List<byte[]> frames(int count) {
    List<byte[]> frames = new ArrayList<>();
    for (int seed = 0; seed < count; seed++) {
      MbusRandom random = new MbusRandom(seed);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      while (true) {
        byte[] record = random.next().bytes();
        if (out.size() + record.length > 240) {
          break;
        }
        out.writeBytes(record);
      }
      frames.add(MbusEncoder.answer(seed, MbusFixtures.METER, seed, 0, out.toByteArray()));
    }
    return frames;
  }

  Made next() {
    Origin origin = origin();
    List<Qualifier> qualifiers = new ArrayList<>();
    byte[][] vibs = {null, null};
    Meaning meaning = meaning(vibs);
    for (int i = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0; i > 0; i--) {
      qualifiers.add(VifeTable.combinable(qualifierCode(), true));
    }
    for (Qualifier qualifier : qualifiers) {
      meaning = qualifier.apply(meaning);
    }
    int[] codes = qualifiers.stream().mapToInt(Qualifier::code).toArray();
    byte[] vib = ValueInformation.qualified(vibs[0], codes);
    RecordEncoder out = new RecordEncoder();
    String text = data(out, origin, vib, meaning, shift(qualifiers));
    return new Made(origin, meaning, qualifiers, vib, text, out.toByteArray());
  }

  private static int shift(List<Qualifier> qualifiers) {
    return qualifiers.stream()
        .filter(qualifier -> qualifier.type() == Qualifier.Type.MULTIPLIER)
        .mapToInt(Qualifier::exponent)
        .sum();
  }

  /** Codes that change neither the data type nor its validity. */
  private int qualifierCode() {
    int[] codes = {0x12, 0x20, 0x22, 0x3A, 0x3B, 0x3C, 0x40, 0x48, 0x70, 0x74, 0x77, 0x7D, 0x7E};
    return codes[random.nextInt(codes.length)];
  }

  private Origin origin() {
    DataFunction function = DataFunction.values()[random.nextInt(4)];
    if (random.nextBoolean()) {
      return Origin.of(function, random.nextInt(2), 0, 0);
    }
    return new Origin(
        function,
        random.nextLong() & MbusLimits.MOST_STORAGE >>> random.nextInt(32),
        random.nextInt(1 << 1 + random.nextInt(16)),
        random.nextInt(1 << 1 + random.nextInt(8)),
        random.nextInt(8) == 0);
  }

  private Meaning meaning(byte[][] vib) {
    while (true) {
      int code = random.nextInt(0x80);
      int table = random.nextInt(4);
      Meaning meaning =
          switch (table) {
            case 0 -> VifTable.fb(code);
            case 1 -> VifTable.fd(code);
            default -> VifTable.primary(code);
          };
      boolean plain =
          meaning.kind() != Meaning.Kind.OPAQUE
              && meaning.quantity() != Quantity.MANUFACTURER_SPECIFIC
              && meaning.quantity() != Quantity.RESERVED;
      if (plain) {
        vib[0] =
            switch (table) {
              case 0 -> new byte[] {(byte) 0xFB, (byte) code};
              case 1 -> new byte[] {(byte) 0xFD, (byte) code};
              default -> new byte[] {(byte) code};
            };
        return meaning;
      }
    }
  }

  /** Writes a record and gives the text that its value is to have. */
  private String data(RecordEncoder out, Origin origin, byte[] vib, Meaning meaning, int shift) {
    return switch (meaning.kind()) {
      case TIME -> {
        MeterTime time = time();
        out.time(origin, vib, time);
        yield time.text();
      }
      case IDENTIFIER -> {
        String text = Integer.toString(random.nextInt(1 << 30));
        out.text(origin, vib, text);
        yield text;
      }
      case BITS -> {
        int bits = random.nextInt(0x10000);
        out.integer(origin, vib, 2, bits);
        yield Integer.toString(bits); // Bits have no power of ten.
      }
      default -> number(out, origin, vib, meaning, shift);
    };
  }

  private String number(RecordEncoder out, Origin origin, byte[] vib, Meaning meaning, int shift) {
    int exponent = meaning.exponent() + shift;
    if (random.nextInt(3) == 0) {
      int width = DECIMAL_WIDTHS[random.nextInt(DECIMAL_WIDTHS.length)];
      long most = 1;
      for (int i = 0; i < 2 * width - 1; i++) {
        most *= 10;
      }
      long value = random.nextLong() % most;
      out.decimal(origin, vib, width, value);
      return text(value, meaning, exponent);
    }
    int width = WIDTHS[random.nextInt(WIDTHS.length)];
    long value = random.nextLong() >> 64 - 8 * width;
    value =
        meaning.kind() == Meaning.Kind.UNSIGNED ? value & Long.MAX_VALUE >>> 64 - 8 * width : value;
    value = width == 8 ? value >> 32 : value;
    value = value == -1L << 8 * width - 1 ? 0 : value;
    out.integer(origin, vib, width, value);
    return text(value, meaning, exponent);
  }

  private static String text(long value, Meaning meaning, int exponent) {
    return new BigDecimal(BigInteger.valueOf(value), -exponent)
        .multiply(BigDecimal.valueOf(meaning.factor()))
        .toPlainString();
  }

  private MeterTime time() {
    int year = 1981 + random.nextInt(100);
    int month = 1 + random.nextInt(12);
    int day = 1 + random.nextInt(MeterTime.daysOf(year, month));
    return switch (random.nextInt(4)) {
      case 0 -> MeterTime.ofDate(year, month, day);
      case 1 -> MeterTime.ofTime(random.nextInt(24), random.nextInt(60), random.nextInt(60));
      case 2 -> MeterTime.of(year, month, day, random.nextInt(24), random.nextInt(60));
      default ->
          MeterTime.of(
              year, month, day, random.nextInt(24), random.nextInt(60), random.nextInt(60));
    };
  }
}
