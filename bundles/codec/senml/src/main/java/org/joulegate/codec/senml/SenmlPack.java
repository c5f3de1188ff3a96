package org.joulegate.codec.senml;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The records of one SenML pack, as they stand on the wire (RFC 8428 section 4). A pack keeps the
 * rules of the RFC, so that it can always be resolved: whole names consist of letters, digits and
 * {@code - : . / _} and begin with a letter or digit; every record has a value or a sum, or brings
 * base fields only; there is one version of at most 10.
 *
 * <p>The asterisk of an OBIS code is not among the characters of a name.
 */
public final class SenmlPack {

  private final List<SenmlRecord> records;

  private SenmlPack(List<SenmlRecord> records) {
    this.records = records;
  }

  /**
   * A pack of records.
   *
   * @throws IllegalArgumentException if a record breaks a rule; the message counts from 0
   */
  public static SenmlPack of(List<SenmlRecord> records) {
    SenmlResolver resolver = new SenmlResolver();
    for (int i = 0; i < records.size(); i++) {
      try {
        resolver.next(records.get(i), Instant.EPOCH);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("record " + i + ": " + e.getMessage(), e);
      }
    }
    return new SenmlPack(List.copyOf(records));
  }

  /** A pack of records. */
  public static SenmlPack of(SenmlRecord... records) {
    return of(List.of(records));
  }

  /** A pack whose records have been checked one by one. */
  static SenmlPack ofChecked(List<SenmlRecord> records) {
    return new SenmlPack(List.copyOf(records));
  }

  /** The records in the order of the wire; unchangeable. */
  public List<SenmlRecord> records() {
    return records;
  }

  /**
   * The records with all base fields applied, in the order of time (RFC 8428 section 4.6); records
   * of the same time stay in the order of the wire.
   *
   * @param now what times below 2^28 seconds are relative to
   */
  public List<SenmlResolved> resolve(Instant now) {
    SenmlResolver resolver = new SenmlResolver();
    List<SenmlResolved> resolved = new ArrayList<>();
    for (SenmlRecord record : records) {
      SenmlResolved next = resolver.next(record, now);
      if (next != null) {
        resolved.add(next);
      }
    }
    resolved.sort(Comparator.comparing(SenmlResolved::time));
    return List.copyOf(resolved);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SenmlPack pack && pack.records.equals(records);
  }

  @Override
  public int hashCode() {
    return records.hashCode();
  }

  /** The number of records; not their content, which may be private. */
  @Override
  public String toString() {
    return "SenML pack of " + records.size() + " record(s)";
  }
}
