/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.TestServer;

/** The platform's audit chain names what the deploy folder installs, upgrades and removes. */
@ExtendWith({ExampleModuleExtension.class, ModuleServerExtension.class})
class DeployFolderAuditIT {
  private static final long LIMIT_NANOS = 30_000_000_000L;

  @Test
  void recordsEachChangeOfAJarOnce(TestServer server) throws Exception {
    Path jar = server.data().resolve("deploy").resolve("audited-module.jar");
    int installed = records(server, "installed").size();
    int upgraded = records(server, "upgraded").size();
    int removed = records(server, "removed").size();

    Files.copy(ExampleModuleExtension.jar(1), jar);
    JsonNode record = await(server, "installed", installed + 1);
    assertTrue(record.toString().contains("deploy-folder"), record.toString());
    assertTrue(record.toString().contains("sha256"), record.toString());

    Files.copy(ExampleModuleExtension.jar(2), jar, StandardCopyOption.REPLACE_EXISTING);
    record = await(server, "upgraded", upgraded + 1);
    assertTrue(record.toString().contains("deploy-folder"), record.toString());

    Files.delete(jar);
    record = await(server, "removed", removed + 1);
    assertTrue(record.toString().contains("deploy-folder"), record.toString());
    assertEquals(installed + 1, records(server, "installed").size());
  }

  /** Of an archive of features, all modules that it brings. */
  @Test
  void recordsTheModulesOfAKarArchive(TestServer server) throws Exception {
    Path archive = server.data().resolve("deploy").resolve("audited.kar");
    int installed = records(server, "installed").size();
    int removed = records(server, "removed").size();

    kar(archive, ExampleModuleExtension.jar(1));
    JsonNode record = await(server, "installed", installed + 1);
    assertTrue(record.toString().contains("deploy-folder"), record.toString());
    assertEquals("audited.kar", record.path("context").path("archive").asText());
    assertEquals(
        sha256(ExampleModuleExtension.jar(1)), record.path("context").path("sha256").asText());

    Files.delete(archive);
    record = await(server, "removed", removed + 1);
    assertTrue(record.toString().contains("deploy-folder"), record.toString());
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  /** Writes a KAR with one feature of one bundle: as a whole, since the folder is watched. */
  private static void kar(Path archive, Path bundle) throws IOException {
    Path part = archive.resolveSibling("." + archive.getFileName());
    try (var out = new JarOutputStream(Files.newOutputStream(part))) {
      out.putNextEntry(new ZipEntry("META-INF/KARAF.MF"));
      out.write("Manifest-Version: 1.0\n".getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(
          new ZipEntry("repository/org/example/audited/1.0.0/audited-1.0.0-features.xml"));
      out.write(
          """
          <features name="audited" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
            <feature name="audited" version="1.0.0">
              <bundle>mvn:org.example/change-freeze/1.0.0</bundle>
            </feature>
          </features>
          """
              .getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(
          new ZipEntry("repository/org/example/change-freeze/1.0.0/change-freeze-1.0.0.jar"));
      out.write(Files.readAllBytes(bundle));
    }
    Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
  }

  private static JsonNode records(TestServer server, String what) throws IOException {
    return server
        .operator()
        .get("/api/v1/platform/audit?action=module." + what + "&targetId=change-freeze")
        .expect(200)
        .data();
  }

  /** The newest record once there are that many. */
  private static JsonNode await(TestServer server, String what, int count) throws IOException {
    long end = System.nanoTime() + LIMIT_NANOS;
    JsonNode found = records(server, what);
    while (found.size() < count && System.nanoTime() < end) {
      found = records(server, what);
    }
    assertEquals(count, found.size(), found.toString());
    return found.get(0);
  }
}
