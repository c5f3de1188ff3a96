package org.joulegate.update.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class SettingTest {
  @Test
  public void theKeyFollowsTheLastDotBeforeTheFirstEqualsSign() throws StartException {
    Setting setting =
        Setting.parse("org.joulegate.adapter.optical~main.link=serial:/dev/ttyUSB0?mode=8N1");

    assertEquals("org.joulegate.adapter.optical~main", setting.pid());
    assertEquals("link", setting.key());
    assertEquals("serial:/dev/ttyUSB0?mode=8N1", setting.value());
  }

  @Test
  public void aValueMayBeEmpty() throws StartException {
    assertEquals(new Setting("a.b", "c", ""), Setting.parse("a.b.c="));
  }

  @Test
  public void aTextWithoutPidKeyOrEqualsSignIsRefusedByItself() {
    for (String text : List.of("", "x", "a.b.c", "key=1", ".key=1", "a.b.=1", "=a.b")) {
      StartException refused = assertThrows(StartException.class, () -> Setting.parse(text));
      assertEquals(ExitStatus.USAGE, refused.status());
      assertTrue(refused.getMessage(), refused.getMessage().contains("\"" + text + "\""));
    }
  }

  @Test
  public void theCommandLineNamesProfileDataAndSettings() throws StartException {
    RunArguments arguments =
        RunArguments.parse(
            List.of("home", "--data", "/var/lib/x", "--set", "a.b=c", "--set", "a.d=e"));

    assertEquals("home", arguments.profile());
    assertEquals("/var/lib/x", arguments.data().toString());
    assertEquals(
        List.of(new Setting("a", "b", "c"), new Setting("a", "d", "e")), arguments.settings());
  }

  @Test
  public void aWrongWordIsNamed() {
    assertRefused("--dat", List.of("home", "--dat", "x"));
    assertRefused("\"sim\"", List.of("home", "sim"));
    assertRefused("--data", List.of("home", "--data"));
    assertRefused("profile", List.of());
  }

  private static void assertRefused(String named, List<String> words) {
    StartException refused = assertThrows(StartException.class, () -> RunArguments.parse(words));
    assertEquals(ExitStatus.USAGE, refused.status());
    assertTrue(refused.getMessage(), refused.getMessage().contains(named));
  }
}
