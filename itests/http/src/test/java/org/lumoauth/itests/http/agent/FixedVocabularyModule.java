/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.example.housewords.FixedVocabularyInterpreter;

/** The archive of {@link FixedVocabularyInterpreter}, as the guide for module authors has it. */
final class FixedVocabularyModule {
  static final String NAME = "house-words";
  private static final String COMPONENT = "OSGI-INF/house-words.xml";

  private FixedVocabularyModule() {}

  /** Makes it in a folder. */
  static Path archive(Path folder) throws IOException {
    var manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    Map.of(
            "Manifest-Version", "1.0",
            "Bundle-ManifestVersion", "2",
            "Bundle-SymbolicName", "org.example.housewords",
            "Bundle-Version", "1.0.0",
            "LumoAuth-Module", NAME,
            "Service-Component", COMPONENT,
            "Import-Package",
                "org.lumoauth.api.agent,org.lumoauth.api.directory,org.lumoauth.api.tenant")
        .forEach(headers::putValue);
    Path archive = folder.resolve(NAME + ".jar");
    try (OutputStream out = Files.newOutputStream(archive);
        var jar = new JarOutputStream(out, manifest)) {
      String type = FixedVocabularyInterpreter.class.getName().replace('.', '/') + ".class";
      jar.putNextEntry(new JarEntry(type));
      try (InputStream in = FixedVocabularyInterpreter.class.getResourceAsStream("/" + type)) {
        in.transferTo(jar);
      }
      jar.putNextEntry(new JarEntry(COMPONENT));
      jar.write(component().getBytes(StandardCharsets.UTF_8));
    }
    return archive;
  }

  private static String component() {
    return """
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="house-words">
          <property name="service.ranking" type="Integer" value="100"/>
          <property name="lumoauth.kind" value="question-interpreter"/>
          <property name="lumoauth.name" value="%s"/>
          <service><provide interface="org.lumoauth.api.agent.QuestionInterpreter"/></service>
          <implementation class="%s"/>
        </scr:component>
        """
        .formatted(NAME, FixedVocabularyInterpreter.class.getName());
  }
}
