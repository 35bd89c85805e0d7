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
import org.lumoauth.itests.http.fixture.AskMcpCase;
import org.lumoauth.itests.http.fixture.AttestedJob;
import org.lumoauth.itests.http.fixture.EventStreams;
import org.lumoauth.itests.http.fixture.LaterGrants;
import org.lumoauth.itests.http.fixture.Platform;
import org.lumoauth.itests.http.fixture.Vouched;
import org.lumoauth.itests.http.fixture.Workload;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Jwt;
import org.lumoauth.itests.http.support.Query;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Site;
import org.lumoauth.itests.http.support.Tenant;

/** Agents that go on with their own work, and what is told of them. */
public final class AgentFlows {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String READ = "files.read";

  private final Site site;
  private final UnderWay others;
  private final Tenant tenant;

  /**
   * @param others is told what was not tried
   */
  public AgentFlows(Server server, Site site, UnderWay others) throws IOException {
    this.site = site;
    this.others = others;
    tenant = Tenant.create(server);
  }

  /** More than half of what may be used in a day is, and was reported. */
  public Executable spent() {
    Instant tomorrow = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    Tenant.Agent agent = tenant.agent("Spender", List.of(READ), List.of());
    tenant
        .admin()
        .put("/admin/agents/" + agent.id() + "/budget", Map.of("max_tokens_per_day", 100))
        .expect(200);
    Api asAgent = agent.authenticated();
    Map<String, Object> report = Map.of("tokens", 60, "idempotency_key", "run-1");
    asAgent.post("/agents/me/usage", report).expect(200);
    return others.before(
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
          Api.Answer more = asAgent.post("/agents/me/usage", Map.of("tokens", 41)).expect(429);
          assertEquals("budget_exceeded", more.body().path("code").asText(), more.toString());
        });
  }

  /** An agent with a token, one that was disabled, and what they may. */
  public Executable asking() {
    Tenant.Agent agent = tenant.agent("Reader", List.of(READ), List.of());
    Api before = agent.authenticated();
    Tenant.Agent stopped = tenant.agent("Stopped", List.of(READ), List.of());
    Api then = stopped.authenticated();
    tenant.admin().post("/admin/agents/" + stopped.id() + "/disable", Map.of()).expect(200);
    return () -> {
      for (Api asAgent : List.of(before, agent.authenticated())) {
        assertTrue(may(asAgent, READ));
        assertFalse(may(asAgent, "files.write"));
        asAgent.post("/mcp", AskMcpCase.LIST).expect(200);
      }
      then.get("/agents/me").expect(401);
      assertEquals(401, stopped.requestToken().status());
    };
  }

  private static boolean may(Api asAgent, String action) {
    return asAgent
        .post("/agents/ask", Map.of("action", action))
        .expect(200)
        .body()
        .path("allowed")
        .asBoolean();
  }

  /** A server, the token of an agent for it, and one for a server that was switched off. */
  public Executable mcpServer() {
    Tenant.Agent agent = tenant.agent("Clerk", List.of("files:read"), List.of());
    String own = agent.token();
    String address = "https://files.example/" + agent.id();
    String files = mcpServer(address);
    String off = mcpServer(address + "/off");
    String token = mcpToken(own, files);
    String ended = mcpToken(own, off);
    tenant.admin().patch("/admin/mcp/servers/" + off, Map.of("status", "disabled")).expect(200);
    return () -> {
      assertEquals(address, Jwt.claims(token).path("aud").asText());
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
    return new Api(tenant.admin().base(), Map.of())
        .form(
            "/oauth/token",
            Query.of(
                Map.of(
                    "grant_type",
                    LaterGrants.TOKEN_EXCHANGE,
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

  private boolean active(Tenant.Agent agent, String token) {
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
    List<Vouched> all = Vouched.all(tenant, site);
    List<String> tokens = new ArrayList<>();
    for (Vouched each : all) {
      tokens.add(each.attest().expect(200).body().path("access_token").asText());
    }
    var job = new AttestedJob(tenant, new Platform(site));
    Workload ended = Workload.register(tenant, Map.of());
    String rule = ended.trust("oidc", job.trust());
    String was = ended.token(job.sign("job-7"));
    tenant.admin().delete(rule).expect(200);
    return () -> {
      for (int i = 0; i < all.size(); i++) {
        assertTrue(all.get(i).agent().admits(tokens.get(i)), all.get(i).provider());
        all.get(i).attest().expect(200);
      }
      assertFalse(ended.admits(was));
      Workload.assertRejected("without trust", ended.attest(job.sign("job-7")));
    };
  }

  /** An event that nobody has fetched. */
  public Executable events() {
    EventStreams streams = EventStreams.of(tenant);
    String stream = streams.polled();
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
      Await.until(
          "what happened is told",
          PATIENCE,
          () -> {
            JsonNode answer = streams.poll(stream, Map.of("ack", List.copyOf(ids)));
            ids.clear();
            ids.addAll(EventStreams.ids(answer));
            told.addAll(EventStreams.types(answer));
            return told.containsAll(Set.of("session-revoked", "account-disabled"));
          });
    };
  }
}
