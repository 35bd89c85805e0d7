/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The component runtime picks a component's public constructor by how many parameters it has
 * (Declarative Services 1.5, section 112.5.8). With two of the same number it takes the one that
 * the Java machine happens to name first and logs an error when that does not fit.
 */
class ComponentConstructorsIT {
  private static final Path PROJECT = Path.of(System.getProperty("lumoauth.project", ".."));
  private static final Pattern IMPLEMENTATION =
      Pattern.compile("<implementation class=\"([\\w.$]+)\"");

  @Test
  void haveNoPublicConstructorsWithEqualParameterCount() throws Exception {
    List<String> ambiguous = new ArrayList<>();
    int seen = 0;
    try (var loader = new URLClassLoader(distributed(), ClassLoader.getPlatformClassLoader())) {
      for (Path jar : BundleImportsIT.bundles()) {
        for (String component : descriptions(jar).keySet()) {
          seen++;
          Set<Integer> lengths = new HashSet<>();
          for (Constructor<?> constructor : loader.loadClass(component).getConstructors()) {
            if (!lengths.add(constructor.getParameterCount())) {
              ambiguous.add(component);
            }
          }
        }
      }
    }
    assertTrue(seen > 500, "only " + seen + " components were found");
    assertEquals(List.of(), ambiguous);
  }

  /** Every jar of the distribution. */
  static URL[] distributed() throws IOException {
    List<URL> jars = new ArrayList<>();
    try (Stream<Path> files = Files.walk(PROJECT.resolve("distribution/target/assembly"))) {
      for (Path jar : files.filter(path -> path.toString().endsWith(".jar")).toList()) {
        jars.add(jar.toUri().toURL());
      }
    }
    return jars.toArray(URL[]::new);
  }

  /** The descriptions of a bundle's components, by the names of their classes. */
  static Map<String, String> descriptions(Path jar) throws IOException {
    Map<String, String> descriptions = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      String named = file.getManifest().getMainAttributes().getValue("Service-Component");
      for (String entry : named == null ? new String[0] : named.split(",")) {
        String text =
            new String(
                file.getInputStream(file.getEntry(entry.strip())).readAllBytes(),
                StandardCharsets.UTF_8);
        Matcher matcher = IMPLEMENTATION.matcher(text);
        assertTrue(matcher.find(), entry);
        descriptions.put(matcher.group(1), text);
      }
    }
    return descriptions;
  }
}
