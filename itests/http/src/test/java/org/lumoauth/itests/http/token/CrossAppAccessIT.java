/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.itests.http.fixture.DelegationScenario.ON_BEHALF;
import static org.lumoauth.itests.http.fixture.DelegationScenario.READ;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.DelegationScenario;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.DocumentationExamples;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;

/**
 * Access across applications: one tenant is where people sign in, another is the authorization
 * server of somebody else's service; and transaction tokens within one.
 */
@ExtendWith(DefaultServerExtension.class)
class CrossAppAccessIT {
  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String TYPES = "urn:ietf:params:oauth:token-type:";
  private static final String DOMAIN = "trust.example.com";

  private static TestServer server;
  private static TestTenant home;
  private static TestTenant there;
  private static String issuer;
  private static String audience;
  private static TestApplication wiki;
  private static TestApplication app;
  private static TestPerson ada;
  private static JsonNode tokens;
  private static String userThere;

  @BeforeAll
  static void trustEachOther(TestServer shared) throws IOException {
    server = shared;
    home = TestTenant.create(server);
    there = TestTenant.create(server);
    issuer = metadata(home).path("issuer").asText();
    audience = metadata(there).path("issuer").asText();
    wiki =
        TestApplication.register(
            there,
            Map.of(
                "grantTypes",
                List.of(JWT_BEARER),
                "redirectUris",
                List.of(),
                "allowedScopes",
                List.of("chat.read", "chat.history")));
    app =
        TestApplication.register(
            home,
            Map.of(
                "grantTypes", List.of("authorization_code", "refresh_token", EXCHANGE),
                "metadata", Map.of("id_jag_clients", List.of(audience + " " + wiki.id()))));
    ada = TestPerson.create(server, home);
    tokens = ada.tokens(app);
    userThere = TestPerson.create(server, there).id();
    JsonNode keys = home.admin().get("/.well-known/jwks.json").expect(200).body();
    String trusted =
        there
            .admin()
            .post(
                "/admin/oauth/trusted-issuers",
                Map.of(
                    "issuer", issuer,
                    "jwks", ApiClient.JSON.convertValue(keys, Map.class),
                    "clients", List.of(wiki.id()),
                    "scopes", List.of("chat.read", "chat.history"),
                    "maxLifetime", 600))
            .expect(201)
            .data()
            .path("id")
            .asText();
    there
        .admin()
        .post(
            "/admin/oauth/trusted-issuers/" + trusted + "/subjects",
            Map.of("subject", ada.id(), "userId", userThere))
        .expect(201);
    home.admin()
        .patch("/admin/settings/id-jag", Map.of("audiences", List.of(audience)))
        .expect(200);
    home.admin().patch("/admin/settings/txn-tokens", Map.of("trust_domain", DOMAIN)).expect(200);
  }

  @Test
  void publishesSupportInMetadataOfBothServers() {
    JsonNode metadata = metadata(home);

    assertEquals(
        TYPES + "id-jag",
        metadata.at("/identity_chaining_requested_token_types_supported/0").asText());
    assertEquals(
        "urn:ietf:params:oauth:grant-profile:id-jag",
        metadata.at("/authorization_grant_profiles_supported/0").asText());
  }

  @Test
  void obtainsAccessAtOtherServerForTheUser() {
    JsonNode body = idJag(Map.of("scope", "chat.read")).expect(200).body();
    String grant = body.path("access_token").asText();
    JsonNode claims = TrustedIssuerFixture.claimsOf(grant);

    assertEquals("N_A", body.path("token_type").asText());
    assertEquals(TYPES + "id-jag", body.path("issued_token_type").asText());
    assertEquals("oauth-id-jag+jwt", header(grant).path("typ").asText());
    assertEquals(issuer, claims.path("iss").asText());
    assertEquals(audience, claims.path("aud").asText());
    assertEquals(wiki.id(), claims.path("client_id").asText());
    assertEquals(ada.id(), claims.path("sub").asText());
    JsonNode redeemed = redeem(grant).expect(200).body();
    JsonNode access = TrustedIssuerFixture.claimsOf(redeemed.path("access_token").asText());
    assertEquals(userThere, access.path("sub").asText());
    assertEquals("chat.read", access.path("scope").asText(), "as the grant says, and no more");
    assertFalse(redeemed.has("refresh_token"));
  }

  @Test
  void documentationExamplesWork() throws IOException {
    DocumentationExamples.run(
        "how-to/access-another-application.md",
        Map.of(
            "API", home.admin().base(),
            "ADMIN", home.key(),
            "CLIENT_ID", app.id(),
            "SECRET", app.secret(),
            "ID_TOKEN", tokens.path("id_token").asText(),
            "OTHER", audience,
            "OTHER_CLIENT_ID", wiki.id(),
            "OTHER_SECRET", wiki.secret(),
            "SCOPE", "chat.read"));
  }

