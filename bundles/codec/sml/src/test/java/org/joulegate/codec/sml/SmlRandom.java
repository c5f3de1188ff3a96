package org.joulegate.codec.sml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.joulegate.codec.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/** Files with every field present or absent at random; escape bytes are frequent in all data. */
final class SmlRandom {

  private final Random random;

  SmlRandom(long seed) {
    this.random = new Random(seed);
  }

  SmlFile file() {
    List<SmlMessage> messages = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      messages.add(
          new SmlMessage(
              octets(random.nextInt(5)), random.nextInt(256), random.nextInt(256), body()));
    }
    return new SmlFile(messages, random.nextBoolean() ? SmlCrc.X25 : SmlCrc.KERMIT);
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      int kind = random.nextInt(8);
      bytes[i] = (byte) (kind < 3 ? 0x1B : kind == 3 ? 0x01 : random.nextInt(256));
    }
    return bytes;
  }

  private SmlBody body() {
    return switch (random.nextInt(8)) {
      case 0 ->
          new SmlBody.OpenResponse(
              maybe(2), maybe(20), maybe(4), maybe(10), time(), random.nextInt(256));
      case 1 -> new SmlBody.CloseResponse(maybe(60));
      case 2 -> new SmlBody.AttentionResponse(maybe(10), maybe(6), maybe(300));
      case 3 -> new SmlBody.Other(SmlMessageType.GET_PROC_PARAMETER_RESPONSE.tag(), other());
      case 4 -> profileRequest();
      case 5 -> profileList();
      case 6 -> profilePack();
      default -> list();
    };
  }

  private SmlBody list() {
    List<SmlListEntry> values = new ArrayList<>();
    int count = random.nextInt(20);
    for (int i = 0; i < count; i++) {
      boolean hasStatus = random.nextBoolean();
      values.add(
          new SmlListEntry(
              random.nextLong() >>> 16,
              hasStatus,
              hasStatus ? random.nextLong() >>> random.nextInt(64) : 0,
              time(),
              random.nextInt(257) - 1,
              random.nextInt(256) - 128,
              value(0),
              maybe(70)));
    }
    return new SmlBody.GetListResponse(
        maybe(10), maybe(10), maybe(6), time(), values, maybe(70), time());
  }

  private SmlBody profileRequest() {
    return new SmlBody.GetProfileRequest(
        random.nextBoolean()
            ? SmlMessageType.GET_PROFILE_LIST_REQUEST
            : SmlMessageType.GET_PROFILE_PACK_REQUEST,
        maybe(10),
        maybe(10),
        maybe(10),
        random.nextBoolean() ? null : (Boolean) random.nextBoolean(),
        time(),
        time(),
        names(),
        random.nextBoolean() ? names() : null,
        random.nextBoolean() ? other() : null);
  }

  private SmlBody profileList() {
    boolean hasStatus = random.nextBoolean();
    List<SmlListEntry> values = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      values.add(entry(value(0), maybe(70)));
    }
    return new SmlBody.GetProfileListResponse(
        maybe(10),
        time(),
        Duration.ofSeconds(random.nextInt() & 0xFFFF_FFFFL),
        names(),
        time(),
        hasStatus,
        hasStatus ? random.nextLong() >>> random.nextInt(64) : 0,
        values,
        maybe(100),
        maybe(70));
  }

  private SmlBody profilePack() {
    List<SmlListEntry> header = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      header.add(entry(null, null));
    }
    List<SmlProfilePeriod> periods = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      List<SmlProfilePeriod.Value> values = new ArrayList<>();
      header.forEach(each -> values.add(new SmlProfilePeriod.Value(value(0), maybe(70))));
      boolean hasStatus = random.nextBoolean();
      long status = hasStatus ? random.nextLong() >>> random.nextInt(64) : 0;
      periods.add(new SmlProfilePeriod(time(), hasStatus, status, values, maybe(70)));
    }
    return new SmlBody.GetProfilePackResponse(
        maybe(10),
        time(),
        Duration.ofSeconds(random.nextInt() & 0xFFFF_FFFFL),
        names(),
        header,
        periods,
        maybe(100),
        maybe(70));
  }

  private SmlListEntry entry(@Nullable SmlValue value, @Nullable ByteSlice signature) {
    return new SmlListEntry(
        random.nextLong() >>> 16,
        false,
        0,
        null,
        random.nextInt(257) - 1,
        random.nextInt(256) - 128,
        value,
        signature);
  }

  private List<ByteSlice> names() {
    List<ByteSlice> names = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      names.add(octets(6));
    }
    return names;
  }

  private @Nullable SmlValue value(int depth) {
    return switch (random.nextInt(depth < 4 ? 6 : 5)) {
      case 0 -> null;
      case 1 -> new SmlValue.Octets(octets(1 + random.nextInt(40)));
      case 2 -> new SmlValue.Bool(random.nextBoolean());
      case 3 -> integer(true);
      case 4 -> integer(false);
      default -> {
        @Nullable SmlValue[] elements = new @Nullable SmlValue[random.nextInt(4)];
        for (int i = 0; i < elements.length; i++) {
          elements[i] = value(depth + 1);
        }
        yield new SmlValue.Listed(Arrays.asList(elements));
      }
    };
  }

  private SmlValue integer(boolean signed) {
    int width = 1 + random.nextInt(8);
    int unused = Long.SIZE - 8 * width;
    long bits = random.nextLong();
    return new SmlValue.Int(signed ? bits >> unused : bits >>> unused, width, signed);
  }

  private @Nullable SmlTime time() {
    long seconds = random.nextInt() & 0xFFFF_FFFFL;
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> SmlTime.timestamp(seconds);
      case 2 -> SmlTime.local(seconds, random.nextInt(1440) - 720, 60);
      case 3 -> new SmlTime(SmlTime.Kind.UNTAGGED, seconds, 0, 0);
      default -> SmlTime.secondsIndex(seconds);
    };
  }

  private ByteSlice other() {
    return SmlFixtures.hex("73" + "62" + octets(1).toHex() + "01" + "720152ff");
  }

  private @Nullable ByteSlice maybe(int length) {
    return random.nextBoolean() ? octets(1 + random.nextInt(length)) : null;
  }

  private ByteSlice octets(int length) {
    return ByteSlice.of(bytes(length));
  }
}
