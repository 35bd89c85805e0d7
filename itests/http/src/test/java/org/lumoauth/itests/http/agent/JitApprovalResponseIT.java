/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.DelegationScenario;
import org.lumoauth.itests.http.fixture.JitTestBase;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;

/** Decisions by the API, and each member of the response that the agent receives. */
class JitApprovalResponseIT extends JitTestBase {
  private static final Map<String, Object> TOOL =
      Map.of("type", "tool_invocation", "actions", List.of("execute"));

  /** The API as somebody who may approve. */
  private static ApiClient hers;

  @BeforeAll
  static void signIn() {
    TestPerson person = TestPerson.create(server, tenant).signIn();
    tenant.admin().post("/admin/roles/approver/users", Map.of("userId", person.id())).expect(200);
    String scope = "openid jit.approve";
    TestApplication app =
        TestApplication.register(tenant, Map.of("allowedScopes", List.of(scope.split(" "))));
    String code = person.allow(app, Map.of("scope", scope)).get("code");
    String token = app.redeem(code).expect(200).body().path("access_token").asText();
    hers = tenant.admin().with("Authorization", "Bearer " + token);
  }

  @Test
  void returnsPendingStatusAndStatusUrl() {
    JsonNode task =
        asAgent.post("/jit/task", Map.of("name", "Look", "type", "t")).expect(201).body();
    assertEquals(
        Set.of("task_id", "caep_session_id", "expires_at", "agent_id", "agent", "on_behalf_of"),
        names(task));
    JsonNode asked = ask(900);
    assertEquals(
        Set.of(
            "request_id", "status", "risk_level", "task_id", "status_url", "message", "expires_at"),
        names(asked));

    JsonNode status = at(asked.path("status_url")).expect(200).body();

    assertEquals(
        Set.of(
            "request_id",
            "status",
            "risk_level",
            "task_id",
            "has_notes",
            "agent_message",
            "delegation_consent_required",
            "expires_at"),
        names(status));
    assertEquals("pending", status.path("status").asText());
    assertFalse(status.path("has_notes").asBoolean(true));
    assertTrue(status.path("agent_message").isNull());
    assertFalse(status.path("delegation_consent_required").asBoolean(true));
    JsonNode pending = hers.get("/jit/pending?limit=100").expect(200).body();
    assertEquals(Set.of("pending_requests", "count", "data", "pagination"), names(pending));
    assertEquals(pending.path("data"), pending.path("pending_requests"));
    assertEquals(pending.path("data").size(), pending.path("count").asInt());
  }

  @Test
  void grantsLowRiskRequestForTheRequestedTime() {
    var read = Map.of("type", "file_access", "actions", List.of("read"));

    JsonNode granted =
        asAgent
            .post("/jit/request", Map.of("authorization_details", read, "requested_ttl", 600))
            .expect(201)
            .body();

    assertEquals("approved", granted.path("status").asText(), granted.toString());
    assertEquals(600, granted.path("granted_ttl").asInt());
    assertFalse(granted.has("status_url"), granted.toString());
    assertEquals(600, fetchToken(granted).path("expires_in").asInt());
  }

  @Test
  void returnsApprovedTimeAndMessageButNotTheNotes() {
    JsonNode asked = ask(900);

    JsonNode approved =
        hers.post(
                answer("approve", asked),
                Map.of("ttl", 120, "notes", "Until noon.", "agent_message", "Only today."))
            .expect(200)
            .body();

    assertEquals(
        ApiClient.JSON.valueToTree(
            Map.of(
                "request_id",
                asked.path("request_id").asText(),
                "status",
                "approved",
                "granted_ttl",
                120)),
        approved);
    JsonNode status = status(asked);
    assertEquals("approved", status.path("status").asText());
    assertEquals(120, status.path("granted_ttl").asInt());
    assertTrue(status.path("has_notes").asBoolean());
    assertEquals("Only today.", status.path("agent_message").asText());
    assertFalse(status.toString().contains("Until noon."), status.toString());
    JsonNode made = fetchToken(status);
    assertEquals(120, made.path("expires_in").asInt());
    JsonNode claims = TrustedIssuerFixture.claimsOf(made.path("access_token").asText());
    assertEquals(120, claims.path("exp").asLong() - claims.path("iat").asLong());
  }

  @Test
  void refusesApprovalForMoreTimeThanRequested() {
    JsonNode asked = ask(300);

    JsonNode approved = hers.post(answer("approve", asked), Map.of("ttl", 900)).expect(200).body();

    assertEquals(300, approved.path("granted_ttl").asInt());
    assertEquals(300, fetchToken(status(asked)).path("expires_in").asInt());
  }

