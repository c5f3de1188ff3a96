package org.joulegate.ops.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.mbus.ApplicationData;
import org.joulegate.codec.mbus.DataRecord;
import org.joulegate.codec.mbus.FixedData;
import org.joulegate.codec.mbus.LinkFrame;
import org.joulegate.codec.mbus.WiredDecoder;
import org.joulegate.codec.mbus.WiredTelegram;
import org.joulegate.codec.mbus.transport.CiField;
import org.joulegate.codec.mbus.transport.Transport;

/** Every byte of wired M-Bus explained, from what the codec read. */
final class MbusAnnotation {

  private final byte[] bytes;
  private final Annotated.Builder notes;
  private final List<Annotated> opened = new ArrayList<>();

  private MbusAnnotation(byte[] bytes) {
    this.bytes = bytes;
    this.notes = new Annotated.Builder("wired M-Bus", bytes).unclaimed("of no frame");
  }

  static List<Annotated> of(byte[] bytes, WiredDecoder.Scan scan) {
    MbusAnnotation annotation = new MbusAnnotation(bytes);
    for (WiredTelegram telegram : scan.telegrams()) {
      annotation.telegram(telegram);
    }
    annotation.between(bytes.length);
    scan.refused().forEach(annotation.notes::wrong);
    List<Annotated> blocks = new ArrayList<>();
    blocks.add(annotation.notes.build());
    blocks.addAll(annotation.opened);
    return blocks;
  }

  private void telegram(WiredTelegram telegram) {
    LinkFrame link = telegram.link();
    int at = link.offset();
    between(at);
    switch (link.kind()) {
      case ACKNOWLEDGEMENT -> notes.note(at, 1, "acknowledgement");
      case SHORT -> {
        notes.note(at, 1, "start of a short frame");
        control(link, at + 1);
        close(link);
      }
      case CONTROL, LONG -> {
        frame(link);
        if (link.userLength() > 0) {
          user(telegram);
        }
        close(link);
      }
    }
  }

  private void frame(LinkFrame link) {
    int at = link.offset();
    int fields = bytes[at + 1] & 0xFF;
    notes.note(at, 1, "start of a long frame");
    notes.note(at + 1, 1, "length: " + fields + " bytes");
    notes.note(at + 2, 1, "length once more");
    notes.note(at + 3, 1, "start once more");
    control(link, at + 4);
  }

  private void control(LinkFrame link, int at) {
    notes.note(at, 1, "C field: " + link.control().text());
    notes.note(at + 1, 1, "A field " + link.address() + ": " + link.addressText());
  }

  private void close(LinkFrame link) {
    int end = link.offset() + link.length();
    notes.note(end - 2, 1, "checksum: right");
    notes.note(end - 1, 1, "stop");
  }

  private void user(WiredTelegram telegram) {
    int at = telegram.link().userOffset();
    int ci = bytes[at] & 0xFF;
    Transport transport = telegram.transport();
    ApplicationData application = telegram.application();
    if (application instanceof ApplicationData.Fixed fixed) {
      notes.note(at, 1, "CI " + Hex.ofByte(ci) + ": the fixed data structure");
      fixed(fixed.data(), at + 1);
      return;
    }
    notes.note(at, 1, "CI " + Hex.ofByte(ci) + ": " + CiField.of(ci).content().words());
    if (transport == null) {
      notes.note(at + 1, 12, "header with the high byte first");
    } else {
      layers(transport, at);
    }
    if (application != null) {
      application(telegram, application);
    }
  }

  private void layers(Transport transport, int at) {
    int ciAt = transport.applicationCiOffset();
    if (ciAt > at) {
      notes.note(at + 1, ciAt - at - 1, "extended link layer or authentication layer");
      notes.note(ciAt, 1, "CI " + Hex.ofByte(transport.applicationCi()));
    }
    if (transport.header() != null) {
      MbusRecords.noteHeader(notes, ciAt + 1, transport.header());
      notes.note(ciAt + 1, transport.headerLength(), "configuration extension");
    }
    ByteSlice sealed = transport.sealed();
    if (sealed.length() > 0) {
      notes.note(
          sealed.offset(),
          sealed.length(),
          "encrypted, mode "
              + transport.security().mode()
              + ": "
              + transport.security().outcome().word());
    }
  }

  private void application(WiredTelegram telegram, ApplicationData application) {
    Transport transport = telegram.transport();
    LinkFrame link = telegram.link();
    int from = transport == null ? link.userOffset() + 13 : transport.offset();
    int end =
        transport == null
            ? link.userOffset() + link.userLength()
            : transport.offset() + transport.length();
    if (application instanceof ApplicationData.Variable variable) {
      byte[] array = variable.array();
      if (variable.compact()) {
        MbusRecords.noteCompact(notes, from, end - from);
        Annotated.Builder full = new Annotated.Builder("the full frame", array);
        MbusRecords.noteRecords(full, variable.records(), 0, array, 0, array.length);
        opened.add(full.build());
      } else if (array == bytes) {
        MbusRecords.noteRecords(notes, variable.records(), 0, array, from, end);
      } else {
        byte[] plain = Arrays.copyOfRange(array, from, end);
        Annotated.Builder block = new Annotated.Builder("the opened content", plain);
        MbusRecords.noteRecords(block, variable.records(), -from, array, from, end);
        opened.add(block.build());
      }
    } else {
      notes.note(from, end - from, MbusRecords.words(application));
    }
  }

  private void fixed(FixedData data, int at) {
    notes.note(at, 4, "identification number " + data.id());
    notes.note(at + 4, 1, "access number " + data.accessNumber());
    notes.note(at + 5, 1, "status " + Hex.ofByte(data.status()));
    notes.note(at + 6, 2, "medium " + data.mediumText() + ", units of both counters");
    for (DataRecord counter : data.counters()) {
      notes.note(
          counter.dataOffset(), 4, counter.description() + ", " + MbusRecords.value(counter));
    }
  }

  /** What stands between the telegrams: whole frames whose content was refused, and noise. */
  private void between(int end) {
    while (notes.next() < end) {
      int at = notes.next();
      try {
        LinkFrame link = LinkFrame.decode(bytes, at, end - at);
        if (link.userLength() > 0) {
          frame(link);
          content(link);
        }
        notes.note(at, link.length() - 2, Annotated.Builder.UNEXPLAINED);
        close(link);
      } catch (MalformedTelegramException noFrame) {
        notes.next(end - at, Annotated.Builder.UNEXPLAINED);
      }
    }
  }

  /** As much of a content that was refused as can be told without reading it. */
  private void content(LinkFrame link) {
    int at = link.userOffset();
    CiField field = CiField.of(bytes[at] & 0xFF);
    notes.note(at, 1, "CI " + Hex.ofByte(bytes[at] & 0xFF) + ": " + field.content().words());
    if (field.content() == CiField.Content.COMPACT) {
      int header = headerLength(field);
      notes.note(at + 1, Math.min(header, link.userLength() - 1), "header");
      MbusRecords.noteCompact(notes, at + 1 + header, link.userLength() - 1 - header);
    }
  }

  private static int headerLength(CiField field) {
    return switch (field.header()) {
      case LONG -> 12;
      case SHORT -> 4;
      default -> 0;
    };
  }
}
