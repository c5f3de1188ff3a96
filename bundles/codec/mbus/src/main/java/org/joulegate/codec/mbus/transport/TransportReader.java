package org.joulegate.codec.mbus.transport;

import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.mbus.transport.CiField.Header;
import org.joulegate.codec.mbus.transport.Security.Layer;
import org.joulegate.codec.mbus.transport.Security.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message, layer by layer.
 *
 * <p>What is opened is written over its ciphertext in a copy of the message, so that every offset
 * means the same place in the message given and in what comes out.
 */
final class TransportReader {

  private static final int BLOCK = 16;
  private static final int CRC_LENGTH = 2;
  static final ByteSlice NONE = ByteSlice.of();

  private final byte[] given;
  private final OpenedText opened;
  private final @Nullable MeterAddress linkAddress;
  private final boolean fromMeter;
  private final @Nullable TelegramCipher cipher;
  private final int end;
  private byte[] array;
  private int position;

  private @Nullable ExtendedLinkLayer ell;
  private @Nullable AuthenticationLayer afl;
  private int ciOffset;
  private @Nullable TplHeader header;
  private Configuration configuration = Configuration.NONE;
  private boolean linkOpened;
  private boolean authenticated;
  private ByteSlice sealed = NONE;
  private ByteSlice trailer = NONE;
  private List<String> warnings = List.of();

  TransportReader(
      OpenedText opened,
      int offset,
      int end,
      @Nullable MeterAddress linkAddress,
      boolean fromMeter,
      @Nullable TelegramCipher cipher) {
    this.opened = opened;
    this.given = opened.given();
    this.array = given;
    this.position = offset;
    this.ciOffset = offset;
    this.end = end;
    this.linkAddress = linkAddress;
    this.fromMeter = fromMeter;
    this.cipher = cipher;
  }

  Transport read() throws MalformedTelegramException {
    CiField field = next();
    if (field.header() == Header.LINK) {
      ExtendedLinkLayer layer = LayerReader.link(array, ciOffset, end);
      ell = layer;
      position = ciOffset + layer.length();
      Outcome outcome = openLink(layer);
      if (outcome != Outcome.NOT_ENCRYPTED && outcome != Outcome.OPENED) {
        int start = position - CRC_LENGTH;
        sealed = new ByteSlice(given, start, end - start);
        return result(Layer.LINK, layer.encryption(), outcome, end, 0);
      }
      linkOpened = outcome == Outcome.OPENED;
      field = next();
    }
    if (field.header() == Header.AUTHENTICATION) {
      AuthenticationLayer layer = LayerReader.authentication(array, ciOffset, end);
      afl = layer;
      position = ciOffset + layer.length();
      if (layer.isFragment()) {
        throw new MalformedTelegramException(
            Kind.INCOMPLETE, ciOffset, "a message of one part", "fragment " + layer.fragment());
      }
      field = next();
    }
    if (field.isLayer()) {
      throw new MalformedTelegramException(
          Kind.UNSUPPORTED,
          ciOffset,
          "a transport header or an application",
          field.header() == Header.NETWORK
              ? "a network layer (CI 0x81)"
              : "another layer with CI " + Hex.ofByte(field.ci()));
    }
    readHeader(field);
    return openTransport();
  }

  /** Moves behind the next CI field. */
  private CiField next() throws MalformedTelegramException {
    if (position >= end) {
      throw MalformedTelegramException.truncated(end, "a CI field", "the end of the message");
    }
    ciOffset = position;
    return CiField.of(array[position++]);
  }

  private void readHeader(CiField field) throws MalformedTelegramException {
    if (field.header() == Header.NONE) {
      return;
    }
    MeterAddress address = null;
    if (field.header() == Header.LONG) {
      LayerReader.require(position, MeterAddress.LENGTH, end, "the address of a long header");
      address = MeterAddress.ofLongHeader(array, position);
      position += MeterAddress.LENGTH;
    }
    LayerReader.require(position, 4, end, "access number, status and configuration");
    TplHeader read =
        new TplHeader(
            address,
            array[position] & 0xFF,
            array[position + 1] & 0xFF,
            (array[position + 2] & 0xFF) | (array[position + 3] & 0xFF) << Byte.SIZE);
    header = read;
    position += 4;
    if (isOfOldWire() && !Configuration.isPossible(read.configuration(), array, position, end)) {
      configuration = Configuration.ofSignature(read.configuration());
      return;
    }
    configuration = Configuration.read(read.configuration(), array, position, end);
    position += configuration.extensionLength();
  }