  @Test
  void refusesMalformedDecisions() {
    JsonNode asked = ask(300);

    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("ttl", 59),
            Map.of("ttl", 901),
            Map.of("ttl", "120"),
            Map.of("ttl", 90.5),
            Map.of("notes", "x".repeat(2_001)),
            Map.of("agent_message", "x".repeat(501)),
            Map.of("reason", "of a denial"))) {
      assertEquals(
          "validation_error",
          error(hers.post(answer("approve", asked), wrong).expect(422)),
          wrong.toString());
    }
    hers.post(answer("deny", asked), Map.of("ttl", 60)).expect(422);

    assertEquals("pending", status(asked).path("status").asText());
  }

  @Test
  void returnsDenialWithoutTheReason() {
    JsonNode asked = ask(300);

    JsonNode denied =
        hers.post(
                answer("deny", asked),
                Map.of("reason", "She is on leave.", "agent_message", "Ask tomorrow."))
            .expect(200)
            .body();

    assertEquals(
        ApiClient.JSON.valueToTree(
            Map.of("request_id", asked.path("request_id").asText(), "status", "denied")),
        denied);
    JsonNode status = status(asked);
    assertEquals("denied", status.path("status").asText());
    assertTrue(status.path("has_notes").asBoolean());
    assertEquals("Ask tomorrow.", status.path("agent_message").asText());
    assertFalse(status.toString().contains("on leave"), status.toString());
    assertEquals("request_denied", error(token(asked).expect(403)));
    for (String decision : List.of("approve", "deny")) {
      assertEquals(
          "already_answered", error(hers.post(answer(decision, asked), Map.of()).expect(409)));
    }
    JsonNode evaluated =
        asAgent
            .post("/jit/task/" + asked.path("task_id").asText() + "/evaluate", Map.of())
            .expect(200)
            .body();
    assertTrue(evaluated.path("active").asBoolean());
    assertEquals("request-denied", evaluated.at("/events/0/type").asText(), evaluated.toString());
  }

  @Test
  void acceptsDecisionWithoutBody() {
    JsonNode asked = ask(300);
    asAgent.post(answer("deny", asked), Map.of()).expect(403);
    assertEquals(
        "not_an_approver", error(tenant.admin().post(answer("deny", asked), Map.of()).expect(403)));

    JsonNode denied = hers.send("POST", answer("deny", asked), null, null).expect(200).body();

    assertEquals("denied", denied.path("status").asText());
    assertFalse(status(asked).path("has_notes").asBoolean(true));
    hers.post("/jit/deny/jit_nobody", Map.of()).expect(404);
  }

  @Test
  void returnsTimeAndUserOfAConfirmation() throws IOException {
    TestTenant own = TestTenant.create(server);
    own.admin()
        .patch(
            "/admin/settings/approval-webhook",
            Map.of("url", "https://hooks.example.com/", "secret", "sixteen characters"))
        .expect(200);
    DelegationScenario user = DelegationScenario.signIn(server, own);
    TestTenant.Agent courier =
        user.agentWithConsent(DelegationScenario.ON_BEHALF, DelegationScenario.READ);
    ApiClient api = courier.authenticated();
    Map<String, Object> wish =
        Map.of(
            "task_id", "t-1",
            "reason", "The hotel is free.",
            "impact", "high",
            "on_behalf_of", user.person.id());
    JsonNode made = api.post("/agents/me/approvals", wish).expect(201).body();
    assertEquals(
        Set.of("approval_token", "status", "expires_at", "task_id", "impact"), names(made));
    String path = "/agents/me/approvals/" + made.path("approval_token").asText() + "/status";
    JsonNode before = api.get(path).expect(200).body();
    assertTrue(before.path("responded_at").isNull(), before.toString());
    assertTrue(before.path("approved_by").isNull(), before.toString());
    Instant earliest = Instant.now().minusSeconds(1);

    user.person
        .browser()
        .open("/t/" + own.slug() + "/approvals/" + made.path("approval_token").asText())
        .submit("decision", "approve");

    JsonNode after = api.get(path).expect(200).body();
    assertEquals(
        Set.of(
            "approval_token",
            "status",
            "task_id",
            "impact",
            "reason",
            "responded_at",
            "approved_by"),
        names(after));
    assertEquals("approved", after.path("status").asText(), after.toString());
    assertEquals("The hotel is free.", after.path("reason").asText());
    Instant at = Instant.parse(after.path("responded_at").asText());
    assertTrue(at.isAfter(earliest) && at.isBefore(Instant.now().plusSeconds(1)), after.toString());
    assertEquals(user.person.id(), after.at("/approved_by/user_id").asText());
    assertEquals(user.person.email(), after.at("/approved_by/email").asText());
  }

  private static JsonNode ask(int seconds) {
    return asAgent
        .post("/jit/request", Map.of("authorization_details", TOOL, "requested_ttl", seconds))
        .expect(201)
        .body();
  }

  private static String answer(String decision, JsonNode asked) {
    return "/jit/" + decision + "/" + asked.path("request_id").asText();
  }

  /** The token, from where the answer says that it is. */
  private static JsonNode fetchToken(JsonNode answer) {
    String path = path(answer.path("token_url"));
    return asAgent.post(path, Map.of()).expect(200).body();
  }

  private static ApiClient.Answer at(JsonNode url) {
    return asAgent.get(path(url));
  }

  /** The path of an address of this tenant's API. */
  private static String path(JsonNode url) {
    assertTrue(url.asText().startsWith(tenant.admin().base() + "/"), url.toString());
    return url.asText().substring(tenant.admin().base().length());
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
      names.add(each.next());
    }
    return names;
  }
}
