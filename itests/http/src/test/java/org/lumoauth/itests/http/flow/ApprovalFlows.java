/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.fixture.DelegationScenario;
import org.lumoauth.itests.http.fixture.WebhookReceiver;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** An agent that asks for permissions, and two people who approve, in a tenant of their own. */
public final class ApprovalFlows {
  private static final Pattern LINK = Pattern.compile("http://\\S+/approvals/apr_[0-9A-Z]+");
  private static final Map<String, Object> TOOL =
      Map.of("type", "tool_invocation", "actions", List.of("execute"));
  private static final Map<String, Object> PAYMENT =
      Map.of("type", "payment", "actions", List.of("initiate"), "amount", "120.00");

  /** Of a server that was killed while it told somebody, another takes that over after minutes. */
  private static final long TOLD_SECONDS = 150;

  private final TestServer server;
  private final StubSite site;
  private final InterruptedFlowSuite others;
  private final TestTenant tenant;
  private final TestTenant.Agent agent;
  private final ApiClient asAgent;
  private final TestPerson ada;
  private final TestPerson grace;

  /**
   * @param others is told what was not tried, and where mail comes
   */
  public ApprovalFlows(TestServer server, StubSite site, InterruptedFlowSuite others)
      throws IOException {
    this.server = server;
    this.site = site;
    this.others = others;
    tenant = TestTenant.create(server);
    agent = tenant.agent("Travel agent", List.of("documents.read", "payment"), List.of());
    asAgent = agent.authenticated();
    tenant
        .admin()
        .post("/admin/roles", Map.of("name", "Approver", "permissions", List.of("jit.approve")))
        .expect(201);
    ada = approver();
    grace = approver();
  }

  /**
   * All but {@link #confirmation}, which ends by its time two minutes later, and {@link
   * #retriedAgentCallback}.
   */
  public List<InterruptedFlow> all() {
    return List.of(
        this::openApprovalForm,
        this::mailedApprovalLink,
        this::webhookDelivery,
        this::partialApproval,
        this::unfetchedApproval,
        this::taskTokens);
  }

  private TestPerson approver() {
    TestPerson person = TestPerson.create(server, tenant);
    tenant.admin().post("/admin/roles/approver/users", Map.of("userId", person.id())).expect(200);
    return person.signIn();
  }

  /** What waits for an answer: the form is open. */
  private Executable openApprovalForm() {
    JsonNode asked = ask(TOOL);
    TestPerson eve = approver();
    eve.browser().open(page(asked));
    return () -> {
      refused("request_pending", token(asked));
      eve.browser().submit("decision", "approve");
      fetchedOnce(asked, TOOL);
    };
  }

  /** The link came by mail; who got it has not opened it. */
  private Executable mailedApprovalLink() throws Exception {
    var own = new ApprovalFlows(server, site, others);
    own.tenant
        .admin()
        .patch("/admin/users/" + own.ada.id(), Map.of("emailVerified", true))
        .expect(200);
    var named = List.of(Map.of("kind", "user", "value", own.ada.id()));
    own.tenant
        .admin()
        .put("/admin/approvals/rules", Map.of("rules", List.of(Map.of("approvers", named))))
        .expect(200);
    JsonNode asked = own.ask(TOOL);
    String link = link(others.mail().to(own.ada.email()));
    return () -> {
      own.ada.browser().open(link).submit("decision", "approve");
      own.fetchedOnce(asked, TOOL);
    };
  }

  /** A server of the tenant's is told, and goes on being told. */
  private Executable webhookDelivery() throws Exception {
    var own = new ApprovalFlows(server, site, others);
    String path = "/hooks/" + own.tenant.slug();
    own.tenant
        .admin()
        .patch(
            "/admin/settings/approval-webhook",
            Map.of("url", site.address(path), "secret", "sixteen characters"))
        .expect(200);
    JsonNode asked = own.ask(TOOL);
    return () -> {
      JsonNode later = own.ask(TOOL);
      Set<String> told = new HashSet<>();
      while (told.size() < 2) { // what it was told just before a kill it may be told again
        told.add(link(site.posted(path, TOLD_SECONDS)));
      }
      for (String link : told) {
        own.ada.browser().open(link).submit("decision", "approve");
      }
      own.fetchedOnce(asked, TOOL);
      own.fetchedOnce(later, TOOL);
    };
  }

  /**
   * What the agent is told of is answered; it was away when it was told, and comes back by the step
   * that this gives. It is told again at the server's pace, so that is looked at when all else was.
   */
  public Executable retriedAgentCallback() throws Exception {
    Instant begun = Instant.now();
    var receiver = new WebhookReceiver(site, "/jit/underway/" + tenant.slug(), Integer.MAX_VALUE);
    JsonNode asked = ask(TOOL, Map.of("callback_url", receiver.url()));
    answer(ada, asked, "approve");
    receiver.next();
    others.checkLast(
        () -> {
          String secret = asked.path("callback_secret").asText();
          JsonNode told = receiver.awaitAccepted(secondsUntilRetry(begun)).signedBy(secret);
          assertEquals("approved", told.path("status").asText(), told::toString);
          assertEquals(asked.path("request_id"), told.path("request_id"), told::toString);
          fetchedOnce(asked, TOOL);
        });
    return receiver::becomeAvailable;
  }

