/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.DocumentationExamples;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.NodeScriptRunner;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;

/** MCP servers over HTTP: what is registered, what clients are told, which tokens are made. */
@ExtendWith(DefaultServerExtension.class)
class McpServersIT extends McpServersTestBase {
  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

  @Test
  void documentationExamplesWork() throws IOException {
    TestTenant tenant = TestTenant.create(server);

    DocumentationExamples.run(
        "how-to/protect-an-mcp-server.md",
        Map.of("API", tenant.admin().base(), "ADMIN", tenant.key()));
  }

  @TestFactory
  Stream<DynamicTest> officialSdkGetsUserToken() throws IOException {
    NodeScriptRunner scripts = NodeScriptRunner.orSkip("ask-mcp", List.of());
    TestTenant tenant = TestTenant.create(server);
    TestPerson person = TestPerson.create(server, tenant);
    return scripts.run(
        "code.mjs",
        List.of(tenant.admin().base(), tenant.key(), person.email(), TestPerson.PASSWORD));
  }

  @Test
  void answersAtEveryMetadataUrlThatClientsDerive() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    register(tenant, FILES, Map.of());
    String issuer = tenant.admin().base();
    String path = issuer.substring(server.base().length());

    for (String address :
        List.of(
            "/.well-known/oauth-authorization-server" + path,
            "/.well-known/openid-configuration" + path,
            path + "/.well-known/openid-configuration")) {
      JsonNode metadata = server.anonymous().get(address).expect(200).body();
      assertEquals(issuer, metadata.path("issuer").asText(), address);
      assertEquals("S256", metadata.path("code_challenge_methods_supported").path(0).asText());
      assertTrue(metadata.path("authorization_response_iss_parameter_supported").asBoolean());
      assertTrue(metadata.path("scopes_supported").toString().contains("\"files:read\""));
      assertTrue(metadata.path("protected_resources").toString().contains(FILES));
    }
    JsonNode resource =
        server.anonymous().get("/.well-known/oauth-protected-resource" + path).expect(200).body();
    assertEquals(FILES, resource.path("resource").asText());
  }

  @Test
  void servesMetadataOfServersOnNestedPaths() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    String issuer = tenant.admin().base();
    String path = issuer.substring(server.base().length());
    String below = issuer + "/tools/a/b/c/d";
    register(tenant, below, Map.of());

    assertEquals(
        below,
        server
            .anonymous()
            .get("/.well-known/oauth-protected-resource" + path + "/tools/a/b/c/d")
            .expect(200)
            .body()
            .path("resource")
            .asText());
    server
        .anonymous()
        .get("/.well-known/oauth-protected-resource" + path + "/tools/a/b/c/e")
        .expect(404);
  }

  @Test
  void refusesDeviceRequestForUnregisteredResource() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestApplication app =
        TestApplication.register(
            tenant, Map.of("grantTypes", List.of("urn:ietf:params:oauth:grant-type:device_code")));
    Map<String, String> form =
        Map.of(
            "client_id",
            app.id(),
            "client_secret",
            app.secret(),
            "scope",
            "openid",
            "resource",
            "https://x.example");

    ApiClient.Answer refused =
        server.anonymous().form(deviceEndpoint(tenant), FormParameters.of(form));

    assertEquals(400, refused.status(), refused::toString);
    assertEquals("invalid_target", refused.body().path("error").asText());
  }

  private static String deviceEndpoint(TestTenant tenant) {
    return tenant.admin().base().substring(server.base().length()) + "/oauth/device_authorization";
  }

  @Test
  void recordsCallToUnknownServer() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestTenant.Agent agent = tenant.agent("Lost", List.of("mcp.call"), List.of());

    JsonNode refusal =
        agent
            .authenticated()
            .post(
                "/agents/me/mcp/authorize",
                Map.of("server_id", "mcp_ffffffffffffffffffffffff", "tool", "read_file"))
            .expect(403)
            .body();

    String id = refusal.path("details").path("audit_id").asText();
    assertTrue(id.startsWith("aud_"), refusal.toString());
    assertTrue(tenant.admin().get("/admin/audit-logs").expect(200).text().contains(id));
  }

  @Test
  void refusesDuplicateAndInvalidRegistrations() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    register(tenant, FILES, Map.of());

    Map<String, Object> again = Map.of("name", "Again", "resource_uri", FILES);
    tenant.admin().post("/admin/mcp/servers", again).expect(409);
    tenant
        .admin()
        .post("/admin/mcp/servers", Map.of("name", "X", "resource_uri", "http://x.example"))
        .expect(422);
    tenant.admin().get("/admin/mcp/servers/mcp_0").expect(404);
    TestTenant other = TestTenant.create(server);
    register(other, FILES, Map.of());
  }

  @Test
  void exchangesAgentTokenForServerToken() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    String files = register(tenant, FILES, Map.of());
    String mail = register(tenant, "https://mail.example/mcp", Map.of());
    var agent = tenant.agent("Clerk", List.of("files:read", "documents.read"), List.of());
    String own = agent.requestToken().expect(200).body().path("access_token").asText();

    JsonNode made = exchange(tenant, own, "urn:mcp:" + files).expect(200).body();

    String token = made.path("access_token").asText();
    JsonNode claims = TrustedIssuerFixture.claimsOf(token);
    assertEquals(FILES, claims.path("aud").asText());
    assertEquals(agent.id(), claims.path("sub").asText());
    assertEquals("files:read", claims.path("scope").asText());
    ApiClient holder = tenant.admin().with("Authorization", "Bearer " + token);
    holder.get("/mcp/" + files + "/challenge?scope=files:read").expect(200);
    holder.get("/mcp/" + mail + "/challenge").expect(401);
    holder.get("/agents/me").expect(401);
    // What a server was sent gets it nothing here.
    exchange(tenant, token, mail).expect(400);
    assertEquals(
        "invalid_target",
        exchange(tenant, own, "https://evil.example").body().path("error").asText());
  }

  @Test
  void revokesTokenWithTheServerOrThePermissionToUseIt() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    String files = register(tenant, FILES, Map.of());
    String path = "/admin/mcp/servers/" + files;
    var agent = tenant.agent("Clerk", List.of("files:read"), List.of());
    String own = agent.requestToken().expect(200).body().path("access_token").asText();
    String token =
        exchange(tenant, own, "urn:mcp:" + files).expect(200).body().path("access_token").asText();
    assertTrue(active(tenant, agent, token));

    for (Map<String, Object> end :
        List.of(
            Map.<String, Object>of("status", "disabled"),
            Map.<String, Object>of("allowed_client_ids", List.of("somebody-else")))) {
      tenant.admin().patch(path, end).expect(200);
      assertFalse(active(tenant, agent, token), end.toString());
      tenant
          .admin()
          .patch(path, Map.of("status", "active", "allowed_client_ids", List.of()))
          .expect(200);
      assertTrue(active(tenant, agent, token), end.toString());
    }
    long number = tenant.admin().get(path).expect(200).data().path("id").asLong();
    tenant.admin().delete(path).expect(200);
    assertFalse(active(tenant, agent, token));
    String again = register(tenant, FILES, Map.of());

    assertFalse(active(tenant, agent, token), "one of the same address is another");
    assertTrue(active(tenant, agent, own));
    JsonNode next = tenant.admin().get("/admin/mcp/servers/" + again).expect(200).data();
    assertTrue(next.path("id").asLong() > number, next::toString);
  }

  private static boolean active(TestTenant tenant, TestTenant.Agent agent, String token) {
    return tenant
        .admin()
        .with("Authorization", agent.basic())
        .form("/oauth/introspect", "token=" + token)
        .expect(200)
        .body()
        .path("active")
        .asBoolean();
  }

  @Test
  void limitsAgentsToTheirAllowedServers() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    register(tenant, FILES, Map.of("allowed_client_ids", List.of("somebody-else")));
    register(tenant, FILES + "2", Map.of("require_dpop", true));
    var agent = tenant.agent("Clerk", List.of("files:read"), List.of());

    assertEquals("invalid_target", token(tenant, agent, FILES).body().path("error").asText());
    assertEquals(
        "invalid_dpop_proof", token(tenant, agent, FILES + "2").body().path("error").asText());
    assertEquals(
        "invalid_target",
        token(tenant, agent, "https://evil.example").body().path("error").asText());
  }

  @Test
  void requiresPkceAndResourceOfApplications() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    String path = "/admin/mcp/servers/" + register(tenant, FILES, Map.of());
    TestApplication app =
        TestApplication.register(
            tenant, Map.of("allowedScopes", List.of("openid"), "requiresPkce", false));
    TestPerson person = TestPerson.create(server, tenant).signIn();
    Map<String, String> asking =
        app.request(Map.of("scope", "openid files:read", "resource", FILES));
    Map<String, String> without = new HashMap<>(asking);
    without.remove("code_challenge");
    without.remove("code_challenge_method");

    person.open(app.authorize(without));

    String location = person.browser().location();
    assertTrue(location.startsWith(TestApplication.REDIRECT_URI), location);
    assertEquals("invalid_request", FormParameters.in(location).get("error"), location);
    tenant.admin().patch(path, Map.of("require_pkce", false)).expect(200);
    assertTrue(person.open(app.authorize(without)).answerUntilRedirect().containsKey("code"));
    tenant.admin().patch(path, Map.of("require_pkce", true)).expect(200);
    String code =
        person.allow(app, Map.of("scope", "openid files:read", "resource", FILES)).get("code");
    assertEquals("invalid_target", app.redeem(code).expect(400).body().path("error").asText());
    tenant.admin().patch(path, Map.of("require_resource_param", false)).expect(200);
    code = person.allow(app, Map.of("scope", "openid files:read", "resource", FILES)).get("code");
    JsonNode made = app.redeem(code).expect(200).body();
    assertEquals(
        FILES,
        TrustedIssuerFixture.claimsOf(made.path("access_token").asText()).path("aud").asText());
  }

  private static ApiClient.Answer token(
      TestTenant tenant, TestTenant.Agent agent, String resource) {
    return tenant
        .admin()
        .with("Authorization", agent.basic())
        .form(
            "/oauth/token",
            TrustedIssuerFixture.form("grant_type", "client_credentials", "resource", resource))
        .expect(400);
  }

  private static ApiClient.Answer exchange(TestTenant tenant, String token, String audience) {
    return new ApiClient(tenant.admin().base(), Map.of())
        .form(
            "/oauth/token",
            TrustedIssuerFixture.form(
                "grant_type", EXCHANGE,
                "subject_token", token,
                "subject_token_type", "urn:ietf:params:oauth:token-type:access_token",
                "audience", audience));
  }
}
