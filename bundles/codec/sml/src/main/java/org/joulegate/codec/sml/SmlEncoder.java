package org.joulegate.codec.sml;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * Writes SML files as meters do: for simulated meters and for tests. Decoding what this writes
 * gives what was written.
 */
public final class SmlEncoder {

  private static final int LONGEST_SHORT = 0xF;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private SmlEncoder() {}

  /**
   * A transport frame with the messages of a file: escapes doubled, filled up to a multiple of
   * four, with the file's kind of checksum.
   */
  public static byte[] frame(SmlFile file) {
    SmlEncoder encoder = new SmlEncoder();
    for (SmlMessage message : file.messages()) {
      encoder.message(message, file.crc());
    }
    return transport(encoder.out.toByteArray(), file.crc());
  }

  /**
   * A frame as a push meter sends it: open, one list, close.
   *
   * @param serverId the meter's id, see {@link SmlServerId}
   * @param number running number of the telegram; it makes the transaction ids
   * @param secondsIndex the meter's seconds index, 0 to 2^32 - 1
   * @param values in the order in which they are sent
   */
  public static byte[] telegram(
      ByteSlice serverId, int number, long secondsIndex, List<SmlListEntry> values) {
    SmlTime time = SmlTime.secondsIndex(secondsIndex);
    ByteSlice fileId = id(number);
    return frame(
        new SmlFile(
            List.of(
                message(
                    3 * number, new SmlBody.OpenResponse(null, null, fileId, serverId, null, 1)),
                message(
                    3 * number + 1,
                    new SmlBody.GetListResponse(
                        null, serverId, null, time, List.copyOf(values), null, null)),
                message(3 * number + 2, new SmlBody.CloseResponse(null))),
            SmlCrc.X25));
  }

  /** A transport frame around bytes that are already encoded, whatever they are. */
  public static byte[] transport(byte[] body, SmlCrc crc) {
    SmlEncoder encoder = new SmlEncoder();
    encoder.repeat(SmlScanner.ESCAPE, SmlScanner.ESCAPE_RUN);
    encoder.repeat(SmlScanner.VERSION, SmlScanner.ESCAPE_RUN);
    int fill = -body.length & 3;
    int run = 0;
    for (int i = 0; i < body.length + fill; i++) {
      int octet = i < body.length ? body[i] : 0;
      encoder.out.write(octet);
      run = octet == SmlScanner.ESCAPE ? run + 1 : 0;
      if (run == SmlScanner.ESCAPE_RUN) {
        encoder.repeat(SmlScanner.ESCAPE, SmlScanner.ESCAPE_RUN);
        run = 0;
      }
    }
    encoder.repeat(SmlScanner.ESCAPE, SmlScanner.ESCAPE_RUN);
    encoder.out.write(SmlScanner.END);
    encoder.out.write(fill);
    byte[] checked = encoder.out.toByteArray();
    encoder.big(crc.onWire(checked, 0, checked.length), Short.BYTES);
    return encoder.out.toByteArray();
  }

  private static SmlMessage message(int transaction, SmlBody body) {
    return new SmlMessage(id(transaction), 0, 0, body);
  }

  private static ByteSlice id(int number) {
    SmlEncoder encoder = new SmlEncoder();
    encoder.big(number, Integer.BYTES);
    return ByteSlice.of(encoder.out.toByteArray());
  }

  private void message(SmlMessage message, SmlCrc crc) {
    SmlEncoder encoder = new SmlEncoder();
    encoder.list(6);
    encoder.octets(message.transactionId());
    encoder.unsigned(message.groupNo(), 1);
    encoder.unsigned(message.abortOnError(), 1);
    encoder.list(2);
    encoder.unsigned(message.body().tag(), message.body().tag() > 0xFFFF ? 4 : 2);
    encoder.body(message.body());
    byte[] checked = encoder.out.toByteArray();
    out.writeBytes(checked);
    unsigned(crc.onWire(checked, 0, checked.length), Short.BYTES);
    out.write(0);
  }

  private void body(SmlBody body) {
    if (body instanceof SmlBody.OpenResponse open) {
      list(6);
      octets(open.codepage());
      octets(open.clientId());
      octets(open.reqFileId());
      octets(open.serverId());
      time(open.refTime());
      unsigned(open.smlVersion(), 1);
    } else if (body instanceof SmlBody.CloseResponse close) {
      list(1);
      octets(close.signature());
    } else if (body instanceof SmlBody.GetListResponse response) {
      getList(response);
    } else if (body instanceof SmlBody.GetProfileRequest request) {
      profileRequest(request);
    } else if (body instanceof SmlBody.GetProfileListResponse response) {
      profileList(response);
    } else if (body instanceof SmlBody.GetProfilePackResponse response) {
      profilePack(response);
    } else if (body instanceof SmlBody.AttentionResponse attention) {
      list(4);
      octets(attention.serverId());
      octets(attention.number());
      octets(attention.message());
      absent();
    } else if (body instanceof SmlBody.Other other) {
      out.writeBytes(other.encoded().toByteArray());
    }
  }

  private void getList(SmlBody.GetListResponse response) {
    list(7);
    octets(response.clientId());
    octets(response.serverId());
    octets(response.listName());
    time(response.actSensorTime());
    list(response.values().size());
    for (SmlListEntry entry : response.values()) {
      entry(entry);
    }
    octets(response.listSignature());
    time(response.actGatewayTime());
  }

  private void profileRequest(SmlBody.GetProfileRequest request) {
    list(9);
    octets(request.serverId());
    octets(request.username());
    octets(request.password());
    value(request.withRawdata() == null ? null : new SmlValue.Bool(request.withRawdata()));
    time(request.beginTime());
    time(request.endTime());
    names(request.parameterTreePath());
    names(request.objects());
    encoded(request.dasDetails());
  }

