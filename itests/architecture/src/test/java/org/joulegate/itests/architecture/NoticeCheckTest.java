package org.joulegate.itests.architecture;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class NoticeCheckTest {

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aShippedLibraryThatIsNotNamedIsFound() throws IOException {
    SmallRepository repository =
        new SmallRepository(folder.getRoot().toPath())
            .module("hal-bundles/serial", "com.fazecast:jSerialComm", "junit:junit:test")
            .module("itests/smoke", "org.openmuc:jsml")
            .write("features/base.json", "{\"bundles\":[{\"id\":\"org.example:scr:1.0\"}]}")
            .write("NOTICE", "Third parties\n\n  com.fazecast:jSerialComm   Apache-2.0\n");
    assertEquals(
        List.of("org.example:scr is shipped and NOTICE does not name it with its licence"),
        NoticeCheck.violations(repository.read()));
  }
}
