package org.joulegate.itests.architecture;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ExportCheckTest {

  private static final String SOURCES = "bundles/codec/sml/src/main/java/org/joulegate/codec/sml/";
  private static final String CLASSES = "bundles/codec/sml/target/classes/";
  private static final String GOOD =
      "/** Telegrams of SML. */\n@Export\n@Version(\"1.0.0\")\n@NullMarked\npackage p;";

  @Rule public TemporaryFolder folder = new TemporaryFolder();
  private SmallRepository repository;

  @Before
  public void makeRepository() throws IOException {
    repository = new SmallRepository(folder.getRoot().toPath()).module("bundles/codec/sml");
  }

  @Test
  public void aDocumentedVersionedPackageIsNoFinding() throws IOException {
    repository.write(SOURCES + "package-info.java", GOOD);
    assertEquals(List.of(), ExportCheck.violations(repository.read()));
  }

  @Test
  public void anExportedInternalPackageIsFound() throws IOException {
    repository.write(SOURCES + "internal/package-info.java", GOOD);
    assertEquals(
        List.of(SOURCES + "internal is internal and must not be exported"),
        ExportCheck.violations(repository.read()));
  }

  @Test
  public void anExportWithoutVersionOrJavadocIsFound() throws IOException {
    repository.write(SOURCES + "package-info.java", "@Export\n@NullMarked\npackage p;");
    String where = SOURCES.substring(0, SOURCES.length() - 1);
    assertEquals(
        List.of(
            where + " is exported without @Version",
            where + " is exported and its package-info.java has no Javadoc"),
        ExportCheck.violations(repository.read()));
  }

  @Test
  public void aPackageThatIsNotNullMarkedIsFound() throws IOException {
    repository.write(SOURCES + "internal/Reader.java", "package p; class Reader {}");
    assertEquals(
        List.of(
            SOURCES
                + "internal has no package-info.java with @NullMarked: nothing checks its nulls"),
        ExportCheck.violations(repository.read()));
  }

  @Test
  public void manifestsAreReadAsWell() throws IOException {
    repository.write(
        CLASSES + "META-INF/MANIFEST.MF",
        "Manifest-Version: 1.0\n"
            + "Export-Package: a.b;uses:=\"x.y,z\";version=\"1.2.0\",a.internal;ver\n"
            + " sion=\"1.0.0\",a.bare\n");
    Repository read = repository.read();
    assertEquals(
        Map.of("a.b", "1.2.0", "a.internal", "1.0.0", "a.bare", ""),
        ExportCheck.exports(read.root().resolve(CLASSES)));
    assertEquals(
        List.of(
            "org.joulegate.codec.sml exports a.bare without a version",
            "org.joulegate.codec.sml exports the internal package a.internal"),
        ExportCheck.violationsOfManifests(read));
  }
}
