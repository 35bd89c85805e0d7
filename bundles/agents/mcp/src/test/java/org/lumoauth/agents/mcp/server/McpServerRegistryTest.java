/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.mcp.McpBundleFixture.ACME;
import static org.lumoauth.agents.mcp.McpBundleFixture.ADMIN;
import static org.lumoauth.agents.mcp.McpBundleFixture.FILES;
import static org.lumoauth.agents.mcp.McpBundleFixture.GLOBEX;
import static org.lumoauth.agents.mcp.McpBundleFixture.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.mcp.McpBundleFixture;
import org.lumoauth.agents.mcp.tool.McpTool;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.race.ConcurrentRunner;

class McpServerRegistryTest {

  @DatabaseTest
  void keepsWhatIsRegisteredAndCountsWithinTheTenant(TestDatabase database) {
    var room = new McpBundleFixture(database);

    var first = room.server();
    var second = room.server("resource_uri", FILES + "2");
    var other = room.servers.create(GLOBEX, McpServerRequestBodyParser.read(body()), ADMIN);

    assertEquals(1, first.number());
    assertEquals(2, second.number());
    assertEquals(1, other.number());
    assertTrue(first.id().matches("mcp_[0-9a-f]{24}"), first.id());
    assertEquals(first, new McpBundleFixture(database).servers.get(ACME, first.id()));
    assertEquals(second, room.servers.get(ACME, "2"));
    assertEquals(List.of(first, second), room.servers.list(ACME));
  }

  @DatabaseTest
  void refusesTheSameResourceTwiceAndTellsCaseApart(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server();

    var problem = assertThrows(ApiException.class, () -> room.server("name", "Again"));

    assertEquals(409, problem.status());
    assertEquals("duplicate_resource", problem.code());
    assertEquals(2, room.server("resource_uri", FILES.replace("mcp", "MCP")).number());
  }

  @DatabaseTest
  void givesEachOfManyAtOnceItsOwnNumber(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var pool = Executors.newFixedThreadPool(4);
    try {
      List<CompletableFuture<Long>> made =
          IntStream.range(0, 4)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> room.server("resource_uri", FILES + i).number(), pool))
              .toList();

      Set<Long> numbers =
          made.stream().map(CompletableFuture::join).collect(Collectors.toCollection(TreeSet::new));

