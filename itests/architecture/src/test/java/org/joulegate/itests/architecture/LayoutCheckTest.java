package org.joulegate.itests.architecture;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LayoutCheckTest {

  @Rule public TemporaryFolder folder = new TemporaryFolder();
  private SmallRepository repository;

  @Before
  public void makeRepository() throws IOException {
    repository = new SmallRepository(folder.getRoot().toPath());
    repository.write("bundles/README.md", "").write("hal-bundles/README.md", "");
  }

  @Test
  public void aFoldersPathIsItsBundlesName() {
    assertEquals("org.joulegate.codec.sml", LayoutCheck.artifactIdOf("bundles/codec/sml"));
    assertEquals("org.joulegate.hal.tcp", LayoutCheck.artifactIdOf("hal-bundles/tcp"));
    assertEquals("org.joulegate.itests.home", LayoutCheck.artifactIdOf("itests/home"));
    assertEquals("org.joulegate.features", LayoutCheck.artifactIdOf("features"));
  }

  @Test
  public void aNameThatIsNotThePathIsFound() throws IOException {
    repository.module("bundles/codec/sml", "org.joulegate.codec.mbus", new String[0]);
    assertEquals(
        List.of(
            "bundles/codec/sml has the artifactId org.joulegate.codec.mbus,"
                + " its path says org.joulegate.codec.sml"),
        LayoutCheck.violations(repository.read()));
  }

  @Test
  public void aFolderOutsideTheReactorIsFound() throws IOException {
    repository.module("hal-bundles/tcp");
    repository.write("hal-bundles/gpio/pom.xml", "<project/>");
    repository.write("hal-bundles/tcp/target/copy/pom.xml", "<project/>");
    assertEquals(
        List.of("hal-bundles/gpio/pom.xml is not listed in <modules> of the root pom.xml"),
        LayoutCheck.violations(repository.read()));
  }

  @Test
  public void aVersionInAModuleIsFound() throws IOException {
    repository.module("hal-bundles/tcp");
    Repository before = repository.read();
    repository.write(
        "hal-bundles/tcp/pom.xml",
        """
        <project><artifactId>org.joulegate.hal.tcp</artifactId><dependencies><dependency>
        <groupId>g</groupId><artifactId>a</artifactId><version>1</version>
        </dependency></dependencies></project>
        """);
    assertEquals(
        List.of(
            "hal-bundles/tcp/pom.xml writes a version for g:a: versions stand in the root pom.xml"),
        LayoutCheck.violations(Repository.at(before.root())));
  }

  @Test
  public void aTopLevelFolderWithoutReadmeIsFound() throws IOException {
    repository.module("itests/smoke");
    assertEquals(
        List.of("itests/README.md is missing: what lives there, what may depend on what"),
        LayoutCheck.violations(repository.read()));
  }
}
