package org.joulegate.han.coap.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.BufferedReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.senml.SenmlCbor;
import org.joulegate.codec.senml.SenmlJson;
import org.joulegate.codec.senml.SenmlPack;
import org.joulegate.codec.senml.SenmlResolved;
import org.joulegate.codec.senml.SenmlValue;
import org.joulegate.han.api.HanException;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The server as libcoap's clients see it, over UDP and over DTLS of OpenSSL and GnuTLS. */
public class LibcoapTest {
  private static final String EXPECTED =
      "[{\"bn\":\"urn:joulegate:test:\",\"n\":\"x0\",\"u\":\"W\",\"v\":13130.4,\"t\":1795176000}]";

  private final ScriptedResource power = new ScriptedResource("/power", true).shows("13130.4");
  private Rig rig;

  @Before
  public void serve() {
    rig = new Rig();
    rig.tree.add(power);
  }

  @After
  public void stop() {
    rig.close();
  }

  @Test
  public void plainGetShowsSenmlJson() throws Exception {
    assertEquals(EXPECTED, CoapTool.text(CoapTool.PLAIN, "-m", "get", rig.plain("/power")).trim());
  }

  @Test
  public void openSslReadsOverDtlsWithPsk() throws Exception {
    assertEquals(EXPECTED, secure(CoapTool.OPENSSL, Pairing.IDENTITY, Pairing.SECRET).trim());
  }

  @Test
  public void gnuTlsReadsOverDtlsWithPsk() throws Exception {
    assertEquals(EXPECTED, secure(CoapTool.GNUTLS, Pairing.IDENTITY, Pairing.SECRET).trim());
  }

  @Test
  public void withoutInterfacesAllAddressesAreServed() throws Exception {
    rig.close();
    rig = new Rig(new ServerSettings(0, true, 0, List.of(), 50), ResourceTree.GRACE);
    rig.tree.add(power);
    assertEquals(EXPECTED, CoapTool.text(CoapTool.PLAIN, "-m", "get", rig.plain("/power")).trim());
    String six = "coap://[::1]:" + rig.server.plainPort() + "/power";
    assertEquals(EXPECTED, CoapTool.text(CoapTool.PLAIN, "-m", "get", six).trim());
    assertEquals(EXPECTED, secure(CoapTool.OPENSSL, Pairing.IDENTITY, Pairing.SECRET).trim());
  }

  @Test
  public void wrongSecretIsRefusedAndTheNextDisplayIsServed() throws Exception {
    assertFalse(secure(CoapTool.OPENSSL, Pairing.IDENTITY, "wrong").contains("bn"));
    assertFalse(secure(CoapTool.GNUTLS, "stranger", Pairing.SECRET).contains("bn"));
    assertEquals(EXPECTED, secure(CoapTool.OPENSSL, Pairing.IDENTITY, Pairing.SECRET).trim());
  }

  @Test
  public void whileTheKeyMemoryIsAwayNewSessionsAreRefused() throws Exception {
    rig.keys.unbindKeys(rig.pairing);
    assertFalse(secure(CoapTool.OPENSSL, Pairing.IDENTITY, Pairing.SECRET).contains("bn"));
    rig.keys.bindKeys(rig.pairing);
    assertEquals(EXPECTED, secure(CoapTool.OPENSSL, Pairing.IDENTITY, Pairing.SECRET).trim());
  }

  @Test
  public void acceptChoosesJsonOrCbor() throws Exception {
    byte[] json = CoapTool.bytes(CoapTool.PLAIN, "-m", "get", "-A", "110", rig.plain("/power"));
    byte[] cbor = cbor("/power");
    assertEquals(
        SenmlJson.decode(json).resolve(Instant.EPOCH),
        SenmlCbor.decode(cbor).resolve(Instant.EPOCH));
    assertTrue(cbor.length < json.length);
  }

  @Test
  public void anotherAcceptIsRefusedWithASentence() throws Exception {
    String answer = CoapTool.text(CoapTool.PLAIN, "-m", "get", "-A", "50", rig.plain("/power"));
    assertTrue(answer, answer.contains("4.06 Accept 110 (SenML JSON) or 112 (SenML CBOR)."));
  }

