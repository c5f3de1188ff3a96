package org.joulegate.codec.senml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.joulegate.codec.bytes.ByteSlice;

/** Random packs that keep the rules. */
final class RandomPacks {

  private static final String[] UNITS = {"W", "Wh", "V", "A", "m3", "Hz", "varh", "%RH"};

  private RandomPacks() {}

  static SenmlPack next(Random random) {
    List<SenmlRecord> records = new ArrayList<>();
    for (int i = random.nextInt(8); i >= 0; i--) {
      SenmlBase base = records.isEmpty() || random.nextInt(4) == 0 ? base(random) : SenmlBase.NONE;
      records.add(
          new SenmlRecord(
              base,
              "1-0:" + random.nextInt(100) + ".8.0",
              random.nextBoolean() ? UNITS[random.nextInt(UNITS.length)] : null,
              value(random),
              random.nextInt(5) == 0 ? number(random) : null,
              random.nextBoolean() ? seconds(random) : null,
              random.nextInt(5) == 0 ? BigDecimal.valueOf(random.nextInt(900)) : null));
    }
    return SenmlPack.of(records);
  }

  private static SenmlBase base(Random random) {
    return new SenmlBase(
        random.nextBoolean() ? "urn:dev:ow:" + random.nextInt(100) + ":" : null,
        random.nextBoolean() ? seconds(random) : null,
        random.nextBoolean() ? UNITS[random.nextInt(UNITS.length)] : null,
        null,
        null,
        random.nextBoolean() ? 10 : null);
  }

  private static SenmlValue value(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> new SenmlValue.Text("a \"text\" \u00fc \u6c34 \ud83d\ude00 " + random.nextInt());
      case 1 -> new SenmlValue.Flag(random.nextBoolean());
      case 2 -> {
        byte[] octets = new byte[random.nextInt(30)];
        random.nextBytes(octets);
        yield new SenmlValue.Data(ByteSlice.of(octets));
      }
      default -> new SenmlValue.Number(number(random));
    };
  }

  static BigDecimal number(Random random) {
    long mantissa = random.nextLong() >> random.nextInt(64);
    return BigDecimal.valueOf(mantissa, random.nextInt(5) == 0 ? random.nextInt(600) - 300 : 3);
  }

  private static BigDecimal seconds(Random random) {
    return BigDecimal.valueOf(random.nextInt(2_000_000_000) * 10L + random.nextInt(10), 1);
  }
}
