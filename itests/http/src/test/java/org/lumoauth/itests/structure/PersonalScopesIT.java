/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who adds to the metadata says by its service properties which of its scopes are a person's own:
 * while its module is away nobody can ask it.
 */
class PersonalScopesIT {
  private static final String CONTRACT = "org.lumoauth.api.oauth.ServerMetadataContributor";
  private static final Pattern PROPERTY =
      Pattern.compile(
          "<property name=\"lumoauth.oauth.personal-scopes\"[^>]*?"
              + "(?:value=\"([^\"]*)\"\\s*/>|>([^<]*)</property>)");

  @Test
  void matchTheirServiceProperties() throws Exception {
    Map<String, Optional<Set<String>>> declared = new TreeMap<>();
    Map<String, Optional<Set<String>>> said = new TreeMap<>();
    try (var loader =
        new URLClassLoader(
            ComponentConstructorsIT.distributed(), ClassLoader.getPlatformClassLoader())) {
      for (Path jar : BundleImportsIT.bundles()) {
        for (var component : ComponentConstructorsIT.descriptions(jar).entrySet()) {
          if (component.getValue().contains("interface=\"" + CONTRACT + "\"")) {
            declared.put(component.getKey(), declared(component.getValue()));
            said.put(component.getKey(), Optional.of(said(loader.loadClass(component.getKey()))));
          }
        }
      }
    }
    assertTrue(said.size() > 20, "only " + said.keySet() + " were found");
    assertEquals(said, declared);
  }

  private static Optional<Set<String>> declared(String description) {
    return PROPERTY.matcher(description).results().findFirst().map(PersonalScopesIT::texts);
  }

  private static Set<String> texts(MatchResult property) {
    return Stream.of(property.group(1), property.group(2))
        .filter(text -> text != null)
        .flatMap(String::lines)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those that have some are made without anything: they know their scopes by themselves. */
  private static Set<String> said(Class<?> contributor) throws ReflectiveOperationException {
    var method = contributor.getMethod("personalScopes");
    if (method.getDeclaringClass().isInterface()) {
      return new TreeSet<>();
    }
    Set<String> scopes = new TreeSet<>();
    for (Object scope :
        (Set<?>) method.invoke(contributor.getDeclaredConstructor().newInstance())) {
      scopes.add(String.valueOf(scope));
    }
    return scopes;
  }
}
