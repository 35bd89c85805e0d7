/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.ServedOpenApi;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * Behavior that clients rely on beyond single endpoints: alias names, CORS, error formats and keys.
 */
@ExtendWith(DefaultServerExtension.class)
class PublicContractIT extends PublicContractTestBase {
  private static final String ORIGIN = "https://spa.example";

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

  private static boolean advertisesAuthMethod(JsonNode metadata, String endpoint, String method) {
    JsonNode methods = metadata.path(endpoint + "_endpoint_auth_methods_supported");
    return methods.toString().contains("\"" + method + "\"");
  }

  private static String header(ApiClient.Answer answer, String name) {
    return answer.response().headers().firstValue(name).orElse("");
  }
}