  @Test
  public void otherMethodsAreRefusedWithASentence() throws Exception {
    String answer = CoapTool.text(CoapTool.PLAIN, "-m", "put", "-e", "1", rig.plain("/power"));
    assertTrue(answer, answer.contains("4.05 This resource can only be read."));
  }

  @Test
  public void unknownPathIsRefusedWithASentence() throws Exception {
    String answer = CoapTool.text(CoapTool.PLAIN, "-m", "get", rig.plain("/pover"));
    assertTrue(answer, answer.contains("4.04 There is no /pover; /.well-known/core lists"));
  }

  @Test
  public void refusalsOfAResourceKeepTheirSentence() throws Exception {
    rig.tree.add(
        new ScriptedResource("/a", false).refuses(HanException.Kind.BAD_PARAMETER, "from is odd."));
    rig.tree.add(
        new ScriptedResource("/b", false).refuses(HanException.Kind.NOT_FOUND, "No such meter."));
    rig.tree.add(
        new ScriptedResource("/c", false).refuses(HanException.Kind.UNAVAILABLE, "Not yet."));
    assertTrue(get("/a?from=odd").contains("4.00 from is odd."));
    assertTrue(get("/b").contains("4.04 No such meter."));
    assertTrue(get("/c").contains("5.03 Not yet."));
    assertTrue(get("/power?a=1&a=2").contains("4.00 The parameter \"a\" stands there twice."));
  }

  @Test
  public void linksListWhatIsOffered() throws Exception {
    rig.tree.add(new ScriptedResource("/things/{id}", false).lists("/things/one", "/things/two"));
    String all = get("/.well-known/core");
    assertEquals(
        "</power>;ct=\"110 112\";if=\"joulegate.read\";obs;rt=\"test.scripted\";title=\"Scripted\","
            + "</things/one>;ct=\"110 112\";if=\"joulegate.read\";rt=\"test.scripted\";"
            + "title=\"Scripted\","
            + "</things/two>;ct=\"110 112\";if=\"joulegate.read\";rt=\"test.scripted\";"
            + "title=\"Scripted\"",
        all.trim());
    assertTrue(get("/.well-known/core?href=/things*").startsWith("</things/one>"));
    assertEquals("", get("/.well-known/core?rt=nothing").trim());
  }

  @Test
  public void largeBodiesComeInBlocks() throws Exception {
    rig.tree.add(new ScriptedResource("/big", false).times(2_000).shows("0.1"));
    byte[] body = CoapTool.bytes(CoapTool.PLAIN, "-m", "get", "-b", "1024", rig.plain("/big"));
    assertEquals(2_000, SenmlJson.decode(body).records().size());
    SenmlPack pack = SenmlCbor.decode(cbor("/big"));
    SenmlResolved last = pack.resolve(Instant.EPOCH).get(1_999);
    assertEquals("urn:joulegate:test:x1999", last.name());
    assertEquals(new SenmlValue.Number(new BigDecimal("0.1")), last.value());
  }

  @Test(timeout = 60_000)
  public void observersAreNotified() throws Exception {
    Process display =
        CoapTool.start(
            CoapTool.OPENSSL,
            "-u",
            Pairing.IDENTITY,
            "-k",
            Pairing.SECRET,
            "-s",
            "60",
            "-m",
            "get",
            rig.secure("/power"));
    try (BufferedReader out = CoapTool.output(display)) {
      CoapTool.await(out, "13130.4");
      power.shows("13131.7");
      rig.tree.changed("/power");
      CoapTool.await(out, "13131.7");
    } finally {
      display.destroyForcibly().waitFor();
    }
  }

  private String get(String path) throws Exception {
    return CoapTool.text(CoapTool.PLAIN, "-m", "get", rig.plain(path));
  }

  private byte[] cbor(String path) throws Exception {
    byte[] printed = CoapTool.bytes(CoapTool.PLAIN, "-m", "get", "-A", "112", rig.plain(path));
    return Arrays.copyOf(printed, printed.length - 1); // The tool ends with a line feed.
  }

  private String secure(String tool, String identity, String secret) throws Exception {
    return CoapTool.text(
        tool, "-B", "2", "-u", identity, "-k", secret, "-m", "get", rig.secure("/power"));
  }
}
