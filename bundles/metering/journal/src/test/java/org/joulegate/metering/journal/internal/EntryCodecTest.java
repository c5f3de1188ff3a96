package org.joulegate.metering.journal.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalEntry;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.MissingCause;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingQuality;
import org.joulegate.metering.api.Register;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.SealedReport;
import org.joulegate.metering.api.Stamp;
import org.joulegate.metering.api.Unit;
import org.junit.Test;

public class EntryCodecTest {
  private final Random random = new Random(4711);

  @Test
  public void decodingIsTheInverseOfEncoding() throws Exception {
    for (int i = 0; i < 5_000; i++) {
      JournalEntry entry = randomEntry();
      Encoded encoded = EntryCodec.encode(entry);
      JournalEntry decoded = EntryCodec.decode(encoded.kind(), encoded.payload());
      assertEquals(entry, decoded);
      assertArrayEquals(encoded.payload(), EntryCodec.encode(decoded).payload());
    }
  }

  @Test
  public void aTruncatedEntryIsRefusedAtEveryByte() {
    for (int i = 0; i < 200; i++) {
      Encoded encoded = EntryCodec.encode(randomEntry());
      for (int length = 0; length < encoded.payload().length; length++) {
        byte[] cut = Arrays.copyOf(encoded.payload(), length);
        assertThrows(
            MalformedTelegramException.class, () -> EntryCodec.decode(encoded.kind(), cut));
      }
    }
  }

  @Test
  public void aFlippedBitGivesAnErrorOrAnotherEntryAndNeverTheSame() {
    for (int i = 0; i < 100; i++) {
      JournalEntry entry = randomEntry();
      Encoded encoded = EntryCodec.encode(entry);
      for (int bit = 0; bit < 8 * encoded.payload().length; bit++) {
        byte[] flipped = encoded.payload().clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        try {
          assertNotEquals(entry, EntryCodec.decode(encoded.kind(), flipped));
        } catch (MalformedTelegramException e) {
          // As it should be.
        }
      }
    }
  }

  private JournalEntry randomEntry() {
    return switch (random.nextInt(3)) {
      case 0 -> randomReading();
      case 1 ->
          new MeterEvent(
              randomStamp(),
              EventKind.values()[random.nextInt(EventKind.values().length)],
              randomText(),
              randomText());
      default -> {
        byte[] sealed = new byte[random.nextInt(300)];
        random.nextBytes(sealed);
        yield new SealedReport(randomInstant(), randomText(), randomText(), sealed);
      }
    };
  }

  private MeterReading randomReading() {
    List<Register> registers = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      registers.add(randomRegister());
    }
    Map<ObisCode, String> texts = new HashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      texts.put(randomObis(), randomText());
    }
    return new MeterReading(
        new MeterId("1EMH" + random.nextInt(1_000_000)),
        randomStamp(),
        random.nextBoolean() ? null : randomInstant(),
        randomText(),
        random.nextLong(),
        registers,
        texts);
  }

  private Register randomRegister() {
    if (random.nextInt(4) == 0) {
      MissingCause[] causes = MissingCause.values();
      return Register.missing(randomObis(), causes[random.nextInt(causes.length)]);
    }
    RegisterValue value =
        new RegisterValue(
            random.nextLong() >> random.nextInt(64),
            random.nextInt(256) - 128,
            Unit.values()[random.nextInt(Unit.values().length)]);
    return random.nextBoolean()
        ? Register.measured(randomObis(), value)
        : new Register(randomObis(), value, ReadingQuality.SUBSTITUTED, null);
  }

  private ObisCode randomObis() {
    return new ObisCode(random.nextLong() >>> 16);
  }

  private Stamp randomStamp() {
    return new Stamp(
        randomInstant(),
        ClockState.values()[random.nextInt(4)],
        random.nextBoolean() ? null : randomInstant());
  }

  private Instant randomInstant() {
    return Instant.ofEpochSecond(
        random.nextInt(), random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
  }

  private String randomText() {
    String[] some = {"", "optical~main", "Zähler", "1-0:1.8.0*255", "x".repeat(60)};
    return some[random.nextInt(some.length)];
  }
}
