package org.joulegate.trust.keys.internal;

import static org.joulegate.trust.api.KeyMemory.SIGNING_SLOT;
import static org.joulegate.trust.api.KeyMemory.TLS_SLOT;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.TrustException.Fault;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestAuthorityTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path base;
  private Path authority;

  @Before
  public void choosePlaces() {
    base = folder.getRoot().toPath();
    authority = base.resolve("authority");
  }

  @Test
  public void twoRuntimesBelieveEachOther() throws Exception {
    FileKeyMemory gateway = Memories.vouched(base.resolve("gw"), "gw-1", authority);
    FileKeyMemory centre = Memories.vouched(base.resolve("centre"), "centre", authority);
    assertEquals(
        "gw-1",
        centre.check(gateway.chain(SIGNING_SLOT), KeySlot.Use.SIGN, Memories.NOW).identity());
    assertEquals(
        "centre", gateway.check(centre.chain(TLS_SLOT), KeySlot.Use.TLS, Memories.NOW).identity());
    FileKeyMemoryTest.fault(
        Fault.WRONG_USE,
        () -> centre.check(gateway.chain(TLS_SLOT), KeySlot.Use.SIGN, Memories.NOW));
    FileKeyMemoryTest.fault(
        Fault.WRONG_USE,
        () -> centre.check(gateway.chain(SIGNING_SLOT), KeySlot.Use.TLS, Memories.NOW));
  }

  @Test
  public void everyCertificateSaysThatItIsForTests() throws Exception {
    FileKeyMemory gateway = Memories.vouched(base.resolve("gw"), "gw-1", authority);
    for (String slot : List.of(SIGNING_SLOT, TLS_SLOT)) {
      X509Certificate certificate = gateway.chain(slot).get(0);
      String note = "O=\"Joulegate test authority, not for production\"";
      assertTrue(certificate.getSubjectX500Principal().toString().contains(note));
      assertTrue(certificate.getIssuerX500Principal().toString().contains(note));
    }
  }

  @Test
  public void theTlsCertificateNamesTheHost() throws Exception {
    FileKeyMemory gateway = Memories.vouched(base.resolve("gw"), "gw-1", authority);
    assertEquals(
        List.of("gw-1", "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"),
        gateway.chain(TLS_SLOT).get(0).getSubjectAlternativeNames().stream()
            .map(name -> name.get(1).toString())
            .toList());
  }

  @Test
  public void aSecondStartKeepsTheCertificate() throws Exception {
    FileKeyMemory first = Memories.vouched(base.resolve("gw"), "gw-1", authority);
    FileKeyMemory second = Memories.vouched(base.resolve("gw"), "gw-1", authority);
    assertEquals(first.chain(TLS_SLOT), second.chain(TLS_SLOT));
  }

  @Test
  public void anIdentityThatHasAnotherKeyIsRefused() {
    Memories.vouched(base.resolve("gw"), "gw-1", authority);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Memories.vouched(base.resolve("thief"), "gw-1", authority));
    assertEquals(
        "org.joulegate.trust.keys: the test authority in "
            + authority
            + " has vouched for another SIGN key of gw-1: choose another identity",
        refused.getMessage());
  }

  @Test
  public void aRuntimeThatWasAloneIsVouchedForLaterWithTheSameKey() throws Exception {
    FileKeyMemory alone = Memories.alone(base.resolve("gw"), "");
    FileKeyMemory vouched = Memories.vouched(base.resolve("gw"), "", authority);
    assertEquals(alone.identity(), vouched.identity());
    assertEquals(
        alone.chain(SIGNING_SLOT).get(0).getPublicKey(),
        vouched.chain(SIGNING_SLOT).get(0).getPublicKey());
    assertNotEquals(alone.chain(SIGNING_SLOT), vouched.chain(SIGNING_SLOT));
  }

  @Test
  public void withoutTheSettingTheTestRootIsBelievedNoMore() throws Exception {
    FileKeyMemory gateway = Memories.vouched(base.resolve("gw"), "gw-1", authority);
    Memories.vouched(base.resolve("centre"), "centre", authority);
    FileKeyMemory centre = Memories.alone(base.resolve("centre"), "centre");
    FileKeyMemoryTest.fault(
        Fault.UNKNOWN_SIGNER,
        () -> centre.check(gateway.chain(SIGNING_SLOT), KeySlot.Use.SIGN, Memories.NOW));
  }

  @Test
  public void manyAtOnceGetOneRootAndNobodyIsLost() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<FileKeyMemory>> starts =
          IntStream.range(0, 16)
              .<Callable<FileKeyMemory>>mapToObj(
                  i -> () -> Memories.vouched(base.resolve("m" + i), "gw-" + i, authority))
              .toList();
      FileKeyMemory centre = Memories.vouched(base.resolve("c"), "centre", authority);
      for (var start : threads.invokeAll(starts)) {
        centre.check(start.get().chain(SIGNING_SLOT), KeySlot.Use.SIGN, Memories.NOW);
      }
      assertEquals(34, Files.readAllLines(authority.resolve("issued")).size());
    } finally {
      threads.shutdown();
    }
  }
}
