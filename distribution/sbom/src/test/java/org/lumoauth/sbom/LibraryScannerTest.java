/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.sbom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryScannerTest {
  private static final String POM = "META-INF/maven/org.example/inner/pom.properties";

  @TempDir Path distribution;
  private final Properties table = new Properties();

  @BeforeEach
  void putALibraryIntoTheRepository() throws IOException {
    write("system/org/example/outer/1.5/outer-1.5.jar", jar(Map.of()));
  }

  @Test
  void readsCoordinatesFromTheRepositoryPath() throws IOException {
    assertEquals(List.of("org.example:outer:1.5"), coordinates());
  }

  @Test
  void readsCoordinatesFromPomProperties() throws IOException {
    write("lib/boot/inner-2.0.jar", innerJar());

    assertEquals(List.of("org.example:inner:2.0", "org.example:outer:1.5"), coordinates());
  }

  @Test
  void findsAJarInsideOfABundle() throws IOException {
    write(
        "system/org/lumoauth/org.lumoauth.x/0.1/org.lumoauth.x-0.1.jar",
        jar(Map.of("lib/inner.jar", innerJar())));

    assertTrue(coordinates().contains("org.example:inner:2.0"));
  }

  @Test
  void takesCoordinatesFromTheTable() throws IOException {
    table.setProperty("re2j.jar", "com.google.re2j:re2j:1.8");
    write(
        "system/org/lumoauth/org.lumoauth.x/0.1/org.lumoauth.x-0.1.jar",
        jar(Map.of("lib/re2j.jar", jar(Map.of()))));

    assertTrue(coordinates().contains("com.google.re2j:re2j:1.8"));
  }

  @Test
  void refusesAJarWithoutCoordinates() throws IOException {
    write("lib/unknown.jar", jar(Map.of()));

    assertTrue(
        assertThrows(IllegalStateException.class, this::coordinates)
            .getMessage()
            .contains("lib/unknown.jar"));
  }

  @Test
  void theSameFilesGiveTheSameBill() throws IOException {
    List<ShippedLibrary> libraries = new LibraryScanner(table).scan(distribution);
    SbomWriter writer =
        new SbomWriter(
            "0.1",
            java.time.Instant.EPOCH,
            new LicenseCheck(List.of(new LibraryLicense("org.example:*", "MIT", "Example"))));
    writer.write(libraries, distribution.resolve("sbom/a.json"));
    writer.write(libraries, distribution.resolve("sbom/b.json"));

    String bill = Files.readString(distribution.resolve("sbom/a.json"));
    assertEquals(bill, Files.readString(distribution.resolve("sbom/b.json")));
    assertTrue(bill.contains("pkg:maven/org.example/outer@1.5"), bill);
    assertTrue(bill.replaceAll("\\s", "").contains("\"expression\":\"MIT\""), bill);
  }

  @Test
  void findsForeignClassesInABundle() throws IOException {
    write(
        "system/org/lumoauth/org.lumoauth.x/0.1/org.lumoauth.x-0.1.jar",
        jar(Map.of("org/example/Foreign.class", new byte[0])));
    write(
        "system/org/lumoauth/org.lumoauth.y/0.1/org.lumoauth.y-0.1.jar",
        jar(Map.of("org/lumoauth/y/Own.class", new byte[0])));

    assertEquals(
        List.of("org.lumoauth.x"),
        new LibraryScanner(table)
            .scan(distribution).stream()
                .filter(library -> library.isOwn() && library.needsLicense())
                .map(ShippedLibrary::artifact)
                .toList());
  }

  private List<String> coordinates() throws IOException {
    return new LibraryScanner(table)
        .scan(distribution).stream()
            .map(library -> library.coordinates() + ":" + library.version())
            .toList();
  }

  private static byte[] innerJar() throws IOException {
    return jar(
        Map.of(
            POM,
            "groupId=org.example\nartifactId=inner\nversion=2.0\n"
                .getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] jar(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private void write(String path, byte[] content) throws IOException {
    Files.createDirectories(distribution.resolve(path).getParent());
    Files.write(distribution.resolve(path), content);
  }
}
