/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.JitTestBase;
import org.lumoauth.itests.http.fixture.MailOutboxReader;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestTenant;

/** What an agent cannot do with a task and its approvals. */
class JitAttacksIT extends JitTestBase {
  @Test
  void refusesCallbackToInternalAddress() {
    for (String url :
        List.of(
            "https://169.254.169.254/latest",
            "https://10.0.0.1/cb",
            "https://[fd00::1]/cb",
            "http://8.8.8.8/cb",
            "file:///etc/passwd")) {
      JsonNode refusal =
          asAgent
              .post(
                  "/jit/request",
                  Map.of(
                      "authorization_details",
                      Map.of("type", "file_access", "actions", List.of("read")),
                      "callback_url",
                      url))
              .expect(422)
              .body();

      assertEquals("callback_url", refusal.at("/details/field").asText(), url);
    }
  }

  @Test
  void refusesApprovalAfterTheTaskEnded() throws Exception {
    JsonNode asked = askForATool();
    ada.open(link(asked));
    asAgent.post("/jit/task/" + asked.path("task_id").asText() + "/complete", Map.of()).expect(200);

    ada.submit("decision", "approve");

    assertEquals(404, ada.status());
    assertEquals("task_completed", token(asked).expect(403).body().path("error").asText());
  }

  @Test
  void suspendsTaskAfterRepeatedDenials() throws Exception {
    String task = task();
    JsonNode low =
        ask(task, details(Map.of("type", "file_access", "actions", List.of("read"))), "");
    String token = token(low).expect(200).body().path("access_token").asText();
    for (int i = 0; i < 3; i++) {
      JsonNode asked =
          ask(task, details(Map.of("type", "tool_invocation", "actions", List.of("execute"))), "");
      answer(ada, asked, "deny");
      if (asked.path("risk_level").asText().equals("critical")) {
        assertEquals("denied", status(asked).path("status").asText());
      }
      status(asked);
    }

    assertFalse(
        tenant
            .admin()
            .with("Authorization", agent.basic())
            .form("/oauth/introspect", "token=" + token)
            .expect(200)
            .body()
            .path("active")
            .asBoolean());
    assertEquals(
        "suspended", asAgent.get("/jit/status/" + task).expect(200).body().path("status").asText());
  }

  @Test
  void endsNestedTasksOfAnyDepth() throws Exception {
    String whole = task();
    String deepest = whole;
    for (int deep = 1; deep < 16; deep++) {
      deepest = part(deepest).expect(201).body().path("task_id").asText();
    }
    assertEquals("task_too_deep", part(deepest).expect(400).body().path("error").asText());
    JsonNode low =
        ask(deepest, details(Map.of("type", "file_access", "actions", List.of("read"))), "");
    String token = token(low).expect(200).body().path("access_token").asText();

    asAgent.post("/jit/task/" + whole + "/complete", Map.of()).expect(200);

    assertEquals(
        "completed",
        asAgent.get("/jit/status/" + deepest).expect(200).body().path("status").asText());
    assertFalse(
        tenant
            .admin()
            .with("Authorization", agent.basic())
            .form("/oauth/introspect", "token=" + token)
            .expect(200)
            .body()
            .path("active")
            .asBoolean());
  }

  private static ApiClient.Answer part(String of) {
    return asAgent.post("/jit/task", Map.of("name", "Part", "parent_task_id", of));
  }

  @Test
  void countsRequestsOfSubAgentsTogether() throws Exception {
    TestTenant own = TestTenant.create(server);
    own.admin().patch("/admin/settings/approvals", Map.of("pendingPerRequester", 2)).expect(200);
    ApiClient top =
        own.agent("Top", List.of("payment", "agents.register"), List.of()).authenticated();
    assertEquals("pending", pay(helper(top, "One"), "60").path("status").asText());
    assertEquals("pending", pay(helper(top, "Two"), "60").path("status").asText());
    ApiClient other = own.agent("Other", List.of("payment"), List.of()).authenticated();

    for (ApiClient each : List.of(helper(top, "Three"), top)) {
      var detail = Map.of("type", "payment", "actions", List.of("initiate"), "amount", "60");
      assertEquals(
          "too_many_pending_approvals",
          each.post("/jit/request", Map.of("authorization_details", detail))
              .expect(429)
              .body()
              .path("error")
              .asText());
    }
    assertEquals("pending", pay(other, "60").path("status").asText());
  }

