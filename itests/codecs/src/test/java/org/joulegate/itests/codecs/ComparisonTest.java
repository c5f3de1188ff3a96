package org.joulegate.itests.codecs;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assume.assumeFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Telegrams of real meters with values that independent decoders gave; skipped without them. */
public class ComparisonTest {

  @Test
  public void everyTelegramThatCountsIsRight() throws Exception {
    List<String> faults = new ArrayList<>();
    int cases = 0;
    for (Family family : Family.values()) {
      List<Sample> samples = family.cases();
      Map<Integer, Answer> answers = CommandAnswers.of(family, samples);
      for (int i = 0; i < samples.size(); i++) {
        cases++;
        Answer answer = answers.getOrDefault(i, Answer.refused("no answer"));
        String fault = Judge.fault(family, samples.get(i), answer);
        if (fault != null) {
          faults.add(family + " " + samples.get(i).id() + ": " + fault);
        }
      }
    }
    assumeFalse("skipped: the corpora are not on this machine", cases == 0);
    assertEquals(List.of(), faults);
  }

  @Test
  public void thePeersAreJudgedByTheSameRulesAndReadMostOfThem() {
    for (Family family : List.of(Family.SML, Family.MBUS, Family.WMBUS, Family.D0)) {
      List<Sample> samples = family.cases();
      assumeFalse("skipped: the corpora are not on this machine", samples.isEmpty());
      Contender peer = DecodeBenchmark.peer(family);
      long right =
          samples.stream()
              .filter(each -> Judge.fault(family, each, peer.answer(each)) == null)
              .count();
      assertFalse(family + ": " + right + " of " + samples.size(), right < samples.size() / 2);
    }
  }
}