  private void profileList(SmlBody.GetProfileListResponse response) {
    list(9);
    octets(response.serverId());
    time(response.actTime());
    unsigned(response.regPeriod().toSeconds(), Integer.BYTES);
    names(response.parameterTreePath());
    time(response.valTime());
    status(response.hasStatus(), response.status());
    list(response.values().size());
    for (SmlListEntry entry : response.values()) {
      list(5);
      named(entry);
      value(entry.value());
      octets(entry.signature());
    }
    octets(response.rawdata());
    octets(response.periodSignature());
  }

  private void profilePack(SmlBody.GetProfilePackResponse response) {
    list(8);
    octets(response.serverId());
    time(response.actTime());
    unsigned(response.regPeriod().toSeconds(), Integer.BYTES);
    names(response.parameterTreePath());
    list(response.header().size());
    for (SmlListEntry entry : response.header()) {
      list(3);
      named(entry);
    }
    list(response.periods().size());
    for (SmlProfilePeriod period : response.periods()) {
      list(4);
      time(period.valTime());
      status(period.hasStatus(), period.status());
      list(period.values().size());
      for (SmlProfilePeriod.Value value : period.values()) {
        list(2);
        value(value.value());
        octets(value.signature());
      }
      octets(period.signature());
    }
    octets(response.rawdata());
    octets(response.profileSignature());
  }

  private void names(@Nullable List<ByteSlice> names) {
    if (names == null) {
      absent();
      return;
    }
    list(names.size());
    names.forEach(this::octets);
  }

  private void encoded(@Nullable ByteSlice element) {
    if (element == null) {
      absent();
    } else {
      out.writeBytes(element.toByteArray());
    }
  }

  private void status(boolean present, long word) {
    if (present) {
      unsigned(word, widthOf(word));
    } else {
      absent();
    }
  }

  private void entry(SmlListEntry entry) {
    list(7);
    name(entry);
    status(entry.hasStatus(), entry.status());
    time(entry.valTime());
    unitAndScaler(entry);
    value(entry.value());
    octets(entry.signature());
  }

  private void named(SmlListEntry entry) {
    name(entry);
    unitAndScaler(entry);
  }

  private void name(SmlListEntry entry) {
    header(SmlReader.OCTETS, 6);
    big(entry.objName(), 6);
  }

  private void unitAndScaler(SmlListEntry entry) {
    if (entry.unit() == SmlListEntry.NO_UNIT) {
      absent();
    } else {
      unsigned(entry.unit(), 1);
    }
    header(SmlReader.INTEGER, 1);
    big(entry.scaler(), 1);
  }

  private void value(@Nullable SmlValue value) {
    if (value instanceof SmlValue.Int number) {
      header(number.signed() ? SmlReader.INTEGER : SmlReader.UNSIGNED, number.width());
      big(number.value(), number.width());
    } else if (value instanceof SmlValue.Octets octets) {
      octets(octets.bytes());
    } else if (value instanceof SmlValue.Bool bool) {
      header(SmlReader.BOOLEAN, 1);
      out.write(bool.value() ? 1 : 0);
    } else if (value instanceof SmlValue.Listed listed) {
      list(listed.elements().size());
      listed.elements().forEach(this::value);
    } else {
      absent();
    }
  }

  private void time(@Nullable SmlTime time) {
    if (time == null) {
      absent();
      return;
    }
    if (time.kind() != SmlTime.Kind.UNTAGGED) {
      list(2);
      unsigned(time.kind().choice(), 1);
    }
    if (time.kind() == SmlTime.Kind.LOCAL) {
      list(3);
    }
    unsigned(time.seconds(), Integer.BYTES);
    if (time.kind() == SmlTime.Kind.LOCAL) {
      header(SmlReader.INTEGER, Short.BYTES);
      big(time.localOffset(), Short.BYTES);
      header(SmlReader.INTEGER, Short.BYTES);
      big(time.seasonOffset(), Short.BYTES);
    }
  }

  private void octets(@Nullable ByteSlice bytes) {
    if (bytes == null) {
      absent();
      return;
    }
    header(SmlReader.OCTETS, bytes.length());
    out.writeBytes(bytes.toByteArray());
  }

  private void unsigned(long value, int width) {
    header(SmlReader.UNSIGNED, width);
    big(value, width);
  }

  private void list(int elements) {
    lengthFields(SmlReader.LIST, elements, fieldsFor(elements));
  }

  /** A header whose length counts its own fields. */
  private void header(int type, int content) {
    int fields = 1;
    while (fieldsFor(content + fields) > fields) {
      fields++;
    }
    lengthFields(type, content + fields, fields);
  }

  private static int fieldsFor(int length) {
    int fields = 1;
    while (length > LONGEST_SHORT) {
      length >>>= 4;
      fields++;
    }
    return fields;
  }

  private void lengthFields(int type, int length, int fields) {
    for (int field = fields - 1; field >= 0; field--) {
      int more = field > 0 ? 0x80 : 0;
      int kind = field == fields - 1 ? type << 4 : 0;
      out.write(more | kind | ((length >>> (4 * field)) & 0xF));
    }
  }

  private static int widthOf(long value) {
    for (int width = 1; width < Long.BYTES; width *= 2) {
      if (value >>> (Byte.SIZE * width) == 0) {
        return width;
      }
    }
    return Long.BYTES;
  }

  private void big(long value, int width) {
    for (int i = width - 1; i >= 0; i--) {
      out.write((int) (value >>> (Byte.SIZE * i)));
    }
  }

  private void absent() {
    out.write(1);
  }

  private void repeat(int octet, int times) {
    for (int i = 0; i < times; i++) {
      out.write(octet);
    }
  }
}
