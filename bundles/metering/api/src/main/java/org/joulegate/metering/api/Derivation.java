package org.joulegate.metering.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a consumer derived from the entries that it now commits. Not safe for use by several
 * threads.
 */
public final class Derivation {
  private final Map<String, Optional<byte[]>> rows = new LinkedHashMap<>();
  private final List<JournalEntry> entries = new ArrayList<>();

  /** Stores a row, over an earlier one with this key. The array must not change afterwards. */
  public Derivation put(String key, byte[] row) {
    rows.put(key, Optional.of(row));
    return this;
  }

  /** Removes a row, if there is one. */
  public Derivation remove(String key) {
    rows.put(key, Optional.empty());
    return this;
  }

  /** Appends a journal entry. */
  public Derivation append(JournalEntry entry) {
    entries.add(entry);
    return this;
  }

  /** The rows by key; an empty one is removed. */
  public Map<String, Optional<byte[]>> rows() {
    return rows;
  }

  /** The entries to append, in order. */
  public List<JournalEntry> entries() {
    return entries;
  }

  /** Whether there is nothing to store. */
  public boolean isEmpty() {
    return rows.isEmpty() && entries.isEmpty();
  }
}
