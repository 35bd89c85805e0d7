/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.itests.http.fixture.DelegationScenario.ON_BEHALF;
import static org.lumoauth.itests.http.fixture.DelegationScenario.READ;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.DelegationScenario;
import org.lumoauth.itests.http.fixture.JitTestBase;
import org.lumoauth.itests.http.fixture.MailOutboxReader;
import org.lumoauth.itests.http.fixture.WebhookReceiver;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestTenant;

/** Notifications about requests to approvers, their servers and agents. */
class JitNotificationIT extends JitTestBase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SECRET = "a secret of sixteen";
  private static final Pattern LINK = Pattern.compile("http://\\S+/approvals/apr_\\w+");

  /** Long enough to begin a task for them and to ask, and no longer. */
  private static final int SOON = 30;

  /** One is answered yes, one no, and one not at all; two who are to be told are away at first. */
  @Test
  void deliversSignedNotificationsAndRetriesUnavailableReceivers(StubSite site) throws Exception {
    var hook = new WebhookReceiver(site, "/jit/told/hook", 1);
    var yes = new WebhookReceiver(site, "/jit/told/yes", 1);
    var no = new WebhookReceiver(site, "/jit/told/no", 0);
    var end = new WebhookReceiver(site, "/jit/told/end", 0);
    DelegationScenario user = DelegationScenario.signIn(server, tenant);
    TestTenant.Agent courier = user.agent(ON_BEHALF, READ);
    ApiClient asCourier = courier.authenticated();

    hook(hook.url());
    JsonNode first = requestWithCallback(asAgent, task(), yes);
    String page = server.base() + link(first);
    var firstAtTheHook = hook.next();
    hook("");
    JsonNode second = requestWithCallback(asAgent, task(), no);
    JsonNode third =
        requestWithCallback(asCourier, taskThatEndsSoon(user, courier, asCourier), end);
    ada.open(link(third));
    answer(grace, first, "approve");
    answer(grace, second, "deny");

    assertNotified(second, "denied", no.next().signedBy(secret(second)));
    assertNotified(first, "approved", yes.awaitRedelivery(yes.next(), secret(first)));
    JsonNode asked = hook.awaitRedelivery(firstAtTheHook, SECRET);
    assertEquals("approval.requested", asked.path("type").asText(), asked::toString);
    assertEquals(tenant.slug(), asked.path("tenant").asText(), asked::toString);
    assertEquals("agent:" + agent.id(), asked.path("requester").asText(), asked::toString);
    assertEquals("tool_invocation", asked.path("action").asText(), asked::toString);
    assertEquals(first.path("risk_level"), asked.path("risk_level"), asked::toString);
    assertEquals(page, asked.path("link").asText(), asked::toString);
    assertNotified(third, "expired", end.next().signedBy(secret(third)));
    ada.submit("decision", "approve");
    assertEquals(404, ada.status(), ada.text());
    String ended = "/jit/request/" + third.path("request_id").asText();
    assertEquals("expired", asCourier.get(ended + "/status").body().path("status").asText());
    assertEquals("task_expired", error(asCourier.post(ended + "/token", Map.of()).expect(403)));
  }

  /** The one who was asked says nothing; who stands in for them was not signed in. */
  @Test
  void remindsOnceAndAcceptsADeputysApprovalByMailLink() throws Exception {
    TestTenant own = TestTenant.create(server);
    TestPerson boss = TestPerson.create(server, own, Map.of("emailVerified", true)).signIn();
    TestPerson deputy = TestPerson.create(server, own, Map.of("emailVerified", true));
    var named = List.of(Map.of("kind", "user", "value", boss.id()));
    own.admin()
        .put(
            "/admin/approvals/rules",
            Map.of("rules", List.of(Map.of("approvers", named, "remind_seconds", 1))))
        .expect(200);
    standIn(own, boss, deputy);
    ApiClient buyer = own.agent("Buyer", List.of("payment"), List.of()).authenticated();
    JsonNode asked = pay(buyer, "60");
    for (TestPerson each : List.of(boss, deputy)) {
      ConditionPoller.until(
          "two mails to " + each.email(),
          PATIENCE,
          () -> MailOutboxReader.count(server, each.email(), "Buyer") == 2);
    }
    Matcher link = LINK.matcher(MailOutboxReader.awaitMail(server, deputy.email()));
    assertTrue(link.find());

    TestBrowser browser = deputy.browser().open(link.group());
    browser.submit("identifier", deputy.email()).submit("password", TestPerson.PASSWORD);
    assertEquals(link.group(), browser.url());
    browser.submit("decision", "approve");

    assertEquals(200, browser.status(), browser.text());
    String request = "/jit/request/" + asked.path("request_id").asText();
    assertEquals("approved", buyer.get(request + "/status").body().path("status").asText());
    buyer.post(request + "/token", Map.of()).expect(200);
    String log = own.admin().get("/admin/audit-logs?limit=100").expect(200).text();
    assertTrue(log.contains("\"in_place_of\":\"user:" + boss.id() + "\""), log);
  }

  private static void hook(String url) {
    tenant
        .admin()
        .patch("/admin/settings/approval-webhook", Map.of("url", url, "secret", SECRET))
        .expect(200);
  }

  private static String taskThatEndsSoon(
      DelegationScenario user, TestTenant.Agent courier, ApiClient asCourier) {
    user.bearer(user.token())
        .post(
            "/me/delegations",
            Map.of("agentId", courier.id(), "scopes", List.of(READ), "expiresIn", SOON))
        .expect(201);
    return asCourier
        .post("/jit/task", Map.of("name", "Soon", "on_behalf_of", user.person.id()))
        .expect(201)
        .body()
        .path("task_id")
        .asText();
  }

  private static JsonNode requestWithCallback(ApiClient agent, String task, WebhookReceiver told) {
    var tool = Map.of("type", "tool_invocation", "actions", List.of("execute"));
    JsonNode asked =
        agent
            .post(
                "/jit/request",
                Map.of("task_id", task, "authorization_details", tool, "callback_url", told.url()))
            .expect(201)
            .body();
    assertEquals("pending", asked.path("status").asText(), asked::toString);
    return asked;
  }

  private static String secret(JsonNode asked) {
    return asked.path("callback_secret").asText();
  }

  private static void assertNotified(JsonNode asked, String status, JsonNode told) {
    Map<String, Object> all = new HashMap<>(Map.of("status", status));
    for (String same : List.of("request_id", "task_id", "risk_level", "status_url")) {
      all.put(same, asked.path(same));
    }
    assertEquals(ApiClient.JSON.valueToTree(all), told);
  }

  private static void standIn(TestTenant own, TestPerson boss, TestPerson deputy) {
    TestApplication app =
        TestApplication.register(
            own, Map.of("allowedScopes", List.of("openid", "approvals.write")));
    String code = boss.allow(app, Map.of("scope", "openid approvals.write")).get("code");
    own.admin()
        .with(
            "Authorization",
            "Bearer " + app.redeem(code).expect(200).body().path("access_token").asText())
        .put(
            "/approvals/deputy",
            Map.of("user", deputy.email(), "until", Instant.now().plusSeconds(86_400).toString()))
        .expect(200);
  }
}
