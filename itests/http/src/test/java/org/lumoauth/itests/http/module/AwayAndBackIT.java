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
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Jwt;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Query;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.SharedForModules;
import org.lumoauth.itests.http.support.Site;
import org.lumoauth.itests.http.support.Tenant;

/**
 * Events during a stop of the module that handles them: no response claims a revocation that did
 * not happen, no weaker token is issued, and the revocation is applied when the module is back.
 */
@ExtendWith(SharedForModules.class)
class AwayAndBackIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Map<String, String> CREDENTIALS = Map.of("grant_type", "client_credentials");

  private static Server server;
  private static Site site;
  private static Tenant tenant;

  @BeforeAll
  static void start(Server shared, Site sharedSite) throws IOException {
    server = shared;
    site = sharedSite;
    tenant = Tenant.create(server);
  }

  @Test
  void endsSessionsOfWhoseChangedPasswordItHeardLate() throws Exception {
    Person ada = Person.create(server, tenant).signIn();
    assertEquals(200, profile(ada));

    whileStopped("authn.sessions", () -> change(ada, "quite another row of words 7"));

    Await.until("the session has ended", PATIENCE, () -> profile(ada) == 303);
  }

  @Test
  void endsSessionsOfWhoWasBlockedForAMomentThatItMissed() throws Exception {
    Person ada = Person.create(server, tenant).signIn();

    whileStopped(
        "authn.sessions",
        () -> {
          tenant.admin().post("/admin/users/" + ada.id() + "/block", Map.of()).expect(200);
          tenant.admin().post("/admin/users/" + ada.id() + "/unblock", Map.of()).expect(200);
        });

    Await.until("the session has ended", PATIENCE, () -> profile(ada) == 303);
  }

  @Test
  void endsGrantsOfWhoseChangedPasswordItHeardLate() throws Exception {
    Person ada = Person.create(server, tenant);
    App app = App.register(tenant, Map.of());
    JsonNode tokens = tokens(app, ada);

    whileStopped("oauth.grants", () -> change(ada, "quite another row of words 8"));

    Await.until("the refresh token has ended", PATIENCE, () -> app.refresh(tokens).status() == 400);
  }

  @Test
  void tellsAnApplicationOfTheEndOfASessionThatItHeardLate() throws InterruptedException {
    String path = "/away/over";
    App told = App.withMetadata(tenant, Map.of("backchannel_logout_uri", site.address(path)));
    Person ada = Person.create(server, tenant);
    String idToken = ada.tokens(told).path("id_token").asText();

    whileStopped(
        "oauth.logout",
        () -> tenant.admin().delete("/admin/users/" + ada.id() + "/sessions").expect(200));

    String token = Query.in("https://site.example/?" + site.posted(path)).get("logout_token");
    assertEquals(Jwt.claims(idToken).path("sid"), Jwt.claims(token).path("sid"));
  }

  @Test
  void saysOfNoTokenThatItIsRevokedWhileItsModuleIsAway() {
    App app = App.register(tenant, Map.of());
    JsonNode tokens = tokens(app, Person.create(server, tenant));

    whileStopped(
        "oauth.grant-refresh-token", () -> assertEquals(503, revoke(app, tokens).status()));

    revoke(app, tokens).expect(200);
    assertEquals(400, app.refresh(tokens).status());
  }

  @Test
  void givesAClientOfBoundTokensNoOthersWhileWhatBindsThemIsAway() {
    App client = robot("dpop_bound_access_tokens");

    whileStopped("oauth.dpop", () -> client.token(CREDENTIALS).expect(503));

    assertEquals(
        "invalid_request", client.token(CREDENTIALS).expect(400).body().path("error").asText());
  }

  @Test
  void givesAClientOfBoundTokensNoOthersWithoutTheModuleForCertificates() {
    App client = robot("tls_client_certificate_bound_access_tokens");

    whileStopped("oauth.client-auth-tls", () -> client.token(CREDENTIALS).expect(503));

    client.token(CREDENTIALS).expect(400);
  }

  /** An agent that waits to be called does not ask, and its task is judged by what people said. */
  @Test
  void takesOverWhatPeopleAnsweredMeanwhile() throws Exception {
    tenant
        .admin()
        .post("/admin/roles", Map.of("name", "Approver", "permissions", List.of("jit.approve")))
        .expect(201);
    Person ada = Person.create(server, tenant);
    tenant.admin().post("/admin/roles/approver/users", Map.of("userId", ada.id())).expect(200);
    ada.signIn();
    Api agent = tenant.agent("Asker", List.of("documents.read"), List.of()).authenticated();
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
    Await.until(
        "the denial counts",
        PATIENCE,
        () -> {
          Api.Answer now = agent.post(evaluate, Map.of());
          return now.status() == 200
              && now.body().at("/events/0/type").asText().equals("request-denied");
        });
  }

  private static App robot(String bound) {
    return App.register(
        tenant,
        Map.of("grantTypes", List.of("client_credentials"), "metadata", Map.of(bound, true)));
  }

  private static JsonNode tokens(App app, Person person) {
    String code = person.allow(app, Map.of("prompt", "consent")).get("code");
    return app.redeem(code).expect(200).body();
  }

  private static Api.Answer revoke(App app, JsonNode tokens) {
    return app.ask("/oauth/revoke", Map.of("token", tokens.path("refresh_token").asText()));
  }

  private static void change(Person person, String password) {
    tenant
        .admin()
        .put("/admin/users/" + person.id() + "/password", Map.of("password", password))
        .expect(200);
  }

  private static int profile(Person person) {
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
