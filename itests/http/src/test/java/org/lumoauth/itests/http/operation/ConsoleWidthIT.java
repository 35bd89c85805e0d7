/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Every command of ours is listed and described, and no table is wider than 100 columns. */
@ExtendWith(DefaultServerExtension.class)
class ConsoleWidthIT {
  private static final int COLUMNS = 100;

  @Test
  void describesEveryCommandWithin100Columns(TestServer server) {
    String help = server.console("lumoauth:help");

    assertFits(help);
    assertTrue(help.lines().noneMatch(line -> line.equals("Other") || line.endsWith("...")), help);
    List<String> commands =
        help.lines().map(String::strip).filter(line -> line.startsWith("lumoauth:")).toList();
    for (String module : List.of("tenant-list", "agent-list", "jit-pending", "tuple-read")) {
      assertTrue(commands.stream().anyMatch(line -> line.startsWith("lumoauth:" + module)), help);
    }
    String described =
        commands.stream()
            .map(line -> line.split(" ", 2)[0])
            .map(command -> server.console(command + " --help"))
            .reduce("", String::concat);
    assertFits(described);
  }

  @Test
  void printsTablesWithin100Columns(TestServer server) throws Exception {
    TestTenant tenant = TestTenant.create(server);
    tenant
        .admin()
        .post("/admin/agents", Map.of("name", "An agent whose name is long ".repeat(3).strip()))
        .expect(201);

    Stream.of(
            "module-list",
            "module-list platform-web",
            "tenant-list",
            "agent-list " + tenant.slug(),
            "approvals-pending " + tenant.slug(),
            "jit-pending " + tenant.slug(),
            "audit-list",
            "audit-list " + tenant.slug())
        .forEach(command -> assertFits(server.console("lumoauth:" + command)));
    assertTrue(
        server.console("lumoauth:agent-list " + tenant.slug()).matches("(?s).*agt_[0-9A-Z]{26}.*"));
  }

  private static void assertFits(String printed) {
    assertEquals(
        List.of(),
        printed.lines().map(String::stripTrailing).filter(line -> line.length() > COLUMNS).toList(),
        printed);
  }
}
