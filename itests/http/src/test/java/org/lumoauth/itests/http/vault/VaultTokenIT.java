/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.LinkedConnection;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.DocumentationExamples;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * Tokens of another server for agents of this one: the other is a second tenant, whole and real.
 */
@ExtendWith(DefaultServerExtension.class)
class VaultTokenIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String FILES = "files.read";

  private static TestServer server;
  private static TestTenant ours;
  private static TestTenant theirs;
  private static TestApplication client;
  private static LinkedConnection connection;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    ours = TestTenant.create(server);
    theirs = TestTenant.create(server);
    client =
        TestApplication.register(
            theirs,
            Map.of(
                "grantTypes",
                List.of("authorization_code", "refresh_token", "client_credentials"),
                "allowedScopes",
                List.of(FILES, "offline_access")));
    connection =
        LinkedConnection.registered(
            ours,
            Map.of(
                "issuer",
                theirs.admin().base(),
                "authorization_endpoint",
                theirs.admin().base() + "/oauth/authorize",
                "token_endpoint",
                theirs.admin().base() + "/oauth/token",
                "revocation_endpoint",
                theirs.admin().base() + "/oauth/revoke",
                "client_id",
                client.id(),
                "client_secret",
                client.secret(),
                "scopes",
                List.of(FILES, "offline_access")));
    theirs
        .admin()
        .patch(
            "/admin/clients/" + client.id(),
            Map.of("redirectUris", List.of(connection.read().path("redirect_uri").asText())))
        .expect(200);
  }

  @Test
  void documentationExamplesWork() throws IOException {
    TestTenant.Agent agent = LinkedConnection.agent(ours);
    DocumentationExamples.run(
        "how-to/use-tokens-of-other-services.md",
        Map.of(
            "API", ours.admin().base(),
            "ADMIN_KEY", ours.key(),
            "AGENT_TOKEN", agent.token(),
            "PROVIDER", theirs.admin().base(),
            "PROVIDER_CLIENT", client.id(),
            "PROVIDER_SECRET", client.secret()));
  }

  @Test
  void linksAccountAndReturnsItsToken() {
    TestPerson ada = TestPerson.create(server, ours).signIn();
    TestPerson adaThere = linkedAt(ada);
    TestTenant.Agent agent = LinkedConnection.agent(ours);
    LinkedConnection.consent(ada, agent);

    JsonNode answer = connection.token(agent.authenticated(), ada).expect(200).body();

    assertEquals("Bearer", answer.path("token_type").asText());
    assertTrue(answer.path("expires_at").asText().endsWith("Z"), answer.toString());
    assertTrue(answer.path("scopes").toString().contains(FILES), answer.toString());
    assertEquals(4, answer.size(), "nothing but the access token");
    JsonNode there = client.introspect(answer.path("access_token").asText()).expect(200).body();
    assertTrue(there.path("active").asBoolean(), there.toString());
    assertEquals(adaThere.id(), there.path("sub").asText());
  }

  @Test
  void refreshesTokenWithRotatedRefreshToken() {
    TestPerson ada = TestPerson.create(server, ours).signIn();
    linkedAt(ada);
    TestTenant.Agent agent = LinkedConnection.agent(ours);
    LinkedConnection.consent(ada, agent);
    String first = token(connection.token(agent.authenticated(), ada));

    String second = renewed(ada, agent);
    String third = renewed(ada, agent);

    assertNotEquals(first, second);
    assertNotEquals(second, third);
    assertTrue(active(third));
  }

  @Test
  void renewsTheTokenIfTheBodyOfTheRequestArrivesAfterItsHeaders() throws Exception {
    TestPerson ada = TestPerson.create(server, ours).signIn();
    linkedAt(ada);
    HttpRequest late =
        HttpRequest.newBuilder(URI.create(ours.admin().base() + renewal(ada)))
            .expectContinue(true)
            .header("Authorization", "Bearer " + ours.key())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();

    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(late, HttpResponse.BodyHandlers.ofString());

    assertEquals(200, answer.statusCode(), answer.body());
  }

  @Test
  void returnsUserTokenToDelegatedAgent() {
    TestPerson ada = TestPerson.create(server, ours).signIn();
    TestPerson adaThere = linkedAt(ada);
    TestTenant.Agent agent = LinkedConnection.agent(ours);
    LinkedConnection.consent(ada, agent);
    TestApplication app =
        TestApplication.register(
            ours, Map.of("allowedScopes", List.of("openid", LinkedConnection.CAPABILITY)));
    String subject =
        token(
            app.redeem(
                ada.allow(app, Map.of("scope", "openid " + LinkedConnection.CAPABILITY))
                    .get("code")));
    ApiClient acting = bearer(exchanged(subject, agent));

    String token = token(connection.token(acting));

    assertEquals(adaThere.id(), client.introspect(token).expect(200).body().path("sub").asText());
    TestPerson other = TestPerson.create(server, ours);
    refused(400, "invalid_user_id", connection.token(acting, other));
  }

  @Test
  void returnsOrganizationToken() {
    LinkedConnection machine = machineAt();
    TestTenant.Agent agent = LinkedConnection.agent(ours);
    assertEquals("pending", listed(agent, machine).path("machine_grant_status").asText());

    String token = token(machine.token(agent.authenticated()));

    assertEquals(
        client.id(), client.introspect(token).expect(200).body().path("client_id").asText());
    JsonNode listed = listed(agent, machine);
    assertEquals("active", listed.path("machine_grant_status").asText());
    assertFalse(listed.path("user_delegated").asBoolean());
    assertTrue(listed.path("linked_users").isNull());
    TestPerson ada = TestPerson.create(server, ours);
    refused(400, "invalid_user_id", machine.token(agent.authenticated(), ada));
    assertEquals(token, token(machine.token(agent.authenticated())), "as long as it holds");
  }

  @Test
  void listsConnectionsAvailableToTheAgent() {
    TestTenant.Agent agent = LinkedConnection.agent(ours);

    JsonNode body =
        agent.authenticated().get("/agents/me/connections?limit=100").expect(200).body();

    assertEquals(agent.id(), body.at("/agent/agent_id").asText());
    assertEquals("active", body.at("/agent/status").asText());
    assertEquals(body.path("connections"), body.path("data"));
    assertTrue(body.has("pagination"));
    JsonNode listed = listed(agent, connection);
    assertEquals("files", listed.path("provider").asText());
    assertEquals("Files Inc", listed.path("provider_label").asText());
    assertEquals("authorization_code", listed.path("grant_mode").asText());
    assertTrue(listed.path("user_delegated").asBoolean());
    assertTrue(listed.path("machine_grant_status").isNull());
    assertTrue(listed.path("linked_users").isInt());
    refused(403, "agent_token_required", ours.admin().get("/agents/me/connections"));
  }

  @Test
  void revokesProviderTokensWithTheLink() throws Exception {
    TestPerson ada = TestPerson.create(server, ours).signIn();
    linkedAt(ada);
    TestTenant.Agent agent = LinkedConnection.agent(ours);
    LinkedConnection.consent(ada, agent);
    String token = token(connection.token(agent.authenticated(), ada));

    ada.browser().open("/t/" + ours.slug() + "/account/connections");
    ada.browser().submit("id", connection.id());

    assertTrue(ada.browser().text().contains("Account unlinked."), ada.browser().text());
    JsonNode refusal =
        refused(404, "grant_not_found", connection.token(agent.authenticated(), ada));
    assertTrue(refusal.toString().contains("/connections/" + connection.id() + "/authorize"));
    ConditionPoller.until("the other server revokes the token", SOON, () -> !active(token));
  }

  @Test
  void revokesProviderTokensOfBlockedUser() throws Exception {
    TestPerson ada = TestPerson.create(server, ours).signIn();
    linkedAt(ada);
    TestTenant.Agent agent = LinkedConnection.agent(ours);
    LinkedConnection.consent(ada, agent);
    String token = token(connection.token(agent.authenticated(), ada));

    ours.admin().post("/admin/users/" + ada.id() + "/block", Map.of()).expect(200);

    refused(403, "delegation_not_allowed", connection.token(agent.authenticated(), ada));
    ConditionPoller.until("the other server revokes the token", SOON, () -> !active(token));
    ours.admin().post("/admin/users/" + ada.id() + "/unblock", Map.of()).expect(200);
    refused(404, "grant_not_found", connection.token(agent.authenticated(), ada));
  }

  @Test
  void revokesProviderTokenOfSuspendedAgent() throws Exception {
    LinkedConnection machine = machineAt();
    TestTenant.Agent agent = LinkedConnection.agent(ours);
    TestTenant.Agent other = LinkedConnection.agent(ours);
    ApiClient api = agent.authenticated();
    String token = token(machine.token(api));

    ours.admin().post("/admin/agents/" + agent.id() + "/disable", Map.of()).expect(200);

    assertEquals(401, machine.token(api).status());
    ConditionPoller.until("the other server revokes the token", SOON, () -> !active(token));
    String next = token(machine.token(other.authenticated()));
    assertNotEquals(token, next);
    assertTrue(active(next));
  }

  @Test
  void revokesProviderTokenWithTheDelegation() throws Exception {
    TestPerson ada = TestPerson.create(server, ours).signIn();
    linkedAt(ada);
    TestTenant.Agent agent = LinkedConnection.agent(ours);
    LinkedConnection.consent(ada, agent);
    String token = token(connection.token(agent.authenticated(), ada));

    String delegation =
        ours.admin()
            .get("/admin/delegations?agentId=" + agent.id())
            .expect(200)
            .data()
            .at("/0/id")
            .asText();
    ours.admin().delete("/admin/delegations/" + delegation).expect(200);

    refused(403, "delegation_not_allowed", connection.token(agent.authenticated(), ada));
    ConditionPoller.until("the other server revokes the token", SOON, () -> !active(token));
  }

  @Test
  void revokesProviderTokensWithTheConnection() throws Exception {
    LinkedConnection machine = machineAt();
    TestTenant.Agent agent = LinkedConnection.agent(ours);
    String token = token(machine.token(agent.authenticated()));

    ours.admin().delete(machine.path("")).expect(200);

    refused(404, "connection_not_found", machine.token(agent.authenticated()));
    refused(404, "connection_not_found", ours.admin().get(machine.path("")));
    ConditionPoller.until("the other server revokes the token", SOON, () -> !active(token));
  }

  @Test
  void listsAndRemovesLinksByApi() {
    TestPerson ada = TestPerson.create(server, ours).signIn();
    linkedAt(ada);
    TestApplication app =
        TestApplication.register(
            ours, Map.of("allowedScopes", List.of("openid", "connections.write")));
    ApiClient me =
        bearer(
            token(
                app.redeem(
                    ada.allow(app, Map.of("scope", "openid connections.write")).get("code"))));

    JsonNode own = mine(me);

    assertTrue(own.path("linked").asBoolean(), own.toString());
    assertEquals("active", own.at("/grant/status").asText());
    me.delete("/me/connections/" + connection.id()).expect(200);
    refused(404, "grant_not_found", me.delete("/me/connections/" + connection.id()));
    assertFalse(mine(me).path("linked").asBoolean());
  }

  /** The person links the account that they have at the other server, by the pages of both. */
  private static TestPerson linkedAt(TestPerson ada) {
    TestPerson there = TestPerson.create(server, theirs).signIn();
    String back = connection.callback();
    there.browser().openOnly(connection.startLink(ada));
    for (int i = 0; i < 10 && !there.browser().location().contains(back); i++) {
      if (there.browser().status() == 303) {
        there.browser().openOnly(there.browser().location());
      } else {
        there.browser().submitOnly("decision", "allow");
      }
    }
    ada.browser().open(there.browser().location());
    assertTrue(
        ada.browser().url().endsWith("/account/connections?done=linked"),
        ada.browser().url() + " " + ada.browser().text());
    return there;
  }

  private static LinkedConnection machineAt() {
    return LinkedConnection.registered(
        ours,
        Map.of(
            "grant_mode",
            "client_credentials",
            "token_endpoint",
            theirs.admin().base() + "/oauth/token",
            "revocation_endpoint",
            theirs.admin().base() + "/oauth/revoke",
            "client_id",
            client.id(),
            "client_secret",
            client.secret(),
            "scopes",
            List.of(FILES)));
  }

  private static String renewed(TestPerson ada, TestTenant.Agent agent) {
    ours.admin().post(renewal(ada), Map.of()).expect(200);
    return token(connection.token(agent.authenticated(), ada));
  }

  private static String renewal(TestPerson ada) {
    String grant = "";
    for (JsonNode each : connection.grants()) {
      if (each.path("user_id").asText().equals(ada.id())) {
        grant = each.path("grant_id").asText();
      }
    }
    return connection.path("/grants/" + grant + "/refresh");
  }

  private static JsonNode listed(TestTenant.Agent agent, LinkedConnection shown) {
    JsonNode all =
        agent
            .authenticated()
            .get("/agents/me/connections?limit=100")
            .expect(200)
            .body()
            .path("connections");
    for (JsonNode each : all) {
      if (each.path("connection_id").asText().equals(shown.id())) {
        return each;
      }
    }
    throw new AssertionError(all.toString());
  }

  private static JsonNode mine(ApiClient me) {
    for (JsonNode each : me.get("/me/connections?limit=100").expect(200).data()) {
      if (each.path("connection_id").asText().equals(connection.id())) {
        return each;
      }
    }
    throw new AssertionError("not listed");
  }

  private static String exchanged(String subject, TestTenant.Agent agent) {
    String type = "urn:ietf:params:oauth:token-type:access_token";
    return token(
        new ApiClient(ours.admin().base(), Map.of())
            .form(
                "/oauth/token",
                FormParameters.of(
                    Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token", subject,
                        "subject_token_type", type,
                        "actor_token", agent.token(),
                        "actor_token_type", type))));
  }

  private static ApiClient bearer(String token) {
    return ours.admin().with("Authorization", "Bearer " + token);
  }

  private static String token(ApiClient.Answer answer) {
    return answer.expect(200).body().path("access_token").asText();
  }

  private static boolean active(String token) {
    return client.introspect(token).expect(200).body().path("active").asBoolean();
  }

  private static JsonNode refused(int status, String code, ApiClient.Answer answer) {
    JsonNode body = answer.expect(status).body();
    assertEquals(code, body.path("code").asText(), body.toString());
    return body;
  }
}
