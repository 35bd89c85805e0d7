/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.sbom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Finds every jar of a distribution and its Maven coordinates. For a jar in {@code system/}, the
 * path contains them, as in a Maven repository. Other jars contain them in their {@code
 * pom.properties}; for libraries published without that file, a table provides them.
 */
final class LibraryScanner {
  private static final String JAR = ".jar";

  private final Properties table;

  /**
   * @param table coordinates by file name without version, such as {@code re2j.jar =
   *     com.google.re2j:re2j:1.8}
   */
  LibraryScanner(Properties table) {
    this.table = table;
  }

  /**
   * Returns the libraries of a distribution.
   *
   * @throws IllegalStateException if a jar cannot be identified
   */
  List<ShippedLibrary> scan(Path distribution) throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.walk(distribution)) {
      jars =
          files
              .filter(file -> file.toString().endsWith(JAR) && Files.isRegularFile(file))
              .sorted()
              .toList();
    }
    List<ShippedLibrary> found = new ArrayList<>();
    for (Path jar : jars) {
      scanJar(distribution, jar, found);
    }
    found.sort(
        Comparator.comparing(ShippedLibrary::coordinates)
            .thenComparing(ShippedLibrary::version)
            .thenComparing(ShippedLibrary::location));
    return found;
  }

  private void scanJar(Path distribution, Path jar, List<ShippedLibrary> found) throws IOException {
    String location = distribution.relativize(jar).toString().replace('\\', '/');
    byte[] content = Files.readAllBytes(jar);
    ShippedLibrary library =
        location.startsWith("system/")
            ? byRepositoryPath(location, content)
            : identify(location, jar.getFileName().toString(), content);
    found.add(library);
    if (!library.isOwn()) {
      return; // Jars nested by a third party are part of its release.
    }
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(JAR)) {
          String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
          found.add(identify(location + "!/" + entry.getName(), name, zip.readAllBytes()));
        }
      }
    }
  }

  /** Reads {@code system/<group with slashes>/<artifact>/<version>/<file>}. */
  private static ShippedLibrary byRepositoryPath(String location, byte[] content)
      throws IOException {
    String[] parts = location.split("/");
    if (parts.length < 5) {
      throw unidentified(location);
    }
    String group = String.join(".", List.of(parts).subList(1, parts.length - 3));
    return new ShippedLibrary(
        group,
        parts[parts.length - 3],
        parts[parts.length - 2],
        location,
        sha256(content),
        containsForeignClasses(content));
  }

  private ShippedLibrary identify(String location, String name, byte[] content) throws IOException {
    String listed = table.getProperty(name);
    if (listed != null) {
      String[] parts = listed.strip().split(":");
      return new ShippedLibrary(
          parts[0], parts[1], parts[2], location, sha256(content), containsForeignClasses(content));
    }
    Properties pom = pomProperties(name, content).orElseThrow(() -> unidentified(location));
    return new ShippedLibrary(
        pom.getProperty("groupId"),
        pom.getProperty("artifactId"),
        pom.getProperty("version"),
        location,
        sha256(content),
        containsForeignClasses(content));
  }

  /** Returns the properties of the artifact with the jar's name: a jar may contain several. */
  private static Optional<Properties> pomProperties(String name, byte[] content)
      throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().matches("META-INF/maven/[^/]+/[^/]+/pom\\.properties")) {
          Properties properties = new Properties();
          properties.load(new ByteArrayInputStream(zip.readAllBytes()));
          String artifact = properties.getProperty("artifactId", "");
          if (name.equals(artifact + JAR) || name.startsWith(artifact + "-")) {
            return Optional.of(properties);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean containsForeignClasses(byte[] content) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".class") && !entry.getName().startsWith("org/lumoauth/")) {
          return true;
        }
      }
    }
    return false;
  }

  private static IllegalStateException unidentified(String location) {
    return new IllegalStateException(
        "The Maven coordinates of "
            + location
            + " are unknown. Add its file name to distribution/src/main/security/libraries.properties.");
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Available on every Java platform.
    }
  }
}