      assertEquals(Set.of(1L, 2L, 3L, 4L), numbers);
    } finally {
      pool.shutdown();
    }
  }

  @DatabaseTest
  void changesWhatIsNamedAndLeavesTheRest(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server("token_lifetime", 120);

    var changed = room.servers.change(ACME, server.id(), Map.of("require_dpop", true), ADMIN);

    assertTrue(changed.spec().requireDpop());
    assertEquals(120, changed.spec().tokenLifetime().toSeconds());
    assertEquals(List.of("files:read", "files:write"), changed.spec().scopes());
    assertEquals(changed, room.memory.ofResource(ACME.id(), FILES).orElseThrow());
  }

  @DatabaseTest
  void refusesAChangeToAResourceThatAnotherHas(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server();
    var second = room.server("resource_uri", FILES + "2");

    var problem =
        assertThrows(
            ApiException.class,
            () -> room.servers.change(ACME, second.id(), Map.of("resource_uri", FILES), ADMIN));

    assertEquals(409, problem.status());
  }

  @DatabaseTest
  void forgetsAServerWithItsTools(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    room.tools(server, "read_file");

    room.servers.delete(ACME, server.id(), ADMIN);

    assertEquals(404, assertThrows(ApiException.class, () -> room.servers.get(ACME, "1")).status());
    assertEquals(List.of(), room.tools.list(ACME, server.id()));
    assertTrue(room.memory.ofResource(ACME.id(), FILES).isEmpty());
  }

  @DatabaseTest
  void removesAServerOnceForSeveralAtOnce(TestDatabase database) throws Exception {
    var room = new McpBundleFixture(database);
    var server = room.server();

    int removed =
        ConcurrentRunner.countSucceeded(
            4,
            () -> {
              room.servers.delete(ACME, server.id(), ADMIN);
              return server;
            });

    assertEquals(1, removed);
  }

  @DatabaseTest
  void recordsOfManyFirstImportsWhichToolsEachReplaced(TestDatabase database) throws Exception {
    var room = new McpBundleFixture(database);
    var put = new ArrayList<>();
    var displaced = new ArrayList<>();
    for (int round = 0; round < 10; round++) {
      var server = room.server("resource_uri", "https://files.example/" + round);

      ConcurrentRunner.runAll(
          4,
          writer -> {
            room.tools(server, "tool_" + writer);
            return writer;
          });

      displaced.add(room.tools.list(ACME, server.id()).stream().map(McpTool::name).toList());
      put.add(List.of());
    }

    displaced.addAll(imports(room, "oldValue"));
    put.addAll(imports(room, "newValue"));
    assertEquals(sorted(put), sorted(displaced));
  }

  private static List<String> sorted(List<Object> values) {
    return values.stream().map(Object::toString).sorted().toList();
  }

  private static List<Object> imports(McpBundleFixture room, String side) {
    return room.log.of(ACME.id()).stream()
        .map(AuditRecord::event)
        .filter(event -> event.action().equals("mcp_server.tools_imported"))
        .map(event -> event.details().get(side))
        .toList();
  }

  @DatabaseTest
  void givesNoNumberAgain(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server("resource_uri", FILES + "1");
    var second = room.server("resource_uri", FILES + "2");
    room.servers.delete(ACME, second.id(), ADMIN);
    var third = room.server("resource_uri", FILES + "2");
    assertEquals(3, third.number());
    room.servers.delete(ACME, third.id(), ADMIN);

    assertEquals(4, room.server("resource_uri", FILES + "4").number());
    room.servers.list(ACME).forEach(each -> room.servers.delete(ACME, each.id(), ADMIN));

    assertEquals(5, room.server("resource_uri", FILES + "2").number());
  }

  @DatabaseTest
  void showsNoServerOfAnotherTenant(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();

    assertEquals(
        404,
        assertThrows(ApiException.class, () -> room.servers.get(GLOBEX, server.id())).status());
    assertEquals(
        404,
        assertThrows(ApiException.class, () -> room.servers.delete(GLOBEX, server.id(), ADMIN))
            .status());
    assertEquals(List.of(), room.tools.list(GLOBEX, server.id()));
  }

  @DatabaseTest
  void erasesATenantAndNoOther(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    room.tools(server, "read_file");
    var other = room.servers.create(GLOBEX, McpServerRequestBodyParser.read(body()), ADMIN);

    database.eraser(List.of("mcp_server", "mcp_tools", "mcp_ended")).erase(ACME.id());
    room.memory.onEvent(new DomainEvent(DomainEvent.TENANT_CHANGED, ACME.id(), ACME.slug()));

    assertEquals(List.of(), room.servers.list(ACME));
    assertEquals(List.of(), room.tools.list(ACME, server.id()));
    assertEquals(List.of(other), room.servers.list(GLOBEX));
  }

  @DatabaseTest
  void neverTakesTheTenantsOwnApiForAnMcpServer(TestDatabase database) {
    var room = new McpBundleFixture(database);

    var server = room.server();

    for (String own : List.of(ACME.issuer(), ACME.issuer() + "/mcp")) {
      Map<String, Object> body = Map.of("resource_uri", own);
      assertEquals(422, status(() -> room.server("resource_uri", own)), own);
      assertEquals(422, status(() -> room.servers.change(ACME, server.id(), body, ADMIN)), own);
    }
  }

  private static int status(Executable work) {
    return assertThrows(ApiException.class, work).status();
  }
}
