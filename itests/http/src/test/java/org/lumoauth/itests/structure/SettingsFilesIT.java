/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every file of settings is read by somebody, and under the name that it has. */
class SettingsFilesIT {
  private static final Path PROJECT = Path.of(System.getProperty("lumoauth.project", ".."));
  private static final Pattern PID = Pattern.compile("configuration-pid=\"([^\"]+)\"");
  private static final String END = ".cfg";

  @Test
  void nameComponentsThatReadThem() throws IOException {
    Set<String> unread = files();
    unread.removeAll(pids());
    assertEquals(Set.of(), unread);
  }

  @Test
  void haveNoFactoryPidHyphen() throws IOException {
    assertEquals(
        List.of(), pids().stream().filter(pid -> pid.contains("-") || pid.contains("~")).toList());
  }

  private static Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(PROJECT.resolve("config"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(END))
          .map(name -> name.substring(0, name.length() - END.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> pids() throws IOException {
    Set<String> pids = new TreeSet<>();
    for (Path jar : BundleImportsIT.bundles()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        for (JarEntry entry : file.stream().filter(SettingsFilesIT::component).toList()) {
          String xml =
              new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
          PID.matcher(xml)
              .results()
              .map(MatchResult::group)
              .map(found -> found.replaceAll("^[^\"]*\"|\"$", ""))
              .flatMap(found -> Stream.of(found.split("\\s+")))
              .forEach(pids::add);
        }
      }
    }
    return pids;
  }

  private static boolean component(JarEntry entry) {
    return entry.getName().startsWith("OSGI-INF/") && entry.getName().endsWith(".xml");
  }
}
