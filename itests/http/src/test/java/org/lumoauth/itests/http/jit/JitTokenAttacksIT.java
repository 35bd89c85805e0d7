/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.JitTestBase;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** A task token permits only what was approved. */
class JitTokenAttacksIT extends JitTestBase {
  @Test
  void restrictsTokenToTheApprovedDetails() throws Exception {
    JsonNode asked =
        ask(
            task(),
            details(Map.of("type", "tool_invocation", "actions", List.of("execute"), "x", "1")),
            "");
    answer(ada, asked, "approve");
    Map<String, Object> swapped =
        Map.of("type", "tool_invocation", "actions", List.of("execute"), "x", "2");

    JsonNode refusal =
        asAgent
            .post(
                "/jit/request/" + asked.path("request_id").asText() + "/token",
                Map.of("authorization_details", swapped))
            .expect(403)
            .body();

    assertEquals("approval_mismatch", refusal.path("error").asText());
  }

  @Test
  void requiresApprovalToWidenANarrowToken() throws Exception {
    TestTenant own = TestTenant.create(server);
    var writer = own.agent("Writer", List.of("documents.read", "documents.write"), List.of());
    String narrow =
        own.admin()
            .with("Authorization", writer.basic())
            .form("/oauth/token", "grant_type=client_credentials&scope=documents.read")
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    var write = Map.of("required_scopes", List.of("documents.write"));

    JsonNode asked =
        own.admin()
            .with("Authorization", "Bearer " + narrow)
            .post("/jit/request", write)
            .expect(201)
            .body();

    assertEquals("pending", asked.path("status").asText());
    assertEquals(
        "approved",
        writer
            .authenticated()
            .post("/jit/request", write)
            .expect(201)
            .body()
            .path("status")
            .asText());
  }

  @Test
  void invalidatesApprovalsWhenTheAgentIsStopped() throws Exception {
    TestTenant.Agent own = tenant.agent("Stopped", List.of("documents.read"), List.of());
    ApiClient before = own.authenticated();
    var tool =
        Map.of(
            "authorization_details",
            Map.of("type", "tool_invocation", "actions", List.of("execute")));
    JsonNode approved = before.post("/jit/request", tool).expect(201).body();
    JsonNode pending = before.post("/jit/request", tool).expect(201).body();
    answer(ada, approved, "approve");

    tenant.admin().post("/admin/agents/" + own.id() + "/disable", Map.of()).expect(200);
    assertFalse(
        tenant
            .admin()
            .get("/jit/pending?limit=100")
            .expect(200)
            .text()
            .contains(pending.path("request_id").asText()));
    tenant.admin().post("/admin/agents/" + own.id() + "/enable", Map.of()).expect(200);

    ApiClient after = own.authenticated();
    String path = "/jit/request/" + approved.path("request_id").asText() + "/token";
    assertEquals(
        "task_suspended", after.post(path, Map.of()).expect(403).body().path("error").asText());
  }

  @Test
  void refusesTokenForUnregisteredResource() {
    var elsewhere =
        Map.of(
            "type", "file_access",
            "actions", List.of("read"),
            "locations", List.of("https://anything.example/api"));

    JsonNode refusal =
        asAgent.post("/jit/request", Map.of("authorization_details", elsewhere)).expect(400).body();

    assertEquals("invalid_target", refusal.path("error").asText());
  }

  /** RFC 9449 section 5: a token that is stolen is of no use without the agent's key. */
  @Test
  void bindsTaskTokenToTheProvenKey() {
    TestJwtSigner key = TestJwtSigner.es256("ignored");
    JsonNode low =
        ask(task(), details(Map.of("type", "file_access", "actions", List.of("read"))), "");
    String path = "/jit/request/" + low.path("request_id").asText() + "/token";

    ApiClient.Answer refused =
        asAgent.and("DPoP", proof(key, "/jit/task", Map.of())).post(path, Map.of()).expect(400);
    assertEquals("invalid_dpop_proof", error(refused));
    String once = proof(key, path, Map.of());
    JsonNode made = asAgent.and("DPoP", once).post(path, Map.of()).expect(200).body();

    assertEquals("DPoP", made.path("token_type").asText());
    assertEquals(
        key.thumbprint(),
        TrustedIssuerFixture.claimsOf(made.path("access_token").asText()).at("/cnf/jkt").asText());
    assertEquals(
        "invalid_dpop_proof", error(asAgent.and("DPoP", once).post(path, Map.of()).expect(400)));
  }

