package org.joulegate.codec.mbus.transport;

/**
 * What became of a message's protection. It is data, not an exception: a telegram that stays sealed
 * is no malformed telegram.
 *
 * @param layer where the protection is
 * @param mode the security mode of the configuration field, 0 to 31; for the extended link layer
 *     the value of its encryption field, 0 to 7
 * @param outcome what became of it
 * @param authenticated whether an authentication code over the message was checked and is right
 * @param counter the message counter that goes with the keys (the session number without its
 *     encryption field in the extended link layer), 0 to 2^32 - 1; -1 when the message has none.
 *     Whoever keeps state checks with it that no message is played back: see {@link ReplayGuard}
 */
public record Security(
    Layer layer, int mode, Outcome outcome, boolean authenticated, long counter) {

  /** Of messages that have none; shared, as most by wire are such. */
  static final Security NONE = new Security(Layer.TRANSPORT, 0, Outcome.NOT_ENCRYPTED, false, -1);

  /** Where a protection may be. */
  public enum Layer {
    /** The transport layer, by its configuration field. */
    TRANSPORT,
    /** The extended link layer, by its session number. */
    LINK
  }

  /** What became of it. */
  public enum Outcome {
    /** Nothing is sealed, and nothing is authenticated that could have been checked. */
    NOT_ENCRYPTED,
    /**
     * Opened, and every check that the mode has is passed. Modes 7, 9 and 10 are authenticated
     * then, as far as the cipher asks for it ({@link TelegramCipher#leastMacLength()}). Mode 5 and
     * mode 1 of the extended link layer have no code: what they check (2F2F, a CRC under AES-CTR)
     * finds a wrong key, and keeps nobody from changing the message on its way.
     */
    OPENED,
    /** Sealed, and there is no key for this meter. */
    NO_KEY,
    /** The key is not the right one, or the message was changed: a check failed. */
    WRONG_KEY,
    /**
     * The key is right, and the authentication code is missing though the mode is nothing without
     * it, or shorter than the cipher asks for: nothing of the message is read.
     */
    NOT_AUTHENTICATED,
    /** Sealed in a way that is not opened here. */
    UNSUPPORTED_MODE;

    private final String word;

    Outcome() {
      word = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The name as it stands in the output of the command: {@code no-key}. */
    public String word() {
      return word;
    }
  }

  /** Whether everything that the message carries could be read. */
  public boolean isOpen() {
    return outcome == Outcome.NOT_ENCRYPTED || outcome == Outcome.OPENED;
  }
}
