/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.fixture.AskMcpTestBase;
import org.lumoauth.itests.http.fixture.AssertionGrantSteps;
import org.lumoauth.itests.http.fixture.AttestedPlatformJob;
import org.lumoauth.itests.http.fixture.AttestedWorkload;
import org.lumoauth.itests.http.fixture.EventStreamClient;
import org.lumoauth.itests.http.fixture.StubWorkloadPlatform;
import org.lumoauth.itests.http.fixture.WorkloadAgent;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** Agents that go on with their own work, and what is told of them. */
public final class AgentFlows {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String READ = "files.read";

  private final StubSite site;
  private final InterruptedFlowSuite others;
  private final TestTenant tenant;

  /**
   * @param others is told what was not tried
   */
  public AgentFlows(TestServer server, StubSite site, InterruptedFlowSuite others)
      throws IOException {
    this.site = site;
    this.others = others;
    tenant = TestTenant.create(server);
  }

  /** More than half of what may be used in a day is, and was reported. */
  public Executable partlyUsedBudget() {
    Instant tomorrow = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    TestTenant.Agent agent = tenant.agent("Spender", List.of(READ), List.of());
    tenant
        .admin()
        .put("/admin/agents/" + agent.id() + "/budget", Map.of("max_tokens_per_day", 100))
        .expect(200);
    ApiClient asAgent = agent.authenticated();
    Map<String, Object> report = Map.of("tokens", 60, "idempotency_key", "run-1");
    asAgent.post("/agents/me/usage", report).expect(200);
    return others.expiringCheck(
        "a budget of the day",
        tomorrow,
        () -> {
          asAgent.post("/agents/me/usage", report).expect(200);
          assertEquals(
              40,
              asAgent
                  .get("/agents/me/budget")
                  .expect(200)
                  .body()
                  .at("/budget_policy/remaining/tokens")
                  .asInt());
          ApiClient.Answer more =
              asAgent.post("/agents/me/usage", Map.of("tokens", 41)).expect(429);
          assertEquals("budget_exceeded", more.body().path("code").asText(), more.toString());
        });
  }

  /** An agent with a token, one that was disabled, and what they may. */
  public Executable activeAndDisabledAgent() {
    TestTenant.Agent agent = tenant.agent("Reader", List.of(READ), List.of());
    ApiClient before = agent.authenticated();
    TestTenant.Agent stopped = tenant.agent("Stopped", List.of(READ), List.of());
    ApiClient then = stopped.authenticated();
    tenant.admin().post("/admin/agents/" + stopped.id() + "/disable", Map.of()).expect(200);
    return () -> {
      for (ApiClient asAgent : List.of(before, agent.authenticated())) {
        assertTrue(isAllowed(asAgent, READ));
        assertFalse(isAllowed(asAgent, "files.write"));
        asAgent.post("/mcp", AskMcpTestBase.LIST).expect(200);
      }
      then.get("/agents/me").expect(401);
      assertEquals(401, stopped.requestToken().status());
    };
  }

  private static boolean isAllowed(ApiClient asAgent, String action) {
    return asAgent
        .post("/agents/ask", Map.of("action", action))
        .expect(200)
        .body()
        .path("allowed")
        .asBoolean();
  }

  /** A server, the token of an agent for it, and one for a server that was switched off. */
  public Executable mcpServer() {
    TestTenant.Agent agent = tenant.agent("Clerk", List.of("files:read"), List.of());
    String own = agent.token();
    String address = "https://files.example/" + agent.id();
    String files = mcpServer(address);
    String off = mcpServer(address + "/off");
    String token = mcpToken(own, files);
    String ended = mcpToken(own, off);
    tenant.admin().patch("/admin/mcp/servers/" + off, Map.of("status", "disabled")).expect(200);
    return () -> {
      assertEquals(address, UnverifiedJwt.claims(token).path("aud").asText());
      assertTrue(active(agent, token));
      assertFalse(active(agent, ended));
      tenant
          .admin()
          .with("Authorization", "Bearer " + token)
          .get("/mcp/" + files + "/challenge?scope=files:read")
          .expect(200);
      assertTrue(active(agent, mcpToken(own, files)));
    };
  }

  private String mcpServer(String resource) {
    return tenant
        .admin()
        .post(
            "/admin/mcp/servers",
            Map.of(
                "name",
                "Files",
                "resource_uri",
                resource,
                "scopes_supported",
                List.of("files:read")))
        .expect(201)
        .data()
        .path("server_id")
        .asText();
  }

  private String mcpToken(String own, String server) {
    return new ApiClient(tenant.admin().base(), Map.of())
        .form(
            "/oauth/token",
            FormParameters.of(
                Map.of(
                    "grant_type",
                    AssertionGrantSteps.TOKEN_EXCHANGE,
                    "subject_token",
                    own,
                    "subject_token_type",
                    "urn:ietf:params:oauth:token-type:access_token",
                    "audience",
                    "urn:mcp:" + server)))
        .expect(200)
        .body()
        .path("access_token")
        .asText();
  }

  private boolean active(TestTenant.Agent agent, String token) {
    return tenant
        .admin()
        .with("Authorization", agent.basic())
        .form("/oauth/introspect", "token=" + token)
        .expect(200)
        .body()
        .path("active")
        .asBoolean();
  }

  /** Workloads of every kind with a token each, and one whose trust was taken away. */
  public Executable workloads() {
    List<AttestedWorkload> all = AttestedWorkload.all(tenant, site);
    List<String> tokens = new ArrayList<>();
    for (AttestedWorkload each : all) {
      tokens.add(each.attest().expect(200).body().path("access_token").asText());
    }
    var job = new AttestedPlatformJob(tenant, new StubWorkloadPlatform(site));
    WorkloadAgent ended = WorkloadAgent.register(tenant, Map.of());
    String rule = ended.trust("oidc", job.trust());
    String was = ended.token(job.sign("job-7"));
    tenant.admin().delete(rule).expect(200);
    return () -> {
      for (int i = 0; i < all.size(); i++) {
        assertTrue(all.get(i).agent().isAccepted(tokens.get(i)), all.get(i).provider());
        all.get(i).attest().expect(200);
      }
      assertFalse(ended.isAccepted(was));
      WorkloadAgent.assertRejected("without trust", ended.attest(job.sign("job-7")));
    };
  }

  /** An event that nobody has fetched. */
  public Executable undeliveredEvent() {
    EventStreamClient streams = EventStreamClient.of(tenant);
    String stream = streams.createPollStream();
    String user =
        tenant
            .admin()
            .post("/admin/users", Map.of("email", System.nanoTime() + "@example.com"))
            .expect(201)
            .data()
            .path("id")
            .asText();
    tenant.admin().post("/admin/users/" + user + "/block", Map.of()).expect(200);
    return () -> {
      Set<String> told = new HashSet<>();
      Set<String> ids = new HashSet<>();
      ConditionPoller.until(
          "what happened is told",
          PATIENCE,
          () -> {
            JsonNode answer = streams.poll(stream, Map.of("ack", List.copyOf(ids)));
            ids.clear();
            ids.addAll(EventStreamClient.ids(answer));
            told.addAll(EventStreamClient.types(answer));
            return told.containsAll(Set.of("session-revoked", "account-disabled"));
          });
    };
  }
}
