package org.joulegate.update.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All configurations of a runtime: what its features say, over it what the profile says, over it
 * the command line. Every PID and key must be known to the metatype of a bundle.
 */
final class ConfigurationPlan {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  private final Map<String, ConfigurationType> types = new TreeMap<>();
  private final Set<String> known = new TreeSet<>();
  private final Map<String, String> variables;
  private final Map<String, Map<String, Object>> configurations = new LinkedHashMap<>();

  /**
   * @param types what the bundles can be configured by
   * @param dormant PIDs that would bring further bundles, for suggestions
   * @param variables what <code>${name}</code> stands for in a value
   */
  ConfigurationPlan(
      List<ConfigurationType> types, Set<String> dormant, Map<String, String> variables) {
    types.forEach(type -> this.types.put(type.pid(), type));
    known.addAll(this.types.keySet());
    known.addAll(dormant);
    this.variables = Map.copyOf(variables);
  }

  /**
   * Adds configurations over those that are there, key by key.
   *
   * @param origin who says so, for sentences
   * @throws StartException naming the PID, key or value that is wrong
   */
  void add(String origin, Map<String, Map<String, @Nullable Object>> added) throws StartException {
    for (Map.Entry<String, Map<String, @Nullable Object>> entry : added.entrySet()) {
      declare(origin, entry.getKey());
      for (Map.Entry<String, @Nullable Object> value : entry.getValue().entrySet()) {
        set(origin, entry.getKey(), value.getKey(), value.getValue());
      }
    }
  }

  /**
   * Adds what the command line says.
   *
   * @throws StartException naming the PID, key or value that is wrong
   */
  void add(List<Setting> settings) throws StartException {
    for (Setting setting : settings) {
      declare("--set", setting.pid());
      set("--set", setting.pid(), setting.key(), setting.value());
    }
  }

  /**
   * The typed configurations by PID.
   *
   * @throws StartException naming the first key that must have a value and has none
   */
  Map<String, Map<String, Object>> complete() throws StartException {
    List<String> missing = new ArrayList<>();
    configurations.forEach(
        (pid, values) ->
            type(pid)
                .keys()
                .values()
                .forEach(
                    key -> {
                      if (key.required() && !key.hasDefault() && !values.containsKey(key.id())) {
                        missing.add(pid + "." + key.id());
                      }
                    }));
    if (!missing.isEmpty()) {
      String first = missing.get(0);
      throw new StartException(
          ExitStatus.USAGE, first + " has no value: give it one with --set " + first + "=…");
    }
    return configurations;
  }

  private void declare(String origin, String pid) throws StartException {
    ConfigurationType type = types.get(factoryPid(pid));
    if (type == null) {
      throw new StartException(
          ExitStatus.USAGE,
          origin
              + ": nothing is configured by the PID "
              + factoryPid(pid)
              + Nearest.suggestion(factoryPid(pid), known));
    }
    if (type.factory() != pid.contains("~") || pid.endsWith("~")) {
      throw new StartException(
          ExitStatus.USAGE,
          type.factory()
              ? origin
                  + ": there can be several of "
                  + type.pid()
                  + ", so name one: "
                  + type.pid()
                  + "~NAME"
              : origin + ": there is one " + type.pid() + ", so it takes no ~name");
    }
    configurations.computeIfAbsent(pid, name -> new LinkedHashMap<>());
  }

  private void set(String origin, String pid, String keyText, @Nullable Object value)
      throws StartException {
    // A feature file may give a type behind a colon; the metatype's is the one that counts.
    int colon = keyText.indexOf(':');
    String id = colon < 0 ? keyText : keyText.substring(0, colon);
    ConfigurationKey key = type(pid).keys().get(id);
    if (key == null) {
      throw new StartException(
          ExitStatus.USAGE,
          origin
              + ": "
              + pid
              + " has no key \""
              + id
              + "\""
              + Nearest.suggestion(id, type(pid).keys().keySet()));
    }
    try {
      Object typed = key.typed(filled(value));
      configurations.computeIfAbsent(pid, name -> new HashMap<>()).put(id, typed);
    } catch (IllegalArgumentException e) {
      throw new StartException(
          ExitStatus.USAGE, origin + ": " + pid + "." + id + " " + e.getMessage(), e);
    }
  }

  private ConfigurationType type(String pid) {
    return types.getOrDefault(
        factoryPid(pid), new ConfigurationType(factoryPid(pid), false, Map.of()));
  }

  private static String factoryPid(String pid) {
    int tilde = pid.indexOf('~');
    return tilde < 0 ? pid : pid.substring(0, tilde);
  }

  private @Nullable Object filled(@Nullable Object value) {
    if (value instanceof List<?> elements) {
      List<@Nullable Object> filled = new ArrayList<>();
      elements.forEach(element -> filled.add(filled(element)));
      return filled;
    }
    return value instanceof String text ? filled(text) : value;
  }

  private String filled(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String value = variables.get(matcher.group(1));
      if (value == null) {
        throw new IllegalArgumentException(
            "names the variable "
                + matcher.group()
                + ", which does not exist"
                + Nearest.suggestion(matcher.group(1), variables.keySet()));
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(filled).toString();
  }
}
