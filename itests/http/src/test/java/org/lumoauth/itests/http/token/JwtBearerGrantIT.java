/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.CodeFlowSignIn;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.DocumentationExamples;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Assertions of an issuer outside, on the real distribution. */
@ExtendWith(DefaultServerExtension.class)
class JwtBearerGrantIT {
  private static final String TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String PASSWORD = "a few words in a row 42";
  private static final int TOO_LONG = 16_000;

  private static TestServer server;
  private TestTenant tenant;
  private TrustedIssuerFixture staff;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
  }

  @BeforeEach
  void trust() throws IOException {
    tenant = TestTenant.create(server);
    staff = TrustedIssuerFixture.trusted(tenant, List.of(TYPE), Map.of());
  }

  @Test
  void documentationExamplesWork() throws IOException {
    TestTenant another = TestTenant.create(server);
    String user =
        another
            .admin()
            .post("/admin/users", Map.of("email", "ada@example.com", "name", "Ada"))
            .expect(201)
            .data()
            .path("id")
            .asText();
    DocumentationExamples.run(
        "how-to/accept-assertions.md",
        Map.of(
            "API", another.admin().base(),
            "ADMIN", another.key(),
            "USER_ID", user,
            "JWKS",
                ApiClient.JSON.writeValueAsString(
                    Map.of("keys", List.of(TrustedIssuerFixture.KEY.jwk()))),
            "ASSERTION",
                TrustedIssuerFixture.KEY.sign(
                    TrustedIssuerFixture.claims(another.admin().base()))));
  }

  @Test
  void issuesAccessTokenWithoutRefreshToken() {
    var body = staff.bring(staff.assertion()).expect(200).body();
    var claims = TrustedIssuerFixture.claimsOf(body.path("access_token").asText());

    assertEquals(Set.of("access_token", "token_type", "expires_in", "scope"), names(body));
    assertEquals(staff.userId(), claims.path("sub").asText());
    assertEquals("payroll.read", claims.path("scope").asText());
    assertTrue(staff.active(body.path("access_token").asText()));
  }

  @Test
  void revokesTokensWithTheIssuerTrust() {
    String before = token();
    tenant.admin().post(staff.issuerPath() + "/disable", Map.of()).expect(200);

    assertFalse(staff.active(before));
    assertRefused("invalid_grant", staff.assertion());
    tenant.admin().post(staff.issuerPath() + "/enable", Map.of()).expect(200);
    assertFalse(staff.active(before));
    String after = token();
    assertTrue(staff.active(after));
    tenant.admin().delete(staff.issuerPath()).expect(200);
    assertFalse(staff.active(after));
  }

  @Test
  void refusesDisabledUserOrClient() throws IOException {
    String token = token();
    tenant.admin().post("/admin/users/" + staff.userId() + "/block", Map.of()).expect(200);
    assertRefused("invalid_grant", staff.assertion());
    assertFalse(staff.active(token));
    tenant.admin().post("/admin/users/" + staff.userId() + "/unblock", Map.of()).expect(200);
    staff.bring(staff.assertion()).expect(200);
    tenant.admin().post("/admin/clients/" + staff.clientId() + "/disable", Map.of()).expect(200);
    assertEquals("invalid_client", error(staff.bring(staff.assertion()).expect(401)));
    tenant.admin().post("/admin/clients/" + staff.clientId() + "/enable", Map.of()).expect(200);
    server
        .operator()
        .patch("/api/v1/platform/tenants/" + tenant.slug(), Map.of("status", "disabled"))
        .expect(200);
    assertEquals(404, staff.bring(staff.assertion()).status());
  }

  @Test
  void refusesOtherTokenTypesAsAssertion() {
    String email = "bea@example.com";
    tenant
        .admin()
        .post("/admin/users", Map.of("email", email, "name", "Bea", "password", PASSWORD))
        .expect(201);
    var tokens = CodeFlowSignIn.run(server, tenant, email, PASSWORD);
    for (String kind : List.of("access_token", "id_token", "refresh_token")) {
      assertRefused("invalid_grant", tokens.path(kind).asText());
    }
    Map<String, Object> clientAssertion = staff.claims();
    clientAssertion.put("iss", staff.clientId());
    clientAssertion.put("sub", staff.clientId());
    assertRefused("invalid_grant", TrustedIssuerFixture.KEY.sign(clientAssertion));
    for (String type :
        List.of("at+jwt", "logout+jwt", "dpop+jwt", "client-authentication+jwt", "id+jwt")) {
      assertRefused(
          "invalid_grant",
          TrustedIssuerFixture.KEY.sign(Map.of("kid", "k1", "typ", type), staff.claims()));
    }
  }

  @Test
  void refusesForgedAndStaleAssertions() {
    assertRefused("invalid_grant", TestJwtSigner.unsigned(staff.claims()));
    assertRefused("invalid_grant", TestJwtSigner.es256("k1").sign(staff.claims()));
    TestJwtSigner forger = TestJwtSigner.es256("forged");
    assertRefused(
        "invalid_grant", forger.sign(Map.of("kid", "forged", "jwk", forger.jwk()), staff.claims()));
    assertRefused(
        "invalid_grant", TrustedIssuerFixture.KEY.sign(changed("aud", "https://other.example")));
    assertRefused("invalid_grant", TrustedIssuerFixture.KEY.sign(changed("exp", 1)));
    assertRefused(
        "invalid_grant", TrustedIssuerFixture.KEY.sign(changed("iss", "https://other.example")));
    assertRefused("invalid_grant", TrustedIssuerFixture.KEY.sign(changed("sub", "employee-8")));
    assertRefused(
        "invalid_grant", TrustedIssuerFixture.KEY.sign(changed("filler", "x".repeat(TOO_LONG))));
    String once = staff.assertion();
    staff.bring(once).expect(200);
    assertRefused("invalid_grant", once);
  }

  @Test
  void refusesAnAssertionForAnotherTenant() throws IOException {
    TrustedIssuerFixture theirs =
        TrustedIssuerFixture.trusted(TestTenant.create(server), List.of(TYPE), Map.of());

    assertRefused("invalid_grant", theirs.assertion());
  }

  @Test
  void limitsScopeToClientAndIssuer() {
    assertEquals(
        "invalid_scope",
        error(staff.bring(staff.assertion(), "scope", "payroll.write").expect(400)));
    assertEquals(
        "invalid_scope", error(staff.bring(staff.assertion(), "scope", "admin").expect(400)));
  }

  @Test
  void fetchesIssuerKeysThroughTheOutboundGuard() throws IOException {
    HttpServer keys =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    byte[] set =
        ApiClient.JSON.writeValueAsBytes(Map.of("keys", List.of(TrustedIssuerFixture.KEY.jwk())));
    keys.createContext(
        "/jwks",
        exchange -> {
          exchange.sendResponseHeaders(200, set.length);
          exchange.getResponseBody().write(set);
          exchange.close();
        });
    keys.start();
    try {
      String address = "http://127.0.0.1:" + keys.getAddress().getPort() + "/jwks";
      tenant.admin().patch(staff.issuerPath(), Map.of("jwksUri", address)).expect(200);
      staff.bring(staff.assertion()).expect(200);
      tenant
          .admin()
          .patch(
              staff.issuerPath(),
              Map.of("jwksUri", address.replace("http://127.0.0.1", "https://127.0.0.2")))
          .expect(200);
      assertRefused("invalid_grant", staff.assertion());
    } finally {
      keys.stop(0);
    }
  }

  @Test
  void reportsUnavailableKeysWithoutConsumingTheAssertion() throws IOException {
    HttpServer keys =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    keys.createContext(
        "/jwks",
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    keys.start();
    try {
      String address = "http://127.0.0.1:" + keys.getAddress().getPort() + "/jwks";
      tenant.admin().patch(staff.issuerPath(), Map.of("jwksUri", address)).expect(200);
      String assertion = staff.assertion();
      ApiClient.Answer answer = staff.bring(assertion).expect(503);
      assertEquals("temporarily_unavailable", error(answer));
      assertTrue(answer.response().headers().firstValue("Retry-After").isPresent());

      Map<String, Object> byValue =
          Map.of("jwks", Map.of("keys", List.of(TrustedIssuerFixture.KEY.jwk())));
      tenant.admin().patch(staff.issuerPath(), byValue).expect(200);
      staff.bring(assertion).expect(200); // it was not used up
    } finally {
      keys.stop(0);
    }
  }

  @Test
  void recordsTheIssuerOfTheAssertion() {
    staff.bring(staff.assertion()).expect(200);
    String log = tenant.admin().get("/admin/audit-logs?limit=100").expect(200).text();

    assertTrue(log.contains("assertion.accepted"), log);
    assertTrue(log.contains("trusted_issuer.created"), log);
  }

  /** An issuer that is trusted speaks for administrators too. */
  @Test
  void requiresRolePermissionToManageIssuers() throws Exception {
    ApiClient settings =
        tenant.agent("Settler", List.of("settings.manage"), List.of()).authenticated();

    settings
        .post(
            "/admin/oauth/trusted-issuers",
            Map.of("issuer", "https://own.example.com", "jwksUri", "https://own.example.com/jwks"))
        .expect(403);
    settings.patch(staff.issuerPath(), Map.of("subjectMapping", "user_id")).expect(403);
    settings
        .post(staff.issuerPath() + "/subjects", Map.of("subject", "me", "userId", staff.userId()))
        .expect(403);
    settings.post(staff.issuerPath() + "/disable", Map.of()).expect(200);
    settings.post(staff.issuerPath() + "/enable", Map.of()).expect(403);
    tenant.admin().post(staff.issuerPath() + "/enable", Map.of()).expect(200);
  }

  @Test
  void validatesIssuerConfiguration() {
    ApiClient admin = tenant.admin();
    assertEquals(422, admin.patch(staff.issuerPath(), Map.of("color", "red")).status());
    assertEquals(
        422, admin.patch(staff.issuerPath(), Map.of("scopes", List.of("admin:write"))).status());
    assertEquals(
        409,
        admin
            .post(
                "/admin/oauth/trusted-issuers",
                Map.of(
                    "issuer",
                    TrustedIssuerFixture.ISSUER,
                    "jwksUri",
                    "https://idp.example.com/jwks"))
            .status());
    assertEquals(
        1, admin.get("/admin/oauth/trusted-issuers").expect(200).body().at("/meta/total").asInt());
    assertEquals(
        "employee-7",
        admin.get(staff.issuerPath() + "/subjects").expect(200).data().at("/0/subject").asText());
  }

  private String token() {
    return staff.bring(staff.assertion()).expect(200).body().path("access_token").asText();
  }

  private Map<String, Object> changed(String claim, Object value) {
    Map<String, Object> claims = staff.claims();
    claims.put(claim, value);
    return claims;
  }

  private void assertRefused(String error, String assertion) {
    ApiClient.Answer answer = staff.bring(assertion).expect(400);
    assertEquals(error, error(answer), answer.toString());
  }

  private static String error(ApiClient.Answer answer) {
    return answer.body().path("error").asText();
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
