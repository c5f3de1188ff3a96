package org.joulegate.codec.dlms;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.dlms.DlmsData.TypeDescription;
import org.jspecify.annotations.Nullable;

/** The way back: data to APDUs, and APDUs to what goes over a line. For simulated meters. */
public final class DlmsEncoder {

  private static final int FLAG = 0x7E;
  private static final int FORMAT_TYPE = 0xA0;
  private static final int SEGMENTED = 0x08;
  private static final int UI = 0x13;
  private static final byte[] LLC = {(byte) 0xE6, (byte) 0xE7, 0};
  private static final int LONGEST_HDLC = 0x7FF;
  private static final int LAST = 0x80;
  private static final int STREAMING = 0x40;
  private static final int MBUS_HEADER = 5;
  private static final int LONGEST_MBUS = 0xFF + 0x100;

  private DlmsEncoder() {}

  /** A value with its tag (A-XDR). */
  public static byte[] data(DlmsData data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, data, true);
    return out.toByteArray();
  }

  /**
   * An APDU.
   *
   * @throws IllegalArgumentException when it is of a kind that carries no data
   */
  public static byte[] apdu(DlmsApdu apdu) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (apdu instanceof DlmsApdu.DataNotification push) {
      out.write(ApduTag.DATA_NOTIFICATION);
      integer(out, push.invokeId(), Integer.BYTES);
      if (push.timeTagged()) {
        out.write(DlmsType.OCTET_STRING.tag());
      }
      time(out, push.time());
      write(out, push.body(), true);
    } else if (apdu instanceof DlmsApdu.EventNotification event) {
      out.write(ApduTag.EVENT_NOTIFICATION);
      out.write(event.time() == null ? 0 : 1);
      if (event.time() != null) {
        time(out, event.time());
      }
      integer(out, event.classId(), Short.BYTES);
      out.writeBytes(event.obis().toByteArray());
      out.write(event.attribute());
      write(out, event.value(), true);
    } else if (apdu instanceof DlmsApdu.GetResponse response && response.results().size() == 1) {
      out.write(ApduTag.GET_RESPONSE);
      out.write(1);
      out.write(response.invokeId());
      DlmsData data = response.results().get(0).data();
      if (data == null) {
        throw new IllegalArgumentException("a refusal carries no data");
      }
      out.write(0);
      write(out, data, true);
    } else {
      throw new IllegalArgumentException("no APDU that is encoded");
    }
    return out.toByteArray();
  }

  /**
   * general-glo-ciphering around a plain text.
   *
   * @param security its control byte and counter are used as they are; a counter must not be used
   *     twice with one key
   * @throws IllegalStateException when the cipher has no key for it
   */
  public static byte[] generalGlo(DlmsCipher cipher, DlmsSecurity security, byte[] plain) {
    DlmsKeyUse use = security.broadcast() ? DlmsKeyUse.GLOBAL_BROADCAST : DlmsKeyUse.GLOBAL_UNICAST;
    byte[] sealed = cipher.seal(use, security, plain);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(CipheredApdu.GENERAL_GLO);
    octets(out, security.systemTitle());
    length(out, sealed.length + 1 + Integer.BYTES);
    out.write(security.control());
    integer(out, security.invocationCounter(), Integer.BYTES);
    out.writeBytes(sealed);
    return out.toByteArray();
  }

  /**
   * An APDU in blocks of a general-block-transfer.
   *
   * @param size most bytes of block data, 1 or more
   */
  public static List<byte[]> blocks(byte[] apdu, int size) {
    List<byte[]> blocks = new ArrayList<>();
    for (int from = 0; from < apdu.length || from == 0; from += size) {
      int count = Math.min(size, apdu.length - from);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(ApduTag.GENERAL_BLOCK_TRANSFER);
      out.write(from + count >= apdu.length ? LAST | STREAMING : STREAMING);
      integer(out, blocks.size() + 1L, Short.BYTES);
      integer(out, 0, Short.BYTES);
      length(out, count);
      out.write(apdu, from, count);
      blocks.add(out.toByteArray());
    }
    return blocks;
  }

  /**
   * HDLC frames with an LLC header, as many as it takes.
   *
   * @param destination address as it stands on the wire: 1, 2 or 4 bytes, the last one odd
   * @param source likewise
   * @param most bytes of information in one frame, 4 to 2000
   */
  public static byte[] hdlc(byte[] apdu, ByteSlice destination, ByteSlice source, int most) {
    byte[] information = new byte[LLC.length + apdu.length];
    System.arraycopy(LLC, 0, information, 0, LLC.length);
    System.arraycopy(apdu, 0, information, LLC.length, apdu.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int from = 0; from < information.length; from += most) {
      int count = Math.min(most, information.length - from);
      boolean last = from + count == information.length;
      out.writeBytes(frame(information, from, count, last, destination, source));
    }
    return out.toByteArray();
  }

  private static byte[] frame(
      byte[] information,
      int from,
      int count,
      boolean last,
      ByteSlice destination,
      ByteSlice source) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int header = 2 + destination.length() + source.length() + 1;
    int length = header + 2 + count + 2;
    if (length > LONGEST_HDLC) {
      throw new IllegalArgumentException("an HDLC frame has at most 2047 bytes, not " + length);
    }
    out.write(FLAG);
    out.write(FORMAT_TYPE | (last ? 0 : SEGMENTED) | length >> Byte.SIZE);
    out.write(length);
    out.writeBytes(destination.toByteArray());
    out.writeBytes(source.toByteArray());
    out.write(UI);
    crc(out);
    out.write(information, from, count);
    crc(out);
    out.write(FLAG);
    return out.toByteArray();
  }

  /** The checksum of all bytes behind the opening flag. */
  private static void crc(ByteArrayOutputStream out) {
    byte[] bytes = out.toByteArray();
    int crc = Crc16.x25(bytes, 1, bytes.length - 1);
    out.write(crc);
    out.write(crc >> Byte.SIZE);
  }

  /**
   * Long frames of M-Bus, as many as it takes; of a frame beyond 255 bytes the length field wraps
   * round, as some meters send it.
   *
   * @param most bytes of the APDU in one frame, 1 to 506
   */
  public static byte[] mbus(byte[] apdu, int most) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int number = 0;
    for (int from = 0; from < apdu.length || from == 0; from += most) {
      int count = Math.min(most, apdu.length - from);
      int length = count + MBUS_HEADER;
      if (length > LONGEST_MBUS) {
        throw new IllegalArgumentException("an M-Bus frame has no " + length + " bytes");
      }
      boolean last = from + count >= apdu.length;
      ByteArrayOutputStream user = new ByteArrayOutputStream();
      user.writeBytes(new byte[] {0x53, (byte) 0xFF});
      user.write((number++ & 0xF) | (last ? 0x10 : 0));
      user.writeBytes(new byte[] {0x01, 0x67});
      user.write(apdu, from, count);
      int sum = 0;
      for (byte b : user.toByteArray()) {
        sum += b;
      }
      out.writeBytes(new byte[] {0x68, (byte) length, (byte) length, 0x68});
      out.writeBytes(user.toByteArray());
      out.write(sum);
      out.write(0x16);
    }
    return out.toByteArray();
  }

  /** A packet of the wrapper of IEC 62056-47, version 1. */
  public static byte[] wrapper(byte[] apdu, int source, int destination) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    integer(out, 1, Short.BYTES);
    integer(out, source, Short.BYTES);
    integer(out, destination, Short.BYTES);
    integer(out, apdu.length, Short.BYTES);
    out.writeBytes(apdu);
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, DlmsData data, boolean tag) {
    if (tag) {
      out.write(data.type().tag());
    }
    if (data instanceof DlmsData.Array array) {
      list(out, array.elements(), tag);
    } else if (data instanceof DlmsData.Structure structure) {
      list(out, structure.elements(), tag);
    } else if (data instanceof DlmsData.CompactArray array) {
      compactArray(out, array);
    } else if (data instanceof DlmsData.Bool bool) {
      out.write(bool.value() ? 1 : 0);
    } else if (data instanceof DlmsData.Int number) {
      integer(out, number.value(), number.type().width());
    } else if (data instanceof DlmsData.Real real) {
      integer(out, real.bits(), real.type().width());
    } else if (data instanceof DlmsData.Bcd bcd) {
      out.write(bcd.bits());
    } else if (data instanceof DlmsData.Octets octets) {
      octets(out, octets.bytes());
    } else if (data instanceof DlmsData.Text text) {
      octets(out, text.bytes());
    } else if (data instanceof DlmsData.BitString bits) {
      length(out, bits.count());
      out.writeBytes(bits.bytes().toByteArray());
    } else if (data instanceof DlmsData.Moment moment) {
      out.writeBytes(moment.bytes().toByteArray());
    }
  }

  /** Within a compact array neither tags nor counts are repeated. */
  private static void list(ByteArrayOutputStream out, List<DlmsData> elements, boolean tags) {
    if (tags) {
      length(out, elements.size());
    }
    for (DlmsData element : elements) {
      write(out, element, tags);
    }
  }

  private static void compactArray(ByteArrayOutputStream out, DlmsData.CompactArray array) {
    description(out, array.description());
    ByteArrayOutputStream contents = new ByteArrayOutputStream();
    for (DlmsData element : array.elements()) {
      write(contents, element, false);
    }
    length(out, contents.size());
    out.writeBytes(contents.toByteArray());
  }

  private static void description(ByteArrayOutputStream out, TypeDescription description) {
    if (description instanceof TypeDescription.Simple simple) {
      out.write(simple.type().tag());
    } else if (description instanceof TypeDescription.ArrayOf array) {
      out.write(DlmsType.ARRAY.tag());
      integer(out, array.count(), Short.BYTES);
      description(out, array.element());
    } else if (description instanceof TypeDescription.StructureOf structure) {
      out.write(DlmsType.STRUCTURE.tag());
      length(out, structure.elements().size());
      for (TypeDescription element : structure.elements()) {
        description(out, element);
      }
    }
  }

  private static void time(ByteArrayOutputStream out, @Nullable DlmsDateTime time) {
    byte[] bytes = time == null ? new byte[0] : time.encode();
    length(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void octets(ByteArrayOutputStream out, ByteSlice bytes) {
    length(out, bytes.length());
    out.writeBytes(bytes.toByteArray());
  }

  private static void length(ByteArrayOutputStream out, int length) {
    int width = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x1_0000 ? 2 : Integer.BYTES;
    if (width > 0) {
      out.write(0x80 | width);
    }
    integer(out, length, Math.max(1, width));
  }

  private static void integer(ByteArrayOutputStream out, long value, int width) {
    for (int i = width - 1; i >= 0; i--) {
      out.write((int) (value >> (Byte.SIZE * i)));
    }
  }
}
