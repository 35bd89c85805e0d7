/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/**
 * Events during a stop of the module that handles them: no response claims a revocation that did
 * not happen, no weaker token is issued, and the revocation is applied when the module is back.
 */
@ExtendWith(ModuleServerExtension.class)
class StoppedModuleCatchUpIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Map<String, String> CREDENTIALS = Map.of("grant_type", "client_credentials");

  private static TestServer server;
  private static StubSite site;
  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared, StubSite sharedSite) throws IOException {
    server = shared;
    site = sharedSite;
    tenant = TestTenant.create(server);
  }

  @Test
  void revokesSessionsForPasswordChangeDuringStop() throws Exception {
    TestPerson ada = TestPerson.create(server, tenant).signIn();
    assertEquals(200, profile(ada));

    whileStopped("authn.sessions", () -> change(ada, "quite another row of words 7"));

    ConditionPoller.until("the session has ended", PATIENCE, () -> profile(ada) == 303);
  }

  @Test
  void revokesSessionsOfUserBlockedDuringStop() throws Exception {
    TestPerson ada = TestPerson.create(server, tenant).signIn();

    whileStopped(
        "authn.sessions",
        () -> {
          tenant.admin().post("/admin/users/" + ada.id() + "/block", Map.of()).expect(200);
          tenant.admin().post("/admin/users/" + ada.id() + "/unblock", Map.of()).expect(200);
        });

    ConditionPoller.until("the session has ended", PATIENCE, () -> profile(ada) == 303);
  }

  @Test
  void revokesGrantsForPasswordChangeDuringStop() throws Exception {
    TestPerson ada = TestPerson.create(server, tenant);
    TestApplication app = TestApplication.register(tenant, Map.of());
    JsonNode tokens = tokens(app, ada);

    whileStopped("oauth.grants", () -> change(ada, "quite another row of words 8"));

    ConditionPoller.until(
        "the refresh token has ended", PATIENCE, () -> app.refresh(tokens).status() == 400);
  }

  @Test
  void sendsLogoutTokenForSessionEndedDuringStop() throws InterruptedException {
    String path = "/away/over";
    TestApplication told =
        TestApplication.withMetadata(tenant, Map.of("backchannel_logout_uri", site.address(path)));
    TestPerson ada = TestPerson.create(server, tenant);
    String idToken = ada.tokens(told).path("id_token").asText();

    whileStopped(
        "oauth.logout",
        () -> tenant.admin().delete("/admin/users/" + ada.id() + "/sessions").expect(200));

    String token =
        FormParameters.in("https://site.example/?" + site.posted(path)).get("logout_token");
    assertEquals(
        UnverifiedJwt.claims(idToken).path("sid"), UnverifiedJwt.claims(token).path("sid"));
  }

  @Test
  void refusesRevocationWhileTheTokenModuleIsStopped() {
    TestApplication app = TestApplication.register(tenant, Map.of());
    JsonNode tokens = tokens(app, TestPerson.create(server, tenant));

    whileStopped(
        "oauth.grant-refresh-token", () -> assertEquals(503, revoke(app, tokens).status()));

    revoke(app, tokens).expect(200);
    assertEquals(400, app.refresh(tokens).status());
  }

  @Test
  void issuesNoUnboundTokensWhileDpopIsStopped() {
    TestApplication client = machineClient("dpop_bound_access_tokens");

    whileStopped("oauth.dpop", () -> client.token(CREDENTIALS).expect(503));

    assertEquals(
        "invalid_request", client.token(CREDENTIALS).expect(400).body().path("error").asText());
  }

  @Test
  void issuesNoUnboundTokensWithoutTheCertificateModule() {
    TestApplication client = machineClient("tls_client_certificate_bound_access_tokens");

    whileStopped("oauth.client-auth-tls", () -> client.token(CREDENTIALS).expect(503));

    client.token(CREDENTIALS).expect(400);
  }

  /** An agent that waits to be called does not ask, and its task is judged by what people said. */
  @Test
  void appliesApprovalDecisionsMadeDuringStop() throws Exception {
    tenant
        .admin()
        .post("/admin/roles", Map.of("name", "Approver", "permissions", List.of("jit.approve")))
        .expect(201);
    TestPerson ada = TestPerson.create(server, tenant);
    tenant.admin().post("/admin/roles/approver/users", Map.of("userId", ada.id())).expect(200);
    ada.signIn();
    ApiClient agent = tenant.agent("Asker", List.of("documents.read"), List.of()).authenticated();
    var detail = Map.of("type", "tool_invocation", "actions", List.of("execute"));
    JsonNode asked =
        agent.post("/jit/request", Map.of("authorization_details", detail)).expect(201).body();
    String approval =
        tenant
            .admin()
            .get("/jit/pending")
            .expect(200)
            .body()
            .at("/pending_requests/0/approval_id")
            .asText();

    whileStopped(
        "agents.jit",
        () ->
            ada.browser()
                .open("/t/" + tenant.slug() + "/approvals/" + approval)
                .submit("decision", "deny"));

    String evaluate = "/jit/task/" + asked.path("task_id").asText() + "/evaluate";
    ConditionPoller.until(
        "the denial counts",
        PATIENCE,
        () -> {
          ApiClient.Answer now = agent.post(evaluate, Map.of());
          return now.status() == 200
              && now.body().at("/events/0/type").asText().equals("request-denied");
        });
  }

  private static TestApplication machineClient(String bound) {
    return TestApplication.register(
        tenant,
        Map.of("grantTypes", List.of("client_credentials"), "metadata", Map.of(bound, true)));
  }

  private static JsonNode tokens(TestApplication app, TestPerson person) {
    String code = person.allow(app, Map.of("prompt", "consent")).get("code");
    return app.redeem(code).expect(200).body();
  }

  private static ApiClient.Answer revoke(TestApplication app, JsonNode tokens) {
    return app.ask("/oauth/revoke", Map.of("token", tokens.path("refresh_token").asText()));
  }

  private static void change(TestPerson person, String password) {
    tenant
        .admin()
        .put("/admin/users/" + person.id() + "/password", Map.of("password", password))
        .expect(200);
  }

  private static int profile(TestPerson person) {
    return person.browser().openOnly("/t/" + tenant.slug() + "/account/profile").status();
  }

  private static void whileStopped(String bundle, Runnable work) {
    server.console("bundle:stop org.lumoauth." + bundle);
    try {
      work.run();
    } finally {
      server.console("bundle:start org.lumoauth." + bundle);
    }
  }
}
