package org.joulegate.ops.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.mbus.ApplicationData;
import org.joulegate.codec.mbus.radio.FrameDecoder;
import org.joulegate.codec.mbus.radio.FrameKind;
import org.joulegate.codec.mbus.radio.LineCode;
import org.joulegate.codec.mbus.radio.RadioControl;
import org.joulegate.codec.mbus.radio.RadioFrame;
import org.joulegate.codec.mbus.radio.RadioTelegram;
import org.joulegate.codec.mbus.transport.AuthenticationLayer;
import org.joulegate.codec.mbus.transport.CiField;
import org.joulegate.codec.mbus.transport.ExtendedLinkLayer;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.Security;
import org.joulegate.codec.mbus.transport.Transport;
import org.jspecify.annotations.Nullable;

/** Every byte of a radio frame explained, from what the codec read. */
final class WmbusAnnotation {

  private static final int CRC = 2;

  private final List<Annotated> blocks = new ArrayList<>();
  private final RadioFrame frame;
  private final byte[] array;
  private final Annotated.Builder notes;
  private final int shift;

  private WmbusAnnotation(byte[] bytes, RadioFrame frame) {
    this.frame = frame;
    this.array = frame.array();
    this.shift = array == bytes ? 0 : -frame.offset();
    this.notes =
        new Annotated.Builder(
            array == bytes ? "M-Bus by radio" : "the frame without checksums", array);
  }

  /** A frame that was read. */
  static List<Annotated> of(byte[] bytes, RadioTelegram telegram) {
    RadioFrame frame = telegram.frame();
    WmbusAnnotation annotation = new WmbusAnnotation(bytes, frame);
    annotation.link();
    Transport transport = telegram.transport();
    if (transport != null) {
      annotation.layers(telegram, transport);
    }
    if (frame.array() == bytes) {
      annotation.notes.note(frame.end(), bytes.length - frame.end(), "behind the end of the frame");
    } else {
      annotation.blocks.add(0, received(bytes, frame));
    }
    annotation.blocks.add(frame.array() == bytes ? 0 : 1, annotation.notes.build());
    return annotation.blocks;
  }

  /** A frame that was refused: what is whole of it, and where it ends to be so. */
  static List<Annotated> of(byte[] bytes, FrameKind kind, MalformedTelegramException refused) {
    RadioFrame whole = frame(bytes, kind);
    if (whole != null) {
      WmbusAnnotation annotation = new WmbusAnnotation(bytes, whole);
      annotation.link();
      if (whole.array() == bytes) {
        annotation.notes.wrong(refused);
        return List.of(annotation.notes.build());
      }
      Annotated.Builder received = new Annotated.Builder("as received", bytes);
      return List.of(received.wrong(refused).build(), annotation.notes.build());
    }
    Annotated.Builder notes = new Annotated.Builder("M-Bus by radio", bytes);
    if (kind.line() != LineCode.THREE_OF_SIX
        && kind.line() != LineCode.MANCHESTER
        && bytes.length >= RadioFrame.HEADER_LENGTH) {
      link(notes, bytes, 0);
    }
    return List.of(notes.wrong(refused).build());
  }

  private static @Nullable RadioFrame frame(byte[] bytes, FrameKind kind) {
    try {
      return FrameDecoder.decode(bytes, 0, bytes.length, kind);
    } catch (MalformedTelegramException e) {
      return null;
    }
  }