  /**
   * Opens the payload of the extended link layer (EN 13757-4:2019, 13.2.8): AES in counter mode
   * over the checksum and all that follows.
   */
  private Outcome openLink(ExtendedLinkLayer layer) throws MalformedTelegramException {
    if (layer.checksum() < 0) {
      return Outcome.NOT_ENCRYPTED;
    }
    int start = position - CRC_LENGTH;
    if (layer.encryption() == 0) {
      LayerReader.checkPayload(array, position, end, layer.checksum());
      return Outcome.NOT_ENCRYPTED;
    }
    if (layer.encryption() != 1) {
      return Outcome.UNSUPPORTED_MODE;
    }
    MeterAddress meter = meter();
    if (cipher == null || meter == null) {
      return Outcome.NO_KEY;
    }
    byte[] copy = opened.copy();
    KeyUse key = new KeyUse(meter, KeyUse.Derivation.PERSISTENT, 0, 0, -1);
    byte[] counter = Nonces.link(meter, layer);
    ByteSlice in = new ByteSlice(given, start, end - start);
    if (cipher.applyCtr(key, counter, in, copy, start) != TelegramCipher.Answer.DONE) {
      return Outcome.NO_KEY;
    }
    int crc = Crc16.en13757(copy, position, end - position);
    if (copy[start] != (byte) crc || copy[start + 1] != (byte) (crc >>> Byte.SIZE)) {
      return Outcome.WRONG_KEY;
    }
    array = copy;
    sealed = in;
    return Outcome.OPENED;
  }

  private Transport openTransport() throws MalformedTelegramException {
    int mode = configuration.mode();
    if (configuration.isSignature()) {
      warnings =
          List.of(
              configuration.isUndefined()
                  ? "security mode " + mode + " is none: read as an older meter's signature field"
                  : "more is announced to be sealed in mode "
                      + mode
                      + " than there is: read as an older meter's signature field");
      return plain(mode);
    }
    Outcome code = checkMac();
    if (code != Outcome.NOT_ENCRYPTED && code != Outcome.OPENED && code != Outcome.NO_KEY) {
      return closed(mode, code);
    }
    switch (mode) {
      case 0:
        return plain(mode);
      case 5:
      case 7:
        return openBlocks();
      case 9:
      case 10:
        return openAuthenticated();
      default:
        return openUnsupported();
    }
  }

  /** By wire and without newer layers, a signature may stand in place of the configuration. */
  private boolean isOfOldWire() {
    return linkAddress == null && ell == null && afl == null;
  }

  private Transport plain(int mode) {
    return result(Layer.TRANSPORT, mode, Outcome.NOT_ENCRYPTED, position, end - position);
  }

  private Transport closed(int mode, Outcome outcome) {
    sealed = new ByteSlice(given, position, end - position);
    return result(Layer.TRANSPORT, mode, outcome, end, 0);
  }

  /**
   * Checks the authentication code of the authentication layer (EN 13757-7:2018, 9.5), when there
   * is one and a key for it. It covers what follows as it was sent, so it is checked first.
   */
  private Outcome checkMac() {
    AuthenticationLayer layer = afl;
    if (layer == null || layer.mac().length() == 0) {
      return Outcome.NOT_ENCRYPTED;
    }
    int type = layer.authenticationType();
    if (type < 3 || type > 7) {
      return Outcome.UNSUPPORTED_MODE;
    }
    MeterAddress meter = meter();
    if (cipher == null || meter == null) {
      return Outcome.NO_KEY;
    }
    byte[] expected = new byte[BLOCK];
    byte[] covered = Nonces.authenticated(layer, array, end);
    if (cipher.cmac(key(meter, true), covered, expected) != TelegramCipher.Answer.DONE) {
      return Outcome.NO_KEY;
    }
    if (!Nonces.equal(layer.mac(), expected)) {
      return Outcome.WRONG_KEY;
    }
    authenticated = layer.mac().length() >= cipher.leastMacLength();
    return authenticated ? Outcome.OPENED : Outcome.NOT_AUTHENTICATED;
  }

  /** Modes 5 and 7: whole blocks in CBC mode, then bytes that are plain. */
  private Transport openBlocks() throws MalformedTelegramException {
    int mode = configuration.mode();
    int count = configuration.sealedLength(end - position);
    if (count > end - position) {
      throw MalformedTelegramException.truncated(
          end, count + " encrypted bytes from byte " + position, (end - position) + " bytes");
    }
    if (count % BLOCK != 0) {
      throw MalformedTelegramException.malformed(
          position, "whole blocks of 16 encrypted bytes", count + " bytes");
    }
    if (count == 0) {
      return plain(mode);
    }
    ByteSlice in = new ByteSlice(given, position, count);
    sealed = linkOpened ? sealed : in;
    MeterAddress meter = meter();
    if (cipher == null || meter == null) {
      return rest(mode, Outcome.NO_KEY, count);
    }
    byte[] iv = new byte[BLOCK];
    if (mode == 5) {
      Nonces.writeMode5(iv, meter, accessNumber());
    }
    byte[] copy = opened.copy();
    ByteSlice from = array == given ? in : new ByteSlice(array, position, count).copy();
    if (cipher.decryptCbc(key(meter, false), iv, from, copy, position)
        != TelegramCipher.Answer.DONE) {
      return rest(mode, Outcome.NO_KEY, count);
    }
    if (copy[position] != 0x2F || copy[position + 1] != 0x2F) {
      return rest(mode, Outcome.WRONG_KEY, count);
    }
    if (mode == 7 && !authenticated && cipher.leastMacLength() > 0) {
      return closed(mode, Outcome.NOT_AUTHENTICATED);
    }
    array = copy;
    return result(Layer.TRANSPORT, mode, Outcome.OPENED, position, end - position);
  }

