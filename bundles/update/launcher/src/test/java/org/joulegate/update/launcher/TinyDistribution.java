package org.joulegate.update.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.joulegate.update.launcher.tiny.Tiny;

/** A distribution with one profile, {@code tiny}: Declarative Services and one component. */
final class TinyDistribution {
  private static final String COMPONENT =
      """
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="tiny"
          configuration-pid="org.tiny" configuration-policy="require" immediate="true"
          activate="activate">%s
        <implementation class="org.joulegate.update.launcher.tiny.Tiny"/>
      </scr:component>
      """;
  private static final String METATYPE =
      """
      <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
        <OCD id="c" name="c"><AD id="fail" type="String" default=""/></OCD>
        <Designate pid="org.tiny"><Object ocdref="c"/></Designate>
      </metatype:MetaData>
      """;

  private final Path root;

  TinyDistribution(Path root) throws Exception {
    this.root = root;
    Files.createDirectories(root.resolve("bundles"));
    Files.createDirectories(root.resolve("features"));
    Files.createDirectories(root.resolve("runtime-config/tiny"));
    copy("org.apache.felix.scr.impl.Activator", "scr");
    copy("org.apache.felix.cm.impl.ConfigurationManager", "configadmin");
    tinyBundle("", "");
    profile("\"configurations\":{\"org.tiny\":{}}");
  }

  /** Makes the tiny bundle anew, with something in its component's or manifest's text. */
  void tinyBundle(String inComponent, String imports) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "tiny");
    main.putValue("Service-Component", "OSGI-INF/tiny.xml");
    if (!imports.isEmpty()) {
      main.putValue("Import-Package", imports);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      entry(jar, "OSGI-INF/tiny.xml", utf8(COMPONENT.formatted(inComponent)));
      entry(jar, "OSGI-INF/metatype/tiny.xml", utf8(METATYPE));
      String name = Tiny.class.getName().replace('.', '/') + ".class";
      try (InputStream code = Tiny.class.getClassLoader().getResourceAsStream(name)) {
        entry(jar, name, code.readAllBytes());
      }
    }
    Files.write(bundle("tiny"), bytes.toByteArray());
    feature();
  }

  void profile(String members) throws IOException {
    Files.writeString(
        root.resolve("runtime-config/tiny/profile.json"),
        "{\"title\":\"a tiny runtime\",\"features\":[\"all\"]," + members + "}");
  }

  Path root() {
    return root;
  }

  Path bundle(String name) {
    return root.resolve("bundles/" + name + "-1.jar");
  }

  private void feature() throws IOException {
    StringBuilder bundles = new StringBuilder();
    for (String name : new String[] {"configadmin", "scr", "tiny"}) {
      bundles
          .append(bundles.length() == 0 ? "" : ",")
          .append("{\"id\":\"g:" + name + ":1\",\"hash\":\"")
          .append(BundleInstaller.sha256(Files.readAllBytes(bundle(name))))
          .append("\"}");
    }
    Files.writeString(
        root.resolve("features/all.json"), "{\"id\":\"g:all:1\",\"bundles\":[" + bundles + "]}");
  }

  private void copy(String className, String name) throws Exception {
    Path jar =
        Path.of(
            Class.forName(className, false, getClass().getClassLoader())
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    Files.copy(jar, bundle(name));
  }

  private static void entry(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
