package org.joulegate.codec.dlms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.dlms.DlmsApdu.DataNotification;

/** Telegrams of imaginary meters, made by the encoder in the forms that makers use. */
final class DlmsFixtures {

  static final byte[] KEY = Hex.parse("000102030405060708090A0B0C0D0E0F");
  static final byte[] AUTH_KEY = Hex.parse("D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF");
  static final ByteSlice TITLE = ByteSlice.of(Hex.parse("4B464D6710203040"));
  static final DlmsDateTime TIME = new DlmsDateTime(2024, 2, 29, 4, 23, 15, 10, 0xFF, -60, 0);
  static final ByteSlice CLIENT = ByteSlice.of((byte) 0x03);
  static final ByteSlice METER = ByteSlice.of((byte) 0x02, (byte) 0x23);

  private DlmsFixtures() {}

  static DlmsData.Int u32(long value) {
    return new DlmsData.Int(DlmsType.DOUBLE_LONG_UNSIGNED, value);
  }

  static DlmsData.Int u16(long value) {
    return new DlmsData.Int(DlmsType.LONG_UNSIGNED, value);
  }

  static DlmsData.Int i8(long value) {
    return new DlmsData.Int(DlmsType.INTEGER, value);
  }

  static DlmsData text(String text) {
    return new DlmsData.Octets(ByteSlice.of(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  static DlmsData name(int... groups) {
    byte[] bytes = new byte[groups.length];
    for (int i = 0; i < groups.length; i++) {
      bytes[i] = (byte) groups[i];
    }
    return new DlmsData.Octets(ByteSlice.of(bytes));
  }

  static DlmsData time() {
    return new DlmsData.Octets(ByteSlice.of(TIME.encode()));
  }

  static DlmsData scale(int scaler, int unit) {
    return structure(i8(scaler), new DlmsData.Int(DlmsType.ENUM, unit));
  }

  static DlmsData structure(DlmsData... elements) {
    return new DlmsData.Structure(List.of(elements));
  }

  static DataNotification push(DlmsData... elements) {
    return new DataNotification(0x40000000, TIME, structure(elements), false);
  }

  /** Codes next to values, no scalers: the way of Kamstrup. */
  static DataNotification codes() {
    return push(
        new DlmsData.Text(
            DlmsType.VISIBLE_STRING,
            ByteSlice.of("Kamstrup_V0001".getBytes(StandardCharsets.ISO_8859_1))),
        name(1, 1, 0, 0, 5, 255),
        new DlmsData.Text(
            DlmsType.VISIBLE_STRING,
            ByteSlice.of("1234567890123456".getBytes(StandardCharsets.ISO_8859_1))),
        name(1, 1, 1, 7, 0, 255),
        u32(1234),
        name(1, 1, 31, 7, 0, 255),
        u32(567),
        name(1, 1, 51, 7, 0, 255),
        DlmsData.Empty.NULL_DATA,
        name(1, 1, 32, 7, 0, 255),
        u16(231),
        name(1, 1, 1, 8, 0, 255),
        u32(765432));
  }

  /** Code, value and scaler_unit in structures: the way of Aidon. */
  static DataNotification described() {
    return new DataNotification(
        0x40000000,
        null,
        new DlmsData.Array(
            List.of(
                structure(name(1, 0, 1, 7, 0, 255), u32(280), scale(0, 27)),
                structure(
                    name(1, 0, 31, 7, 0, 255), new DlmsData.Int(DlmsType.LONG, -13), scale(-1, 33)),
                structure(name(1, 0, 1, 8, 0, 255), u32(2272138), scale(1, 30)))),
        false);
  }

  /** No codes at all: the way of Kaifa. */
  static DataNotification bare() {
    return new DataNotification(
        0x40000000,
        TIME,
        structure(
            text("KFM_001"),
            text("6970631400000001"),
            text("MA304H3E"),
            u32(4097),
            u32(0),
            u32(195),
            u32(1),
            u32(12056),
            u32(5754),
            u32(13412),
            u32(2392),
            u32(2401),
            u32(2397)),
        true);
  }

  /** Capture objects in front of the values: the way of Landis+Gyr and Iskraemeco. */
  static DataNotification captured() {
    return push(
        new DlmsData.Array(
            List.of(
                capture(40, 2, 0, 8, 25, 9, 0, 255),
                capture(1, 2, 0, 0, 42, 0, 0, 255),
                capture(3, 2, 1, 0, 1, 7, 0, 255),
                capture(3, 3, 1, 0, 1, 7, 0, 255),
                capture(3, 2, 1, 1, 1, 8, 0, 255))),
        text("LGZ1030650000001"),
        u32(777),
        scale(-1, 27),
        u32(25149419));
  }

  private static DlmsData capture(int classId, int attribute, int... obis) {
    return structure(u16(classId), name(obis), i8(attribute), u16(0));
  }

  /** Time, codes, values and scalers in one row: the way of Austrian operators. */
  static DataNotification row() {
    return push(
        time(),
        name(1, 0, 1, 8, 0, 255),
        u32(12937),
        scale(0, 30),
        name(1, 0, 32, 7, 0, 255),
        u16(2337),
        scale(-1, 35),
        name(1, 0, 13, 7, 0, 255),
        u16(1000),
        scale(-3, 255),
        text("181220000009"));
  }

  static byte[] sealed(int control, byte[] plain) {
    return DlmsEncoder.generalGlo(
        cipher(), new DlmsSecurity(control, TITLE, 35, ByteSlice.of()), plain);
  }

  static DlmsCipher cipher() {
    return SoftwareDlmsCipher.of(KEY, AUTH_KEY);
  }

  static byte[] hdlc(byte[] apdu) {
    return DlmsEncoder.hdlc(apdu, CLIENT, METER, 2000);
  }

  static byte[] inBlocks(byte[] apdu, int size) {
    List<byte[]> frames = new ArrayList<>();
    for (byte[] block : DlmsEncoder.blocks(apdu, size)) {
      frames.add(hdlc(block));
    }
    return join(frames);
  }

  static byte[] join(List<byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parts.forEach(out::writeBytes);
    return out.toByteArray();
  }

  static byte[] apdu(DlmsApdu apdu) {
    return DlmsEncoder.apdu(apdu);
  }

  /** An APDU in HDLC segments, one for each control byte. */
  static List<byte[]> segments(byte[] apdu, int... controls) {
    byte[] information = join(List.of(Hex.parse("E6E700"), apdu));
    int size = (information.length + controls.length - 1) / controls.length;
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < controls.length; i++) {
      boolean last = i + 1 == controls.length;
      int to = last ? information.length : (i + 1) * size;
      frames.add(frame(!last, controls[i], Arrays.copyOfRange(information, i * size, to)));
    }
    return frames;
  }

  private static byte[] frame(boolean segmented, int control, byte[] information) {
    int length = 10 + information.length;
    byte[] frame = new byte[length + 2];
    frame[0] = 0x7E;
    frame[1] = (byte) (0xA0 | (segmented ? 8 : 0) | length >> 8);
    frame[2] = (byte) length;
    frame[3] = 0x03;
    frame[4] = 0x02;
    frame[5] = 0x23;
    frame[6] = (byte) control;
    crc(frame, 7);
    System.arraycopy(information, 0, frame, 9, information.length);
    crc(frame, length - 1);
    frame[length + 1] = 0x7E;
    return frame;
  }

  private static void crc(byte[] frame, int at) {
    int crc = Crc16.x25(frame, 1, at - 1);
    frame[at] = (byte) crc;
    frame[at + 1] = (byte) (crc >> 8);
  }

  /** Packets of the wrapper with one block each of an APDU, sealed one by one. */
  static byte[] sealedBlocks(int control, byte[] apdu, int size) {
    List<byte[]> packets = new ArrayList<>();
    for (byte[] block : DlmsEncoder.blocks(apdu, size)) {
      DlmsSecurity security = new DlmsSecurity(control, TITLE, packets.size(), ByteSlice.of());
      packets.add(DlmsEncoder.wrapper(DlmsEncoder.generalGlo(cipher(), security, block), 1, 1));
    }
    return join(packets);
  }

  /** Get-responses in blocks, of which the first has the number 1. */
  static List<byte[]> responses(int invokeId, byte[] data, int size) {
    List<byte[]> blocks = new ArrayList<>();
    for (int from = 0; from < data.length; from += size) {
      int to = Math.min(from + size, data.length);
      int number = blocks.size() + 1;
      byte[] head = {(byte) 0xC4, 2, (byte) invokeId, (byte) (to == data.length ? 1 : 0)};
      byte[] numbered = {0, 0, (byte) (number >> 8), (byte) number, 0, (byte) (to - from)};
      blocks.add(join(List.of(head, numbered, Arrays.copyOfRange(data, from, to))));
    }
    return blocks;
  }

  /** One of each form, framed in each way. */
  static List<byte[]> all() {
    List<byte[]> all = new ArrayList<>();
    for (DlmsApdu apdu : List.of(codes(), described(), bare(), captured(), row())) {
      all.add(hdlc(apdu(apdu)));
    }
    all.add(apdu(described()));
    all.add(DlmsEncoder.hdlc(apdu(codes()), CLIENT, METER, 60));
    all.add(inBlocks(apdu(captured()), 50));
    all.add(DlmsEncoder.mbus(sealed(0x20, apdu(row())), 100));
    all.add(DlmsEncoder.wrapper(sealed(0x30, apdu(bare())), 1, 1));
    all.add(
        apdu(
            new DlmsApdu.EventNotification(
                TIME, 3, ByteSlice.of(Hex.parse("0100010800FF")), 2, u32(5))));
    // Not encrypted, so that damage reaches the inside, and cheap to open.
    all.add(sealedBlocks(0, apdu(row()), 100));
    all.add(join(segments(apdu(bare()), 0x10, 0x10, 0x10)));
    all.add(join(responses(0xC1, DlmsEncoder.data(described().body()), 30)));
    DlmsRandom random = new DlmsRandom(1);
    for (int i = 0; i < 6; i++) {
      all.add(apdu(new DataNotification(i, null, random.data(), false)));
    }
    return all;
  }
}
