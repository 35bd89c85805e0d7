/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.itests.http.fixture.AssertionGrantSteps;
import org.lumoauth.itests.http.fixture.DelegationScenario;
import org.lumoauth.itests.http.fixture.LinkedConnection;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;

/** A tenant with those who call its API, and what has to be there before the first call. */
final class ReferenceCallTenant {
  private static final String SCOPE =
      "openid profile email address phone offline_access roles jit.approve papers.read";

  private static final Map<String, Object> ADA =
      Map.ofEntries(
          Map.entry("name", "Ada Lovelace"),
          Map.entry("username", "ada"),
          Map.entry("givenName", "Ada"),
          Map.entry("middleName", "King"),
          Map.entry("familyName", "Lovelace"),
          Map.entry("nickname", "A"),
          Map.entry("gender", "female"),
          Map.entry("birthdate", "1815-12-10"),
          Map.entry("profile", "https://example.com/ada"),
          Map.entry("website", "https://example.com"),
          Map.entry("picture", "https://example.com/ada.png"),
          Map.entry("phoneNumber", "+4312345"),
          Map.entry("locale", "de-AT"),
          Map.entry("zoneinfo", "Europe/Vienna"),
          Map.entry("address", Map.of("country", "AT")),
          Map.entry("roles", List.of("approver")));

  private final TestServer server;
  private final TestTenant tenant;
  private final Map<String, ApiClient> apis = new HashMap<>();
  private final Map<String, JsonNode> kept = new HashMap<>();

  ReferenceCallTenant(TestServer server, StubSite site) throws IOException {
    this.server = server;
    this.tenant = TestTenant.create(server);
    ApiClient nobody = server.anonymous();
    apis.put("nobody", nobody);
    apis.put("admin", nobody.with("X-API-Key", tenant.key()));
    putAll(Map.of("social", "social", "department", "department", "papers", "papers"));
    putAll(Map.of("paperId", "7", "owner", "owner", "template", "magic-link"));
    Map<String, Object> role = Map.of("name", "Approver", "permissions", List.of("jit.approve"));
    tenant.admin().post("/admin/roles", role).expect(201);
    Map<String, Object> hook =
        Map.of("url", "https://hooks.example.com/", "secret", "sixteen characters");
    tenant.admin().patch("/admin/settings/approval-webhook", hook).expect(200);
    String sector = site.show("/reference.json", "[\"https://reports.example.com/cb\"]");
    putAll(Map.of("sector", sector));
    TestPerson person = TestPerson.create(server, tenant, ADA);
    TestApplication app = app(person);
    connection(app);
    tools(agent(person));
    aauth("agents", "aauthAgentId");
    aauth("resources", "aauthResourceId");
  }

  /** An application that somebody who approves signs in to. */
  private TestApplication app(TestPerson person) {
    TestApplication app =
        TestApplication.register(
            tenant,
            Map.of(
                "allowedScopes",
                List.of(SCOPE.split(" ")),
                "metadata",
                Map.of("post_logout_redirect_uris", List.of("https://app.example.com/out")),
                "grantTypes",
                List.of(
                    "authorization_code",
                    "refresh_token",
                    "client_credentials",
                    TestApplication.DEVICE_CODE,
                    AssertionGrantSteps.CIBA)));
    String code = person.signIn().allow(app, Map.of("scope", SCOPE)).get("code");
    JsonNode tokens = app.redeem(code).expect(200).body();
    String token = tokens.path("access_token").asText();
    kept.put("idToken", tokens.path("id_token"));
    kept.put("refresh", tokens.path("refresh_token"));
    apis.put("person", server.anonymous().with("Authorization", "Bearer " + token));
    apis.put(
        "client",
        server
            .anonymous()
            .with("Authorization", TrustedIssuerFixture.basic(app.id(), app.secret())));
    putAll(Map.of("personId", person.id(), "personEmail", person.email(), "personToken", token));
    putAll(Map.of("appId", app.id(), "password", TestPerson.PASSWORD));
    return app;
  }

