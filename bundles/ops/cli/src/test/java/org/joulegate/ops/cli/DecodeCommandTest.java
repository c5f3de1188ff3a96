package org.joulegate.ops.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.sml.SmlBody;
import org.joulegate.codec.sml.SmlCrc;
import org.joulegate.codec.sml.SmlEncoder;
import org.joulegate.codec.sml.SmlFile;
import org.joulegate.codec.sml.SmlListEntry;
import org.joulegate.codec.sml.SmlMessage;
import org.joulegate.codec.sml.SmlObis;
import org.joulegate.codec.sml.SmlValue;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DecodeCommandTest {

  private static final ByteSlice METER = ByteSlice.of(Hex.parse("0a01584d4700005bae28"));
  private static final byte[] TELEGRAM = telegram(METER, 131_304, -10_550);
  private static final String HEX = Hex.format(TELEGRAM);
  private static final String REGISTERS =
      "{\"obis\":\"1-0:1.8.0*255\",\"value\":\"13130.4\",\"unit\":\"Wh\",\"status\":\"1835268\"},"
          + "{\"obis\":\"1-0:16.7.0*255\",\"value\":\"-105.50\",\"unit\":\"W\"}";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  public void aTelegramInHexIsShownAsATable() {
    assertEquals(ExitStatus.OK, run("", "decode", HEX));
    String text = text(out);
    assertTrue(text, text.startsWith("meter 1XMG0006008360"));
    assertTrue(text, text.contains("energy from the grid"));
    assertTrue(text, text.contains("13130.4  Wh"));
    assertTrue(text, text.contains("-105.50  W"));
    assertEquals("", text(err));
  }

  @Test
  public void hexWithBlanksFilesOfBytesAndOfHexAndStandardInputSayTheSame() throws Exception {
    Path binary = folder.newFile("telegram.bin").toPath();
    Files.write(binary, TELEGRAM);
    Path digits = folder.newFile("telegram.hex").toPath();
    Files.writeString(digits, HEX.substring(0, 20) + "\n" + HEX.substring(20) + "\n");
    run("", "decode", "--json", HEX);
    String wanted = text(out);
    for (String[] words :
        List.of(
            new String[] {"decode", "--json", HEX.substring(0, 8), HEX.substring(8)},
            new String[] {"decode", "--json", binary.toString()},
            new String[] {"decode", "--json", "--format", "sml", digits.toString()},
            new String[] {"decode", "--json", "-"},
            new String[] {"decode", "--json"})) {
      out.reset();
      assertEquals(ExitStatus.OK, run(HEX, words));
      assertEquals(wanted, text(out));
    }
  }

  @Test
  public void oneLineIsAnsweredByOneLine() {
    run("{\"id\":\"x\",\"hex\":\"" + HEX + "\"}\n", "decode", "--batch", "--format", "sml");
    assertEquals(
        "{\"id\":\"x\",\"ok\":true,\"format\":\"sml\",\"meter\":\"1XMG0006008360\",\"telegrams\":1,"
            + "\"registers\":["
            + REGISTERS
            + "]}\n",
        text(out));
  }

  @Test
  public void allTelegramsOfALineComeInOrderAndDamagedOnesAreWarnings() {
    String damaged = HEX.substring(0, 60) + "ff" + HEX.substring(62);
    run("{\"id\":\"x\",\"hex\":\"" + HEX + damaged + "4142" + HEX + "\"}\n", "decode", "--batch");
    String text = text(out);
    assertTrue(text, text.contains("[" + REGISTERS + "," + REGISTERS + "]"));
    assertTrue(
        text,
        text.contains(
            "\"warnings\":[{\"kind\":\"crc\",\"offset\":" + (2 * TELEGRAM.length - 2) + ","));
    assertTrue(
        text,
        text.contains(
            "{\"kind\":\"noise\",\"offset\":"
                + 2 * TELEGRAM.length
                + ",\"message\":\"2 bytes belong to no telegram\"}"));
  }

  @Test
  public void nothingGoodIsAnErrorWithKindAndOffset() {
    byte[] cut = Arrays.copyOf(TELEGRAM, 33);
    run("{\"id\":\"x\",\"hex\":\"" + Hex.format(cut) + "\"}\n", "decode", "--batch");
    assertTrue(
        text(out),
        text(out)
            .startsWith(
                "{\"id\":\"x\",\"ok\":false,\"error\":{\"kind\":\"truncated\",\"offset\":33,"));
    assertEquals(ExitStatus.FAILED, run("", "decode", Hex.format(cut)));
    assertEquals(
        "joulegate decode: truncated: expected the rest of the frame at byte 33, found the end of"
            + " the bytes\n",
        text(err));
  }

  @Test
  public void aLineThatIsNoRequestIsAnsweredAndTheNextOneToo() {
    assertEquals(
        ExitStatus.OK,
        run(
            "nonsense\n\n{\"id\":\"1\",\"hex\":\"0g\"}\n{\"id\":\"2\"}\n{\"id\":\"3\",\"hex\":\""
                + HEX
                + "\"}\n",
            "decode",
            "--batch"));
    String[] lines = text(out).split("\n");
    assertEquals(4, lines.length);
    assertTrue(lines[0], lines[0].contains("line 1 is no JSON object"));
    assertTrue(lines[1], lines[1].contains("no hex digit at character 1"));
    assertTrue(lines[2], lines[2].contains("line 4 has no \\\"hex\\\""));
    assertTrue(lines[3], lines[3].startsWith("{\"id\":\"3\",\"ok\":true"));
  }

  @Test
  public void membersOfNoUseArePassedOverAndALineNeedsNoId() {
    run("{\"hex\":\"e5\",\"key\":null,\"more\":[{\"a\":[1]}]}\n", "decode", "--batch");
    assertTrue(text(out), text(out).startsWith("{\"ok\":true,\"format\":\"mbus\""));
  }

  @Test
  public void quirksThatWereAppliedAreSaid() {
    ByteSlice dzg = ByteSlice.of(Hex.parse("0a01445a470002a1f0e0"));
    run("", "decode", "--json", Hex.format(telegram(dzg, 1, -32_731)));
    assertTrue(text(out), text(out).contains("\"value\":\"328.05\""));
    assertTrue(text(out), text(out).contains("\"quirks\":[\"dzg-dvs74-unsigned-power: "));
  }

  @Test
  public void anAttentionIsAnApplicationError() {
    SmlMessage attention =
        new SmlMessage(
            METER, 0, 0, new SmlBody.AttentionResponse(METER, ByteSlice.of((byte) 7), null));
    String hex = Hex.format(SmlEncoder.frame(new SmlFile(List.of(attention), SmlCrc.X25)));
    assertEquals(ExitStatus.FAILED, run("", "decode", "--json", hex));
    assertTrue(text(out), text(out).contains("\"kind\":\"application-error\",\"offset\":0"));
  }

  @Test
  public void aTelegramWithoutAListSaysWhatItHolds() {
    SmlMessage request =
        new SmlMessage(
            METER, 0, 0, new SmlBody.Other(0x0700, ByteSlice.of(Hex.parse("7401010101"))));
    String hex = Hex.format(SmlEncoder.frame(new SmlFile(List.of(request), SmlCrc.X25)));
    assertEquals(ExitStatus.OK, run("", "decode", hex));
    assertTrue(text(out), text(out).contains("no list of values, only GET_LIST_REQUEST"));
  }

  @Test
  public void wrongWordsEndInOneSentenceAndStatusTwo() {
    for (String[] words :
        List.of(
            new String[] {},
            new String[] {"dekode"},
            new String[] {"decode", "--format", "morse"},
            new String[] {"decode", "--format"},
            new String[] {"decode", "--jason"},
            new String[] {"decode", "--key", "00zz", HEX},
            new String[] {"decode", "--frame", "Z9", HEX},
            new String[] {"decode", "/"},
            new String[] {"decode", "--key", "0011", HEX},
            new String[] {"decode", "--key-file", "no/such/file", HEX},
            new String[] {"decode", "--key", "00".repeat(16), "--key", "01".repeat(16), HEX},
            new String[] {"decode", "no/such/file"},
            new String[] {"decode", "--batch", HEX})) {
      err.reset();
      assertEquals(ExitStatus.USAGE, run("", words));
      assertTrue(text(err), text(err).length() > 20);
      assertTrue(text(err), !text(err).contains("Exception"));
    }
    assertEquals(ExitStatus.OK, run("", "help"));
    assertTrue(text(out), text(out).contains("decode"));
  }

  @Test
  public void bytesOfNoKnownFormatAreUnsupported() {
    assertEquals(ExitStatus.FAILED, run("", "decode", "--json", "0011"));
    assertTrue(text(out), text(out).contains("\"kind\":\"unsupported\",\"offset\":0"));
  }

  @Test
  public void whatALikelyFormatRefusesIsNotReadAsAnother() {
    byte[] damaged = TELEGRAM.clone();
    damaged[40] ^= 1;
    run("", "decode", "--json", Hex.format(damaged));
    assertTrue(text(out), text(out).contains("\"kind\":\"crc\""));
    out.reset();
    run("", "decode", "--json", "");
    assertTrue(text(out), text(out).contains("there are no bytes"));
  }

  @Test
  public void hexWithColonsAndTheHelpOfOneWordAreUnderstood() {
    assertEquals(ExitStatus.OK, run("", "decode", HEX.replaceAll("(..)(?=.)", "$1:")));
    out.reset();
    assertEquals(ExitStatus.OK, run("", "decode", "--help"));
    assertTrue(text(out), text(out).contains("--annotate"));
  }

  private int run(String input, String... words) {
    Io io =
        new Io(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8));
    int status = Main.run(Arrays.asList(words), io);
    io.out().flush();
    io.err().flush();
    return status;
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static byte[] telegram(ByteSlice meter, int energy, int power) {
    return SmlEncoder.telegram(
        meter,
        1,
        100,
        List.of(
            SmlListEntry.of(SmlObis.ENERGY_IMPORT, 30, -1, new SmlValue.Int(energy, 4, false))
                .withStatus(0x1C0104),
            SmlListEntry.of(SmlObis.POWER, 27, -2, new SmlValue.Int(power, 2, true))));
  }
}
