/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** The main job: an agent gets an identity, asks, gets a reason, and it is all in the audit. */
@ExtendWith(DefaultServerExtension.class)
class AgentDecisionWorkflowIT {
  private static TestServer server;
  private static TestTenant tenant;
  private static final List<String> secrets = new ArrayList<>();

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    secrets.add(tenant.key());
    secrets.add(server.bootstrapKey());
  }

  @AfterAll
  static void noSecretIsInTheLog() throws IOException {
    String logs = server.logs();
    assertFalse(logs.isEmpty(), "there is no log to search");
    for (String secret : secrets) {
      assertFalse(logs.contains(secret), "a secret that this test used is in the log");
    }
  }

  @Test
  void permitsActionWithinCapabilities() {
    TestTenant.Agent agent = agent("Reader", List.of("files.read"), List.of());

    JsonNode answer = ask(agent, "files.read");

    assertTrue(answer.path("allowed").asBoolean(), answer.toString());
    assertTrue(answer.path("reason").asText().contains("files.read"), answer.toString());
  }

  @Test
  void returnsMissingPermissionToDeniedAgent() {
    TestTenant.Agent agent = agent("Reader", List.of("files.read"), List.of());

    var question = Map.of("action", "files.delete", "explain", "full");
    JsonNode answer = agent.authenticated().post("/agents/ask", question).expect(200).body();

    assertFalse(answer.path("allowed").asBoolean());
    assertTrue(answer.path("reason").asText().contains("capabilit"), answer.toString());
    assertFalse(answer.path("remedy").asText().isBlank(), answer.toString());
  }

  @Test
  void roleDoesNotExceedCapabilities() {
    tenant
        .admin()
        .post("/admin/permissions", Map.of("slug", "vault.open", "name", "Open the vault"))
        .expect(201);
    tenant
        .admin()
        .post("/admin/roles", Map.of("name", "Keeper", "permissions", List.of("vault.open")))
        .expect(201);
    TestTenant.Agent agent = agent("Climber", List.of("files.read"), List.of("keeper"));

    assertFalse(ask(agent, "vault.open").path("allowed").asBoolean());
  }

  @Test
  void disablingAnAgentRevokesItsTokensPermanently() {
    TestTenant.Agent agent = agent("Shortlived", List.of("files.read"), List.of());
    ApiClient before = agent.authenticated();
    before.get("/agents/me").expect(200);

    tenant.admin().post("/admin/agents/" + agent.id() + "/disable", Map.of()).expect(200);

    before.get("/agents/me").expect(401);
    agent.requestToken().expect(401);
    tenant.admin().post("/admin/agents/" + agent.id() + "/enable", Map.of()).expect(200);
    before.get("/agents/me").expect(401);
    agent.authenticated().get("/agents/me").expect(200);
  }

  @Test
  void narrowingCapabilitiesNarrowsLiveTokens() {
    TestTenant.Agent agent = agent("Narrowed", List.of("files.read", "files.write"), List.of());
    ApiClient live = agent.authenticated();
    assertTrue(askWith(live, "files.write").path("allowed").asBoolean());

    tenant
        .admin()
        .put("/admin/agents/" + agent.id() + "/scopes", Map.of("scopes", List.of("files.read")))
        .expect(200);

    assertFalse(askWith(live, "files.write").path("allowed").asBoolean());
    assertTrue(askWith(live, "files.read").path("allowed").asBoolean());
  }

  @Test
  void rotatedSecretReplacesTheOldOne() {
    TestTenant.Agent agent = agent("Rotated", List.of("files.read"), List.of());

    JsonNode rotated =
        tenant
            .admin()
            .post("/admin/agents/" + agent.id() + "/rotate-credentials", Map.of())
            .expect(200)
            .data();

    agent.requestToken().expect(401);
    new TestTenant.Agent(
            agent.id(), agent.clientId(), rotated.path("clientSecret").asText(), agent.api())
        .requestToken()
        .expect(200);
  }

  @Test
  void agentIntrospectsItsOwnTokenUntilRevocation() {
    TestTenant.Agent agent = agent("Introspected", List.of("files.read"), List.of());
    String token = agent.token();
    ApiClient client = agent.api().with("Authorization", agent.basic());

    JsonNode live = client.form("/oauth/introspect", "token=" + token).expect(200).body();
    client.form("/oauth/revoke", "token=" + token).expect(200);
    JsonNode dead = client.form("/oauth/introspect", "token=" + token).expect(200).body();

    assertTrue(live.path("active").asBoolean(), live.toString());
    assertEquals("files.read", live.path("scope").asText());
    assertEquals("{\"active\":false}", dead.toString());
  }

  @Test
  void eachDecisionIsAuditedAndTheChainVerifies() {
    TestTenant.Agent agent = agent("Audited", List.of("files.read"), List.of());
    String auditId = ask(agent, "files.read").path("audit_id").asText();

    JsonNode record = tenant.admin().get("/admin/audit-logs/" + auditId).expect(200).data();

    assertEquals("agent.ask", record.path("action").asText(), record.toString());
    assertEquals(agent.id(), record.path("actorId").asText());
    assertTrue(
        server.console("lumoauth:audit-verify " + tenant.slug()).contains(" is intact: "),
        "the console does not say that the chain holds");
  }

  @Test
  void orgsPathPrefixServesTheSameApi() {
    TestTenant.Agent agent = agent("Aliased", List.of("files.read"), List.of());
    ApiClient orgs =
        new ApiClient(server.base() + "/orgs/" + tenant.slug() + "/api/v1", Map.of())
            .with("Authorization", "Bearer " + agent.token());

    assertEquals(
        agent.id(), orgs.get("/agents/me").expect(200).body().path("identity").path("id").asText());
  }

  @Test
  void checksUseTheTenantOfTheCredential() {
    TestTenant.Agent agent = agent("Checked", List.of("files.read"), List.of());
    ApiClient root = server.anonymous().with("Authorization", "Bearer " + agent.token());

    JsonNode answer =
        root.post("/api/v1/authz/check", Map.of("permission", "files.read")).expect(200).body();

    assertTrue(answer.path("allowed").asBoolean(), answer.toString());
  }

  private static TestTenant.Agent agent(
      String name, List<String> capabilities, List<String> roles) {
    TestTenant.Agent agent = tenant.agent(name, capabilities, roles);
    secrets.add(agent.secret());
    return agent;
  }

  private static JsonNode ask(TestTenant.Agent agent, String action) {
    String token = agent.token();
    secrets.add(token);
    return askWith(agent.api().with("Authorization", "Bearer " + token), action);
  }

  private static JsonNode askWith(ApiClient api, String action) {
    return api.post("/agents/ask", Map.of("action", action)).expect(200).body();
  }
}