  /** The bytes given, when they have checksums or are chips: blocks and checksums. */
  private static Annotated received(byte[] bytes, RadioFrame frame) {
    Annotated.Builder notes = new Annotated.Builder("as received", bytes);
    if (frame.line() != LineCode.PLAIN) {
      notes.note(0, frame.start(), "preamble");
      notes.note(
          frame.start(),
          frame.end() - frame.start(),
          "chips, " + frame.line().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      notes.note(frame.end(), bytes.length - frame.end(), "behind the end of the frame");
      return notes.build();
    }
    notes.note(0, frame.start(), "preamble and synchronisation of mode C");
    int block = 1;
    int from = 0;
    while (from < frame.length()) {
      int to = from + 1;
      int at = frame.received(frame.offset() + from);
      while (to < frame.length() && frame.received(frame.offset() + to) == at + to - from) {
        to++;
      }
      notes.note(at, to - from, "block " + block++);
      notes.note(at + to - from, CRC, "checksum of the block: right");
      from = to;
    }
    notes.note(frame.end(), bytes.length - frame.end(), "behind the end of the frame");
    return notes.build();
  }

  private void link() {
    link(notes, array, frame.offset() + shift);
  }

  private static void link(Annotated.Builder notes, byte[] array, int at) {
    int control = array[at + 1] & 0xFF;
    MeterAddress address = MeterAddress.ofLink(array, at + 2);
    notes.note(at, 1, "L field: " + (array[at] & 0xFF) + " bytes follow");
    notes.note(
        at + 1, 1, "C field " + Hex.ofByte(control) + ": " + RadioControl.of(control).words());
    notes.note(at + 2, 2, "M field: manufacturer " + address.manufacturer());
    notes.note(at + 4, 4, "A field: identification number " + address.id());
    notes.note(at + 8, 1, "version " + address.version());
    notes.note(at + 9, 1, "device type " + address.deviceType());
  }

  private void layers(RadioTelegram telegram, Transport transport) {
    ExtendedLinkLayer ell = transport.ell();
    if (ell != null) {
      ell(ell);
    }
    boolean opened = transport.linkOpened();
    if (!opened) {
      inner(notes, 0, telegram, transport);
      return;
    }
    ByteSlice sealed = transport.sealed();
    notes.note(sealed.offset(), sealed.length(), sealed(transport));
    int from = sealed.offset();
    byte[] plain = Arrays.copyOfRange(transport.array(), from, from + sealed.length());
    Annotated.Builder inside = new Annotated.Builder("what the extended link layer sealed", plain);
    inside.note(0, CRC, "checksum of what follows: right");
    inner(inside, -from, telegram, transport);
    blocks.add(inside.build());
  }

  private void ell(ExtendedLinkLayer ell) {
    int at = ell.offset();
    notes.note(at, 1, "CI " + Hex.ofByte(ell.ci()) + ": extended link layer");
    notes.note(at + 1, 1, "communication control " + Hex.ofByte(ell.communicationControl()));
    notes.note(at + 2, 1, "access number " + ell.accessNumber());
    at += 3;
    MeterAddress address = ell.address();
    if (address != null) {
      notes.note(at, MeterAddress.LENGTH, "other party: " + address);
      at += MeterAddress.LENGTH;
    }
    if (ell.sessionNumber() >= 0) {
      notes.note(at, 4, "session number, encryption " + ell.encryption());
      if (ell.encryption() == 0) {
        notes.note(at + 4, CRC, "checksum of what follows: right");
      }
    }
  }

  /** Authentication layer, header and application, as far as they stand in the open. */
  private void inner(Annotated.Builder in, int move, RadioTelegram telegram, Transport transport) {
    AuthenticationLayer afl = transport.afl();
    if (afl != null) {
      afl(in, move, afl, transport);
    }
    ByteSlice sealed = transport.sealed();
    if (transport.security().layer() == Security.Layer.TRANSPORT || transport.security().isOpen()) {
      int at = transport.applicationCiOffset() + move;
      int ci = transport.applicationCi();
      in.note(at, 1, "CI " + Hex.ofByte(ci) + ": " + CiField.of(ci).content().words());
      if (transport.header() != null) {
        MbusRecords.noteHeader(in, at + 1, transport.header());
        in.note(
            in.next(),
            at + 1 + transport.headerLength() - in.next(),
            "extension of the configuration field");
      }
    }
    if (sealed.length() > 0 && move == 0) {
      in.note(sealed.offset(), sealed.length(), sealed(transport));
    }
    application(in, move, telegram, transport);
    ByteSlice trailer = transport.trailer();
    in.note(trailer.offset() + move, trailer.length(), "authentication tag");
  }

  private static void afl(
      Annotated.Builder in, int move, AuthenticationLayer afl, Transport transport) {
    int at = afl.offset() + move;
    in.note(at, 1, "CI 0x90: authentication and fragmentation layer");
    in.note(at + 1, 1, "length of the layer: " + (afl.length() - 2));
    in.note(at + 2, 2, "fragmentation control: fragment " + afl.fragment());
    if (afl.messageControl() >= 0) {
      in.next(1, "message control: authentication type " + afl.authenticationType());
    }
    if (afl.keyInformation() >= 0) {
      in.next(2, "key information");
    }
    if (afl.messageCounter() >= 0) {
      in.next(4, "message counter " + afl.messageCounter());
    }
    if (afl.mac().length() > 0) {
      boolean right = transport.security().authenticated();
      in.next(afl.mac().length(), "authentication code" + (right ? ": right" : ", not verified"));
    }
    if (afl.messageLength() >= 0) {
      in.next(2, "length of the whole message: " + afl.messageLength());
    }
  }

  private void application(
      Annotated.Builder in, int move, RadioTelegram telegram, Transport transport) {
    ApplicationData application = telegram.application();
    int from = transport.offset();
    int end = from + transport.length();
    if (application == null) {
      refused(in, move, telegram.applicationFault(), transport);
      return;
    }
    if (!(application instanceof ApplicationData.Variable variable)) {
      in.note(from + move, end - from, MbusRecords.words(application));
      return;
    }
    boolean apart = transport.array() != array && !transport.linkOpened();
    if (variable.compact()) {
      Annotated.Builder target = apart ? opened(transport) : in;
      int at = apart ? 0 : from + move;
      MbusRecords.noteCompact(target, at, end - from);
      if (apart) {
        blocks.add(target.build());
      }
      byte[] full = variable.array();
      Annotated.Builder block = new Annotated.Builder("the full frame", full);
      MbusRecords.noteRecords(block, variable.records(), 0, full, 0, full.length);
      blocks.add(block.build());
    } else if (apart) {
      in.note(in.next(), end - in.next() + move, "plain, read behind the opened content");
      Annotated.Builder block = opened(transport);
      MbusRecords.noteRecords(block, variable.records(), -from, transport.array(), from, end);
      blocks.add(block.build());
    } else {
      MbusRecords.noteRecords(in, variable.records(), move, transport.array(), from, end);
    }
  }

  /** An application that was not read: what can be told of it without. */
  private void refused(
      Annotated.Builder in,
      int move,
      @Nullable MalformedTelegramException fault,
      Transport transport) {
    if (fault == null) {
      return;
    }
    boolean apart = transport.array() != array && !transport.linkOpened();
    Annotated.Builder target = apart ? opened(transport) : in;
    int shift = apart ? -transport.offset() : move;
    if (transport.field().content() == CiField.Content.COMPACT) {
      MbusRecords.noteCompact(target, transport.offset() + shift, transport.length());
    }
    target.wrong(fault.offset() + shift, fault);
    if (apart) {
      blocks.add(target.build());
    }
  }

  private static Annotated.Builder opened(Transport transport) {
    return new Annotated.Builder("the opened content", transport.application().toByteArray());
  }

  private static String sealed(Transport transport) {
    Security security = transport.security();
    String layer = security.layer() == Security.Layer.LINK ? "link " : "";
    return "encrypted, " + layer + "mode " + security.mode() + ": " + security.outcome().word();
  }
}