  @Test
  void acceptsRefreshTokenInsteadOfIdToken() {
    Map<String, String> by =
        Map.of(
            "subject_token",
            tokens.path("refresh_token").asText(),
            "subject_token_type",
            TYPES + "refresh_token",
            "scope",
            "chat.read");

    redeem(idJag(by).expect(200).body().path("access_token").asText()).expect(200);
  }

  @Test
  void preservesActorChainWhileIssuerIsTrusted() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TrustedIssuerFixture staff =
        TrustedIssuerFixture.trusted(tenant, List.of(JWT_BEARER), Map.of());
    Map<String, Object> claims = staff.claims();
    claims.put("client_id", staff.clientId());
    claims.put("act", Map.of("sub", "planner", "act", Map.of("sub", "mailer")));
    String grant =
        TrustedIssuerFixture.KEY.sign(Map.of("typ", "oauth-id-jag+jwt", "kid", "k1"), claims);

    String access = staff.bring(grant).expect(200).body().path("access_token").asText();

    JsonNode made = TrustedIssuerFixture.claimsOf(access);
    assertEquals(staff.userId(), made.path("sub").asText());
    assertEquals(TrustedIssuerFixture.ISSUER + "#planner", made.at("/act/sub").asText());
    assertEquals(TrustedIssuerFixture.ISSUER + "#mailer", made.at("/act/act/sub").asText());
    assertTrue(staff.active(access));
    tenant.admin().patch(staff.issuerPath(), Map.of("enabled", false)).expect(200);
    assertFalse(staff.active(access), "nobody vouches for who acts");
  }

  @Test
  void refusesResourceNotAllowedForTheClient() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TrustedIssuerFixture staff =
        TrustedIssuerFixture.trusted(tenant, List.of(JWT_BEARER), Map.of());
    Map<String, Object> header = Map.of("typ", "oauth-id-jag+jwt", "kid", "k1");
    Map<String, Object> claims = staff.claims();
    claims.put("client_id", staff.clientId());
    claims.put("resource", "https://x.example");
    assertRefused("invalid_target", staff.bring(TrustedIssuerFixture.KEY.sign(header, claims)));

    claims = staff.claims();
    claims.put("client_id", staff.clientId());
    claims.put("resource", tenant.admin().base());
    staff.bring(TrustedIssuerFixture.KEY.sign(header, claims)).expect(200);
  }

  @Test
  void limitsAuthorizationDetailsToGrantAndIssuer() throws IOException {
    Map<String, Object> type =
        Map.of(
            "type",
            "chat",
            "name",
            "A chat",
            "words",
            Map.of("en", "Chat."),
            "schema",
            Map.of("properties", Map.of("actions", Map.of("type", "array"))));
    there.admin().post("/admin/oauth/authorization-details-types", type).expect(201);
    String read =
        """
        [{"type":"chat","actions":["read"]}]"""; // as the scope chat.read
    String grant = detailed(read);

    JsonNode redeemed = redeem(grant).expect(200).body();

    assertEquals(
        ApiClient.JSON.readTree(read),
        TrustedIssuerFixture.claimsOf(grant).path("authorization_details"));
    assertEquals(ApiClient.JSON.readTree(read), redeemed.path("authorization_details"));
    JsonNode access = TrustedIssuerFixture.claimsOf(redeemed.path("access_token").asText());
    assertEquals(ApiClient.JSON.readTree(read), access.path("authorization_details"));
    assertEquals("", access.path("scope").asText(), "nobody asked for one");
    String more =
        """
        [{"type":"chat","actions":["delete"]}]""";
    assertRefused("invalid_authorization_details", redeem(detailed(more)));
    assertRefused("invalid_authorization_details", idJag(Map.of("authorization_details", "[]")));
  }

  private static String detailed(String details) {
    return idJag(Map.of("authorization_details", details))
        .expect(200)
        .body()
        .path("access_token")
        .asText();
  }

  @Test
  void redeemsGrantOnce() {
    String grant =
        idJag(Map.of("scope", "chat.read")).expect(200).body().path("access_token").asText();
    redeem(grant).expect(200);

    assertRefused("invalid_grant", redeem(grant));
  }

  @Test
  void refusesGrantOfAnotherClient() {
    String grant =
        idJag(Map.of("scope", "chat.read")).expect(200).body().path("access_token").asText();
    TestApplication other =
        TestApplication.register(
            there,
            Map.of(
                "grantTypes", List.of(JWT_BEARER),
                "redirectUris", List.of(),
                "allowedScopes", List.of("chat.read")));

    assertRefused(
        "invalid_grant", other.token(Map.of("grant_type", JWT_BEARER, "assertion", grant)));
  }

  @Test
  void limitsScopeToTheGrant() {
    String grant =
        idJag(Map.of("scope", "chat.read")).expect(200).body().path("access_token").asText();

    assertRefused(
        "invalid_scope",
        wiki.token(Map.of("grant_type", JWT_BEARER, "assertion", grant, "scope", "chat.history")));
  }

  @Test
  void refusesInvalidAudienceAndSubjectToken() {
    assertRefused("invalid_target", idJag(Map.of("audience", "https://evil.example.com")));
    assertRefused("invalid_target", idJag(Map.of("audience", issuer)));
    assertRefused("invalid_request", idJag(Map.of("audience", "")));
    assertRefused(
        "invalid_request",
        idJag(
            Map.of(
                "subject_token",
                tokens.path("access_token").asText(),
                "subject_token_type",
                TYPES + "access_token")));
    assertRefused("invalid_request", idJag(Map.of("subject_token", "x.y.z")));
    assertRefused("invalid_target", idJag(Map.of("resource", "no uri")));
  }

  @Test
  void refusesGrantForEndedSession() {
    TestPerson bea = TestPerson.create(server, home);
    JsonNode hers = bea.tokens(app);
    Map<String, String> by = Map.of("subject_token", hers.path("id_token").asText());
    idJag(by).expect(200);
    String session =
        TrustedIssuerFixture.claimsOf(hers.path("id_token").asText()).path("sid").asText();
    home.admin().delete("/admin/sessions/" + session).expect(200);

    assertRefused("invalid_grant", idJag(by));
  }

  @Test
  void refusesGrantAsAccessToken() {
    for (String token :
        List.of(
            idJag(Map.of()).expect(200).body().path("access_token").asText(),
            txn(Map.of()).expect(200).body().path("access_token").asText())) {
      home.admin().with("Authorization", "Bearer " + token).get("/oauth/userinfo").expect(401);
      assertFalse(app.introspect(token).expect(200).body().path("active").asBoolean());
      assertRefused(
          "invalid_request",
          app.token(
              Map.of(
                  "grant_type", EXCHANGE,
                  "subject_token", token,
                  "subject_token_type", TYPES + "access_token")));
    }
  }

  @Test
  void issuesTransactionToken() {
    JsonNode body =
        txn(Map.of("request_details", "{\"order\":42}", "request_context", "{\"ip\":\"1.2.3.4\"}"))
            .expect(200)
            .body();
    String token = body.path("access_token").asText();
    JsonNode claims = TrustedIssuerFixture.claimsOf(token);

    assertEquals("N_A", body.path("token_type").asText());
    assertEquals("txntoken+jwt", header(token).path("typ").asText());
    assertEquals(DOMAIN, claims.path("aud").asText());
    assertTrue(claims.path("txn").asText().startsWith("txn_"));
    assertEquals(ada.id(), claims.path("sub").asText());
    assertEquals("openid", claims.path("scope").asText());
    assertEquals(app.id(), claims.path("req_wl").asText());
    assertEquals(42, claims.at("/tctx/order").asInt());
    assertEquals("1.2.3.4", claims.at("/rctx/ip").asText());
    assertTrue(claims.path("exp").asLong() - claims.path("iat").asLong() <= 60);
    assertFalse(token.contains(tokens.path("access_token").asText()));
  }

  @Test
  void refusesTransactionTokenBeyondScopeOrTrustDomain() {
    assertRefused("invalid_scope", txn(Map.of("scope", "openid admin")));
    assertRefused("invalid_target", txn(Map.of("audience", "other.example.com")));
    assertRefused("invalid_request", txn(Map.of("request_details", "[1]")));
    assertRefused(
        "invalid_request",
        txn(Map.of("request_details", "{\"a\":".repeat(20) + "1" + "}".repeat(20))));
    assertRefused(
        "invalid_request",
        txn(
            Map.of(
                "subject_token",
                tokens.path("refresh_token").asText(),
                "subject_token_type",
                TYPES + "refresh_token")));
    String token = txn(Map.of()).expect(200).body().path("access_token").asText();
    assertRefused(
        "invalid_request",
        txn(Map.of("subject_token", token, "subject_token_type", TYPES + "txn_token")));
  }

  @Test
  void includesAgentInTransactionToken() {
    DelegationScenario bea = DelegationScenario.signIn(server, home);
    TestTenant.Agent agent = bea.agentWithConsent(ON_BEHALF, READ);
    Map<String, String> parameters =
        Map.of("requested_token_type", TYPES + "txn_token", "audience", DOMAIN, "scope", READ);

    String token =
        bea.exchange(bea.token(), agent.token(), parameters)
            .expect(200)
            .body()
            .path("access_token")
            .asText();

    assertEquals(agent.id(), TrustedIssuerFixture.claimsOf(token).at("/act/sub").asText());
    assertEquals(bea.person.id(), TrustedIssuerFixture.claimsOf(token).path("sub").asText());
    home.admin().delete("/admin/delegations/" + bea.delegation(agent)).expect(200);
    assertRefused("consent_required", bea.exchange(bea.token(), agent.token(), parameters));
  }

  @Test
  void usesPairwiseSubjectForClientOfASector() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestPerson bea = TestPerson.create(server, tenant);
    Map<String, Object> pairwise = Map.of("subject_type", "pairwise");
    TestApplication asking =
        TestApplication.register(
            tenant,
            Map.of(
                "grantTypes",
                List.of("authorization_code", "refresh_token", EXCHANGE),
                "metadata",
                pairwise));
    TestApplication signsIn =
        TestApplication.register(
            tenant,
            Map.of(
                "metadata",
                Map.of(
                    "subject_type", "pairwise",
                    "sector_identifier_uri", "https://other.example.org/sector.json")));
    JsonNode hers = bea.tokens(asking);
    String there =
        TrustedIssuerFixture.claimsOf(bea.tokens(signsIn).path("id_token").asText())
            .path("sub")
            .asText();
    Map<String, String> grant =
        Map.of(
            "grant_type",
            EXCHANGE,
            "requested_token_type",
            TYPES + "id-jag",
            "subject_token",
            hers.path("id_token").asText(),
            "subject_token_type",
            TYPES + "id_token",
            "audience",
            audience);
    Map<String, String> transaction =
        Map.of(
            "grant_type",
            EXCHANGE,
            "requested_token_type",
            TYPES + "txn_token",
            "subject_token",
            hers.path("access_token").asText(),
            "subject_token_type",
            TYPES + "access_token",
            "audience",
            DOMAIN,
            "scope",
            "openid");
    ApiClient admin = tenant.admin();
    admin.patch("/admin/settings/id-jag", Map.of("audiences", List.of(audience))).expect(200);
    admin.patch("/admin/settings/txn-tokens", Map.of("trust_domain", DOMAIN)).expect(200);
    assertRefused("invalid_target", asking.token(grant));
    assertRefused("invalid_target", asking.token(transaction));

    List<String> clients = List.of(audience + " " + signsIn.id());
    admin.patch("/admin/settings/id-jag", Map.of("audience_clients", clients)).expect(200);
    admin.patch("/admin/settings/txn-tokens", Map.of("subject_type", "pairwise")).expect(200);
    assertEquals(there, subject(asking.token(grant)));
    String inTheDomain = subject(asking.token(transaction));
    assertFalse(List.of(bea.id(), there).contains(inTheDomain), inTheDomain);
    assertEquals(
        422,
        admin
            .patch("/admin/settings/id-jag", Map.of("audience_clients", List.of(audience)))
            .status());
  }

  private static String subject(ApiClient.Answer answer) {
    String token = answer.expect(200).body().path("access_token").asText();
    return TrustedIssuerFixture.claimsOf(token).path("sub").asText();
  }

  private static ApiClient.Answer idJag(Map<String, String> changes) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("grant_type", EXCHANGE);
    parameters.put("requested_token_type", TYPES + "id-jag");
    parameters.put("subject_token", tokens.path("id_token").asText());
    parameters.put("subject_token_type", TYPES + "id_token");
    parameters.put("audience", audience);
    return app.token(FormParameters.with(parameters, changes));
  }

  private static ApiClient.Answer txn(Map<String, String> changes) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("grant_type", EXCHANGE);
    parameters.put("requested_token_type", TYPES + "txn_token");
    parameters.put("subject_token", tokens.path("access_token").asText());
    parameters.put("subject_token_type", TYPES + "access_token");
    parameters.put("audience", DOMAIN);
    parameters.put("scope", "openid");
    return app.token(FormParameters.with(parameters, changes));
  }

  private static ApiClient.Answer redeem(String grant) {
    return wiki.token(Map.of("grant_type", JWT_BEARER, "assertion", grant));
  }

  private static JsonNode metadata(TestTenant tenant) {
    return tenant.admin().get("/.well-known/oauth-authorization-server").expect(200).body();
  }

  private static JsonNode header(String jwt) {
    try {
      return ApiClient.JSON.readTree(
          new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[0]), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertRefused(String code, ApiClient.Answer answer) {
    assertEquals(code, answer.body().path("error").asText(), answer.text());
  }
}
