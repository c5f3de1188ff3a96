package org.joulegate.itests.gateway;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joulegate.codec.senml.SenmlCbor;
import org.joulegate.codec.senml.SenmlJson;
import org.joulegate.codec.senml.SenmlPack;
import org.joulegate.codec.senml.SenmlResolved;
import org.joulegate.codec.senml.SenmlValue;

/** Debian's coap-client, which shares no code with the gateway, and one gateway it asks. */
final class CoapGet {
  /** The library that a client was built with. */
  enum Client {
    NOTLS("coap-client-notls", "coap"),
    OPENSSL("coap-client-openssl", "coaps"),
    GNUTLS("coap-client-gnutls", "coaps");

    private final String program;
    private final String scheme;

    Client(String program, String scheme) {
      this.program = program;
      this.scheme = scheme;
    }
  }

  /** The content format of SenML CBOR (RFC 8428, clause 12.3.2). */
  private static final String SENML_CBOR = "112";

  private final Workbench bench;
  private final RunningProfile gateway;
  private final Client client;
  private final List<String> credentials;

  private CoapGet(
      Workbench bench, RunningProfile gateway, Client client, List<String> credentials) {
    Tool.need(client.program);
    this.bench = bench;
    this.gateway = gateway;
    this.client = client;
    this.credentials = credentials;
  }

  /** A client without security. */
  static CoapGet plain(Workbench bench, RunningProfile gateway) {
    return new CoapGet(bench, gateway, Client.NOTLS, List.of());
  }

  /** A client with an identity and a secret. */
  static CoapGet paired(
      Workbench bench, RunningProfile gateway, Client client, RunningProfile.Pairing pairing) {
    List<String> credentials = List.of("-u", pairing.identity(), "-k", pairing.secret());
    return new CoapGet(bench, gateway, client, credentials);
  }

  /** The answer as a text. */
  String text(String path) throws Exception {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  /** The answer's values, by name, of SenML JSON. */
  Map<String, SenmlResolved> json(String path) throws Exception {
    return byName(SenmlJson.decode(bytes(path)));
  }

  /** The answer's values, by name, of SenML CBOR. */
  Map<String, SenmlResolved> cbor(String path) throws Exception {
    return byName(SenmlCbor.decode(bytes(path, "-A", SENML_CBOR)));
  }

  /** All values in their order. */
  List<SenmlResolved> list(String path) throws Exception {
    return SenmlJson.decode(bytes(path)).resolve(Instant.now());
  }

  private static Map<String, SenmlResolved> byName(SenmlPack pack) throws Exception {
    Map<String, SenmlResolved> values = new TreeMap<>();
    for (SenmlResolved value : pack.resolve(Instant.now())) {
      values.put(value.name(), value);
    }
    return values;
  }

  /** The answer; asks again while a service is being opened (5.03). */
  private byte[] bytes(String path, String... options) throws Exception {
    return Await.until(
        client.program + " is answered for " + path,
        () -> once(path, options),
        answer -> answer.length > 0);
  }

  private byte[] once(String path, String... options) throws Exception {
    Path file = Files.createTempFile(bench.folder(), "answer", "");
    List<String> more = new ArrayList<>(List.of(options));
    more.addAll(List.of("-o", file.toString(), "-B", "20"));
    RunningProcess asked = ask(path, more);
    asked.awaitExit();
    byte[] answer = Files.readAllBytes(file);
    Files.delete(file);
    if (answer.length == 0 && !asked.text().startsWith("5.03")) {
      throw new AssertionError(client.program + " got no answer for " + path + ": " + asked.text());
    }
    return answer;
  }

  /** Observes for some seconds; what it prints grows with each notification. */
  RunningProcess observe(String path, int seconds) throws Exception {
    return ask(path, List.of("-w", "-s", String.valueOf(seconds)));
  }

  /** Asks for some seconds, and prints what it gets, if anything. */
  RunningProcess attempt(String path) throws Exception {
    return ask(path, List.of("-w", "-B", "5"));
  }

  private RunningProcess ask(String path, List<String> options) throws Exception {
    List<String> command = new ArrayList<>(List.of(client.program, "-m", "get"));
    command.addAll(credentials);
    command.addAll(options);
    command.add(client.scheme + "://127.0.0.1:" + gateway.port(client.scheme) + path);
    return bench.start(command.toArray(String[]::new));
  }

  /** The number that a value says, as its shortest decimal text. */
  static String number(SenmlResolved value) {
    BigDecimal number = ((SenmlValue.Number) value.value()).number();
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
