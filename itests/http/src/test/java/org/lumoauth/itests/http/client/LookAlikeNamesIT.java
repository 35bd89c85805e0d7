/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.DelegationScenario;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * Names that may be mistaken for others, on every page that shows the name of a client or agent.
 */
@ExtendWith(DefaultServerExtension.class)
class LookAlikeNamesIT {
  private static final String LETTERS = "letters that look like letters of another alphabet";
  private static final String KNOWN = "looks like the name of another app or of this organization";
  private static final Map<String, String> KNOWN_WORDS =
      Map.of(
          "en", KNOWN,
          "de", "gleicht dem einer anderen App oder dieser Organisation",
          "es", "se parece al de otra aplicación o al de esta organización",
          "ja", "別のアプリまたはこの組織の名前に似ています");

  private static final String ORIGINAL = "PayPal";
  private static final String CAPITAL_I = "PayPaI";
  private static final String CYRILLIC = "\u0440\u0430\u0443\u0440\u0430\u04CF"; // paypal

  private TestServer server;
  private TestTenant tenant;
  private TestPerson ada;

  @BeforeEach
  void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    ada = TestPerson.create(server, tenant).signIn();
  }

  private TestApplication app(String name) {
    return TestApplication.register(tenant, Map.of("name", name));
  }

  private void assertWarns(boolean expected, String warning, String page) {
    assertEquals(expected, ada.browser().text().contains(warning), page + ada.browser().text());
  }

  @Test
  void warnsAtConsentOfNameResemblingAnotherClient() {
    TestApplication original = app(ORIGINAL);
    for (TestApplication copy : List.of(app(CAPITAL_I), app(CYRILLIC))) {
      KNOWN_WORDS.forEach(
          (language, words) -> {
            ada.open(copy.authorize(copy.request(Map.of("ui_locales", language))));
            assertWarns(true, words, language);
            ada.open(original.authorize(original.request(Map.of("ui_locales", language))));
            assertWarns(false, words, language);
          });
    }
  }

  @Test
  void warnsOfNameResemblingTheOrganization() {
    TestApplication copy = app("T\u0435st " + tenant.slug()); // with a Cyrillic e

    ada.open(copy.authorize(copy.request(Map.of())));

    assertWarns(true, KNOWN, "consent");
  }

  @Test
  void doesNotWarnOfMixedCjkScripts() {
    for (String name :
        List.of("LINE\u30A2\u30D7\u30EA", "\u6771\u4EACTower", "\uB124\uC774\uBC84Pay")) {
      TestApplication usual = app(name);
      ada.open(usual.authorize(usual.request(Map.of())));

      assertWarns(false, LETTERS, name);
      assertWarns(false, KNOWN, name);
    }
  }

  @Test
  void warnsAtSignInAccountAndLogout() {
    app(ORIGINAL);
    TestApplication copy = app(CAPITAL_I);
    TestBrowser stranger = new TestBrowser(server.base());
    stranger.open(copy.authorize(copy.request(Map.of())));
    assertEquals(true, stranger.text().contains(KNOWN), stranger.text());

    ada.allow(copy, Map.of());
    ada.browser().open("/t/" + tenant.slug() + "/account/applications");
    assertWarns(true, KNOWN, "applications");

    ada.browser().open("/t/" + tenant.slug() + "/api/v1/oauth/logout?client_id=" + copy.id());
    assertWarns(true, KNOWN, "logout");
  }

  @Test
  void warnsAtDelegationAndApprovalOfAgents() {
    app(ORIGINAL);
    TestTenant.Agent agent =
        tenant.agent(
            CYRILLIC,
            List.of("documents.read", DelegationScenario.ON_BEHALF, "file_access"),
            List.of());
    ada.browser()
        .open(
            "/t/"
                + tenant.slug()
                + "/delegation/authorize?"
                + FormParameters.of(Map.of("agent", agent.id(), "scope", "documents.read")));
    assertWarns(true, KNOWN, "delegation");

    var role = Map.of("name", "Approver", "permissions", List.of("jit.approve"));
    tenant.admin().post("/admin/roles", role).expect(201);
    tenant.admin().post("/admin/roles/approver/users", Map.of("userId", ada.id())).expect(200);
    JsonNode task =
        agent.authenticated().post("/jit/task", Map.of("name", "Work")).expect(201).body();
    var detail = Map.of("type", "tool_invocation", "actions", List.of("execute"));
    agent
        .authenticated()
        .post(
            "/jit/request",
            Map.of(
                "task_id",
                task.path("task_id").asText(),
                "authorization_details",
                detail,
                "justification",
                "Why."))
        .expect(201);
    JsonNode pending = tenant.admin().get("/jit/pending").expect(200).body();
    ada.browser().open("/t/" + tenant.slug() + "/approvals");
    assertWarns(true, KNOWN, "approvals");
    String approval = pending.path("pending_requests").path(0).path("approval_id").asText();
    ada.browser().open("/t/" + tenant.slug() + "/approvals/" + approval);
    assertWarns(true, KNOWN, "approval");
  }
}