  @Test
  void bindsTaskTokenToTheKeyOfTheAgentToken() {
    TestJwtSigner key = TestJwtSigner.es256("ignored");
    String bound =
        tenant
            .admin()
            .with("Authorization", agent.basic())
            .and("DPoP", proof(key, "/oauth/token", Map.of()))
            .form("/oauth/token", "grant_type=client_credentials")
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    JsonNode low =
        ask(task(), details(Map.of("type", "file_access", "actions", List.of("read"))), "");
    String path = "/jit/request/" + low.path("request_id").asText() + "/token";

    JsonNode made =
        tenant
            .admin()
            .with("Authorization", "DPoP " + bound)
            .and("DPoP", proof(key, path, Map.of("ath", TestJwtSigner.hash(bound))))
            .post(path, Map.of())
            .expect(200)
            .body();

    assertEquals("DPoP", made.path("token_type").asText());
    assertEquals(
        key.thumbprint(),
        TrustedIssuerFixture.claimsOf(made.path("access_token").asText()).at("/cnf/jkt").asText());
  }

  /** Repeated use of a task token without its key or from another address suspends the task. */
  @Test
  void suspendsTaskAfterRepeatedTokenMisuse() throws Exception {
    TestTenant.Agent robbed = tenant.agent("Robbed", List.of("file_access"), List.of());
    ApiClient own = robbed.authenticated();
    TestJwtSigner key = TestJwtSigner.es256("ignored");
    var read = Map.of("type", "file_access", "actions", List.of("read"));
    JsonNode low =
        own.post("/jit/request", Map.of("authorization_details", read)).expect(201).body();
    String fetch = "/jit/request/" + low.path("request_id").asText() + "/token";
    String token =
        own.and("DPoP", proof(key, fetch, Map.of()))
            .post(fetch, Map.of())
            .expect(200)
            .body()
            .path("access_token")
            .asText();

    own.and("DPoP", proof(key, "/jit/task", Map.of())).post(fetch, Map.of()).expect(400);
    tenant.admin().with("Authorization", "Bearer " + token).get("/agents/me").expect(401);
    assertEquals(401, presentToken(token, proof(TestJwtSigner.es256("thief"), token)).status());
    String once = proof(key, token);
    assertEquals(403, presentToken(token, once).status()); // it opens no door here, but it holds
    assertEquals(401, presentToken(token, once).status());
    assertEquals(403, presentToken(token, proof(key, token)).status());
    tenant
        .admin()
        .patch("/admin/agents/" + robbed.id(), Map.of("allowedIps", List.of("192.0.2.0/24")))
        .expect(200);
    assertEquals("address_not_allowed", error(presentToken(token, proof(key, token)).expect(403)));

    tenant
        .admin()
        .patch("/admin/agents/" + robbed.id(), Map.of("allowedIps", List.of()))
        .expect(200);
    assertEquals(401, presentToken(token, proof(key, token)).status());
    List<String> kinds = new ArrayList<>();
    for (JsonNode row : tenant.admin().get("/admin/audit-logs?limit=100").expect(200).data()) {
      if (row.toString().contains("\"jit.anomaly\"")
          && row.toString().contains(low.path("task_id").asText())) {
        kinds.add(row.findValue("kind").asText());
      }
    }
    assertEquals(
        List.of("rule_broken", "proof_failed", "proof_failed", "proof_failed", "proof_failed"),
        kinds);
  }

  private static ApiClient.Answer presentToken(String token, String proof) {
    return tenant
        .admin()
        .with("Authorization", "DPoP " + token)
        .and("DPoP", proof)
        .get("/agents/me");
  }

  private static String proof(TestJwtSigner key, String token) {
    return proof(key, "/agents/me", Map.of("ath", TestJwtSigner.hash(token), "htm", "GET"));
  }

  private static String proof(TestJwtSigner key, String path, Map<String, Object> more) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("htm", "POST");
    claims.put("htu", tenant.admin().base() + path);
    claims.put("iat", Instant.now().getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    claims.putAll(more);
    return key.sign(Map.of("typ", "dpop+jwt", "jwk", key.material()), claims);
  }

  @Test
  void refusesTaskTokenAtOtherEndpoints() throws Exception {
    String task =
        asAgent
            .post("/jit/task", Map.of("name", "Look"))
            .expect(201)
            .body()
            .path("task_id")
            .asText();
    var read = Map.of("type", "file_access", "actions", List.of("read"), "identifier", "/q3");
    String request =
        asAgent
            .post("/jit/request", Map.of("task_id", task, "authorization_details", read))
            .expect(201)
            .body()
            .path("request_id")
            .asText();
    String token =
        asAgent
            .post("/jit/request/" + request + "/token", Map.of())
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    ApiClient holder = tenant.admin().with("Authorization", "Bearer " + token);

    // Whoever is shown the token as a resource server could try these.
    holder.get("/agents/me").expect(403);
    holder.get("/agents/me/sub-agents").expect(403);
    holder.get("/agents/me/budget").expect(403);
    holder.post("/agents/me/usage", Map.of("tokens", 1)).expect(403);
    holder.post("/jit/task", Map.of("name", "More")).expect(403);
    holder.post("/agents/register", Map.of("name", "Another")).expect(403);
    assertEquals(
        false,
        holder
            .post("/agents/ask", Map.of("action", "documents.read"))
            .expect(200)
            .body()
            .path("allowed")
            .asBoolean());
  }
}
