package org.joulegate.codec.dlms;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.dlms.DlmsDecoder.Scan;
import org.jspecify.annotations.Nullable;

/** One scan over bytes of which the framing is not known. */
final class WholeInput {

  private static final int WRAPPER_HEADER = 8;
  private static final int WRAPPER_VERSION = 1;
  private static final int HDLC_FLAG = 0x7E;
  private static final int MBUS_START = 0x68;

  private final byte[] array;
  private final int start;
  private final int end;
  private final DlmsCipher cipher;
  private final DlmsLimits limits;

  private List<DlmsTelegram> telegrams = new ArrayList<>(1);
  private List<MalformedTelegramException> unread = List.of();
  private List<MalformedTelegramException> damaged = List.of();
  private int accounted;
  private int noiseOffset;
  private int noiseBytes;
  private int frames;
  private @Nullable DlmsTrace trace;

  WholeInput(byte[] array, int start, int end, DlmsCipher cipher, DlmsLimits limits) {
    this.array = array;
    this.start = start;
    this.end = end;
    this.cipher = cipher;
    this.limits = limits;
  }

  /**
   * Bytes that begin like a wrapper or an APDU are read so; when that fails and there are good
   * frames in them, those are read.
   */
  Scan scan(@Nullable DlmsTrace notes) {
    int first = start < end ? array[start] & 0xFF : -1;
    if (first == HDLC_FLAG || first == MBUS_START || !beginsOtherwise(first)) {
      line(notes);
      return result();
    }
    if (unframed(notes)) {
      return result();
    }
    WholeInput again = new WholeInput(array, start, end, cipher, limits);
    again.line(null);
    if (again.frames == 0) {
      return result();
    }
    DlmsTrace fresh = notes == null ? null : new DlmsTrace(notes.title(), notes.bytes());
    WholeInput lines = new WholeInput(array, start, end, cipher, limits);
    lines.line(fresh);
    if (notes != null && fresh != null) {
      notes.replaceBy(fresh);
    }
    return lines.result();
  }

  private boolean beginsOtherwise(int first) {
    return isWrapper(start)
        || ApduOpener.carriesData(first)
        || LinkAssembler.llcBytes(array, start, end) > 0;
  }

  private boolean isWrapper(int at) {
    return end - at >= WRAPPER_HEADER && array[at] == 0 && array[at + 1] == WRAPPER_VERSION;
  }

  /** Whether all could be read, or at least opened, as wrapper or bare APDU. */
  private boolean unframed(@Nullable DlmsTrace notes) {
    trace = notes;
    ApduOpener opener = new ApduOpener(cipher, limits);
    if (isWrapper(start)) {
      wrapper(opener);
    } else {
      int llc = LinkAssembler.llcBytes(array, start, end);
      if (llc > 0 && trace != null) {
        FrameNotes.llc(array, start, trace);
      }
      int at = start + llc;
      apdu(opener, piece(at, end), new Arrival(start, DlmsFraming.NONE, 0));
      while (opener.next() >= 0) {
        at = opener.next();
        apdu(opener, piece(at, end), new Arrival(at, DlmsFraming.NONE, 0));
      }
    }
    unread(opener.end());
    accounted = end;
    boolean opened = true;
    for (MalformedTelegramException fault : unread) {
      opened &= fault.kind() != Kind.MALFORMED && fault.kind() != Kind.TRUNCATED;
    }
    return opened && damaged.isEmpty();
  }

  private void wrapper(ApduOpener opener) {
    int at = start;
    while (at < end) {
      int length = isWrapper(at) ? (array[at + 6] & 0xFF) << 8 | (array[at + 7] & 0xFF) : -1;
      if (length < 1) {
        damage(
            MalformedTelegramException.malformed(
                at, "a wrapper header of version 1 and a length", "none"));
        return;
      }
      if (trace != null) {
        trace.field(at, 2, "wrapper version", "1");
        trace.field(at + 2, 2, "source wPort", "" + port(at + 2));
        trace.field(at + 4, 2, "destination wPort", "" + port(at + 4));
        trace.field(at + 6, 2, "length", "" + length);
      }
      int from = at + WRAPPER_HEADER;
      if (length > end - from) {
        damage(
            MalformedTelegramException.truncated(
                end, length + " bytes from byte " + from + " on", end - from + " bytes"));
        return;
      }
      long peer = DlmsWrapperFramer.peer(array, at);
      apdu(opener, piece(from, from + length), new Arrival(at, DlmsFraming.WRAPPER, peer));
      at = from + length;
    }
  }

