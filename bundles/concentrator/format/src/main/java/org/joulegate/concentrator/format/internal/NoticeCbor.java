package org.joulegate.concentrator.format.internal;

import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.cbor.CborReader;
import org.joulegate.codec.cbor.CborWriter;
import org.joulegate.concentrator.api.FailureNotice;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.Stamp;

/** {@code notice} of {@code docs/wire-format.cddl}. */
final class NoticeCbor {
  private static final int FIELDS = 11;

  private NoticeCbor() {}

  static byte[] encode(FailureNotice notice) {
    MeterEvent event = notice.event();
    Stamp stamp = event.stamp();
    CborWriter out = new CborWriter();
    out.beginMap(FIELDS);
    out.writeInteger(0).writeInteger(Fields.VERSION);
    out.writeInteger(1).writeText(notice.concentrator());
    out.writeInteger(2).writeText(notice.centre());
    out.writeInteger(3).writeInteger(notice.sequence());
    out.writeInteger(4);
    Fields.writeInstant(out, stamp.at());
    out.writeInteger(5).writeInteger(stamp.state().code());
    out.writeInteger(6);
    Fields.writeInstant(out, stamp.steppedAt());
    out.writeInteger(7).writeInteger(event.kind().code());
    out.writeInteger(8).writeText(event.subject());
    out.writeInteger(9).writeText(event.text());
    out.writeInteger(10);
    Fields.writeHead(out, notice.head());
    return out.toByteArray();
  }

  static FailureNotice decode(CborReader in) throws MalformedTelegramException {
    in.beginMap();
    Fields.key(in, 0);
    Fields.version(in);
    Fields.key(in, 1);
    String concentrator = in.readText();
    Fields.key(in, 2);
    String centre = in.readText();
    Fields.key(in, 3);
    long sequence = in.readInteger();
    MeterEvent event = decodeEvent(in);
    Fields.key(in, 10);
    FailureNotice notice =
        new FailureNotice(concentrator, centre, sequence, event, Fields.readHead(in));
    in.end();
    return notice;
  }

  private static MeterEvent decodeEvent(CborReader in) throws MalformedTelegramException {
    Fields.key(in, 4);
    var at = Fields.readInstant(in);
    Fields.key(in, 5);
    ClockState state = ClockState.ofCode(in.readInteger(0, Byte.MAX_VALUE));
    Fields.key(in, 6);
    Stamp stamp = new Stamp(at, state, Fields.readInstantOrNull(in));
    Fields.key(in, 7);
    EventKind kind = EventKind.ofCode(in.readInteger(0, Short.MAX_VALUE));
    Fields.key(in, 8);
    String subject = in.readText();
    Fields.key(in, 9);
    return new MeterEvent(stamp, kind, subject, in.readText());
  }
}
