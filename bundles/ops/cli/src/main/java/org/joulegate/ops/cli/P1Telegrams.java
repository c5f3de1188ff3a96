package org.joulegate.ops.cli;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.dlms.CipheredApdu;
import org.joulegate.codec.dlms.DlmsLimits;
import org.joulegate.codec.dlms.SoftwareDlmsCipher;
import org.joulegate.codec.iec62056.P1Decoder;
import org.joulegate.codec.iec62056.P1Telegram;
import org.joulegate.codec.iec62056.ReadoutLimits;
import org.joulegate.codec.iec62056.SealedP1;
import org.joulegate.codec.json.JsonValue;

/** Telegrams of P1 for the command, sealed ones included. */
final class P1Telegrams {

  static final String FORMAT = "p1";

  private static final int SEALED = 70;
  private static final int FIVE_BYTES = 5;

  private P1Telegrams() {}

  /** The format, for the table of formats. */
  static final class Format implements TelegramFormat {

    @Override
    public String name() {
      return FORMAT;
    }

    @Override
    public int likelihood(byte[] bytes) {
      return SealedP1.isSealed(bytes, 0, bytes.length) ? SEALED : TextLikelihood.ofP1(bytes);
    }

    @Override
    public Decoded decode(Request request) {
      byte[] bytes = request.bytes();
      Decoded.Builder decoded = new Decoded.Builder(FORMAT);
      if (SealedP1.isSealed(bytes, 0, bytes.length)) {
        sealed(request, decoded);
      } else {
        all(P1Decoder.readAll(bytes, 0, bytes.length, ReadoutLimits.DEFAULT), decoded);
      }
      return decoded.build();
    }

    @Override
    public List<Annotated> annotate(Request request) {
      byte[] bytes = request.bytes();
      List<Annotated> blocks =
          SealedP1.isSealed(bytes, 0, bytes.length)
              ? annotateSealed(request)
              : List.of(annotated(bytes, 0, bytes.length));
      return Annotated.marked(blocks, decode(request).error());
    }
  }

  private static void all(List<P1Telegram> telegrams, Decoded.Builder decoded) {
    ReadoutRegisters registers = new ReadoutRegisters(decoded, /* p1= */ true);
    registers.addAll(
        telegrams.stream().map(P1Telegram::message).toList(),
        message -> new P1Telegram(message).meterId());
    P1Telegram first = telegrams.get(0);
    String version = first.version();
    if (version != null) {
      decoded.detail("version", new JsonValue.JsonString(version), version);
    }
    String time = ReadoutRegisters.text(first.time());
    if (time != null) {
      decoded.detail("time", new JsonValue.JsonString(time), time);
    }
  }

  private static SealedP1 open(Request request) throws MalformedTelegramException {
    byte[] authKey = request.authKey();
    SoftwareDlmsCipher cipher =
        SoftwareDlmsCipher.of(
            request.key(), authKey == null ? SealedP1.smartyAuthenticationKey() : authKey);
    return SealedP1.open(request.bytes(), 0, request.bytes().length, cipher);
  }

  private static void sealed(Request request, Decoded.Builder decoded) {
    try {
      SealedP1 sealed = open(request);
      all(List.of(sealed.telegram()), decoded);
      if (!sealed.authenticated()) {
        int control = sealed.apdu().content().offset() - FIVE_BYTES;
        decoded.warning("unusual", control, "the telegram is encrypted but not authenticated");
      }
      int left = request.bytes().length - sealed.apdu().end();
      if (left > 0) {
        decoded.warning("noise", sealed.apdu().end(), left + " bytes behind the telegram");
      }
    } catch (MalformedTelegramException e) {
      decoded.error(new Decoded.Problem(e.kind().word(), e.offset(), e.getMessage()));
    }
  }

  private static Annotated annotated(byte[] bytes, int offset, int length) {
    List<P1Telegram> telegrams = P1Decoder.readAll(bytes, offset, length, ReadoutLimits.DEFAULT);
    return new ReadoutAnnotation("telegram of P1", bytes, true)
        .of(telegrams.stream().map(P1Telegram::message).toList());
  }

  private static List<Annotated> annotateSealed(Request request) {
    byte[] bytes = request.bytes();
    List<Annotated> blocks = new ArrayList<>();
    Annotated.Builder notes = new Annotated.Builder("sealed telegram of P1", bytes);
    try {
      header(CipheredApdu.parse(bytes, 0, bytes.length, DlmsLimits.DEFAULT), notes);
      ByteSlice plain = open(request).plain();
      blocks.add(annotated(plain.toByteArray(), 0, plain.length()));
    } catch (MalformedTelegramException e) {
      notes.wrong(e);
    }
    blocks.add(0, notes.build());
    return blocks;
  }

  private static void header(CipheredApdu apdu, Annotated.Builder notes) {
    ByteSlice title = apdu.security().systemTitle();
    ByteSlice content = apdu.content();
    int control = content.offset() - FIVE_BYTES;
    int tag = apdu.security().authenticated() ? 12 : 0;
    notes.note(0, 1, "APDU: general-glo-ciphering");
    notes.note(1, 1, "length of the system title: " + title.length());
    notes.note(title.offset(), title.length(), "system title of the meter");
    int lengthAt = title.offset() + title.length();
    int length = content.length() + FIVE_BYTES;
    notes.note(lengthAt, control - lengthAt, "length of what follows: " + length);
    notes.note(control, 1, "security control: " + apdu.security().words());
    notes.note(control + 1, 4, "invocation counter: " + apdu.security().invocationCounter());
    notes.note(content.offset(), content.length() - tag, "ciphertext");
    notes.note(content.offset() + content.length() - tag, tag, "authentication tag");
    notes.rest(ReadoutAnnotation.NOISE);
  }
}
