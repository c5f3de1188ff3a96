package org.joulegate.adapter.api;

import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.Stamp;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What an adapter reports to. Valid while its {@link MeterAdapter#run} runs; revoked afterwards,
 * when every call but {@link #stopRequested} fails with {@link ContextRevokedException} and is
 * counted.
 *
 * <p>For use by the adapter's thread.
 */
@ProviderType
public interface AdapterContext {
  /** This instant by the gateway's clock: stamp a telegram when its last byte is here. */
  Stamp stamp();

  /**
   * Hands over one reading. Returns when it is on disk: the adapter's duty has ended then.
   *
   * @throws AdapterException if the journal refused it; the host has noted what was lost
   * @throws InterruptedException if the adapter is asked to stop meanwhile; the reading is stored
   *     or not, and the journal knows
   */
  void report(MeterReading reading) throws AdapterException, InterruptedException;

  /**
   * Says how the adapter is. Cheap: call it when it changes.
   *
   * @param status the state
   * @param sentence one sentence for a person that names the line and what is wrong; empty if
   *     nothing is
   */
  void status(AdapterStatus status, String sentence);

  /**
   * Counts telegrams that were refused, with the last cause.
   *
   * @param cause one sentence without the telegram's content
   */
  void refused(String cause);

  /** Whether the adapter is asked to stop. */
  boolean stopRequested();
}
