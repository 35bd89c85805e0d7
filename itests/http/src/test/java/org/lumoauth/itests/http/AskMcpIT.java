package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ask as a server of the Model Context Protocol: the official clients, and what is no client. */
@ExtendWith(Shared.class)
class AskMcpIT {
  private static final Map<String, Object> LIST =
      Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/list");

  @TestFactory
  Stream<DynamicTest> officialClients(Server server) throws IOException {
    var scripts = NodeScripts.orSkip("ask-mcp", List.of());
    var tenant = Tenant.create(server);
    var agent = agent(tenant);
    return scripts.run("ask.mjs", List.of(tenant.admin().base(), agent.clientId(), agent.secret()));
  }

  @Test
  void tellsWhoeverComesWithoutATokenWhereToGetOne(Server server) throws IOException {
    var tenant = Tenant.create(server);
    var answer = new Api(tenant.admin().base(), Map.of()).post("/mcp", LIST).expect(401);

    var metadata = tenant.admin().base() + "/.well-known/oauth-protected-resource/mcp";
    assertEquals(
        List.of("Bearer resource_metadata=\"" + metadata + "\""),
        answer.response().headers().allValues("WWW-Authenticate"));
    assertEquals(
        tenant.admin().base(),
        new Api(metadata, Map.of()).get("").expect(200).body().path("resource").asText());
  }

  @Test
  void takesNoTokenOfAnotherTenant(Server server) throws IOException {
    var there = Tenant.create(server);
    var token = agent(Tenant.create(server)).token();

    int status = there.admin().with("Authorization", "Bearer " + token).post("/mcp", LIST).status();

    assertTrue(status == 401 || status == 403, "status " + status);
  }

  @Test
  void takesNoMessageFromAPageOfAnotherOrigin(Server server) throws IOException {
    var api = agent(Tenant.create(server)).authenticated();

    api.and("Origin", "https://evil.example.com").post("/mcp", LIST).expect(403);
    api.and("Origin", server.base()).post("/mcp", LIST).expect(200);
  }

  @Test
  void answersWhatIsNoMessageInTheWordsOfTheProtocol(Server server) throws IOException {
    var api = agent(Tenant.create(server)).authenticated();

    var broken =
        api.send("POST", "/mcp", "application/json", "{nope".getBytes(StandardCharsets.UTF_8));

    assertEquals(-32700, broken.expect(400).body().path("error").path("code").asInt());
    assertEquals(
        -32600,
        api.post("/mcp", List.of(LIST)).expect(400).body().path("error").path("code").asInt());
    assertEquals(
        -32022,
        api.and("MCP-Protocol-Version", "1900-01-01")
            .post("/mcp", LIST)
            .expect(400)
            .body()
            .path("error")
            .path("code")
            .asInt());
    api.get("/mcp").expect(405);
    api.delete("/mcp").expect(405);
    assertEquals(
        202,
        api.post("/mcp", Map.of("jsonrpc", "2.0", "method", "notifications/initialized")).status());
  }

  @Test
  void recordsWhatWasAskedThroughIt(Server server) throws IOException {
    var tenant = Tenant.create(server);
    var agent = agent(tenant);
    var call =
        Map.of(
            "jsonrpc",
            "2.0",
            "id",
            "a",
            "method",
            "tools/call",
            "params",
            Map.of("name", "ask", "arguments", Map.of("action", "documents.read")));

    var answer = agent.authenticated().post("/mcp", call).expect(200).body();

    var id = answer.path("result").path("structuredContent").path("audit_id").asText();
    assertTrue(
        tenant.admin().get("/admin/audit-logs").expect(200).text().contains(id), "audit " + id);
  }

  private static Tenant.Agent agent(Tenant tenant) {
    return tenant.agent("Asking", List.of("documents.read", "read_file"), List.of());
  }
}
