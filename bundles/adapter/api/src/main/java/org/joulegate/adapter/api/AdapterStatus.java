package org.joulegate.adapter.api;

/**
 * How an adapter is, with one meaning for machines and one for persons.
 *
 * <table>
 * <caption>What each status means</caption>
 * <tr><th>status</th><th>to a machine</th><th>to a person</th></tr>
 * <tr><td>STARTING</td><td>no reading yet, the silence time is running</td><td>wait</td></tr>
 * <tr><td>READING</td><td>readings are being stored</td><td>all is well</td></tr>
 * <tr><td>SILENT</td><td>the line is open and no byte came for the silence time</td>
 *     <td>look at the reading head: its seat, its cable, the meter's PIN</td></tr>
 * <tr><td>NOISE</td><td>bytes came, but no whole telegram for the silence time</td>
 *     <td>look at the reading head's seat, at light, at the line's settings</td></tr>
 * <tr><td>REDUCED</td><td>readings are stored, but the meter withholds registers</td>
 *     <td>enter the meter's PIN</td></tr>
 * <tr><td>LINE_GONE</td><td>the line cannot be opened or vanished; it is tried again</td>
 *     <td>plug it in, or correct its address</td></tr>
 * <tr><td>NOT_STORING</td><td>readings are refused by the journal</td>
 *     <td>look at the disk</td></tr>
 * <tr><td>MISCONFIGURED</td><td>trying again is of no use</td><td>correct what the sentence
 *     names</td></tr>
 * <tr><td>FAILED</td><td>the adapter ended with a fault and is started again</td><td>report
 *     it</td></tr>
 * <tr><td>STOPPED</td><td>it does not run</td><td>nothing is wrong</td></tr>
 * </table>
 */
public enum AdapterStatus {
  /** No reading yet. */
  STARTING,
  /** Readings are being stored. */
  READING,
  /** No byte came for the silence time. */
  SILENT,
  /** Bytes came, but no whole telegram. */
  NOISE,
  /** The meter sends less than it could. */
  REDUCED,
  /** The line cannot be opened, or vanished. */
  LINE_GONE,
  /** The journal refuses readings. */
  NOT_STORING,
  /** Trying again is of no use. */
  MISCONFIGURED,
  /** A fault of the adapter. */
  FAILED,
  /** It does not run. */
  STOPPED;

  /** Whether readings of this line are being stored. */
  public boolean isReading() {
    return this == READING || this == REDUCED;
  }
}
