package org.joulegate.ops.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The formats of one run, and the one that finds out which of them some bytes are of. */
final class Formats implements TelegramFormat {

  static final String AUTO = "auto";

  /**
   * A format as likely as this that finds bytes damaged or sealed is not overruled by less likely
   * ones.
   */
  private static final int SURE = 70;

  /** Below this likelihood a format is asked only when no other claims the bytes. */
  private static final int WEAK = 30;

  /** The kind of error that says: not of this format, or not of a part of it that is read. */
  private static final String FOREIGN = "unsupported";

  /** What a format finds only in bytes that are its own. */
  private static final Set<String> FINAL =
      Set.of("crc", "truncated", "incomplete", "key-missing", "key-wrong", "application-error");

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
    Choice choice = choose(request);
    return choice == null ? unknown(request.bytes().length) : choice.decoded();
  }

  @Override
  public List<Annotated> annotate(Request request) {
    Choice choice = choose(request);
    return choice == null
        ? List.of(
            new Annotated.Builder("bytes of no known format", request.bytes())
                .wrong(0, "no format begins like this")
                .build())
        : choice.format().annotate(request);
  }

  /** A format, and what it made of the bytes. */
  private record Choice(TelegramFormat format, Decoded decoded) {}

  /**
   * The first format that reads everything, the likeliest first. What a likely format refuses as
   * damaged or sealed is that, whatever an unlikely one makes of it; and a weak guess counts only
   * when there is no other. Null when no format claims the bytes.
   */
  private @Nullable Choice choose(Request request) {
    Choice refused = null;
    int least = 1;
    for (Guess guess : guesses(request.bytes())) {
      if (guess.likelihood() < least) {
        break;
      }
      Choice choice = new Choice(guess.format(), guess.format().decode(request));
      Decoded.Problem error = choice.decoded().error();
      if (error == null) {
        return choice;
      }
      if (refused == null || (isForeign(refused) && !error.kind().equals(FOREIGN))) {
        refused = choice;
      }
      least = FINAL.contains(error.kind()) && guess.likelihood() >= SURE ? SURE : least;
      least = Math.max(least, WEAK);
    }
    return refused;
  }

  private static boolean isForeign(Choice choice) {
    Decoded.Problem error = choice.decoded().error();
    return error != null && error.kind().equals(FOREIGN);
  }

  private record Guess(TelegramFormat format, int likelihood) {}

  /** The formats that the bytes can be of, the likeliest first. */
  private List<Guess> guesses(byte[] bytes) {
    List<Guess> guesses = new ArrayList<>();
    for (TelegramFormat format : all) {
      int likelihood = format.likelihood(bytes);
      if (likelihood > 0) {
        guesses.add(new Guess(format, likelihood));
      }
    }
    guesses.sort(Comparator.comparingInt(Guess::likelihood).reversed());
    return guesses;
  }

  private Decoded unknown(int length) {
    String message =
        length == 0 ? "there are no bytes" : "the bytes are of no known format (" + names() + ")";
    return Decoded.failed(AUTO, new Decoded.Problem(FOREIGN, 0, message));
  }

  private String names() {
    return String.join(", ", all.stream().map(TelegramFormat::name).toList());
  }
}
