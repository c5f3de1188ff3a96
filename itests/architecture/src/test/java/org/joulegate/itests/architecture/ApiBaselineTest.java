package org.joulegate.itests.architecture;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ApiBaselineTest {

  private static final String MODULE = "bundles/codec/sml/";
  private static final String SOURCE = MODULE + "src/main/java/p/Telegram.java";

  @Rule public TemporaryFolder folder = new TemporaryFolder();
  private SmallRepository repository;

  @Before
  public void makeRepository() throws IOException {
    repository = new SmallRepository(folder.getRoot().toPath()).module("bundles/codec/sml");
    repository.write(
        MODULE + "target/classes/META-INF/MANIFEST.MF",
        "Manifest-Version: 1.0\nExport-Package: p;version=\"1.0.0\"\n");
    compile("public int length() { return hidden(); } private int hidden() { return 1; }");
    new ApiBaseline(repository.read()).accept();
  }

  @Test
  public void theCommittedTextHasPublicMembersOnly() throws IOException {
    Path file = folder.getRoot().toPath().resolve("docs/api/org.joulegate.codec.sml.txt");
    assertEquals(
        """
        package p 1.0.0

        public class p.Telegram
          public int length();
          public p.Telegram();
        """,
        Files.readString(file));
  }

  @Test
  public void aChangeInsideIsNoFinding() throws IOException {
    compile("private long other; public int length() { return 2; }");
    assertEquals(List.of(), new ApiBaseline(repository.read()).violations());
  }

  @Test
  public void aRemovedAndAnAddedMethodAreShownAndCanBeAccepted() throws IOException {
    compile("public long size() { return 2; }");
    ApiBaseline baseline = new ApiBaseline(repository.read());
    assertEquals(
        List.of(
            "the exported API of org.joulegate.codec.sml changed:\n"
                + "      - p.Telegram: public int length();\n"
                + "      + p.Telegram: public long size();\n"
                + "      accept it with: ./joulegate test --accept-api"),
        baseline.violations());
    baseline.accept();
    assertEquals(List.of(), baseline.violations());
  }

  @Test
  public void aNewTypeIsShownByItsOwnLineOnly() throws IOException {
    compile("public int length() { return 2; } public record Part(int size) {}");
    assertEquals(
        List.of(
            "the exported API of org.joulegate.codec.sml changed:\n"
                + "      + public final class p.Telegram$Part extends java.lang.Record\n"
                + "      accept it with: ./joulegate test --accept-api"),
        new ApiBaseline(repository.read()).violations());
  }

  @Test
  public void aTextWithoutItsBundleIsFound() throws IOException {
    repository.write("docs/api/org.joulegate.gone.txt", "package q 1.0.0\n");
    assertEquals(1, new ApiBaseline(repository.read()).violations().size());
  }

  private void compile(String members) throws IOException {
    repository.write(SOURCE, "package p; public class Telegram {" + members + "}");
    String classes = folder.getRoot().toPath().resolve(MODULE + "target/classes").toString();
    String source = folder.getRoot().toPath().resolve(SOURCE).toString();
    int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes, source);
    assertTrue("compiles", status == 0);
  }
}
