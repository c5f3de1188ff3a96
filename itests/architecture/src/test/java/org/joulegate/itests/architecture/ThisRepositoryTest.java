package org.joulegate.itests.architecture;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.Test;

/** The checks that need no build, on this repository itself. */
public class ThisRepositoryTest {

  private final Repository repository;

  public ThisRepositoryTest() throws IOException {
    repository = Repository.here();
  }

  @Test
  public void everyDependencyIsAllowed() throws IOException {
    DependencyRules rules = DependencyRules.read(repository.root().resolve(DependencyRules.FILE));
    assertNone(rules.violations(repository));
  }

  @Test
  public void foldersNamesAndVersionsAreInOrder() throws IOException {
    assertNone(LayoutCheck.violations(repository));
  }

  @Test
  public void exportsAreVersionedDocumentedAndNeverInternal() throws IOException {
    assertNone(ExportCheck.violations(repository));
  }

  @Test
  public void everyLibraryShippedStandsInNotice() throws IOException {
    assertNone(NoticeCheck.violations(repository));
  }

  private static void assertNone(List<String> violations) {
    assertEquals("", String.join("\n", violations));
  }
}
