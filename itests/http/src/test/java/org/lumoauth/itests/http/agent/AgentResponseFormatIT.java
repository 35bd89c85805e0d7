/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.EventStreamClient;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * The members that published clients read from responses about agents, cards, MCP servers and
 * streams.
 */
@ExtendWith(DefaultServerExtension.class)
class AgentResponseFormatIT {
  private static TestTenant tenant;
  private static String base;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    tenant = TestTenant.create(shared);
    base = tenant.admin().base();
  }

  @Test
  void returnsAgentIdentityAndApiUrl() {
    TestTenant.Agent agent = tenant.agent("Reader", List.of("files.read"), List.of());

    assertEquals(
        tree(
            Map.of(
                "identity",
                Map.of(
                    "id", agent.id(),
                    "type", "agent",
                    "tenant", tenant.slug(),
                    "agent_id", agent.id(),
                    "status", "active"),
                "capabilities",
                List.of("files.read"),
                "workspace",
                Map.of("slug", tenant.slug(), "api_base", base))),
        agent.authenticated().get("/agents/me").expect(200).body());
  }

  @Test
  void returnsAskToolInEachModelProvidersFormat() {
    ApiClient agent = tenant.agent("Model", List.of("files.read"), List.of()).authenticated();
    String path = "/agents/ask/tool-definition?format=";
    JsonNode openai = agent.get(path + "openai").expect(200).body();
    JsonNode anthropic = agent.get(path + "anthropic").expect(200).body();
    JsonNode mcp = agent.get(path + "mcp").expect(200).body();

    JsonNode schema = mcp.path("inputSchema");
    assertEquals("object", schema.path("type").asText(), schema::toString);
    for (String member : List.of("action", "question", "resource", "context")) {
      assertTrue(schema.path("properties").has(member), member);
    }
    Map<String, Object> named =
        Map.of("name", "ask_permission", "description", mcp.path("description"));
    assertEquals(with(named, "inputSchema", schema), mcp);
    assertEquals(with(named, "input_schema", schema), anthropic);
    assertEquals(
        tree(Map.of("type", "function", "function", with(named, "parameters", schema))), openai);
    for (String other : List.of("", "OpenAI", "json")) {
      agent.get(path + other).expect(400);
    }
    agent.get("/agents/ask/tool-definition").expect(400);
  }

  private static JsonNode with(Map<String, Object> members, String name, JsonNode value) {
    Map<String, Object> all = new HashMap<>(members);
    all.put(name, value);
    return tree(all);
  }

  @Test
  void returnsRegisteredAgent() {
    JsonNode made =
        tenant.admin().post("/agents/register", Map.of("name", "Helper")).expect(200).body();

    assertTrue(
        made.path("success").isBoolean() && made.path("success").asBoolean(), made::toString);
    assertEquals("Helper", made.path("name").asText());
    assertTrue(made.has("workload_identity") && made.path("workload_identity").isNull());
    tenant.admin().get("/admin/agents/" + made.path("agent_id").asText()).expect(200);
  }

  @Test
  void deactivatesAgentAndItsTokens() {
    TestTenant.Agent agent = tenant.agent("Paused", List.of("files.read"), List.of());
    ApiClient before = agent.authenticated();
    String path = "/admin/agents/" + agent.id();

    JsonNode stopped = tenant.admin().post(path + "/deactivate", Map.of()).expect(200).body();

    assertTrue(stopped.path("message").isTextual(), stopped::toString);
    assertEquals(agent.id(), stopped.at("/data/id").asText(), stopped::toString);
    assertEquals("suspended", stopped.at("/data/status").asText(), stopped::toString);
    assertFalse(stopped.at("/data/isActive").asBoolean(true), stopped::toString);
    assertEquals(stopped.path("data"), tenant.admin().get(path).expect(200).data());
    before.get("/agents/me").expect(401);
    assertEquals(401, agent.requestToken().status());
    tenant.admin().post(path + "/activate", Map.of()).expect(200);
    before.get("/agents/me").expect(401);
    agent.authenticated().get("/agents/me").expect(200);
  }

  @Test
  void publishesCardAndReturnsItsSummary() {
    TestTenant.Agent agent = tenant.agent("Writer", List.of("files.read"), List.of());
    tenant
        .admin()
        .put(
            "/admin/agents/" + agent.id() + "/card",
            Map.of(
                "url", "https://agent.example.com/a2a",
                "version", "2.1.0",
                "skills",
                    List.of(
                        Map.of(
                            "id", "write",
                            "name", "Write",
                            "description", "Writes letters",
                            "tags", List.of("text")))))
        .expect(200);

    JsonNode card =
        new ApiClient(base, Map.of())
            .get("/agents/" + agent.id() + "/agent-card")
            .expect(200)
            .body();
    for (String member :
        List.of("description", "capabilities", "securitySchemes", "security", "signatures")) {
      assertTrue(card.has(member), member);
    }
    assertEquals("JSONRPC", card.path("preferredTransport").asText());
    assertEquals(tree(List.of("text/plain")), card.path("defaultInputModes"));
    assertEquals(tree(List.of("text/plain")), card.path("defaultOutputModes"));
    assertEquals("Writes letters", card.at("/skills/0/description").asText());
    assertTrue(card.at("/signatures/0/protected").isTextual(), card::toString);
    assertTrue(card.at("/signatures/0/signature").isTextual(), card::toString);

    JsonNode seen = tenant.admin().post("/agents/agent-card/verify", card).expect(200).body();

    assertTrue(seen.path("valid").asBoolean(), seen::toString);
    assertEquals("ES256", seen.at("/signer/alg").asText());
    assertTrue(seen.at("/signer/kid").isTextual(), seen::toString);
    assertEquals(
        tree(
            Map.of(
                "protocolVersion", "0.3.0",
                "name", "Writer",
                "url", "https://agent.example.com/a2a",
                "version", "2.1.0",
                "provider", Map.of("organization", tenant.slug(), "url", base),
                "skills", 1)),
        seen.path("card_summary"));
  }

  @Test
  void returnsMetadataUrlOfAnMcpServer() {
    String id =
        tenant
            .admin()
            .post(
                "/admin/mcp/servers",
                Map.of(
                    "name", "Shelf",
                    "resource_uri", "https://shelf.example/mcp",
                    "scopes_supported", List.of("files:read")))
            .expect(201)
            .data()
            .path("server_id")
            .asText();
    String metadata = base + "/.well-known/oauth-protected-resource/mcp/" + id;

    JsonNode shown = tenant.admin().get("/mcp/servers/" + id).expect(200).body();

    assertEquals(id, shown.path("server_id").asText());
    assertEquals(
        tree(
            Map.of(
                "authorization_server_metadata",
                base + "/.well-known/oauth-authorization-server",
                "protected_resource_metadata",
                metadata,
                "www_authenticate_example",
                "Bearer resource_metadata=\"" + metadata + "\", scope=\"files:read\"")),
        shown.path("discovery"));
    ApiClient anybody = new ApiClient(base, Map.of());
    for (String document :
        List.of("authorization_server_metadata", "protected_resource_metadata")) {
      String url = shown.path("discovery").path(document).asText();
      anybody.get(url.substring(base.length())).expect(200);
    }
    String challenge =
        anybody
            .get("/mcp/" + id + "/challenge")
            .expect(401)
            .response()
            .headers()
            .firstValue("WWW-Authenticate")
            .orElseThrow();
    assertEquals(shown.at("/discovery/www_authenticate_example").asText(), challenge);
  }

  @Test
  void describesEventStreamWithItsFeaturesAndCreationTime() {
    EventStreamClient streams = EventStreamClient.of(tenant);
    String stream = streams.createPollStream();

    JsonNode shown = streams.api().get("/ssf/stream?stream_id=" + stream).expect(200).body();

    String caep = "https://schemas.openid.net/secevent/caep/event-type/";
    String risc = "https://schemas.openid.net/secevent/risc/event-type/";
    Map<String, Object> members = new HashMap<>();
    members.put("stream_id", stream);
    members.put("iss", base);
    members.put("aud", streams.app().id());
    members.put("status", "enabled");
    members.put(
        "events_supported",
        List.of(
            caep + "session-revoked",
            caep + "credential-change",
            risc + "account-disabled",
            risc + "account-enabled",
            risc + "account-purged"));
    members.forEach((name, value) -> assertEquals(tree(value), shown.path(name), name));
    Instant created = Instant.parse(shown.path("created_at").asText());
    assertTrue(created.isAfter(Instant.now().minusSeconds(60)), shown::toString);
    assertTrue(shown.at("/delivery/method").isTextual(), shown::toString);
    assertTrue(shown.at("/delivery/authorization_configured").isBoolean(), shown::toString);
    for (String member : List.of("events_requested", "events_delivered")) {
      assertTrue(shown.path(member).isArray(), member);
    }
  }

  private static JsonNode tree(Object value) {
    return ApiClient.JSON.valueToTree(value);
  }
}
