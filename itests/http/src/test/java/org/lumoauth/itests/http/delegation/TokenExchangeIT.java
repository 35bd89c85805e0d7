/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.delegation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/** Tokens in place of others, on the real distribution. */
@ExtendWith(DefaultServerExtension.class)
class TokenExchangeIT {
  private static final String TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:";
  private static final String PASSWORD = "a few words in a row 42";
  private static final String EMAIL = "bea@example.com";
  private static final String PAY = "https://pay.example.com";

  private static TestServer server;
  private TestTenant tenant;
  private TrustedIssuerFixture staff;
  private JsonNode tokens;
  private String token;
  private JsonNode claims;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
  }

  @BeforeEach
  void signIn() throws IOException {
    tenant = TestTenant.create(server);
    tenant
        .admin()
        .post("/admin/users", Map.of("email", EMAIL, "name", "Bea", "password", PASSWORD))
        .expect(201);
    staff =
        TrustedIssuerFixture.trusted(
            tenant,
            List.of(TYPE, JWT_BEARER, "client_credentials"),
            Map.of(
                "token_exchange_sources", List.of("*"),
                "token_exchange_audiences", List.of(PAY)));
    tokens = CodeFlowSignIn.run(server, tenant, EMAIL, PASSWORD);
    token = tokens.path("access_token").asText();
    claims = TrustedIssuerFixture.claimsOf(token);
  }

  @Test
  void documentationExamplesWork() throws IOException {
    DocumentationExamples.run(
        "how-to/exchange-a-token.md",
        Map.of(
            "API", tenant.admin().base(),
            "ADMIN", tenant.key(),
            "APP", claims.path("client_id").asText(),
            "TOKEN", token));
  }

  @Test
  void issuesDelegatedTokenForSignedInUser() {
    JsonNode body = exchange(token, "access_token", "audience", PAY).expect(200).body();
    JsonNode made = TrustedIssuerFixture.claimsOf(body.path("access_token").asText());

    assertEquals(claims.path("sub"), made.path("sub"));
    assertEquals(staff.clientId(), made.at("/act/sub").asText());
    assertEquals(staff.clientId(), made.path("client_id").asText());
    assertEquals(PAY, made.path("aud").asText());
    assertEquals("openid", made.path("scope").asText());
    assertEquals(claims.path("grant_id"), made.path("grant_id"));
    assertTrue(made.path("exp").asLong() <= claims.path("exp").asLong());
    assertEquals(TOKEN_TYPE + "access_token", body.path("issued_token_type").asText());
    assertFalse(body.has("refresh_token"));
  }

  @Test
  void revokesTokenWithTheGrantOfItsSubjectToken() {
    String made = exchanged(token, "access_token");
    assertTrue(staff.active(made));
    String grant = tenant.admin().get("/admin/tokens").expect(200).data().at("/0/id").asText();
    tenant.admin().delete("/admin/tokens/" + grant).expect(200);

    assertFalse(staff.active(made));
    assertRefused("invalid_request", exchange(token, "access_token"));
  }

  @Test
  void revokesTokenWithItsSubjectToken() {
    String once = exchanged(token, "access_token");
    TrustedIssuerFixture other = another(Map.of("token_exchange_sources", List.of("*")));
    String twice =
        other
            .post("/oauth/token", parameters(once, "access_token"))
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    assertTrue(staff.active(once) && other.active(twice));

    staff.post("/oauth/revoke", "token", once).expect(200);

    assertFalse(staff.active(once));
    assertFalse(other.active(twice));
    assertRefused("invalid_request", exchange(once, "access_token"));
    assertTrue(staff.active(exchanged(token, "access_token")), "its own source holds");
  }

  @Test
  void bindsTheNewTokenToTheKeyThatWasProven() {
    TestJwtSigner key = TestJwtSigner.es256("k1");
    String[] parameters = parameters(token, "access_token");

    JsonNode body =
        staff.postWithProof(proof(key, "POST", "/oauth/token"), "/oauth/token", parameters).body();
    String made = body.path("access_token").asText();

    assertEquals("DPoP", body.path("token_type").asText(), body.toString());
    assertEquals(key.thumbprint(), TrustedIssuerFixture.claimsOf(made).at("/cnf/jkt").asText());
    userinfo("Bearer " + made, null).expect(401);
    userinfo("DPoP " + made, proof(TestJwtSigner.es256("k2"), made)).expect(401);
    userinfo("DPoP " + made, proof(key, made)).expect(200);
    assertEquals(
        "invalid_dpop_proof",
        staff
            .postWithProof(proof(key, "GET", "/oauth/token"), "/oauth/token", parameters)
            .expect(400)
            .body()
            .path("error")
            .asText());
  }

  @Test
  void exchangesBoundTokenOnlyWithProofOfItsKey() {
    TestJwtSigner key = TestJwtSigner.es256("k1");
    TestJwtSigner other = TestJwtSigner.es256("k1");
    String bound =
        staff
            .postWithProof(
                proof(key, "POST", "/oauth/token"),
                "/oauth/token",
                parameters(token, "access_token"))
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    String[] again = parameters(bound, "access_token");

    assertRefused("invalid_request", staff.post("/oauth/token", again));
    assertRefused(
        "invalid_request",
        staff.postWithProof(proof(other, "POST", "/oauth/token"), "/oauth/token", again));
    staff.postWithProof(proof(key, "POST", "/oauth/token"), "/oauth/token", again).expect(200);
  }

  private ApiClient.Answer userinfo(String authorization, String proof) {
    ApiClient api = tenant.admin().with("Authorization", authorization);
    return (proof == null ? api : api.and("DPoP", proof)).get("/oauth/userinfo");
  }

  private String proof(TestJwtSigner key, String accessToken) {
    return proof(key, "GET", "/oauth/userinfo", Map.of("ath", TestJwtSigner.hash(accessToken)));
  }

  private String proof(TestJwtSigner key, String method, String path) {
    return proof(key, method, path, Map.of());
  }

  private String proof(TestJwtSigner key, String method, String path, Map<String, Object> more) {
    Map<String, Object> claims = new LinkedHashMap<>(more);
    claims.put("htm", method);
    claims.put("htu", tenant.admin().base() + path);
    claims.put("iat", Instant.now().getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    return key.sign(Map.of("typ", "dpop+jwt", "jwk", key.material()), claims);
  }

  @Test
  void revokesTokenWithTheSessionOfTheIdToken() {
    String made = exchanged(tokens.path("id_token").asText(), "id_token");
    assertTrue(staff.active(made));
    String session = tenant.admin().get("/admin/sessions").expect(200).data().at("/0/id").asText();
    tenant.admin().delete("/admin/sessions/" + session).expect(200);

    assertFalse(staff.active(made));
    assertRefused("invalid_grant", exchange(tokens.path("id_token").asText(), "id_token"));
  }

  @Test
  void revokesTokenWithTheIssuerTrust() {
    String made = exchanged(staff.assertion(), "jwt");
    assertTrue(staff.active(made));
    tenant.admin().post(staff.issuerPath() + "/disable", Map.of()).expect(200);

    assertFalse(staff.active(made));
    assertRefused("invalid_request", exchange(staff.assertion(), "jwt"));
  }

  @Test
  void preservesActorChainOrder() {
    String once = exchanged(token, "access_token");
    String actor = clientsOwn();
    JsonNode again =
        exchange(
                once,
                "access_token",
                "actor_token",
                actor,
                "actor_token_type",
                TOKEN_TYPE + "access_token")
            .expect(200)
            .body();
    TrustedIssuerFixture other = another(Map.of("token_exchange_sources", List.of("*")));
    JsonNode third =
        other.post("/oauth/token", parameters(once, "access_token")).expect(200).body();
    JsonNode chain = TrustedIssuerFixture.claimsOf(third.path("access_token").asText()).path("act");

    assertEquals(
        staff.clientId(),
        TrustedIssuerFixture.claimsOf(again.path("access_token").asText()).at("/act/sub").asText());
    assertEquals(other.clientId(), chain.path("sub").asText());
    assertEquals(staff.clientId(), chain.at("/act/sub").asText());
  }

  @Test
  void allowsImpersonationOnlyIfEnabledByAdministrator() {
    tenant
        .admin()
        .patch(
            "/admin/clients/" + staff.clientId(),
            Map.of("metadata", Map.of("token_exchange_impersonation", true)))
        .expect(200);

    assertFalse(TrustedIssuerFixture.claimsOf(exchanged(token, "access_token")).has("act"));
  }

  /** RFC 8693 section 4.4: in an assertion of the trusted issuer, by the names of this one. */
  @Test
  void enforcesMayActClaim() {
    String us = tenant.admin().base();
    String made =
        exchange(assertionWithMayAct(Map.of("iss", us, "sub", staff.clientId())), "jwt")
            .expect(200)
            .body()
            .path("access_token")
            .asText();

    assertEquals(staff.clientId(), TrustedIssuerFixture.claimsOf(made).at("/act/sub").asText());
    assertEquals(staff.clientId(), TrustedIssuerFixture.claimsOf(made).at("/may_act/sub").asText());
    for (Object other :
        List.of(
            Map.of("iss", us, "sub", "cli_another"),
            Map.of("sub", staff.clientId()), // whom the other issuer calls so
            Map.of("iss", us),
            "anybody")) {
      ApiClient.Answer refusal = exchange(assertionWithMayAct(other), "jwt");
      assertRefused("invalid_request", refusal);
      assertTrue(refusal.text().contains("may_act"), refusal::toString);
    }
  }

  private String assertionWithMayAct(Object party) {
    Map<String, Object> named = staff.claims();
    named.put("may_act", party);
    return TrustedIssuerFixture.KEY.sign(named);
  }

  @Test
  void refusesTokensOfOtherClientsByDefault() {
    TrustedIssuerFixture other = another(Map.of());

    ApiClient.Answer answer = other.post("/oauth/token", parameters(token, "access_token"));
    assertRefused("invalid_request", answer);
  }

  @Test
  void refusesTokenOfMismatchedType() {
    Map<String, String> presented = new LinkedHashMap<>();
    presented.put("access_token", token);
    presented.put("id_token", tokens.path("id_token").asText());
    presented.put("refresh_token", tokens.path("refresh_token").asText());
    presented.put("jwt", staff.assertion());
    for (String type : List.of("access_token", "id_token", "jwt", "refresh_token", "saml2")) {
      presented.forEach(
          (kind, each) -> {
            if (!kind.equals(type) || kind.equals("refresh_token")) {
              assertRefused("invalid_request", exchange(each, type));
              assertRefused(
                  "invalid_request",
                  exchange(
                      token,
                      "access_token",
                      "actor_token",
                      each,
                      "actor_token_type",
                      TOKEN_TYPE + type));
            }
          });
    }
  }

  @Test
  void limitsScopeAndAudienceToTheSubjectToken() {
    assertRefused("invalid_scope", exchange(token, "access_token", "scope", "payroll.read"));
    assertRefused("invalid_scope", exchange(token, "access_token", "scope", "offline_access"));
    assertRefused(
        "invalid_target", exchange(token, "access_token", "resource", "https://other.example"));
    assertRefused(
        "invalid_scope",
        exchange(tokens.path("id_token").asText(), "id_token", "scope", "payroll.read"));
  }

  @Test
  void refusesRevokedForeignAndForgedTokens() throws IOException {
    assertRefused("invalid_request", exchange(token + "x", "access_token"));
    TrustedIssuerFixture foreign =
        TrustedIssuerFixture.trusted(
            TestTenant.create(server),
            List.of(TYPE, JWT_BEARER),
            Map.of("token_exchange_sources", List.of("*")));
    assertRefused(
        "invalid_request", foreign.post("/oauth/token", parameters(token, "access_token")));
    assertRefused("invalid_request", exchange(foreign.assertion(), "jwt"));
    String own = clientsOwn();
    staff.post("/oauth/revoke", "token", own).expect(200);
    assertRefused("invalid_request", exchange(own, "access_token"));
  }

  @Test
  void refusesDisabledSubjectOrActor() {
    String chained = exchanged(token, "access_token");
    TrustedIssuerFixture other = another(Map.of("token_exchange_sources", List.of("*")));
    tenant.admin().post("/admin/clients/" + staff.clientId() + "/disable", Map.of()).expect(200);
    assertRefused(
        "invalid_request", other.post("/oauth/token", parameters(chained, "access_token")));
    tenant.admin().post("/admin/clients/" + staff.clientId() + "/enable", Map.of()).expect(200);
    String user = claims.path("sub").asText();
    tenant.admin().post("/admin/users/" + user + "/block", Map.of()).expect(200);
    assertRefused("invalid_request", exchange(token, "access_token"));
    assertRefused("invalid_grant", exchange(tokens.path("id_token").asText(), "id_token"));
  }

  @Test
  void refusesOverlongActorChain() {
    tenant.admin().patch("/admin/settings/token-exchange", Map.of("max_actors", 1)).expect(200);
    String once = exchanged(token, "access_token");
    TrustedIssuerFixture other = another(Map.of("token_exchange_sources", List.of("*")));

    JsonNode refusal =
        other.post("/oauth/token", parameters(once, "access_token")).expect(403).body();
    assertEquals("delegation_depth_exceeded", refusal.path("error").asText());
    assertEquals(1, refusal.path("max_depth").asInt());
  }

  @Test
  void recordsTheChain() {
    exchanged(token, "access_token");
    String log = tenant.admin().get("/admin/audit-logs?limit=100").expect(200).text();

    assertTrue(log.contains("token.exchanged"), log);
    assertTrue(log.contains("client:" + staff.clientId()), log);
    assertFalse(log.contains(token));
  }

  @Test
  void isAvailableOnlyWhileItsModuleIsInstalled() {
    assertTrue(offered());
    assertTrue(server.console("bundle:stop org.lumoauth.oauth.grant-token-exchange") != null);
    assertFalse(offered());
    assertEquals(
        "oauth-grant-token-exchange",
        exchange(token, "access_token").expect(503).body().at("/details/module").asText());
    assertTrue(server.console("bundle:start org.lumoauth.oauth.grant-token-exchange") != null);
    assertTrue(offered());
    exchange(token, "access_token").expect(200);
  }

  private boolean offered() {
    return tenant
        .admin()
        .get("/.well-known/oauth-authorization-server")
        .expect(200)
        .body()
        .path("grant_types_supported")
        .toString()
        .contains(TYPE);
  }

  /** Another client of the tenant, without an issuer of its own. */
  private TrustedIssuerFixture another(Map<String, Object> metadata) {
    tenant.admin().delete(staff.issuerPath()).expect(200);
    return TrustedIssuerFixture.trusted(tenant, List.of(TYPE), metadata);
  }

  private String clientsOwn() {
    return staff
        .post("/oauth/token", "grant_type", "client_credentials")
        .expect(200)
        .body()
        .path("access_token")
        .asText();
  }

  private String exchanged(String subject, String type) {
    return exchange(subject, type).expect(200).body().path("access_token").asText();
  }

  private ApiClient.Answer exchange(String subject, String type, String... more) {
    return staff.post("/oauth/token", parameters(subject, type, more));
  }

  private static String[] parameters(String subject, String type, String... more) {
    List<String> parameters =
        new ArrayList<>(
            List.of(
                "grant_type",
                TYPE,
                "subject_token",
                subject,
                "subject_token_type",
                TOKEN_TYPE + type));
    parameters.addAll(List.of(more));
    return parameters.toArray(String[]::new);
  }

  private static void assertRefused(String error, ApiClient.Answer answer) {
    assertEquals(error, answer.expect(400).body().path("error").asText(), answer.toString());
  }
}
