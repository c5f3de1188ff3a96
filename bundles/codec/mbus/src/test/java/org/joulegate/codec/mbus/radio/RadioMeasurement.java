package org.joulegate.codec.mbus.radio;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.mbus.FormatCache;
import org.joulegate.codec.mbus.MbusLimits;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.SoftwareTelegramCipher;
import org.joulegate.codec.mbus.transport.TransportEncoder;

/**
 * Radio telegrams a second and bytes allocated for each, beside one pass of the CRC-16 of the
 * standard over the same bytes. Prints the median of the rounds, in processor time of the thread.
 */
public final class RadioMeasurement {

  private static final int ROUNDS = 9;
  private static final long ROUND_NANOS = 200_000_000L;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final MeterAddress METER = new MeterAddress("JGT", "12345678", 1, 7);
  private static final byte[] KEY = Hex.parse("000102030405060708090a0b0c0d0e0f");
  private static final byte[] RECORDS =
      Hex.parse(
          "0413048502000 46d32371f1502fd17000 0441300000200426cfe04840113c9040000c401131b000000"
              + "0a5a55010b3b000000");

  private static long sink;

  private interface Work {
    long once() throws Exception;
  }

  private RadioMeasurement() {}

  /** Runs all rounds; no arguments. */
  public static void main(String[] args) throws Exception {
    for (int warm = 0; warm < 3; warm++) {
      boolean print = warm == 2;
      telegram(print, "plain", message());
      telegram(print, "mode 5", message().mode5());
      telegram(print, "mode 7", message().mode7(5, 5));
      telegram(print, "mode 9", message().mode9(5));
      telegram(print, "mode 10", message().mode10(5, 8));
      telegram(print, "link mode 1", message().link(2, 0x20, 5, null, 1L << 29 | 77));
    }
  }

  private static TransportEncoder message() {
    return new TransportEncoder(0x7A, RECORDS).header(null, 42, 0).linkAddress(METER).key(KEY);
  }

  private static void telegram(boolean print, String name, TransportEncoder message)
      throws Exception {
    byte[] frame = RadioEncoder.frame(FrameFormat.A_NO_CRC, 0x44, METER, message.encode());
    FrameKind kind = new FrameKind(LineCode.PLAIN, FrameFormat.A_NO_CRC);
    SoftwareTelegramCipher cipher = SoftwareTelegramCipher.ofOneKey(KEY);
    double[] decode =
        rate(
            () ->
                RadioDecoder.decode(
                        frame, 0, frame.length, kind, cipher, FormatCache.NONE, MbusLimits.DEFAULT)
                    .frame()
                    .length());
    double[] found =
        rate(
            () ->
                RadioDecoder.decode(
                        frame,
                        0,
                        frame.length,
                        FrameKind.UNKNOWN,
                        cipher,
                        FormatCache.NONE,
                        MbusLimits.DEFAULT)
                    .frame()
                    .length());
    double[] crc = rate(() -> Crc16.en13757(frame, 0, frame.length));
    if (print) {
      System.out.printf(
          "%-12s %3d bytes: %,11.0f/s (%,5.0f bytes each), format to be found %,11.0f/s, crc pass"
              + " %,11.0f/s, %.1f times%n",
          name, frame.length, decode[0], decode[1], found[0], crc[0], crc[0] / decode[0]);
    }
  }

  private static double[] rate(Work work) throws Exception {
    double[] rates = new double[ROUNDS];
    double[] bytes = new double[ROUNDS];
    long thread = Thread.currentThread().getId();
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getThreadAllocatedBytes(thread);
      long start = THREADS.getCurrentThreadCpuTime();
      long count = 0;
      long spent;
      do {
        for (int i = 0; i < 1000; i++) {
          sink += work.once();
        }
        count += 1000;
        spent = THREADS.getCurrentThreadCpuTime() - start;
      } while (spent < ROUND_NANOS);
      rates[round] = count * 1e9 / spent;
      bytes[round] = (THREADS.getThreadAllocatedBytes(thread) - before) / (double) count;
    }
    Arrays.sort(rates);
    Arrays.sort(bytes);
    return new double[] {rates[ROUNDS / 2], bytes[ROUNDS / 2]};
  }
}
