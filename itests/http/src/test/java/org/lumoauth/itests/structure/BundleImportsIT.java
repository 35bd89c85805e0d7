/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A bundle imports contracts, exported platform packages, the JDK and libraries; never a
 * neighbour's implementation.
 */
class BundleImportsIT {
  private static final Path PROJECT = Path.of(System.getProperty("lumoauth.project", ".."));

  /** A package at the start of a clause; attributes and quoted versions follow it. */
  private static final Pattern CLAUSE = Pattern.compile("(?:^|,)([A-Za-z_][\\w.]*)(?=[;,]|$)");

  private static final List<String> SHARED_PACKAGES =
      List.of(
          "org.lumoauth.platform.cache",
          "org.lumoauth.platform.httpsignatures",
          "org.lumoauth.platform.persistence",
          "org.lumoauth.platform.web",
          "org.lumoauth.platform.web.address",
          "org.lumoauth.platform.web.description",
          "org.lumoauth.platform.web.guard",
          "org.lumoauth.platform.web.oauth",
          "org.lumoauth.platform.web.page",
          "org.lumoauth.platform.web.rest",
          "org.lumoauth.platform.web.text",
          "org.lumoauth.support.audit",
          "org.lumoauth.support.concurrent",
          "org.lumoauth.support.console",
          "org.lumoauth.support.encoding",
          "org.lumoauth.support.oauth");

  @Test
  void importNoImplementationOfOtherBundles() throws IOException {
    List<String> trespasses = new ArrayList<>();
    for (Path jar : bundles()) {
      Attributes manifest = manifest(jar);
      for (String imported : packages(manifest.getValue("Import-Package"))) {
        boolean ours = imported.startsWith("org.lumoauth.");
        boolean allowed =
            imported.startsWith("org.lumoauth.api.") || SHARED_PACKAGES.contains(imported);
        if (ours && !allowed) {
          trespasses.add(manifest.getValue("Bundle-SymbolicName") + " imports " + imported);
        }
      }
    }
    assertEquals(List.of(), trespasses);
  }

  @Test
  void exportOnlyContracts() throws IOException {
    List<String> trespasses = new ArrayList<>();
    for (Path jar : bundles()) {
      Attributes manifest = manifest(jar);
      String name = manifest.getValue("Bundle-SymbolicName");
      for (String exported : packages(manifest.getValue("Export-Package"))) {
        boolean allowed =
            exported.startsWith("org.lumoauth.api.") || SHARED_PACKAGES.contains(exported);
        if (exported.startsWith("org.lumoauth.") && !allowed) {
          trespasses.add(name + " exports " + exported);
        }
      }
    }
    assertEquals(List.of(), trespasses);
  }

  @Test
  void declareTheirModule() throws IOException {
    List<Path> bundles = bundles();
    assertTrue(bundles.size() >= 20, "only " + bundles.size() + " bundles were found");
    for (Path jar : bundles) {
      assertTrue(manifest(jar).getValue("LumoAuth-Module") != null, jar.toString());
    }
  }

  static List<Path> bundles() throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT.resolve("bundles"))) {
      return files
          .filter(path -> path.getParent().getFileName().toString().equals("target"))
          .filter(path -> path.getFileName().toString().matches("org\\.lumoauth\\..*\\.jar"))
          .filter(path -> !path.getFileName().toString().matches(".*-(?:sources|javadoc)\\.jar"))
          .filter(path -> !path.getFileName().toString().contains("testkit"))
          // Libraries in bundles of ours: no modules.
          .filter(path -> !path.getFileName().toString().contains("corretto-crypto"))
          .filter(path -> !path.getFileName().toString().contains(".native-"))
          // Contracts of OSGi.
          .filter(path -> !path.getFileName().toString().contains("http-api"))
          .toList();
    }
  }

  private static Attributes manifest(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes();
    }
  }

  private static List<String> packages(String header) {
    List<String> packages = new ArrayList<>();
    if (header != null) {
      Matcher matcher = CLAUSE.matcher(header.replaceAll("\"[^\"]*\"", ""));
      while (matcher.find()) {
        packages.add(matcher.group(1));
      }
    }
    return packages;
  }
}
