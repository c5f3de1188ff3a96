package org.joulegate.trust.keys.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.PairingKeys;
import org.joulegate.trust.api.TrustException;
import org.jspecify.annotations.Nullable;

/** The displays that are paired: one file each in {@code displays/}. */
final class Displays implements PairingKeys {
  private static final System.Logger LOG = System.getLogger(Displays.class.getName());
  private static final String ENDING = ".psk";
  private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

  /** 26 letters of 5 bits: 130 bits that a person can type and every client takes as text. */
  private static final int SECRET_LETTERS = 26;

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int NAME_BYTES = 4;

  private final Path directory;
  private final Path leaflet;
  private final SafeFiles files;
  private final Clock clock;
  private final Watched<Map<String, Display>> displays;

  /** The file of how the first display pairs is {@code pairing.txt} in the key memory. */
  Displays(Path memory, SafeFiles files, Clock clock, Duration pause, LongSupplier nanos) {
    this.directory = memory.resolve("displays");
    this.leaflet = memory.resolve("pairing.txt");
    this.files = files;
    this.clock = clock;
    this.displays = new Watched<>(List.of(directory), this::load, pause, nanos);
  }

  /**
   * Reads the displays.
   *
   * @param gateway this runtime's identity, for the leaflet
   * @param makeFirst whether to make a secret for a first display when there is no directory yet
   */
  void open(String gateway, boolean makeFirst) throws TrustException {
    if (makeFirst && !Files.exists(directory)) {
      makeFirst(gateway);
    }
    files.makeDirectory(directory);
    files.removeLeftovers(directory);
    displays.get();
  }

  /**
   * The directory gets its name when all is in it, so a display that was removed on purpose does
   * not come back, and after a power cut the leaflet and the secret are both made anew.
   */
  private void makeFirst(String gateway) throws TrustException {
    SecureRandom random = new SecureRandom();
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    String identity = "display-" + HexFormat.of().formatHex(name);
    byte[] secret = new byte[SECRET_LETTERS];
    for (int i = 0; i < secret.length; i++) {
      secret[i] = (byte) LETTERS.charAt(random.nextInt(LETTERS.length()));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    byte[] text = PairingText.leaflet(gateway, identity, secret);
    byte[] file = PairingText.file(identity, secret, now);
    Path unfinished = directory.resolveSibling("displays.new");
    try {
      files.removeDirectory(unfinished);
      files.makeDirectory(unfinished);
      files.write(unfinished.resolve(identity + ENDING), file);
      files.write(leaflet, text);
      files.rename(unfinished, directory);
    } finally {
      Arrays.fill(secret, (byte) 0);
      Arrays.fill(text, (byte) 0);
      Arrays.fill(file, (byte) 0);
    }
  }

  private Map<String, Display> load() throws TrustException {
    Map<String, Display> found = new TreeMap<>();
    for (Path file : files.list(directory, ENDING)) {
      byte[] content = files.readSecret(file);
      try {
        Display display = PairingText.parse(file, content);
        if (found.putIfAbsent(display.identity, display) != null) {
          throw SafeFiles.store(file + ": the identity " + display.identity + " comes twice");
        }
      } finally {
        Arrays.fill(content, (byte) 0);
      }
    }
    return found;
  }

  @Override
  public List<String> identities() {
    return List.copyOf(paired().keySet());
  }

  @Override
  public byte @Nullable [] masterSecret(
      String identity, String hmac, byte @Nullable [] otherSecret, byte[] seed, boolean extended) {
    Display display = paired().get(identity);
    return display == null
        ? null
        : MasterSecret.derive(hmac, display.secret, otherSecret, seed, extended);
  }

  List<KeySlot> slots(String owner) {
    List<KeySlot> slots = new ArrayList<>();
    for (Display display : paired().values()) {
      slots.add(
          new KeySlot(
              display.identity,
              KeySlot.Use.PAIR,
              owner,
              display.identity,
              display.since,
              NO_END,
              display.identity));
    }
    return slots;
  }

  /** Nobody is paired while the files cannot be read; the log says why, once. */
  private Map<String, Display> paired() {
    try {
      return displays.get();
    } catch (TrustException e) {
      LOG.log(System.Logger.Level.DEBUG, e.getMessage());
      return Map.of();
    }
  }

  /** A display with its secret. Not a record, so that no toString shows it. */
  static final class Display {
    final String identity;
    final byte[] secret;
    final Instant since;

    Display(String identity, byte[] secret, Instant since) {
      this.identity = identity;
      this.secret = secret;
      this.since = since;
    }

    @Override
    public String toString() {
      return identity;
    }
  }
}
