package org.joulegate.itests.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The reports that Surefire and Failsafe wrote since a given instant. Older reports are not of this
 * run and count for nothing: a module whose tests did not run is a finding, by name.
 */
final class TestReports {

  /** How a test says that it wanted a tool; a skip without any reason counts as one too. */
  private static final Pattern WANTS_A_TOOL = Pattern.compile("missing|not installed|^$");

  private static final List<String> FOLDERS =
      List.of("target/surefire-reports", "target/failsafe-reports");

  private final Repository repository;
  private final Instant since;
  private final List<String> failures = new ArrayList<>();
  private final List<String> wantsTool = new ArrayList<>();
  private final List<String> otherSkips = new ArrayList<>();
  private final List<String> silent = new ArrayList<>();
  private int passed;
  private int failed;
  private int skipped;

  private TestReports(Repository repository, Instant since) {
    this.repository = repository;
    this.since = since;
  }

  static TestReports since(Repository repository, Instant since) throws IOException {
    TestReports reports = new TestReports(repository, since);
    for (Repository.Module module : repository.modules()) {
      reports.read(module);
    }
    return reports;
  }

  int passed() {
    return passed;
  }

  int failed() {
    return failed;
  }

  int skipped() {
    return skipped;
  }

  /** Tests that failed, and where to read about it. */
  List<String> failures() {
    return failures;
  }

  /** Tests that a missing tool kept from running, with their reasons. */
  List<String> skippedForWantOfATool() {
    return wantsTool;
  }

  /** Tests that do not apply here or were not asked for, with their reasons. */
  List<String> otherSkips() {
    return otherSkips;
  }

  /** Modules and classes with tests of which none ran. */
  List<String> silent() {
    return silent;
  }

  private void read(Repository.Module module) throws IOException {
    List<Path> reports = new ArrayList<>();
    for (String folder : FOLDERS) {
      for (Path file : Repository.filesBelow(module.directory().resolve(folder))) {
        if (file.getFileName().toString().matches("TEST-.*\\.xml")
            && !Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
          reports.add(file);
        }
      }
    }
    int before = passed + failed + skipped;
    for (Path report : reports) {
      readReport(report);
    }
    List<String> classes = testClasses(module);
    if (!classes.isEmpty() && passed + failed + skipped == before) {
      silent.add(module.folder() + " has tests, and none of them ran");
      return;
    }
    classes.stream()
        .filter(name -> reports.stream().noneMatch(report -> isAbout(report, name)))
        .forEach(name -> silent.add(module.folder() + ": " + name + " did not run"));
  }

  private static boolean isAbout(Path report, String testClass) {
    return report.getFileName().toString().equals("TEST-" + testClass + ".xml");
  }

  private static List<String> testClasses(Repository.Module module) throws IOException {
    Path sources = module.directory().resolve("src/test/java");
    List<String> names = new ArrayList<>();
    for (Path file : Repository.filesBelow(sources)) {
      String name = sources.relativize(file).toString().replace('\\', '/');
      if (name.matches(".*(Test|IT)\\.java")
          && !Files.readString(file).contains("public abstract class ")) {
        names.add(name.substring(0, name.length() - ".java".length()).replace('/', '.'));
      }
    }
    return names;
  }

  private void readReport(Path report) throws IOException {
    NodeList cases = parse(report).getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      String name = test.getAttribute("classname") + "." + test.getAttribute("name");
      if (has(test, "failure") || has(test, "error")) {
        failed++;
        failures.add(name + " failed, see " + repository.relative(report));
      } else if (has(test, "skipped")) {
        skipped++;
        noteSkip(name, (Element) test.getElementsByTagName("skipped").item(0));
      } else {
        passed++;
      }
    }
  }

  private void noteSkip(String name, Element skip) {
    String reason = skip.getAttribute("message");
    if (reason.isEmpty()) {
      // Surefire writes an assumption as a stack trace: its first line has the sentence.
      reason =
          skip.getTextContent()
              .lines()
              .findFirst()
              .orElse("")
              .replaceFirst("^[\\w.]+: ?", "")
              .strip();
    }
    String text = name + " was skipped: " + (reason.isEmpty() ? "no reason given" : reason);
    (WANTS_A_TOOL.matcher(reason).find() ? wantsTool : otherSkips).add(text);
  }

  private static boolean has(Element element, String child) {
    return element.getElementsByTagName(child).getLength() > 0;
  }

  private static Element parse(Path report) throws IOException {
    try (Stream<String> lines = Files.lines(report)) {
      if (lines.findAny().isEmpty()) {
        throw new IOException(report + " is empty: the test run was cut off");
      }
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(report.toFile())
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(report + " cannot be read as XML: " + e.getMessage(), e);
    }
  }
}
