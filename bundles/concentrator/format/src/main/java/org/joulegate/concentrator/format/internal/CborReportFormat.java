package org.joulegate.concentrator.format.internal;

import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.cbor.CborReader;
import org.joulegate.concentrator.api.ConsumptionReport;
import org.joulegate.concentrator.api.FailureNotice;
import org.joulegate.concentrator.api.ReportFormat;
import org.joulegate.concentrator.api.ReportFormatException;
import org.osgi.service.component.annotations.Component;

/** Reports and notices as deterministic CBOR (RFC 8949, clause 4.2.1). */
@Component(service = ReportFormat.class)
public final class CborReportFormat implements ReportFormat {
  private interface Body<T> {
    T read(CborReader in) throws MalformedTelegramException;
  }

  @Override
  public byte[] encode(ConsumptionReport report) {
    return ReportCbor.encode(report);
  }

  @Override
  public ConsumptionReport decodeReport(byte[] bytes) throws ReportFormatException {
    return read(bytes, ReportCbor::decode);
  }

  @Override
  public byte[] encode(FailureNotice notice) {
    return NoticeCbor.encode(notice);
  }

  @Override
  public FailureNotice decodeNotice(byte[] bytes) throws ReportFormatException {
    return read(bytes, NoticeCbor::decode);
  }

  /**
   * Values that their types refuse are as malformed as bytes that CBOR refuses. What a stranger
   * sent does not get into the message.
   */
  private static <T> T read(byte[] bytes, Body<T> body) throws ReportFormatException {
    try {
      CborReader in = CborReader.strict(bytes);
      try {
        T value = body.read(in);
        in.requireEnd();
        return value;
      } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException e) {
        throw new ReportFormatException(
            in.offset(), "a value before byte " + in.offset() + " is not one that may stand there");
      }
    } catch (MalformedTelegramException e) {
      throw new ReportFormatException(e.offset(), e.getMessage());
    }
  }
}
