package org.lumoauth.itests.http.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.ServedOpenApi;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * Behavior that clients rely on beyond single endpoints: alias names, CORS, error formats and keys.
 */
@ExtendWith(DefaultServerExtension.class)
class PublicContractIT {
  private static final String ORIGIN = "https://spa.example";

  private static TestServer server;
  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
  }

  @Test
  void allowsCrossOriginTokenRequestsAndErrors() {
    ApiClient page = new ApiClient(tenant.admin().base(), Map.of("Origin", ORIGIN));
    for (String path :
        List.of("/oauth/token", "/oauth/revoke", "/oauth/par", "/connect/register")) {
      ApiClient.Answer asked = page.send("OPTIONS", path, null, null).expect(204);
      assertEquals("POST", header(asked, "Access-Control-Allow-Methods"), path);
      assertTrue(header(asked, "Access-Control-Allow-Headers").contains("DPoP"), path);
    }

    ApiClient.Answer refused =
        page.form("/oauth/token", "grant_type=authorization_code&client_id=no");
    assertEquals(401, refused.status());
    assertEquals("*", header(refused, "Access-Control-Allow-Origin"));
    assertEquals("", header(refused, "Access-Control-Allow-Credentials"));
  }

  @Test
  void deniesCrossOriginAccessToUserAndServerEndpoints() {
    ApiClient page = new ApiClient(tenant.admin().base(), Map.of("Origin", ORIGIN));
    for (String path : List.of("/oauth/authorize", "/oauth/introspect", "/admin/clients")) {
      assertEquals(
          "", header(page.send("OPTIONS", path, null, null), "Access-Control-Allow-Origin"), path);
    }
  }

  @Test
  void namesPathParametersAfterTheirIdentifier() {
    JsonNode paths =
        server.anonymous().get("/api/v1/openapi.json").expect(200).body().path("paths");

    for (String operation :
        List.of(
            "get /connect/register/{clientId}",
            "put /connect/register/{clientId}",
            "delete /connect/register/{clientId}",
            "post /agents/{agentId}/attest",
            "get /mcp/{serverId}/challenge",
            "get /.well-known/oauth-protected-resource/mcp/{serverId}",
            "get /aauth/agents/{aauthAgentId}/metadata",
            "get /aauth/resources/{aauthResourceId}/jwks.json",
            "post /ssf/poll/{streamId}",
            "get /access/v1/requests/{requestId}")) {
      String[] parts = operation.split(" ");
      assertTrue(paths.path("/t/{tenant}/api/v1" + parts[1]).has(parts[0]), operation);
    }
  }

  @Test
  void everyOperationHasASummary() {
    Set<String> without = new TreeSet<>();
    ServedOpenApi.of(server)
        .all()
        .forEach(
            (operation, described) -> {
              if (described.path("summary").asText().isBlank()) {
                without.add(operation);
              }
            });

    assertEquals(Set.of(), without);
  }

  @Test
  void answersUnchangedOpenApiWithNotModified() {
    ApiClient.Answer shown = server.anonymous().get("/api/v1/openapi.json").expect(200);
    assertEquals("no-cache", header(shown, "Cache-Control"));
    ApiClient known = new ApiClient(server.base(), Map.of("If-None-Match", header(shown, "ETag")));
    ApiClient other = new ApiClient(server.base(), Map.of("If-None-Match", "\"other\""));

    ApiClient.Answer same = known.get("/api/v1/openapi.json").expect(304);

    assertEquals("", same.text());
    assertEquals(header(shown, "ETag"), header(same, "ETag"));
    assertEquals(shown.body(), other.get("/api/v1/openapi.json").expect(200).body());
  }

  @Test
  void reportsUnknownTenantInOAuthFormat() {
    ApiClient nobody = new ApiClient(server.base() + "/t/no-such-tenant/api/v1", Map.of());
    for (String path :
        List.of(
            "/.well-known/openid-configuration",
            "/.well-known/oauth-authorization-server",
            "/.well-known/jwks.json",
            "/oauth/logout")) {
      assertEquals("invalid_tenant", nobody.get(path).expect(404).body().path("error").asText());
    }
    assertEquals(
        "tenant_not_found",
        nobody.get("/oauth/authorize").expect(404).body().path("error").asText());
  }

  @Test
  void acceptsDocumentedClientMemberNames() {
    JsonNode made =
        tenant
            .admin()
            .post(
                "/admin/oauth-clients",
                Map.of("name", "Guide", "grantTypes", List.of("client_credentials")))
            .expect(201)
            .data();
    String id = made.path("clientId").asText();

    assertEquals(
        tenant.admin().get("/admin/clients/" + id).expect(200).text(),
        tenant.admin().get("/admin/oauth-clients/" + id).expect(200).text());
    String secret =
        tenant
            .admin()
            .post("/admin/oauth-clients/" + id + "/secret", Map.of())
            .expect(200)
            .data()
            .path("secret")
            .asText();
    assertFalse(secret.isEmpty());
    assertFalse(secret.equals(made.path("secret").asText()));
  }

  @Test
  void guardsAdministrationPathsWithoutPrefix() {
    for (String path : List.of("/users", "/roles", "/groups", "/permissions", "/audit-logs")) {
      new ApiClient(tenant.admin().base(), Map.of()).get(path).expect(401);
      tenant.admin().get(path).expect(200);
    }
    TestPerson person = TestPerson.create(server, tenant).signIn();
    tenant.admin().post("/users/" + person.id() + "/sessions/revoke-all", Map.of()).expect(200);
    assertEquals(
        "[]",
        tenant
            .admin()
            .get("/admin/users/" + person.id() + "/sessions")
            .expect(200)
            .data()
            .findValuesAsText("isActive")
            .stream()
            .filter("true"::equals)
            .toList()
            .toString());
  }

  @Test
  void changesSettingsSectionsAtomically() {
    JsonNode changed =
        tenant
            .admin()
            .patch(
                "/admin/settings",
                Map.of("displayName", "Acme", "branding", Map.of("theme", "dark")))
            .expect(200)
            .data();
    assertEquals("Acme", changed.path("general").path("displayName").asText());
    assertEquals("dark", changed.path("branding").path("theme").asText());

    ApiClient.Answer refused =
        tenant.admin().patch("/admin/settings", Map.of("displayName", "B", "primaryColor", "red"));
    assertEquals(422, refused.status());
    assertEquals("primaryColor", refused.body().path("details").path("field").asText());
    assertEquals(
        "Acme",
        tenant
            .admin()
            .get("/admin/settings/general")
            .expect(200)
            .data()
            .path("displayName")
            .asText());
  }

  @Test
  void appliesSessionTimeoutByItsReferenceName() throws IOException {
    TestTenant own = TestTenant.create(server);
    JsonNode settings =
        own.admin()
            .patch(
                "/admin/settings/authentication",
                Map.of("session_timeout", 600, "session_lifetime", 1200))
            .expect(200)
            .data();
    TestPerson person = TestPerson.create(server, own).signIn();

    assertEquals(600, settings.path("sessions_idle_seconds").asInt());
    assertEquals(1200, settings.path("sessions_lifetime_seconds").asInt());
    JsonNode session =
        own.admin().get("/admin/users/" + person.id() + "/sessions").expect(200).data().path(0);
    assertEquals(
        Duration.ofSeconds(600),
        Duration.between(
            Instant.parse(session.path("createdAt").asText()),
            Instant.parse(session.path("expiresAt").asText())));

    ApiClient.Answer refused =
        own.admin()
            .patch(
                "/admin/settings/authentication",
                Map.of("password_rotation_policy", Map.of("enabled", true)))
            .expect(422);
    assertEquals(
        "Periodic password changes weaken passwords and cannot be enabled. Require "
            + "a change after a leak instead.",
        refused.body().path("message").asText());
  }

  @Test
  void acceptsReferenceObjectsThatItReturned() throws IOException {
    TestTenant own = TestTenant.create(server);
    String settings = "/admin/settings/authentication";
    JsonNode shown = own.admin().get(settings).expect(200).data();

    assertEquals("strict", shown.path("password_policy").path("template").asText());
    assertEquals(15, shown.path("password_policy").path("min_length").asInt());
    assertFalse(shown.path("password_policy").path("require_special").asBoolean(true));
    assertFalse(shown.path("password_rotation_policy").path("enabled").asBoolean(true));
    assertFalse(shown.path("progressive_profiling").path("enabled").asBoolean(true));

    ObjectNode back = shown.deepCopy();
    ((ObjectNode) back.path("password_policy")).put("min_length", 13);
    JsonNode changed = own.admin().put(settings, back).expect(200).data();
    assertEquals(13, changed.path("password_min_length").asInt());
    assertEquals("custom", changed.path("password_policy").path("template").asText());
    assertEquals(changed, own.admin().put(settings, changed).expect(200).data());
  }

  @Test
  void setsMinimumPasswordLengthByTemplate() throws IOException {
    TestTenant own = TestTenant.create(server);
    String settings = "/admin/settings/authentication";
    assertEquals(
        "strict", own.admin().get(settings).expect(200).data().path("password_template").asText());

    JsonNode changed =
        own.admin()
            .patch(settings, Map.of("password_policy", Map.of("template", "moderate")))
            .expect(200)
            .data();
    assertEquals(12, changed.path("password_min_length").asInt());
    assertEquals("moderate", changed.path("password_template").asText());

    JsonNode custom =
        own.admin().patch(settings, Map.of("password_min_length", 13)).expect(200).data();
    assertEquals("custom", custom.path("password_template").asText());

    assertEquals(
        422,
        own.admin()
            .patch(settings, Map.of("password_template", "fair", "password_min_length", 20))
            .status());
    assertEquals(
        13, own.admin().get(settings).expect(200).data().path("password_min_length").asInt());
  }

  @Test
  void refusesSettingsWithoutEffectByName() {
    Map.of("authentication", List.of("encrypt_client_secrets"))
        .forEach(
            (section, members) ->
                members.forEach(
                    member ->
                        assertEquals(
                            member,
                            tenant
                                .admin()
                                .patch("/admin/settings/" + section, Map.of(member, "x"))
                                .expect(422)
                                .body()
                                .path("details")
                                .path("field")
                                .asText())));
  }

  @Test
  void refusesReadableClientSecrets() {
    String settings = "/admin/settings/authentication";
    String member = "encrypt_client_secrets";

    assertTrue(tenant.admin().get(settings).expect(200).data().path(member).asBoolean());
    tenant.admin().patch(settings, Map.of(member, true)).expect(200);
    assertEquals(
        "Client secrets are never stored in a readable form, so this setting " + "cannot be false.",
        tenant
            .admin()
            .patch(settings, Map.of(member, false))
            .expect(422)
            .body()
            .path("message")
            .asText());
  }

  @Test
  void reportsImportErrorsInDryRun() {
    Map<String, List<Map<String, Object>>> refused =
        Map.of(
            "users", List.of(Map.of("email", "dry@example.com", "roles", List.of("no-such-role"))),
            "groups", List.of(Map.of("slug", "dry", "name", "Dry", "roles", List.of("no-such"))),
            "roles", List.of(Map.of("slug", "dry", "name", "D", "permissions", List.of("no.such"))),
            "clients",
                List.of(
                    Map.of("clientId", "cli_dry", "name", "D", "grantTypes", List.of("no_such"))));
    refused.forEach(
        (section, items) -> {
          Map<String, Object> document =
              Map.of("format", "lumoauth-tenant", "version", 1, section, items);
          ApiClient.Answer dry = tenant.admin().post("/admin/import?dryRun=true", document);
          ApiClient.Answer real = tenant.admin().post("/admin/import", document);

          assertTrue(dry.status() == 404 || dry.status() == 422, dry.toString());
          assertEquals(real.status(), dry.status(), section);
          assertEquals(real.body().path("message"), dry.body().path("message"));
          assertEquals(real.body().path("details"), dry.body().path("details"));
        });
  }

  @Test
  void importsClientWithItsOriginalId() {
    Map<String, Object> portal =
        Map.of(
            "clientId",
            "cli_portal",
            "name",
            "Portal",
            "grantTypes",
            List.of("client_credentials"),
            "scopes",
            List.of("documents.read"));
    ApiClient.Answer done =
        tenant
            .admin()
            .post(
                "/admin/import",
                Map.of("format", "lumoauth-tenant", "version", 1, "clients", List.of(portal)))
            .expect(200);
    String secret = done.body().path("data").path(0).path("issued").path("secret").asText();

    new TestApplication(
            tenant, "cli_portal", secret, new ApiClient(tenant.admin().base(), Map.of()))
        .token(Map.of("grant_type", "client_credentials"))
        .expect(200);
  }

  @Test
  void exportsAndImportsMessageTemplates() throws IOException {
    String path = "/admin/email-templates/password-reset?locale=de";
    Map<String, Object> own = Map.of("subject", "Neues Passwort", "body_text", "Hier: ${link}");
    tenant.admin().put(path, own).expect(200);
    JsonNode document =
        tenant.admin().get("/admin/export?sections=email-templates").expect(200).body();
    TestTenant copy = TestTenant.create(server);

    copy.admin().post("/admin/import", document).expect(200);

    JsonNode there = copy.admin().get(path).expect(200).body();
    assertEquals("Neues Passwort", there.path("subject").asText());
    assertEquals("Hier: ${link}", there.path("body_text").asText());
    assertEquals(
        document.path("email-templates"),
        copy.admin().get("/admin/export").expect(200).body().path("email-templates"));
  }

  @Test
  void refusesUnsupportedGrantAndProfileByMember() {
    Map<String, Object> asked = Map.of("name", "Typo", "grantTypes", List.of("authorisation_code"));
    assertEquals("grantTypes", field(tenant.admin().post("/admin/clients", asked)));
    Map<String, Object> profile =
        Map.of("name", "Typo", "metadata", Map.of("profile", "fapi2_security"));
    assertEquals("metadata.profile", field(tenant.admin().post("/admin/clients", profile)));
  }

  private static String field(ApiClient.Answer refused) {
    return refused.expect(422).body().path("details").path("field").asText();
  }

  @Test
  void advertisesAgentAuthMethodsOnlyAtTheTokenEndpoint() {
    JsonNode metadata = metadata(tenant);

    for (String method : List.of("actor_token", "subject_token", "workload_token")) {
      assertTrue(advertisesAuthMethod(metadata, "token", method));
      assertFalse(advertisesAuthMethod(metadata, "introspection", method));
      assertFalse(advertisesAuthMethod(metadata, "revocation", method));
    }
    assertTrue(advertisesAuthMethod(metadata, "introspection", "private_key_jwt"));
  }

  @Test
  void publishesSigningKeysBeforeTheFirstToken() throws IOException {
    TestTenant other = TestTenant.create(server);

    List<String> algorithms =
        other.admin().get("/.well-known/jwks.json").expect(200).body().findValuesAsText("alg");

    assertTrue(algorithms.contains("ES256"), algorithms::toString);
    assertTrue(algorithms.contains("RS256"), algorithms::toString);
  }

  /** The distribution has the native one for the usual processors under Linux. */
  @Test
  void reportsTheSignatureProviderToTheOperator() {
    boolean usual = Set.of("amd64", "aarch64").contains(System.getProperty("os.arch"));
    boolean linux = System.getProperty("os.name").equals("Linux");
    String provider = linux && usual ? "AmazonCorrettoCryptoProvider " : "JDK ";

    String metrics = server.anonymous().get("/system/metrics").expect(200).text();

    assertTrue(
        metrics.contains("lumoauth_crypto_provider{provider=\"" + provider), metrics::toString);
  }

  @Test
  void exportsMetricsOfEventsDecisionsModulesAndConnections() throws IOException {
    TestTenant measured = TestTenant.create(server);
    TestPerson.create(server, measured).tokens(TestApplication.register(measured, Map.of()));

    String metrics = server.anonymous().get("/system/metrics").expect(200).text();

    for (String series :
        List.of(
            "lumoauth_audit_events_total{action=\"login.succeeded\",outcome=\"success\"}",
            "lumoauth_audit_events_total{action=\"token.issued\",outcome=\"success\"}",
            "lumoauth_decisions_total{decision=\"permit\"}",
            "lumoauth_modules{state=\"active\"}",
            "db_client_connection_max{db_client_connection_pool_name=\"lumoauth\"}")) {
      assertTrue(value(metrics, series) > 0, series);
    }
    assertFalse(metrics.contains(measured.slug()), "a label names a tenant");
  }

  @Test
  void exportsMetricsOfMailAndCaches() throws IOException {
    TestTenant measured = TestTenant.create(server);
    TestPerson.create(server, measured).tokens(TestApplication.register(measured, Map.of()));

    String metrics = server.anonymous().get("/system/metrics").expect(200).text();

    for (String outcome : List.of("accepted", "rejected", "retried", "expired")) {
      String series =
          "lumoauth_message_attempts_total{medium=\"email\",outcome=\"" + outcome + "\"} ";
      assertTrue(metrics.contains("\n" + series), series);
    }
    assertTrue(metrics.contains("\nlumoauth_messages_waiting "), metrics);
    for (String cache : List.of("oauth-clients.clients", "platform-keys.signing-keys")) {
      String label = "cache=\"" + cache + "\"";
      String requests = "lumoauth_cache_requests_total{" + label + ",result=\"";
      assertTrue(value(metrics, requests + "hit\"}") > 0, requests);
      assertTrue(value(metrics, requests + "miss\"}") > 0, requests);
      assertTrue(value(metrics, "lumoauth_cache_entries{" + label + "}") > 0, label);
      assertTrue(metrics.contains("\nlumoauth_cache_evictions_total{" + label + "} "), label);
    }
    assertFalse(metrics.contains(measured.slug()), "a label names a tenant");
  }

  private static double value(String metrics, String series) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .sum();
  }

  private static JsonNode metadata(TestTenant of) {
    return of.admin().get("/.well-known/openid-configuration").expect(200).body();
  }

  private static boolean advertisesAuthMethod(JsonNode metadata, String endpoint, String method) {
    JsonNode methods = metadata.path(endpoint + "_endpoint_auth_methods_supported");
    return methods.toString().contains("\"" + method + "\"");
  }

  private static String header(ApiClient.Answer answer, String name) {
    return answer.response().headers().firstValue(name).orElse("");
  }
}
