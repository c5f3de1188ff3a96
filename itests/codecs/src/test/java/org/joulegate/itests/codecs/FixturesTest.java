package org.joulegate.itests.codecs;

import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class FixturesTest {

  @Test
  public void everyDecoderReadsTheFixtureOfItsFamily() throws Exception {
    for (Family family : Family.values()) {
      List<Sample> fixtures = Fixtures.of(family);
      for (Contender contender : DecodeBenchmark.contenders(family, Map.of())) {
        for (Sample fixture : fixtures) {
          assertNotEquals(family + " " + contender.name(), 0, contender.prepare(fixture).run());
        }
      }
    }
  }

  @Test
  public void theCommandReadsTheFixtureOfEveryFamily() throws Exception {
    for (Family family : Family.values()) {
      Answer answer = CommandAnswers.of(family, Fixtures.of(family)).get(0);
      assertNotNull(family + ": the command gave no answer", answer);
      assertNull(family + ": " + answer, answer.error());
    }
  }
}
