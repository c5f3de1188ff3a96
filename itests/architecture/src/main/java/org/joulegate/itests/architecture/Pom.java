package org.joulegate.itests.architecture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * What a pom.xml says, as far as the checks need it. Nothing is inherited or interpolated: a
 * module's own dependencies are all written in its own file.
 *
 * @param file the file read
 * @param artifactId the project's artifactId
 * @param packaging the packaging, {@code jar} when the file does not say
 * @param modules the modules listed, as written
 * @param dependencies the project's own dependencies, without managed ones
 * @param versions each {@code g:a} (dependency or plugin) for which the file writes a version
 */
record Pom(
    Path file,
    String artifactId,
    String packaging,
    List<String> modules,
    List<Dependency> dependencies,
    List<String> versions) {

  /** One dependency as written. */
  record Dependency(String groupId, String artifactId, String scope) {
    String coordinates() {
      return groupId + ":" + artifactId;
    }

    boolean forTests() {
      return scope.equals("test");
    }
  }

  static Pom read(Path file) throws IOException {
    Element project = parse(file);
    List<String> modules = new ArrayList<>();
    for (Element module : children(project, "modules", "module")) {
      modules.add(module.getTextContent().strip());
    }
    List<Dependency> dependencies = new ArrayList<>();
    List<String> versions = new ArrayList<>();
    for (Element dependency : children(project, "dependencies", "dependency")) {
      dependencies.add(
          new Dependency(
              text(dependency, "groupId", ""),
              text(dependency, "artifactId", ""),
              text(dependency, "scope", "compile")));
      noteVersion(dependency, versions);
    }
    for (Element build : elements(project, "build")) {
      for (Element plugin : children(build, "plugins", "plugin")) {
        noteVersion(plugin, versions);
      }
    }
    return new Pom(
        file,
        text(project, "artifactId", ""),
        text(project, "packaging", "jar"),
        modules,
        dependencies,
        versions);
  }

  private static void noteVersion(Element element, List<String> versions) {
    if (!text(element, "version", "").isEmpty()) {
      versions.add(text(element, "groupId", "") + ":" + text(element, "artifactId", ""));
    }
  }

  private static Element parse(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + " cannot be read as XML: " + e.getMessage(), e);
    }
  }

  private static List<Element> children(Element parent, String list, String item) {
    List<Element> found = new ArrayList<>();
    for (Element each : elements(parent, list)) {
      found.addAll(elements(each, item));
    }
    return found;
  }

  private static List<Element> elements(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static String text(Element parent, String name, String otherwise) {
    List<Element> found = elements(parent, name);
    return found.isEmpty()
        ? otherwise
        : Objects.requireNonNull(found.get(0).getTextContent()).strip();
  }
}
