package org.joulegate.concentrator.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The bytes of reports and notices: canonical CBOR as in {@code docs/wire-format.cddl}. Pure; safe
 * for use by any thread.
 */
@ProviderType
public interface ReportFormat {
  /** The bytes of a report; equal reports have equal bytes. */
  byte[] encode(ConsumptionReport report);

  /**
   * Reads a report.
   *
   * @throws ReportFormatException if a byte is not as the format says
   */
  ConsumptionReport decodeReport(byte[] bytes) throws ReportFormatException;

  /** The bytes of a notice. */
  byte[] encode(FailureNotice notice);

  /**
   * Reads a notice.
   *
   * @throws ReportFormatException if a byte is not as the format says
   */
  FailureNotice decodeNotice(byte[] bytes) throws ReportFormatException;
}
