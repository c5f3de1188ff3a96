package org.joulegate.itests.codecs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Telegrams and megabytes a second, bytes allocated for each telegram, and how many telegrams are
 * read right: our codec, a peer, and one CRC-16 pass over the same bytes, by turns in one process.
 *
 * <pre>DecodeBenchmark FAMILY...</pre>
 *
 * <p>Takes the telegrams of the corpora where they are there, and {@link Fixtures} otherwise. What
 * is right is counted over all cases that count; what is measured are those that both decoders
 * read, so that they do the same work.
 */
public final class DecodeBenchmark {

  private DecodeBenchmark() {}

  /** Measures the named families, all when none is named. */
  public static void main(String[] args) throws Exception {
    List<String> words = List.of(args);
    for (Family family : Family.values()) {
      if (words.isEmpty() || words.contains(family.word())) {
        family(family);
      }
    }
  }

  private static void family(Family family) throws Exception {
    List<Sample> cases = family.cases();
    boolean corpus = !cases.isEmpty();
    List<Sample> samples = corpus ? cases : Fixtures.of(family);
    Map<String, Answer> answers = corpus ? answers(family, cases) : Map.of();
    List<Contender> contenders = contenders(family, answers);
    List<Sample> readable = new ArrayList<>();
    for (Sample sample : samples) {
      if (contenders.stream().allMatch(each -> reads(each, sample))) {
        readable.add(sample);
      }
    }
    if (readable.isEmpty()) {
      System.err.println(family.word() + ": there is no telegram that all decoders read");
      System.exit(1);
    }
    int bytes = readable.stream().mapToInt(sample -> sample.bytes().length).sum();
    System.out.printf(
        Locale.ROOT,
        "%s: %d telegrams of %s that all read, %d bytes each on average%n",
        family.word(),
        readable.size(),
        corpus ? "the corpus" : "our own making, as there is no corpus here",
        bytes / readable.size());
    table(family, contenders, cases, readable);
  }

  private static void table(
      Family family, List<Contender> contenders, List<Sample> cases, List<Sample> readable)
      throws Exception {
    List<Rounds.Figures> figures = new Rounds(contenders, readable).run();
    double limit = figures.get(figures.size() - 1).telegrams();
    System.out.printf(
        "  %-24s %12s %9s %12s %10s %12s%n",
        "", "telegrams/s", "MB/s", "bytes each", "times CRC", "right");
    for (int i = 0; i < contenders.size(); i++) {
      Rounds.Figures each = figures.get(i);
      Contender contender = contenders.get(i);
      double given = readable.stream().mapToInt(contender::size).average().orElseThrow();
      System.out.printf(
          Locale.ROOT,
          "  %-24s %,12.0f %9.1f %,12.0f %10.1f %12s%n",
          contender.name(),
          each.telegrams(),
          each.telegrams() * given / 1e6,
          each.allocated(),
          limit / each.telegrams(),
          right(family, contender, cases));
    }
  }

  static List<Contender> contenders(Family family, Map<String, Answer> answers) {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new Ours(family, answers));
    Contender peer = peer(family);
    if (peer != null) {
      contenders.add(peer);
    }
    contenders.add(new CrcPass(false));
    contenders.add(new CrcPass(true));
    return contenders;
  }

  static @Nullable Contender peer(Family family) {
    return switch (family) {
      case SML -> new JsmlPeer();
      case MBUS -> new JmbusPeer(true);
      case WMBUS, WMBUS_KEY -> new JmbusPeer(false);
      case D0 -> new J62056Peer();
      case P1, DLMS -> null;
    };
  }

  private static boolean reads(Contender contender, Sample sample) {
    try {
      contender.prepare(sample).run();
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  /** "93 of 93", empty where there is nothing to compare with. */
  private static String right(Family family, Contender contender, List<Sample> cases) {
    int right = 0;
    for (Sample sample : cases) {
      Answer answer = contender.answer(sample);
      if (answer == null) {
        return "";
      }
      String fault = Judge.fault(family, sample, answer);
      right += fault == null ? 1 : 0;
      if (fault != null && Boolean.getBoolean("joulegate.show")) {
        System.out.println("    " + contender.name() + " " + sample.id() + ": " + fault);
      }
    }
    return cases.isEmpty() ? "" : right + " of " + cases.size();
  }

  private static Map<String, Answer> answers(Family family, List<Sample> cases) throws Exception {
    Map<Integer, Answer> answers = CommandAnswers.of(family, cases);
    Map<String, Answer> named = new HashMap<>();
    answers.forEach((place, answer) -> named.put(cases.get(place).id(), answer));
    return named;
  }
}
