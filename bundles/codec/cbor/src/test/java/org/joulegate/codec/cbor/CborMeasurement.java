package org.joulegate.codec.cbor;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;

/**
 * Measures one small journal-like item beside Jackson in the same run: nanoseconds and bytes
 * allocated per item, and the time of the first use. Run by hand; the README has the command.
 */
public final class CborMeasurement {

  private static final int ITEMS = 500_000;
  private static final byte[] METER = new byte[10];

  /** One item encoded, or decoded to a sum that keeps the work alive. */
  private interface Work {
    long run(int i) throws Exception;
  }

  private CborMeasurement() {}

  /** Runs all and prints a table. */
  public static void main(String[] arguments) throws Exception {
    boolean jacksonFirst = arguments.length > 0 && arguments[0].equals("jackson-first");
    for (int round = 0; round < 5; round++) {
      if (jacksonFirst) {
        jackson(round);
      }
      ours(round);
      if (!jacksonFirst) {
        jackson(round);
      }
    }
  }

  private static void ours(int round) throws Exception {
    byte[] item = encodeOurs(new CborWriter(), 5);
    CborWriter kept = new CborWriter();
    if (round == 0) {
      measure("ours, first use", 1, i -> decodeOurs(item));
    }
    measure("ours, encode", ITEMS, i -> encodeOurs(new CborWriter(64), i).length);
    measure("ours, encode, writer kept", ITEMS, i -> encodeOurs(kept, i).length);
    measure("ours, decode strict", ITEMS, i -> decodeOurs(item));
  }

  private static void jackson(int round) throws Exception {
    if (round == 0) {
      measure("jackson, first use", 1, i -> decodeJackson(new CBORFactory(), new byte[] {0}));
    }
    CBORFactory factory = new CBORFactory();
    byte[] item = encodeJackson(factory, 5);
    measure("jackson, encode", ITEMS, i -> encodeJackson(factory, i).length);
    measure("jackson, decode", ITEMS, i -> decodeJackson(factory, item));
  }

  private static void measure(String what, int count, Work work) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long sum = 0;
    long allocated = threads.getThreadAllocatedBytes(thread);
    long started = System.nanoTime();
    for (int i = 0; i < count; i++) {
      sum += work.run(i);
    }
    long nanos = (System.nanoTime() - started) / count;
    long bytes = (threads.getThreadAllocatedBytes(thread) - allocated) / count;
    System.out.printf("%-28s %9d ns %8d B (%d)%n", what, nanos, bytes, sum);
  }

  private static byte[] encodeOurs(CborWriter writer, int i) {
    writer.reset();
    return writer
        .beginArray(4)
        .writeInteger(i)
        .writeBytes(METER)
        .beginMap(3)
        .writeInteger(1)
        .writeInteger(123_456_789L + i)
        .writeInteger(2)
        .writeInteger(-1)
        .writeInteger(3)
        .writeText("Wh")
        .writeBoolean(true)
        .toByteArray();
  }

  private static long decodeOurs(byte[] item) throws Exception {
    CborReader reader = CborReader.strict(item);
    reader.beginArray(4);
    long sum = reader.readInteger() + reader.readBytes().length;
    reader.beginMap();
    while (reader.hasNext()) {
      sum += reader.readInteger();
      sum += reader.peek() == CborType.TEXT ? reader.readText().length() : reader.readInteger();
    }
    reader.end();
    sum += reader.readBoolean() ? 1 : 0;
    reader.end();
    reader.requireEnd();
    return sum;
  }

  private static byte[] encodeJackson(CBORFactory factory, int i) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    try (CBORGenerator generator = factory.createGenerator(out)) {
      generator.writeStartArray(null, 4);
      generator.writeNumber(i);
      generator.writeBinary(METER);
      generator.writeStartObject(3);
      generator.writeFieldId(1);
      generator.writeNumber(123_456_789L + i);
      generator.writeFieldId(2);
      generator.writeNumber(-1);
      generator.writeFieldId(3);
      generator.writeString("Wh");
      generator.writeEndObject();
      generator.writeBoolean(true);
      generator.writeEndArray();
    }
    return out.toByteArray();
  }

  private static long decodeJackson(CBORFactory factory, byte[] item) throws Exception {
    long sum = 0;
    try (CBORParser parser = factory.createParser(item)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case VALUE_NUMBER_INT -> sum += parser.getLongValue();
          case VALUE_STRING -> sum += parser.getText().length();
          case VALUE_EMBEDDED_OBJECT -> sum += parser.getBinaryValue().length;
          case FIELD_NAME -> sum += parser.currentName().length();
          default -> {}
        }
      }
    }
    return sum;
  }
}
