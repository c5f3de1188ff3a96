package org.joulegate.hal.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.joulegate.hal.api.LinkException.Reason;
import org.junit.Test;

public class LinkAddressTest {
  private static final String[][] GOOD = {
    // written, scheme, target, options
    {"/dev/ttyUSB0", "serial", "/dev/ttyUSB0", "{}"},
    {"/dev/serial/by-id/usb-FTDI_A-if00", "serial", "/dev/serial/by-id/usb-FTDI_A-if00", "{}"},
    {"/dev/ttyS1?baud=300&mode=7E1", "serial", "/dev/ttyS1", "{baud=300, mode=7E1}"},
    {"serial:ttyUSB0?baud=9600", "serial", "ttyUSB0", "{baud=9600}"},
    {"tcp://meter.example:4001", "tcp", "meter.example:4001", "{}"},
    {"tcp://192.0.2.7:1", "tcp", "192.0.2.7:1", "{}"},
    {"tcp://[2001:db8::7]:65535", "tcp", "[2001:db8::7]:65535", "{}"},
    {"tcp://[fe80::1%eth0]:4001?keepalive=30s", "tcp", "[fe80::1%eth0]:4001", "{keepalive=30s}"},
    {"replay:a folder/meter.rec?speed=max", "replay", "a folder/meter.rec", "{speed=max}"},
    {"sim:household-1?seed=a=b", "sim", "household-1", "{seed=a=b}"},
    {"lora+udp:gw", "lora+udp", "gw", "{}"},
  };

  private static final String[][] BAD = {
    // written, part of the sentence
    {"", "is empty"},
    {"   ", "is empty"},
    {"ttyUSB0", "character 1: has no scheme"},
    {"?baud=1", "character 1: has no scheme"},
    {"TCP://a:1", "character 1: has a scheme that is not in lower-case letters"},
    {":x", "character 1: has a scheme"},
    {"serial:", "character 8: names nothing after \"serial:\""},
    {"sim:?a=b", "character 5: names nothing after \"sim:\""},
    {"sim: a", "character 5: has a space at the edge"},
    {" /dev/ttyS0", "character 1: has a space"},
    {"/dev/ttyS0 ", "character 11: has a space"},
    {"/dev/tty\nS0", "character 9: has a space or a control character"},
    {"tcp:a:1", "character 5: has no // after"},
    {"tcp://", "character 7: has no host"},
    {"tcp://:80", "character 7: has no host"},
    {"tcp://a", "character 8: has no port"},
    {"tcp://a:", "character 9: has a port that is not a number"},
    {"tcp://a:0", "character 9: has a port that is not a number"},
    {"tcp://a:65536", "character 9: has a port that is not a number"},
    {"tcp://a:1x", "character 9: has a port that is not a number"},
    {"tcp://a_:1", "character 7: has a host that is neither"},
    {"tcp://::1:80", "character 7: has an IPv6 address without brackets"},
    {"tcp://[::1:80", "character 7: opens a bracket"},
    {"tcp://[::1]", "character 12: has no port"},
    {"tcp://[meter]:1", "character 8: has something in brackets"},
    {"tcp://[1::2::3]:1", "character 8: has something in brackets"},
    {"/dev/a?", "character 8: has an empty option"},
    {"/dev/a?b=1&", "character 12: has an empty option"},
    {"/dev/a?b", "an option \"b\" without a value"},
    {"/dev/a?b=", "an option \"b\" without a value"},
    {"/dev/a?Baud=1", "character 8: has an option whose key"},
    {"/dev/a?b=1&b=2", "character 12: has the option \"b\" twice"},
    {"/dev/a?b=1?c=2", "character 11: has a second ?"},
    {"/dev/a?b= 1", "character 10: has a space at the edge of the value of \"b\""},
  };

  @Test
  public void readsEveryFormAndWritesItBack() throws Exception {
    for (String[] row : GOOD) {
      LinkAddress address = LinkAddress.parse(row[0]);
      assertEquals(row[0], row[1], address.scheme());
      assertEquals(row[0], row[2], address.target());
      assertEquals(row[0], row[3], address.options().toString());
      assertEquals(row[0], row[0], address.toString());
    }
    assertEquals("/dev/ttyS0", LinkAddress.parse("serial:/dev/ttyS0").toString());
  }

  @Test
  public void namesThePartThatIsWrongAndWhere() {
    for (String[] row : BAD) {
      LinkException e = assertThrows(row[0], LinkException.class, () -> LinkAddress.parse(row[0]));
      assertEquals(row[0], Reason.BAD_ADDRESS, e.reason());
      assertTrue(row[0] + " -> " + e.getMessage(), e.getMessage().contains(row[1]));
    }
  }

  @Test
  public void showsALongAddressShortAndRefusesOneTooLong() {
    String longOne = "/dev/" + "x".repeat(LinkAddress.MAX_LENGTH);
    LinkException e = assertThrows(LinkException.class, () -> LinkAddress.parse(longOne));
    assertTrue(e.getMessage(), e.getMessage().contains("longer than 4096"));
    assertTrue(e.getMessage().length() < 200);
  }

  @Test
  public void whateverCanBeMadeCanBeReadBack() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      Map<String, String> options = new LinkedHashMap<>();
      for (int o = random.nextInt(4); o > 0; o--) {
        options.put("k" + random.nextInt(9), word(random, "aZ0 =:/%#."));
      }
      LinkAddress address = new LinkAddress("sim", word(random, "aZ0 =&:/%#."), options);
      assertEquals(address, LinkAddress.parse(address.toString()));
    }
  }

  private static String word(Random random, String alphabet) {
    StringBuilder word = new StringBuilder("x");
    for (int i = random.nextInt(12); i > 0; i--) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.append('x').toString();
  }

  @Test
  public void anyTextIsReadOrRefusedWithASentence() {
    Random random = new Random(11);
    String alphabet = "tcp:/serial?&=[]:%1 a\n\u00e4.-";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        LinkAddress.parse(text.toString());
      } catch (LinkException e) {
        assertEquals(Reason.BAD_ADDRESS, e.reason());
      }
    }
  }

  @Test
  public void hostAndPortOfATcpAddress() throws Exception {
    HostAndPort six = LinkAddress.parse("tcp://[::1]:99").hostAndPort();
    assertEquals(new HostAndPort("::1", 99), six);
    assertEquals("[::1]:99", six.toString());
    assertThrows(IllegalArgumentException.class, () -> new HostAndPort("a b", 1));
    assertThrows(IllegalArgumentException.class, () -> new HostAndPort("a", 70_000));
  }

  @Test
  public void refusesPartsThatCouldNotBeWritten() {
    assertThrows(IllegalArgumentException.class, () -> new LinkAddress("Sim", "a", Map.of()));
    assertThrows(IllegalArgumentException.class, () -> new LinkAddress("sim", "a?b", Map.of()));
    assertThrows(IllegalArgumentException.class, () -> new LinkAddress("sim", " a", Map.of()));
    assertThrows(
        IllegalArgumentException.class, () -> new LinkAddress("sim", "a", Map.of("k", "v&w")));
  }
}
