package org.joulegate.itests.architecture;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestReportsTest {

  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static final String MODULE = "bundles/codec/sml/";
  private static final String REPORT = MODULE + "target/surefire-reports/TEST-p.SmlTest.xml";

  @Rule public TemporaryFolder folder = new TemporaryFolder();
  private SmallRepository repository;

  @Before
  public void makeRepository() throws IOException {
    repository = new SmallRepository(folder.getRoot().toPath()).module("bundles/codec/sml");
    repository.write(MODULE + "src/test/java/p/SmlTest.java", "class SmlTest {}");
  }

  @Test
  public void resultsAreCounted() throws IOException {
    report(
        START,
        """
        <testsuite><testcase classname="p.SmlTest" name="a"/>
        <testcase classname="p.SmlTest" name="b"><failure/></testcase>
        <testcase classname="p.SmlTest" name="c"><skipped message="socat is missing"/></testcase>
        <testcase classname="p.SmlTest" name="d"><skipped><![CDATA[org.junit.AssumptionViolatedException: not asked for: soak
        \tat p.SmlTest.d]]></skipped></testcase>
        <testcase classname="p.SmlTest" name="e"><skipped/></testcase>
        </testsuite>
        """);
    TestReports reports = TestReports.since(repository.read(), START);
    assertEquals(1, reports.passed());
    assertEquals(1, reports.failed());
    assertEquals(3, reports.skipped());
    assertEquals(List.of("p.SmlTest.b failed, see " + REPORT), reports.failures());
    assertEquals(
        List.of(
            "p.SmlTest.c was skipped: socat is missing",
            "p.SmlTest.e was skipped: no reason given"),
        reports.skippedForWantOfATool());
    assertEquals(List.of("p.SmlTest.d was skipped: not asked for: soak"), reports.otherSkips());
    assertEquals(List.of(), reports.silent());
  }

  @Test
  public void aModuleWithoutReportsIsFound() throws IOException {
    assertEquals(
        List.of("bundles/codec/sml has tests, and none of them ran"),
        TestReports.since(repository.read(), START).silent());
  }

  @Test
  public void aReportOfAnEarlierRunCountsForNothing() throws IOException {
    report(
        START.minusSeconds(1), "<testsuite><testcase classname='p.SmlTest' name='a'/></testsuite>");
    TestReports reports = TestReports.since(repository.read(), START);
    assertEquals(0, reports.passed());
    assertEquals(List.of("bundles/codec/sml has tests, and none of them ran"), reports.silent());
  }

  @Test
  public void aReportWithZeroTestsIsFound() throws IOException {
    report(START, "<testsuite/>");
    assertEquals(
        List.of("bundles/codec/sml has tests, and none of them ran"),
        TestReports.since(repository.read(), START).silent());
  }

  @Test
  public void aClassThatDidNotRunBesideOneThatDidIsFound() throws IOException {
    report(START, "<testsuite><testcase classname='p.SmlTest' name='a'/></testsuite>");
    repository.write(MODULE + "src/test/java/p/CrcTest.java", "class CrcTest {}");
    repository.write(MODULE + "src/test/java/p/BaseTest.java", "public abstract class BaseTest {}");
    assertEquals(
        List.of("bundles/codec/sml: p.CrcTest did not run"),
        TestReports.since(repository.read(), START).silent());
  }

  private void report(Instant written, String text) throws IOException {
    repository.write(REPORT, text);
    Path file = folder.getRoot().toPath().resolve(REPORT);
    Files.setLastModifiedTime(file, FileTime.from(written));
  }
}
