package org.joulegate.codec.mbus.transport;

import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A message from its first CI field on, with what could be opened of it.
 *
 * @param applicationCi the last CI field of the chain, that of the application
 * @param applicationCiOffset where it stands: in the array given, or in {@link #array()} when the
 *     extended link layer was sealed (then {@link #linkOpened()} is true)
 * @param headerLength bytes of the transport header behind that CI field, configuration extension
 *     and counter included
 * @param ell the extended link layer, or null
 * @param afl the authentication layer, or null
 * @param header the transport header, or null when the CI field has none
 * @param security what became of the protection
 * @param array where the readable bytes are: the array given, or one of its own after decryption
 * @param offset the first readable byte of the application
 * @param length how many are readable; 0 when none are
 * @param sealed the bytes of the array given that were sealed, opened or not; empty when none were
 * @param trailer bytes behind the application that belong to the protection (its tag); often empty
 * @param warnings oddities that do not keep the message from being read; usually empty
 */
public record Transport(
    int applicationCi,
    int applicationCiOffset,
    int headerLength,
    @Nullable ExtendedLinkLayer ell,
    @Nullable AuthenticationLayer afl,
    @Nullable TplHeader header,
    Security security,
    byte[] array,
    int offset,
    int length,
    ByteSlice sealed,
    ByteSlice trailer,
    List<String> warnings) {

  /**
   * The meter that a message is of: that of the long header, else for what is sent to a meter the
   * receiver in the extended link layer, else that of the link layer.
   *
   * @param link the address in the link layer of a radio telegram; null by wire
   * @param fromMeter whether the meter sent the message
   * @return null when nothing names it
   */
  public @Nullable MeterAddress meter(@Nullable MeterAddress link, boolean fromMeter) {
    return meter(header, ell, link, fromMeter);
  }

  static @Nullable MeterAddress meter(
      @Nullable TplHeader header,
      @Nullable ExtendedLinkLayer ell,
      @Nullable MeterAddress link,
      boolean fromMeter) {
    if (header != null && header.address() != null) {
      return header.address();
    }
    return !fromMeter && ell != null && ell.address() != null ? ell.address() : link;
  }

  /** What the CI field of the application announces. */
  public CiField field() {
    return CiField.of(applicationCi);
  }

  /** The readable bytes of the application as a view. */
  public ByteSlice application() {
    return new ByteSlice(array, offset, length);
  }

  /** Whether the extended link layer was sealed and has been opened. */
  public boolean linkOpened() {
    return ell != null && ell.encryption() != 0 && security.isOpen();
  }

  /** Why not all is readable; null when all is. */
  public @Nullable MalformedTelegramException fault() {
    if (security.isOpen()) { // Most are: no text is made for them.
      return null;
    }
    int at = sealed.offset();
    String mode =
        (security.layer() == Security.Layer.LINK ? "link " : "") + "mode " + security.mode();
    return switch (security.outcome()) {
      case NOT_ENCRYPTED, OPENED -> null;
      case NO_KEY ->
          new MalformedTelegramException(
              Kind.KEY_MISSING, at, "a key for security " + mode, "none");
      case WRONG_KEY ->
          new MalformedTelegramException(
              Kind.KEY_WRONG,
              at,
              "the key that opens security " + mode,
              "another one, or a changed telegram");
      case NOT_AUTHENTICATED ->
          new MalformedTelegramException(
              Kind.UNSUPPORTED,
              at,
              "an authentication code of the length that is asked for, security " + mode,
              "none or a shorter one");
      case UNSUPPORTED_MODE ->
          new MalformedTelegramException(
              Kind.UNSUPPORTED, at, "a security mode that is opened here", mode);
    };
  }
}
