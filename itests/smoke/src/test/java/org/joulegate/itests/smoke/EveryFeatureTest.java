package org.joulegate.itests.smoke;

import static org.junit.Assert.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** Every feature has a smoke test of its own. */
public class EveryFeatureTest {
  @Test
  public void noFeatureIsWithoutItsTest() throws Exception {
    List<String> without = new ArrayList<>();
    try (Stream<Path> features = Files.list(Path.of("../../features/src/features"))) {
      for (Path feature : features.sorted().toList()) {
        String name = feature.getFileName().toString().replace(".json", "");
        String test = "src/test/java/org/joulegate/itests/smoke/" + camel(name) + "SmokeIT.java";
        if (!Files.exists(Path.of(test))) {
          without.add(name);
        }
      }
    }
    assertEquals("features without a smoke test", List.of(), without);
  }

  private static String camel(String name) {
    return Arrays.stream(name.split("-"))
        .map(word -> word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }
}