  /** Seconds until the next try: each pause is as long as all before it and ten seconds more. */
  private static long secondsUntilRetry(Instant begun) {
    return Math.max(TOLD_SECONDS, begun.until(Instant.now(), ChronoUnit.SECONDS) + 30);
  }

  private static String link(String told) {
    Matcher link = LINK.matcher(told);
    assertTrue(link.find(), told);
    return link.group();
  }

  /** Two have to say yes, and one has. */
  private Executable partialApproval() {
    JsonNode asked = ask(PAYMENT);
    answer(ada, asked, "approve");
    return () -> {
      refused("request_pending", token(asked));
      assertEquals(404, ada.browser().openOnly(page(asked)).status(), "has answered");
      answer(grace, asked, "approve");
      fetchedOnce(asked, PAYMENT);
    };
  }

  /** Approved, and not fetched yet; another was denied. */
  private Executable unfetchedApproval() {
    JsonNode asked = ask(TOOL);
    answer(ada, asked, "approve");
    JsonNode denied = ask(TOOL);
    answer(ada, denied, "deny");
    return () -> {
      fetchedOnce(asked, TOOL);
      refused("request_denied", token(denied));
    };
  }

  /** A token of a task that goes on, and one of a task that is over. */
  private Executable taskTokens() {
    JsonNode asked = ask(TOOL);
    answer(ada, asked, "approve");
    Instant began = Instant.now();
    JsonNode made = token(asked).expect(200).body();
    Instant end = began.plusSeconds(made.path("expires_in").asLong());
    JsonNode over = ask(TOOL);
    answer(ada, over, "approve");
    String ended = token(over).expect(200).body().path("access_token").asText();
    String task = "/jit/task/" + over.path("task_id").asText();
    asAgent.post(task + "/complete", Map.of()).expect(200);
    return others.expiringCheck(
        "the token of a task",
        end,
        () -> {
          assertTrue(active(made.path("access_token").asText()));
          assertFalse(active(ended));
          refused("approval_used", token(asked));
        });
  }

  /** A user is to confirm what an agent does for them. */
  public Executable confirmation() throws Exception {
    DelegationScenario user = DelegationScenario.signIn(server, tenant);
    tenant
        .admin()
        .patch("/admin/users/" + user.person.id(), Map.of("emailVerified", true))
        .expect(200);
    ApiClient acting =
        user.agentWithConsent(DelegationScenario.ON_BEHALF, DelegationScenario.READ)
            .authenticated();
    JsonNode made =
        acting
            .post(
                "/agents/me/approvals",
                Map.of(
                    "task_id", "t-1",
                    "reason", "The hotel is free.",
                    "impact", "high",
                    "on_behalf_of", user.person.id()))
            .expect(202) // by mail alone
            .body();
    String token = made.path("approval_token").asText();
    others.mail().to(user.person.email());
    return others.expiringCheck(
        "a confirmation",
        Instant.parse(made.path("expires_at").asText()),
        () -> {
          assertEquals("pending", confirmed(acting, token));
          user.person
              .browser()
              .open("/t/" + tenant.slug() + "/approvals/" + token)
              .submit("decision", "approve");
          assertEquals("approved", confirmed(acting, token));
        });
  }

  private static String confirmed(ApiClient acting, String token) {
    return acting
        .get("/agents/me/approvals/" + token + "/status")
        .expect(200)
        .body()
        .path("status")
        .asText();
  }

  private JsonNode ask(Map<String, Object> detail) {
    return ask(detail, Map.of());
  }

  private JsonNode ask(Map<String, Object> detail, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("authorization_details", List.of(detail));
    body.put("justification", "Why.");
    return asAgent.post("/jit/request", body).expect(201).body();
  }

  private void answer(TestPerson who, JsonNode asked, String decision) {
    who.browser().open(page(asked)).submit("decision", decision);
    assertEquals(200, who.browser().status(), who.browser().text());
  }

  /** Where the request is answered. */
  private String page(JsonNode asked) {
    JsonNode pending = tenant.admin().get("/jit/pending?limit=100").expect(200).body();
    for (JsonNode each : pending.path("pending_requests")) {
      if (each.path("request_id").equals(asked.path("request_id"))) {
        return "/t/" + tenant.slug() + "/approvals/" + each.path("approval_id").asText();
      }
    }
    throw new AssertionError("not pending: " + asked);
  }

  private void fetchedOnce(JsonNode asked, Map<String, Object> detail) {
    JsonNode made = token(asked).expect(200).body();
    assertEquals(ApiClient.JSON.valueToTree(List.of(detail)), made.path("authorization_details"));
    assertTrue(active(made.path("access_token").asText()));
    refused("approval_used", token(asked));
  }

  private ApiClient.Answer token(JsonNode asked) {
    String request = "/jit/request/" + asked.path("request_id").asText();
    return asAgent.post(request + "/token", Map.of());
  }

  private boolean active(String token) {
    return tenant
        .admin()
        .with("Authorization", agent.basic())
        .form("/oauth/introspect", "token=" + token)
        .expect(200)
        .body()
        .path("active")
        .asBoolean();
  }

  private static void refused(String error, ApiClient.Answer answer) {
    assertEquals(error, answer.expect(403).body().path("error").asText(), answer.toString());
  }
}
