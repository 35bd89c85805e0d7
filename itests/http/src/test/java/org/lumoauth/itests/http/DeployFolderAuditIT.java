package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The platform's audit chain names what the deploy folder installs, upgrades and removes. */
@ExtendWith({ExampleModule.class, SharedForModules.class})
class DeployFolderAuditIT {
  private static final long LIMIT_NANOS = 30_000_000_000L;

  @Test
  void recordsEachChangeOfAJarOnce(Server server) throws Exception {
    Path jar = server.data().resolve("deploy").resolve("audited-module.jar");
    int installed = records(server, "installed").size();
    int upgraded = records(server, "upgraded").size();
    int removed = records(server, "removed").size();

    Files.copy(ExampleModule.jar(1), jar);
    JsonNode record = await(server, "installed", installed + 1);
    assertTrue(record.toString().contains("deploy-folder"), record.toString());
    assertTrue(record.toString().contains("sha256"), record.toString());

    Files.copy(ExampleModule.jar(2), jar, StandardCopyOption.REPLACE_EXISTING);
    record = await(server, "upgraded", upgraded + 1);
    assertTrue(record.toString().contains("deploy-folder"), record.toString());

    Files.delete(jar);
    record = await(server, "removed", removed + 1);
    assertTrue(record.toString().contains("deploy-folder"), record.toString());
    assertEquals(installed + 1, records(server, "installed").size());
  }

  private static JsonNode records(Server server, String what) throws IOException {
    return server
        .operator()
        .get("/api/v1/platform/audit?action=module." + what + "&targetId=change-freeze")
        .expect(200)
        .data();
  }

  /** The newest record once there are that many. */
  private static JsonNode await(Server server, String what, int count) throws IOException {
    long end = System.nanoTime() + LIMIT_NANOS;
    JsonNode found = records(server, what);
    while (found.size() < count && System.nanoTime() < end) {
      found = records(server, what);
    }
    assertEquals(count, found.size(), found.toString());
    return found.get(0);
  }
}