  private int port(int at) {
    return (array[at] & 0xFF) << 8 | (array[at + 1] & 0xFF);
  }

  private void line(@Nullable DlmsTrace notes) {
    trace = notes;
    accounted = start;
    LineScanner scanner = new LineScanner(limits.frameBytes().most(), start);
    LinkAssembler link = new LinkAssembler(limits);
    ApduOpener opener = new ApduOpener(cipher, limits);
    int begin = -1;
    List<DlmsTrace> seeming = new ArrayList<>(0);
    LineScanner.Outcome outcome = scanner.scan(array, end, true);
    while (outcome != LineScanner.Outcome.MORE) {
      if (outcome == LineScanner.Outcome.FAULT) {
        damage(scanner.fault());
        if (notes != null && scanner.shape != LineScanner.Shape.NONE) {
          seeming.add(FrameNotes.damaged(array, scanner, notes, new ApduOpener(cipher, limits)));
        }
      } else {
        frames++;
        account(scanner.start, scanner.stop);
        begin = link.pending() == null ? scanner.start : begin;
        ApduBytes apdu = frame(scanner, link, outcome);
        finish(link.interrupted());
        if (apdu != null) {
          apdu(opener, apdu, new Arrival(begin, link.framing(), link.peer()));
        }
      }
      outcome = scanner.scan(array, end, true);
    }
    if (notes != null) {
      seeming.forEach(notes::fill);
    }
    account(end, end);
    finish(link.pending());
    unread(opener.end());
  }

  private @Nullable ApduBytes frame(
      LineScanner scanner, LinkAssembler link, LineScanner.Outcome outcome) {
    try {
      return outcome == LineScanner.Outcome.HDLC
          ? link.hdlc(array, scanner, trace)
          : link.mbus(array, scanner, trace);
    } catch (MalformedTelegramException e) {
      unread(e);
      if (trace != null) {
        trace.fault(e);
      }
      return null;
    }
  }

  private void apdu(ApduOpener opener, ApduBytes bytes, Arrival arrival) {
    try {
      DlmsTelegram telegram = opener.read(bytes, arrival);
      if (telegram != null) {
        telegrams.add(telegram);
      }
    } catch (MalformedTelegramException e) {
      unread(e);
    }
    unread(opener.lost());
  }

  private ApduBytes piece(int from, int to) {
    return ApduBytes.of(array, from, to, from, trace);
  }

  private void finish(@Nullable MalformedTelegramException unfinished) {
    if (unfinished != null) {
      unread(unfinished);
    }
  }

  private void unread(MalformedTelegramException fault) {
    unread = unread.isEmpty() ? new ArrayList<>(2) : unread;
    unread.add(fault);
  }

  private void unread(List<MalformedTelegramException> faults) {
    for (int i = 0; i < faults.size(); i++) {
      unread(faults.get(i));
    }
  }

  private void damage(MalformedTelegramException fault) {
    damaged = damaged.isEmpty() ? new ArrayList<>(2) : damaged;
    damaged.add(fault);
    if (trace != null) {
      trace.fault(fault);
    }
  }

  private void account(int from, int to) {
    if (from > accounted) {
      noiseOffset = noiseBytes == 0 ? accounted : noiseOffset;
      noiseBytes += from - accounted;
    }
    accounted = Math.max(accounted, to);
  }

  private Scan result() {
    if (telegrams.isEmpty() && unread.isEmpty() && damaged.isEmpty()) {
      damage(nothing());
    }
    return new Scan(telegrams, unread, damaged, noiseOffset, noiseBytes);
  }

  private MalformedTelegramException nothing() {
    if (frames > 0) {
      return new MalformedTelegramException(
          Kind.INCOMPLETE, start, "an APDU with data", "frames without any");
    }
    if (start >= end) {
      return MalformedTelegramException.truncated(start, "a telegram", "no bytes");
    }
    int at = start;
    while (at < end - 1 && (array[at] & 0xFF) == HDLC_FLAG) {
      at++;
    }
    String expected = at > start ? "an HDLC frame format of type 3" : "an HDLC or M-Bus frame";
    return MalformedTelegramException.malformed(at, expected, Hex.ofByte(array[at]));
  }
}