  /** An agent that this person lets act for them, with a card. */
  private TestTenant.Agent agent(TestPerson person) {
    TestTenant.Agent agent =
        tenant.agent(
            "Travel agent",
            List.of(
                DelegationScenario.ON_BEHALF,
                "papers.read",
                "mcp.call",
                "file_access",
                LinkedConnection.CAPABILITY),
            List.of());
    person
        .browser()
        .open(
            "/t/"
                + tenant.slug()
                + "/delegation/authorize?"
                + FormParameters.of(Map.of("agent", agent.id(), "scope", "papers.read")));
    person.browser().submitOnly("decision", "allow", "lifetime", DelegationScenario.HOUR);
    tenant
        .admin()
        .put("/admin/agents/" + agent.id() + "/card", Map.of("url", "https://a.example.com/a2a"))
        .expect(200);
    String token = agent.token();
    apis.put("agent", server.anonymous().with("Authorization", "Bearer " + token));
    apis.put("agentClient", server.anonymous().with("Authorization", agent.basic()));
    putAll(Map.of("cardId", agent.id(), "agentToken", token));
    return agent;
  }

  private void aauth(String kind, String name) throws IOException {
    JsonNode key =
        ApiClient.JSON.readTree(
            """
            {"kty":"OKP","crv":"Ed25519","kid":"k",\
            "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""");
    Map<String, Object> party =
        Map.of(
            "identifier",
            "https://" + kind + ".example.com",
            "name",
            "Party",
            "jwks",
            Map.of("keys", List.of(key)));
    kept.put(
        name, tenant.admin().post("/admin/aauth/" + kind, party).expect(201).data().path("id"));
  }

  /** A server with a tool that the agent may call, and its token for it. */
  private void tools(TestTenant.Agent agent) {
    String resource = "https://files.example/mcp";
    Map<String, Object> shelf =
        Map.of(
            "name", "Files", "resource_uri", resource, "scopes_supported", List.of("papers.read"));
    String id =
        tenant
            .admin()
            .post("/admin/mcp/servers", shelf)
            .expect(201)
            .body()
            .at("/data/server_id")
            .asText();
    Map<String, Object> tools = Map.of("tools", List.of(Map.of("name", "read_file")));
    tenant.admin().put("/admin/mcp/servers/" + id + "/tools", tools).expect(200);
    String model =
        """
        model
          schema 1.1
        type user
        type document
          relations
            define owner: [user]
        type agent
        type mcp_server
          relations
            define can_call: [agent]
        type mcp_tool
          relations
            define can_call: [agent]
        """;
    tenant
        .admin()
        .post("/zanzibar/models", Map.of("language", "openfga_dsl", "text", model))
        .expect(201);
    relate("document:plan", "owner", "user:anne");
    relate("mcp_tool:" + id + "/read_file", "can_call", "agent:" + agent.id());
    String token =
        tenant
            .admin()
            .with("Authorization", agent.basic())
            .form(
                "/oauth/token",
                TrustedIssuerFixture.form("grant_type", "client_credentials", "resource", resource))
            .expect(200)
            .body()
            .at("/access_token")
            .asText();
    putAll(Map.of("shelfId", id, "shelfToken", token));
  }

  private void relate(String object, String relation, String subject) {
    tenant
        .admin()
        .post(
            "/zanzibar/tuples", Map.of("object", object, "relation", relation, "subject", subject))
        .expect(200);
  }

  /** The tenant has tokens of a provider, which is this server itself. */
  private void connection(TestApplication app) {
    LinkedConnection connection =
        LinkedConnection.registered(
            tenant,
            Map.of(
                "grant_mode",
                "client_credentials",
                "token_endpoint",
                tenant.admin().base() + "/oauth/token",
                "client_id",
                app.id(),
                "client_secret",
                app.secret(),
                "scopes",
                List.of("papers.read")));
    putAll(Map.of("connectionId", connection.id()));
  }

  private void putAll(Map<String, String> values) {
    values.forEach((name, value) -> kept.put(name, ApiClient.JSON.valueToTree(value)));
  }

  /** What calls know by name. */
  Map<String, JsonNode> variables() {
    return kept;
  }

  /** The API as somebody, or with this {@code Authorization}. */
  ApiClient api(String who) {
    return who.contains(" ") ? server.anonymous().with("Authorization", who) : apis.get(who);
  }

  /** The path at the server of one that begins below the tenant, or not. */
  String base(String path) {
    return path.startsWith("~") ? "/t/" + tenant.slug() + "/api/v1" + path.substring(1) : path;
  }
}
