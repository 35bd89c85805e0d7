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
import org.lumoauth.itests.http.fixture.CodeFlow;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.DocExamples;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Staff;
import org.lumoauth.itests.http.support.Tenant;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Assertions of an issuer outside, on the real distribution. */
@ExtendWith(Shared.class)
class JwtBearerIT {
  private static final String TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String PASSWORD = "a few words in a row 42";
  private static final int TOO_LONG = 16_000;

  private static Server server;
  private Tenant tenant;
  private Staff staff;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
  }

  @BeforeEach
  void trust() throws IOException {
    tenant = Tenant.create(server);
    staff = Staff.trusted(tenant, List.of(TYPE), Map.of());
  }

  @Test
  void theDocumentationWorksAsItIsWritten() throws IOException {
    Tenant another = Tenant.create(server);
    String user =
        another
            .admin()
            .post("/admin/users", Map.of("email", "ada@example.com", "name", "Ada"))
            .expect(201)
            .data()
            .path("id")
            .asText();
    DocExamples.run(
        "how-to/accept-assertions.md",
        Map.of(
            "API", another.admin().base(),
            "ADMIN", another.key(),
            "USER", user,
            "JWKS", Api.JSON.writeValueAsString(Map.of("keys", List.of(Staff.KEY.jwk()))),
            "ASSERTION", Staff.KEY.sign(Staff.claims(another.admin().base()))));
  }

  @Test
  void givesATokenAboutTheUserAndNothingToRefreshItBy() {
    var body = staff.bring(staff.assertion()).expect(200).body();
    var claims = Staff.claimsOf(body.path("access_token").asText());

    assertEquals(Set.of("access_token", "token_type", "expires_in", "scope"), names(body));
    assertEquals(staff.userId(), claims.path("sub").asText());
    assertEquals("payroll.read", claims.path("scope").asText());
    assertTrue(staff.active(body.path("access_token").asText()));
  }

  @Test
  void endsTokensWithTheTrustInTheirIssuer() {
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
  void givesNothingForWhoeverIsNotEnabled() throws IOException {
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
  void takesNoOtherTokenOfOursForAnAssertion() {
    String email = "bea@example.com";
    tenant
        .admin()
        .post("/admin/users", Map.of("email", email, "name", "Bea", "password", PASSWORD))
        .expect(201);
    var tokens = CodeFlow.run(server, tenant, email, PASSWORD);
    for (String kind : List.of("access_token", "id_token", "refresh_token")) {
      assertRefused("invalid_grant", tokens.path(kind).asText());
    }
    Map<String, Object> clientAssertion = staff.claims();
    clientAssertion.put("iss", staff.clientId());
    clientAssertion.put("sub", staff.clientId());
    assertRefused("invalid_grant", Staff.KEY.sign(clientAssertion));
    for (String type :
        List.of("at+jwt", "logout+jwt", "dpop+jwt", "client-authentication+jwt", "id+jwt")) {
      assertRefused(
          "invalid_grant", Staff.KEY.sign(Map.of("kid", "k1", "typ", type), staff.claims()));
    }
  }

  @Test
  void refusesForgedAndStaleAssertions() {
    assertRefused("invalid_grant", TestJwtSigner.unsigned(staff.claims()));
    assertRefused("invalid_grant", TestJwtSigner.es256("k1").sign(staff.claims()));
    TestJwtSigner forger = TestJwtSigner.es256("forged");
    assertRefused(
        "invalid_grant", forger.sign(Map.of("kid", "forged", "jwk", forger.jwk()), staff.claims()));
    assertRefused("invalid_grant", Staff.KEY.sign(changed("aud", "https://other.example")));
    assertRefused("invalid_grant", Staff.KEY.sign(changed("exp", 1)));
    assertRefused("invalid_grant", Staff.KEY.sign(changed("iss", "https://other.example")));
    assertRefused("invalid_grant", Staff.KEY.sign(changed("sub", "employee-8")));
    assertRefused("invalid_grant", Staff.KEY.sign(changed("filler", "x".repeat(TOO_LONG))));
    String once = staff.assertion();
    staff.bring(once).expect(200);
    assertRefused("invalid_grant", once);
  }

  @Test
  void refusesAnAssertionForAnotherTenant() throws IOException {
    Staff theirs = Staff.trusted(Tenant.create(server), List.of(TYPE), Map.of());

    assertRefused("invalid_grant", theirs.assertion());
  }

  @Test
  void givesNoMoreScopeThanClientAndIssuerBothHave() {
    assertEquals(
        "invalid_scope",
        error(staff.bring(staff.assertion(), "scope", "payroll.write").expect(400)));
    assertEquals(
        "invalid_scope", error(staff.bring(staff.assertion(), "scope", "admin").expect(400)));
  }

  @Test
  void fetchesTheKeysOfAnIssuerThroughTheGuardAlone() throws IOException {
    HttpServer keys =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    byte[] set = Api.JSON.writeValueAsBytes(Map.of("keys", List.of(Staff.KEY.jwk())));
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
  void refusesNothingWhileTheKeysCannotBeHad() throws IOException {
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
      Api.Answer answer = staff.bring(assertion).expect(503);
      assertEquals("temporarily_unavailable", error(answer));
      assertTrue(answer.response().headers().firstValue("Retry-After").isPresent());

      Map<String, Object> byValue = Map.of("jwks", Map.of("keys", List.of(Staff.KEY.jwk())));
      tenant.admin().patch(staff.issuerPath(), byValue).expect(200);
      staff.bring(assertion).expect(200); // it was not used up
    } finally {
      keys.stop(0);
    }
  }

  @Test
  void recordsWhoseWordItWas() {
    staff.bring(staff.assertion()).expect(200);
    String log = tenant.admin().get("/admin/audit-logs?limit=100").expect(200).text();

    assertTrue(log.contains("assertion.accepted"), log);
    assertTrue(log.contains("trusted_issuer.created"), log);
  }

  /** An issuer that is trusted speaks for administrators too. */
  @Test
  void letsOnlyWhoGivesRolesSayWhoSpeaksForUsers() throws Exception {
    Api settings = tenant.agent("Settler", List.of("settings.manage"), List.of()).authenticated();

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
  void managesIssuersStrictly() {
    Api admin = tenant.admin();
    assertEquals(422, admin.patch(staff.issuerPath(), Map.of("color", "red")).status());
    assertEquals(
        422, admin.patch(staff.issuerPath(), Map.of("scopes", List.of("admin:write"))).status());
    assertEquals(
        409,
        admin
            .post(
                "/admin/oauth/trusted-issuers",
                Map.of("issuer", Staff.ISSUER, "jwksUri", "https://idp.example.com/jwks"))
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
    Api.Answer answer = staff.bring(assertion).expect(400);
    assertEquals(error, error(answer), answer.toString());
  }

  private static String error(Api.Answer answer) {
    return answer.body().path("error").asText();
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
