package org.joulegate.itests.smoke;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.trust.api.Sealer;
import org.junit.Test;

/** Keys are made at the first start, and a message is sealed with them. */
public class TrustSmokeIT extends FeatureSmoke {
  @Override
  protected List<String> features() {
    return List.of("runtime-base", "trust");
  }

  @Test
  public void aMessageIsSealed() throws Exception {
    configure(
        "org.joulegate.trust.keys",
        Map.of("directory", data().resolve("trust").toString(), "identity", "gw-smoke"));
    assertEquals("gw-smoke", service(KeyMemory.class).identity());
    byte[] sealed =
        service(Sealer.class)
            .seal("application/smoke", "a message".getBytes(StandardCharsets.UTF_8));
    assertTrue(new String(sealed, StandardCharsets.ISO_8859_1).contains("a message"));
    assertTrue(Files.exists(data().resolve("trust/pairing.txt")));
  }
}
