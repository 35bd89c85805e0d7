/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.token;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.openid.OpenIdBundleFixture.ACME;
import static org.lumoauth.oauth.openid.OpenIdBundleFixture.APP;
import static org.lumoauth.oauth.openid.OpenIdBundleFixture.GLOBEX;
import static org.lumoauth.oauth.openid.OpenIdBundleFixture.USER;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.token.IdTokenClaimsContributor;
import org.lumoauth.oauth.openid.OpenIdBundleFixture;
import org.lumoauth.oauth.openid.OpenIdSettings;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class IdTokenContentTest {

  private static final String CODE = "authorization_code";
  private static final Client PAIRWISE =
      aClient()
          .withId("app")
          .withRedirectUris("https://one.example/cb")
          .with("subject_type", "pairwise")
          .build();

  @DatabaseTest
  void containsIssuerSubjectAndAuthenticationClaims(TestDatabase database) {
    var claims = OpenIdBundleFixture.claims(new OpenIdBundleFixture(database).idToken(ACME));

    assertEquals(ACME.issuer(), claims.get("iss"));
    assertEquals(USER.id(), claims.get("sub"));
    assertEquals("app", claims.get("aud"));
    assertEquals(1_700_000_000L, claims.get("auth_time"));
    assertEquals("urn:lumoauth:acr:1", claims.get("acr"));
    assertEquals(List.of("pwd"), claims.get("amr"));
    assertEquals("ses_1", claims.get("sid"));
    assertEquals("n-1", claims.get("nonce"));
    assertEquals(3600L, (Long) claims.get("exp") - (Long) claims.get("iat"));
    assertFalse(claims.containsKey("email"), "section 5.4: from userinfo");
  }

  @DatabaseTest
  void usesJwtTypeAndDefaultAlgorithm(TestDatabase database) throws Exception {
    var header = JWSObject.parse(new OpenIdBundleFixture(database).idToken(ACME)).getHeader();

    assertEquals("JWT", header.getType().getType());
    assertEquals("RS256", header.getAlgorithm().getName());
  }

  @DatabaseTest
  void usesTenantOrClientAlgorithm(TestDatabase database) throws Exception {
    var world = new OpenIdBundleFixture(database);
    var client = aClient().withId("app").with("id_token_signed_response_alg", "ES256").build();
    world.settings.change(
        ACME, OpenIdSettings.SECTION, Map.of("idTokenSigningAlgorithm", "Ed25519"));

    assertEquals("Ed25519", algorithm(world.idToken(ACME)));
    assertEquals("ES256", algorithm(world.idToken(ACME, client, Map.of(), CODE)));
  }

  @DatabaseTest
  void signsWithPs256IfRegistered(TestDatabase database) throws Exception {
    var client = aClient().withId("app").with("id_token_signed_response_alg", "PS256").build();

    var idToken = new OpenIdBundleFixture(database).idToken(ACME, client, Map.of(), CODE);

    assertEquals("PS256", algorithm(idToken));
  }

  @DatabaseTest
  void rejectsUnsupportedAlgorithm(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);
    for (String name : List.of("none", "HS256", "rs256")) {
      var client = aClient().withId("app").with("id_token_signed_response_alg", name).build();
      var refusal =
          assertThrows(OAuthException.class, () -> world.idToken(ACME, client, Map.of(), CODE));

      assertEquals(
          "The signature algorithm " + name + " that the client registered is not supported.",
          refusal.getMessage());
    }
  }

  @DatabaseTest
  void containsAccessTokenHash(TestDatabase database) throws Exception {
    var world = new OpenIdBundleFixture(database);
    var token = world.accessToken(ACME, APP, "openid");
    var idToken =
        world
            .idTokens
            .derivedMembers(ACME, request("authorization_code"), grant(), token, Map.of())
            .get("id_token");
    var hash =
        MessageDigest.getInstance("SHA-256")
            .digest(token.value().getBytes(StandardCharsets.US_ASCII));

    assertEquals(
        Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16)),
        OpenIdBundleFixture.claims((String) idToken).get("at_hash"));
  }

  @DatabaseTest
  void addsContributedClaimsWithoutReplacingOwnClaims(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);
    world.registry.with(
        IdTokenClaimsContributor.class,
        "test",
        (tenant, request, grant, members, halfHash) ->
            Map.of(
                "of_refresh_token",
                halfHash.apply((String) members.get("refresh_token")),
                "sub",
                "somebody else"));
    var token = world.accessToken(ACME, APP, "openid");
    var made =
        world.idTokens.derivedMembers(
            ACME, request(CODE), grant(), token, Map.of("refresh_token", token.value()));

    var claims = OpenIdBundleFixture.claims((String) made.get("id_token"));
    assertEquals(claims.get("at_hash"), claims.get("of_refresh_token"));
    assertEquals(USER.id(), claims.get("sub"));
    assertEquals(0, world.registry.openLeases());
  }

  @DatabaseTest
  void isOmittedWithoutOpenidScope(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);
    var token = world.accessToken(ACME, APP, "email");

    assertEquals(
        Map.of(), world.idTokens.derivedMembers(ACME, request(CODE), grant(), token, Map.of()));
  }

  @DatabaseTest
  void omitsNonceOnRefresh(TestDatabase database) {
    var claims =
        OpenIdBundleFixture.claims(
            new OpenIdBundleFixture(database).idToken(ACME, APP, Map.of(), "refresh_token"));

    assertFalse(claims.containsKey("nonce"));
    assertEquals(1_700_000_000L, claims.get("auth_time"));
  }

  @DatabaseTest
  void containsIndividuallyRequestedClaims(TestDatabase database) {
    Map<String, Object> asked = new HashMap<>();
    asked.put("name#ja", null);
    asked.put("email", Map.of("value", "somebody.else@example.com"));
    asked.put("sub", Map.of("value", "usr_other"));
    asked.put("nickname", Map.of("essential", true));
    var world = new OpenIdBundleFixture(database);
    var claims =
        OpenIdBundleFixture.claims(world.idToken(ACME, APP, Map.of("id_token", asked), CODE));

    assertEquals("Ada", claims.get("name"));
    assertEquals(USER.id(), claims.get("sub"));
    assertFalse(claims.containsKey("email"), "it has another value");
    assertFalse(claims.containsKey("nickname"), "it is not known");
  }

  @DatabaseTest
  void omitsRequestedClaimsOfDisallowedScopes(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);
    Map<String, Object> asked = Map.of("id_token", Map.of("name", Map.of(), "email", Map.of()));

    var claims =
        OpenIdBundleFixture.claims(
            world.idToken(ACME, APP.withScope(Set.of("openid", "email")), asked, CODE));

    assertFalse(claims.containsKey("name"));
    assertTrue(claims.containsKey("email"));
  }

  @DatabaseTest
  void containsScopeClaimsIfTenantEnablesThem(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);
    world.settings.change(ACME, OpenIdSettings.SECTION, Map.of("scopeClaimsInIdToken", true));

    assertTrue(OpenIdBundleFixture.claims(world.idToken(ACME)).containsKey("email"));
  }

  @DatabaseTest
  void failsInsteadOfOmittingRegisteredEncryption(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);
    var client =
        aClient().withId("app").with("id_token_encrypted_response_alg", "RSA-OAEP-256").build();
    var refusal =
        assertThrows(OAuthException.class, () -> world.idToken(ACME, client, Map.of(), CODE));

    assertEquals("temporarily_unavailable", refusal.code());
  }

  @DatabaseTest
  void failsInAdvanceIfIdTokenCannotBeIssued(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);
    var encrypting =
        aClient().withId("app").with("id_token_encrypted_response_alg", "RSA-OAEP-256").build();
    var signing = aClient().withId("app").with("id_token_signed_response_alg", "HS256").build();

    assertEquals("temporarily_unavailable", refusal(world, encrypting).code());
    assertEquals("invalid_client_metadata", refusal(world, signing).code());
  }

  @DatabaseTest
  void requiresNothingWithoutOpenidScope(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);
    var client =
        aClient().withId("app").with("id_token_encrypted_response_alg", "RSA-OAEP-256").build();
    var request = aGrantRequest().from(client).with("scope", "email").build();

    assertDoesNotThrow(
        () ->
            world.idTokens.requirePossible(
                ACME, request, OpenIdBundleFixture.granted(client, Map.of())));
  }

  private static OAuthException refusal(OpenIdBundleFixture world, Client client) {
    var request = aGrantRequest().from(client).build();
    return assertThrows(
        OAuthException.class,
        () ->
            world.idTokens.requirePossible(
                ACME, request, OpenIdBundleFixture.granted(client, Map.of())));
  }

  @DatabaseTest
  void usesPairwiseSubjectPerSector(TestDatabase database) {
    var subjects = new OpenIdBundleFixture(database).subjects;
    var sameSector =
        aClient()
            .withId("other")
            .withRedirectUris("https://two.example/cb")
            .with("subject_type", "pairwise")
            .with("sector_identifier_uri", "https://ONE.example/uris.json")
            .build();
    var ofManyHosts =
        aClient()
            .withId("many")
            .withRedirectUris("https://one.example/cb", "https://two.example/cb")
            .with("subject_type", "pairwise")
            .build();
    var name = subjects.of(ACME, PAIRWISE, USER);

    assertNotEquals(USER.id(), name);
    assertEquals(name, subjects.of(ACME, sameSector, USER));
    assertNotEquals(name, subjects.of(ACME, ofManyHosts, USER));
    assertNotEquals(name, subjects.of(GLOBEX, PAIRWISE, USER));
  }

  @DatabaseTest
  void resolvesIdTokenHintWithPairwiseSubject(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);
    var hint =
        world.made.readHint(ACME, world.idToken(ACME, PAIRWISE, Map.of(), CODE)).orElseThrow();

    assertEquals(USER, hint.subject());
    assertEquals(List.of("app"), hint.audience());
    assertEquals(Optional.of("ses_1"), hint.sessionId());
    assertEquals(USER, world.made.readHint(ACME, world.idToken(ACME)).orElseThrow().subject());
  }

  @DatabaseTest
  void verifiesWithPublishedKeySetAfterRotation(TestDatabase database) throws Exception {
    var world = new OpenIdBundleFixture(database);
    var before = world.idToken(ACME);
    rotate(world.keys);
    var after = world.idToken(ACME);
    var published = JWKSet.parse(Map.of("keys", world.keys.publicKeys(ACME)));

    for (String each : List.of(before, after)) {
      var jws = JWSObject.parse(each);
      var key = published.getKeyByKeyId(jws.getHeader().getKeyID()).toRSAKey();
      assertTrue(jws.verify(new RSASSAVerifier(key)));
    }
    assertNotEquals(
        JWSObject.parse(before).getHeader().getKeyID(),
        JWSObject.parse(after).getHeader().getKeyID());
  }

  private static void rotate(SigningKeyService keys) {
    keys.rotate(ACME, SigningKeyService.SigningAlgorithm.RS256, AuditInitiator.server("test"));
  }

  private static String algorithm(String jws) throws Exception {
    return JWSObject.parse(jws).getHeader().getAlgorithm().getName();
  }

  private static AuthorizationGrant grant() {
    return OpenIdBundleFixture.granted(APP, Map.of());
  }

  private static AuthenticatedTokenRequest request(String grantType) {
    var form = anOAuthRequest().with("grant_type", grantType).build();
    return new AuthenticatedTokenRequest(APP, "client_secret_basic", form, Optional.empty());
  }
}
