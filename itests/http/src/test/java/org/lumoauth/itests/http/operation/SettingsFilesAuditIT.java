/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.RestartServerExtension;
import org.lumoauth.itests.http.support.TestServer;

/** The platform's audit chain names the settings that change in files, and no value. */
@ExtendWith(RestartServerExtension.class)
class SettingsFilesAuditIT {
  private static final String SECRET = "hunter2-hunter2";
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void recordsChangesAtRuntime(TestServer server) throws Exception {
    String pid = "org.lumoauth.platform.disk";
    Path file = server.data().resolve("etc").resolve(pid + ".cfg");
    String shipped = Files.readString(file);
    int before = records(server, pid).size();

    server.configure(pid + ".cfg", shipped + "\nminFreeMegabytes = 200\n");
    JsonNode added = await(server, pid, before + 1);
    assertEquals(List.of("minFreeMegabytes"), keys(added, "added"), added.toString());
    assertEquals("etc/" + pid + ".cfg", added.path("context").path("file").asText());

    server.configure(pid + ".cfg", shipped + "\nminFreeMegabytes = 201\n");
    JsonNode changed = await(server, pid, before + 2);
    assertEquals(List.of("minFreeMegabytes"), keys(changed, "changed"), changed.toString());
    assertFalse(withoutRandomMembers(changed).contains("201"), changed.toString());

    server.configure(pid + ".cfg", shipped);
    JsonNode removed = await(server, pid, before + 3);
    assertEquals(List.of("minFreeMegabytes"), keys(removed, "removed"), removed.toString());
    assertTrue(removed.toString().contains("settings-files"), removed.toString());
    String listed = server.console("lumoauth:audit-list --no-format --limit 1000");
    assertTrue(
        listed
            .lines()
            .anyMatch(line -> line.contains("settings.file-changed") && line.contains(pid)),
        listed);
  }

  @Test
  void recordsOnlyChangesBetweenTwoStarts(TestServer server) throws Exception {
    String pid = "org.example.directory";
    server.configure(pid + ".cfg", "mode = strict\npassword = first\n");
    await(server, pid, 1);
    int before = all(server).size();

    server.down();
    server.configure(pid + ".cfg", "mode = strict\npassword = " + SECRET + "\n");
    server.up();

    JsonNode record = await(server, pid, 2);
    assertEquals(List.of("password"), keys(record, "changed"), record.toString());
    assertTrue(record.path("context").path("added").isMissingNode(), record.toString());
    assertEquals(before + 1, all(server).size(), all(server).toString());
    assertFalse(
        server.operator().get("/api/v1/platform/audit/export?format=json").text().contains(SECRET));
    assertFalse(server.logs().contains(SECRET));

    Files.delete(server.data().resolve("etc").resolve(pid + ".cfg"));
    assertEquals(List.of("mode", "password"), keys(await(server, pid, 3), "removed"));
  }

  private static List<String> keys(JsonNode record, String what) {
    return ApiClient.JSON.convertValue(
        record.path("context").path(what), new TypeReference<List<String>>() {});
  }

  /** Omits the members that may contain any digits by chance. */
  private static String withoutRandomMembers(JsonNode record) {
    ObjectNode copy = record.deepCopy();
    copy.remove(List.of("id", "auditId", "createdAt", "eventTime", "hash", "previousHash"));
    return copy.toString();
  }

  private static JsonNode all(TestServer server) throws IOException {
    return records(server, "");
  }

  private static JsonNode records(TestServer server, String pid) throws IOException {
    return server
        .operator()
        .get(
            "/api/v1/platform/audit?limit=100&action=settings.file-changed"
                + (pid.isEmpty() ? "" : "&targetId=" + pid))
        .expect(200)
        .data();
  }

  /** The newest record once there are that many. */
  private static JsonNode await(TestServer server, String pid, int count) throws Exception {
    ConditionPoller.until(
        count + " records of " + pid, SOON, () -> records(server, pid).size() >= count);
    JsonNode found = records(server, pid);
    assertEquals(count, found.size(), found.toString());
    return found.get(0);
  }
}
