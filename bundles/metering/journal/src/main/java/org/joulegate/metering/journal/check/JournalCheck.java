package org.joulegate.metering.journal.check;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.joulegate.metering.api.JournalHead;
import org.joulegate.metering.journal.internal.JournalFiles;

/**
 * Checks a journal offline: {@code DIR [--head SEQ:HASH] [--signer SHA256]}. The folder is a data
 * directory, whose journal is in {@code DIR/journal}, or the journal's own. A runtime may be
 * writing meanwhile.
 *
 * <p>Where retention removed entries, the anchor in their place must be signed by the gateway: with
 * the key of the certificate in {@code trust/slots/report.pem} beside the journal, or with the
 * certificate whose fingerprint is given.
 *
 * <p>Prints one line; see {@link Verdict} for the exit status.
 */
public final class JournalCheck {
  private static final String USAGE =
      "usage: journal check DIR [--head SEQ:HASH] [--signer SHA256]";

  private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-Fa-f]{64}");

  private JournalCheck() {}

  /** Runs the check and exits. */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /**
   * Runs the check.
   *
   * @param args the arguments behind {@code journal check}
   * @param out where an answer goes
   * @param err where a mistake of the command line goes
   * @return the exit status
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    Path directory = null;
    JournalHead head = null;
    String signer = null;
    try {
      for (int i = 0; i < args.length; i++) {
        if (args[i].equals("--head") && i + 1 < args.length) {
          head = JournalHead.parse(args[++i]);
        } else if (args[i].startsWith("--head=")) {
          head = JournalHead.parse(args[i].substring("--head=".length()));
        } else if (args[i].equals("--signer") && i + 1 < args.length) {
          signer = fingerprint(args[++i]);
        } else if (args[i].startsWith("--signer=")) {
          signer = fingerprint(args[i].substring("--signer=".length()));
        } else if (args[i].startsWith("-") || directory != null) {
          throw new IllegalArgumentException("\"" + args[i] + "\" is not expected here");
        } else {
          directory = Path.of(args[i]);
        }
      }
    } catch (InvalidPathException e) {
      return usage(err, "\"" + e.getInput() + "\" is no path");
    } catch (IllegalArgumentException e) {
      return usage(err, String.valueOf(e.getMessage()));
    }
    if (directory == null) {
      return usage(err, "a folder is missing");
    }
    Verdict verdict = check(directory, Optional.ofNullable(head), Optional.ofNullable(signer));
    out.println(verdict.line());
    return verdict.status();
  }

  private static String fingerprint(String text) {
    if (!FINGERPRINT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no fingerprint of a certificate: SHA-256 in 64 hex digits");
    }
    return text;
  }

  private static int usage(PrintStream err, String what) {
    err.println("journal check: " + what);
    err.println(USAGE);
    return Verdict.USAGE;
  }

  /**
   * Checks a journal, with the certificate of the key memory beside it.
   *
   * @param directory a data directory or a journal's own
   * @param head a head from elsewhere, such as a signed report, that the journal must contain
   */
  public static Verdict check(Path directory, Optional<JournalHead> head) {
    return check(directory, head, Optional.empty());
  }

  /**
   * Checks a journal.
   *
   * @param directory a data directory or a journal's own
   * @param head a head from elsewhere, such as a signed report, that the journal must contain
   * @param signer SHA-256 of the gateway's signing certificate, 64 hex digits; without it, the
   *     certificate of the key memory beside the journal counts
   */
  public static Verdict check(Path directory, Optional<JournalHead> head, Optional<String> signer) {
    JournalFiles own = new JournalFiles(directory);
    boolean isOwn = Files.exists(own.database()) || Files.exists(own.head());
    JournalFiles files = isOwn ? own : new JournalFiles(directory.resolve("journal"));
    if (!Files.exists(files.database())) {
      return Files.exists(files.head())
          ? Verdict.damaged(files.database() + " is missing, but " + files.head() + " is there")
          : Verdict.unreadable(
              "there is no journal in " + directory + " nor in " + files.directory());
    }
    return new ChainCheck(files, head, new KnownSigner(files.directory(), signer)).run();
  }
}