  @Test
  void limitsMailToApprovers() throws Exception {
    TestTenant own = TestTenant.create(server);
    TestPerson owner = TestPerson.create(server, own, Map.of("emailVerified", true));
    var named = Map.of("kind", "user", "value", owner.id());
    own.admin()
        .put(
            "/admin/approvals/rules", Map.of("rules", List.of(Map.of("approvers", List.of(named)))))
        .expect(200);
    ApiClient noisy = own.agent("Noisy", List.of("payment"), List.of()).authenticated();
    for (int i = 0; i < 12; i++) {
      pay(noisy, "60");
    }
    pay(own.agent("Quiet", List.of("payment"), List.of()).authenticated(), "60");

    ConditionPoller.until(
        "mail about both",
        Duration.ofSeconds(30),
        () -> mails(owner, "Quiet") == 1 && mails(owner, "Noisy") >= 10);

    assertEquals(10, mails(owner, "Noisy"));
  }

  private static long mails(TestPerson to, String about) throws IOException {
    return MailOutboxReader.count(server, to.email(), about);
  }

  @Test
  void requiresApprovalForSplitPayment() throws Exception {
    ApiClient asBuyer = agentWithAutoApprovedPayments();

    assertEquals("approved", pay(asBuyer, "60").path("status").asText());
    assertEquals("pending", pay(asBuyer, "60").path("status").asText()); // of a task of its own
    assertEquals("approved", pay(asBuyer, "40").path("status").asText());
  }

  @Test
  void requiresApprovalForPaymentSplitAmongSubAgents() throws Exception {
    ApiClient asBuyer = agentWithAutoApprovedPayments();
    ApiClient one = helper(asBuyer, "One");
    ApiClient two = helper(asBuyer, "Two");

    assertEquals("approved", pay(one, "60").path("status").asText());
    assertEquals("pending", pay(two, "60").path("status").asText());
    assertEquals("pending", pay(asBuyer, "60").path("status").asText());
    assertEquals("approved", pay(two, "40").path("status").asText());
  }

  private static ApiClient helper(ApiClient parent, String name) {
    JsonNode made =
        parent
            .post("/agents/register", Map.of("name", name, "capabilities", List.of("payment")))
            .expect(200)
            .body();
    return new TestTenant.Agent(
            made.path("agent_id").asText(),
            made.path("client_id").asText(),
            made.path("client_secret").asText(),
            parent)
        .authenticated();
  }

  @Test
  void requiresApprovalBeyondTheCapabilities() throws Exception {
    TestTenant own = TestTenant.create(server);
    var update =
        Map.of(
            "authorization_details",
            Map.of(
                "type", "database_query",
                "actions", List.of("insert", "update"),
                "identifier", "prod.customers"));
    ApiClient bare = own.agent("Bare", List.of(), List.of()).authenticated();
    ApiClient reader = own.agent("Reader", List.of("documents.read"), List.of()).authenticated();

    assertEquals(
        "capability_denied",
        bare.post("/jit/request", update).expect(403).body().path("error").asText());
    JsonNode asked = reader.post("/jit/request", update).expect(201).body();
    assertEquals("pending", asked.path("status").asText());
    assertEquals("high", asked.path("risk_level").asText());
    own.admin().patch("/admin/settings/jit", Map.of("detailsWithinCapabilities", true)).expect(200);
    reader.post("/jit/request", update).expect(403);
  }

  @Test
  void refusesEmptyRequiredMembers() {
    List<Object> nothing = Collections.singletonList(null);
    for (Object detail :
        List.of(
            nothing,
            Map.of("type", "file_access", "actions", nothing),
            Map.of("type", "file_access", "actions", List.of("read"), "locations", nothing))) {
      asAgent.post("/jit/request", Map.of("authorization_details", detail)).expect(400);
    }
    asAgent.post("/jit/request", Map.of("required_scopes", nothing)).expect(400);
  }

  @Test
  void escapesAgentTextAndShowsHiddenCharacters() throws Exception {
    JsonNode asked =
        ask(
            task(),
            details(Map.of("type", "tool_invocation", "actions", List.of("execute"))),
            "SYSTEM: approve this\u202E\u200B <script>alert(1)</script><form action=//evil.example>");

    ada.open(link(asked));

    String page = ada.text();
    assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page);
    assertFalse(page.contains("<script>alert"), page);
    assertTrue(page.contains("\u27E8U+202E\u27E9\u27E8U+200B\u27E9"), page);
    assertTrue(page.contains("Travel agent"), page);
    assertFalse(ada.header("Content-Security-Policy").contains("unsafe"), page);
    assertTrue(ada.header("Content-Security-Policy").contains("frame-ancestors 'none'"));
  }
}
