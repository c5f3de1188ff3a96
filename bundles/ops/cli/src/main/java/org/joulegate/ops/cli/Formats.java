package org.joulegate.ops.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The formats of one run, and the one that finds out which of them some bytes are of. */
final class Formats implements TelegramFormat {

  static final String AUTO = "auto";

  private final List<TelegramFormat> all;

  private Formats(List<TelegramFormat> all) {
    this.all = all;
  }

  /** Every format that is read. The order decides between equally likely ones. */
  static Formats all() {
    return new Formats(
        List.of(
            new SmlTelegrams.Format(),
            new P1Telegrams.Format(),
            new D0Telegrams.Format(),
            new DlmsTelegrams.Format(),
            new MbusTelegrams.Format(),
            new WmbusTelegrams.Format()));
  }

  /** The format of a name, or null when none has it. */
  static TelegramFormat named(String name) throws UsageException {
    Formats formats = all();
    if (name.equals(AUTO)) {
      return formats;
    }
    for (TelegramFormat format : formats.all) {
      if (format.name().equals(name)) {
        return format;
      }
    }
    throw new UsageException(
        "no format is called '" + name + "'; known are auto, " + formats.names());
  }

  @Override
  public String name() {
    return AUTO;
  }

  @Override
  public int likelihood(byte[] bytes) {
    return 100;
  }

  @Override
  public Decoded decode(Request request) {
    Decoded likeliest = null;
    for (TelegramFormat format : candidates(request.bytes())) {
      Decoded decoded = format.decode(request);
      if (decoded.error() == null) {
        return decoded;
      }
      likeliest = likeliest == null ? decoded : likeliest;
    }
    return likeliest == null ? unknown() : likeliest;
  }

  @Override
  public List<Annotated> annotate(Request request) {
    List<TelegramFormat> candidates = candidates(request.bytes());
    for (TelegramFormat format : candidates) {
      if (format.decode(request).error() == null) {
        return format.annotate(request);
      }
    }
    return candidates.isEmpty()
        ? List.of(
            new Annotated.Builder("bytes of no known format", request.bytes())
                .wrong(0, "no format begins like this")
                .build())
        : candidates.get(0).annotate(request);
  }

  /** The formats that the bytes can be of, the likeliest first. */
  private List<TelegramFormat> candidates(byte[] bytes) {
    record Guess(TelegramFormat format, int likelihood) {}
    List<Guess> guesses = new ArrayList<>();
    for (TelegramFormat format : all) {
      int likelihood = format.likelihood(bytes);
      if (likelihood > 0) {
        guesses.add(new Guess(format, likelihood));
      }
    }
    guesses.sort(Comparator.comparingInt(Guess::likelihood).reversed());
    return guesses.stream().map(Guess::format).toList();
  }

  private Decoded unknown() {
    return Decoded.failed(
        AUTO,
        new Decoded.Problem(
            "unsupported", 0, "the bytes are of no known format (" + names() + ")"));
  }

  private String names() {
    return String.join(", ", all.stream().map(TelegramFormat::name).toList());
  }
}
