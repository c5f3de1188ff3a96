package org.joulegate.itests.gateway;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.Rule;
import org.junit.Test;

/** When a telegram is given to the command, then it shows the registers, or what is wrong where. */
public class DecodeIT {
  @Rule public final Workbench bench = new Workbench();

  private final byte[] telegram = new TestMeter().telegram(131_304, 20, -215);

  @Test
  public void aTelegramInHexIsShown() throws Exception {
    String shown = decode(0, HexFormat.of().formatHex(telegram));
    assertThat(shown, containsString("1-0:1.8.0*255"));
    assertThat(shown, containsString("13130.4"));
    assertThat(shown, containsString("-2.15"));
  }

  @Test
  public void aTelegramInAFileIsAnsweredAsJson() throws Exception {
    Path file = Files.write(bench.folder().resolve("telegram.bin"), telegram);
    String json = decode(0, "--json", file.toString());
    assertThat(
        json, containsString("{\"obis\":\"1-0:1.8.0*255\",\"value\":\"13130.4\",\"unit\":\"Wh\""));
    assertThat(json, containsString("\"meter\":\"" + TestMeter.ID + "\""));
  }

  @Test
  public void aDamagedTelegramIsRefusedWithTheOffset() throws Exception {
    byte[] damaged = telegram.clone();
    damaged[40] ^= 1;
    String refused = decode(1, "--json", HexFormat.of().formatHex(damaged));
    assertThat(refused, containsString("\"ok\":false"));
    assertThat(refused, containsString("\"kind\":\"crc\""));
  }

  private String decode(int status, String... words) throws Exception {
    String[] command = new String[words.length + 1];
    command[0] = "decode";
    System.arraycopy(words, 0, command, 1, words.length);
    RunningProcess decode = bench.joulegate(command);
    assertEquals(decode.text(), status, decode.awaitExit());
    return decode.text();
  }
}