  /** Modes 9 and 10: encryption and authentication in one, the tag at the end of the message. */
  private Transport openAuthenticated() throws MalformedTelegramException {
    int mode = configuration.mode();
    int tagLength = configuration.tagLength();
    LayerReader.require(position, tagLength, end, "an authentication tag");
    int count = end - position - tagLength;
    ByteSlice there = new ByteSlice(array, position, count);
    ByteSlice in = array == given ? there : there.copy();
    trailer = new ByteSlice(given, end - tagLength, tagLength);
    if (!linkOpened) {
      sealed = new ByteSlice(given, position, count);
    }
    if (configuration.sealedLength(count) != count) {
      return result(Layer.TRANSPORT, mode, Outcome.UNSUPPORTED_MODE, end, 0);
    }
    MeterAddress meter = meter();
    if (cipher == null || meter == null || counter() < 0) {
      return result(Layer.TRANSPORT, mode, Outcome.NO_KEY, end, 0);
    }
    byte[] copy = opened.copy();
    ByteSlice tag = new ByteSlice(array, end - tagLength, tagLength);
    int counterBytes = configuration.counter() < 0 ? 0 : 4;
    ByteSlice aad = new ByteSlice(array, ciOffset, position - counterBytes - ciOffset);
    KeyUse key = key(meter, false);
    TelegramCipher.Answer answer =
        mode == 9
            ? cipher.openGcm(key, Nonces.gcm(meter, counter()), aad, in, tag, copy, position)
            : cipher.openCcm(key, Nonces.ccm(meter, counter()), aad, in, tag, copy, position);
    if (answer != TelegramCipher.Answer.DONE || tagLength < cipher.leastMacLength()) {
      return result(Layer.TRANSPORT, mode, refused(answer), end, 0);
    }
    authenticated = true;
    array = copy;
    return result(Layer.TRANSPORT, mode, Outcome.OPENED, position, count);
  }

  private static Outcome refused(TelegramCipher.Answer answer) {
    return switch (answer) {
      case NO_KEY -> Outcome.NO_KEY;
      case REFUSED -> Outcome.WRONG_KEY;
      case DONE -> Outcome.NOT_AUTHENTICATED;
    };
  }

  /** A mode that is named and left closed; of the DES modes the announced plain rest is read. */
  private Transport openUnsupported() {
    int count = configuration.sealedLength(end - position);
    sealed = linkOpened ? sealed : new ByteSlice(given, position, count);
    return rest(configuration.mode(), Outcome.UNSUPPORTED_MODE, count);
  }

  /** The plain bytes behind a part that stays sealed. */
  private Transport rest(int mode, Outcome outcome, int sealedLength) {
    int start = position + sealedLength;
    return result(Layer.TRANSPORT, mode, outcome, start, end - start);
  }

  private int accessNumber() {
    return header == null ? 0 : header.accessNumber();
  }

  /** Whose key it is. */
  private @Nullable MeterAddress meter() {
    return Transport.meter(header, ell, linkAddress, fromMeter);
  }

  private long counter() {
    return configuration.counter(afl);
  }

  private KeyUse key(MeterAddress meter, boolean mac) {
    return KeyUse.of(meter, configuration, afl, fromMeter, mac);
  }

  private Transport result(Layer layer, int mode, Outcome outcome, int start, int length) {
    Security security;
    if (linkOpened && layer == Layer.TRANSPORT && outcome == Outcome.NOT_ENCRYPTED) {
      security = new Security(Layer.LINK, 1, Outcome.OPENED, authenticated, linkCounter());
    } else {
      long counter = layer == Layer.LINK ? linkCounter() : counter();
      security = new Security(layer, mode, outcome, authenticated, counter);
    }
    int headerStart = Math.min(ciOffset + 1, end);
    return new Transport(
        array[ciOffset] & 0xFF,
        ciOffset,
        Math.max(0, position - headerStart),
        ell,
        afl,
        header,
        security,
        array,
        start,
        length,
        sealed,
        trailer,
        warnings);
  }

  private long linkCounter() {
    return ell == null ? -1 : ell.sessionNumber() & 0x1FFF_FFFF;
  }
}
