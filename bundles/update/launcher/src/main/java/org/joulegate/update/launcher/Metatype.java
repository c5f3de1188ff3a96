package org.joulegate.update.launcher;

import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads metatype resources (OSGi Compendium, chapter 105.8): what a bundle can be configured by.
 */
final class Metatype {
  private final Map<String, Map<String, ConfigurationKey>> classes = new HashMap<>();
  private final List<ConfigurationType> types = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private Map<String, ConfigurationKey> keys = new LinkedHashMap<>();
  private Map<String, String> attribute = Map.of();
  private Map<String, String> designate = Map.of();

  private Metatype() {}

  /** The factory to read with; made once, since making it costs more than reading. */
  static XMLInputFactory newFactory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /**
   * Reads one resource.
   *
   * @throws XMLStreamException if it is malformed
   */
  static List<ConfigurationType> read(XMLInputFactory factory, InputStream xml)
      throws XMLStreamException {
    Metatype metatype = new Metatype();
    XMLStreamReader reader = factory.createXMLStreamReader(xml);
    try {
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          metatype.start(reader.getLocalName(), attributes(reader));
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          metatype.end(reader.getLocalName());
        }
      }
    } finally {
      reader.close();
    }
    return metatype.types;
  }

  private void start(String element, Map<String, String> attributes) {
    switch (element) {
      case "OCD" -> {
        keys = new LinkedHashMap<>();
        classes.put(attributes.getOrDefault("id", ""), keys);
      }
      case "AD" -> {
        attribute = attributes;
        options.clear();
      }
      case "Option" -> options.add(attributes.getOrDefault("value", ""));
      case "Designate" -> designate = attributes;
      case "Object" -> designate(attributes.getOrDefault("ocdref", ""));
      default -> {}
    }
  }

  private void end(String element) {
    if (element.equals("AD")) {
      ConfigurationKey key = key(attribute, options);
      keys.put(key.id(), key);
    }
  }

  private void designate(String objectClass) {
    String factoryPid = designate.getOrDefault("factoryPid", "");
    boolean factory = !factoryPid.isEmpty();
    String pid = factory ? factoryPid : designate.getOrDefault("pid", "");
    types.add(new ConfigurationType(pid, factory, classes.getOrDefault(objectClass, Map.of())));
  }

  private static ConfigurationKey key(Map<String, String> attributes, List<String> options) {
    return new ConfigurationKey(
        attributes.getOrDefault("id", ""),
        attributes.getOrDefault("type", "String"),
        Integer.parseInt(attributes.getOrDefault("cardinality", "0")),
        !attributes.getOrDefault("required", "true").equals("false"),
        attributes.containsKey("default"),
        bound(attributes, "min"),
        bound(attributes, "max"),
        List.copyOf(options));
  }

  private static @Nullable BigDecimal bound(Map<String, String> attributes, String name) {
    String text = attributes.get(name);
    return text == null ? null : new BigDecimal(text);
  }

  private static Map<String, String> attributes(XMLStreamReader reader) {
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return attributes;
  }
}
