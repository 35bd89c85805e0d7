/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.oauth.ciba.CibaBundleFixture.ACME;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.oauth.ciba.CibaBundleFixture;
import org.lumoauth.oauth.ciba.PlainTextJwtVerifier;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.ClientBuilder;

/** Requests in a signed JWT (CIBA section 7.1.1). */
class SignedBackchannelRequestTest {

  /** The algorithms that a profile leaves. */
  private static final List<String> PROFILE = List.of("PS256", "ES256", "EdDSA", "Ed25519");

  private final CibaBundleFixture world = new CibaBundleFixture();

  @Test
  void readsASignedRequest() {
    signs();

    Map<String, Object> answer = signed(claims("jti-1")).answer();

    assertEquals(77L, answer.get("expires_in"));
  }

  @Test
  void rejectsReplayedSignedRequest() {
    signs();
    signed(claims("jti-1"));

    assertEquals("invalid_request", refusal(claims("jti-1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "aud", "exp", "iat", "nbf", "jti"})
  void requiresEveryClaimInSignedRequest(String missing) {
    signs();
    Map<String, Object> claims = claims("jti-1");
    claims.remove(missing);

    assertEquals("invalid_request", refusal(claims));
  }

  @Test
  void rejectsUnsignedRequestOfSigningClient() {
    signs();

    assertEquals("invalid_request", world.refusal());
  }

  @Test
  void rejectsParametersOutsideSignedRequest() {
    signs();
    String jwt = PlainTextJwtVerifier.jwt("", "ES256", claims("jti-1"));

    assertEquals("invalid_request", world.refusal("request", jwt));
  }

  @Test
  void rejectsSignedRequestOfNonSigningClient() {
    String jwt = PlainTextJwtVerifier.jwt("", "ES256", claims("jti-1"));

    assertEquals(
        "invalid_request", world.refusal("request", jwt, "scope", null, "login_hint", null));
  }

  @Test
  void rejectsUnregisteredSigningAlgorithm() {
    signs();
    for (String algorithm : List.of("none", "HS256", "RS256")) {
      String jwt = PlainTextJwtVerifier.jwt("", algorithm, claims("jti-1"));

      assertEquals(
          "invalid_request", world.refusal("request", jwt, "scope", null, "login_hint", null));
    }
  }

  @Test
  void rejectsSigningAlgorithmNotAllowedByProfile() { // FAPI 2.0 section 5.4.1
    world.registered(profiled("RS256"));
    String request = PlainTextJwtVerifier.jwt("", "RS256", claims("jti-1"));

    assertEquals(
        "invalid_request", world.refusal("request", request, "scope", null, "login_hint", null));
  }

  @Test
  void rejectsHintTokenAlgorithmNotAllowedByProfile() { // FAPI 2.0 section 5.4.1
    world.registered(CibaBundleFixture.client().with("request_object_signing_algs", PROFILE));
    Map<String, Object> claims =
        Map.of(
            "iss",
            ClientBuilder.ID,
            "aud",
            ACME.issuer(),
            "exp",
            world.now().getEpochSecond() + 60,
            "sub_id",
            Map.of("format", "email", "email", CibaBundleFixture.ADDRESS));
    String hint = PlainTextJwtVerifier.jwt("login-hint+jwt", "RS256", claims);

    assertEquals("invalid_request", world.refusal("login_hint", null, "login_hint_token", hint));
  }

  @Test
  void appliesProfileLifetimeToSignedRequest() { // FAPI 2.0 Message Signing 5.3.1
    world.registered(profiled("ES256").with("request_object_lifetime", 3_600));
    Map<String, Object> old = claims("jti-1");
    old.put("nbf", world.now().getEpochSecond() - 4_200);

    assertEquals("invalid_request", refusal(old));
    assertEquals(200, signed(claims("jti-1")).status(), "it was not used up");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "jwt", "oauth-authz-req+jwt"})
  void acceptsAllowedTypHeaders(String type) { // RFC 9101 section 10.8
    signs();
    String jwt = PlainTextJwtVerifier.jwt(type, "ES256", claims("jti-1"));

    assertEquals(200, world.ask(ACME, Map.of("request", jwt)).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"response_type", "redirect_uri"})
  void refusesARequestForTheAuthorizationEndpoint(String parameter) {
    signs();
    Map<String, Object> claims = claims("jti-1");
    claims.put(parameter, "code");

    assertEquals("invalid_request", refusal(claims));
    assertEquals(200, signed(claims("jti-1")).status(), "its jti is not used up");
  }

  @Test
  void rejectsOtherJwtTypes() { // typ swap
    signs();
    for (String type : List.of("dpop+jwt", "login-hint+jwt", "at+jwt")) {
      String jwt = PlainTextJwtVerifier.jwt(type, "ES256", claims("jti-1"));

      assertEquals(
          "invalid_request", world.refusal("request", jwt, "scope", null, "login_hint", null));
    }
  }

  private static ClientBuilder profiled(String algorithm) {
    return CibaBundleFixture.client()
        .with("request_object_signing_algs", PROFILE)
        .with("backchannel_authentication_request_signing_alg", algorithm);
  }

  private void signs() {
    world.registered(
        CibaBundleFixture.client().with("backchannel_authentication_request_signing_alg", "ES256"));
  }

  private FakeHttpExchange signed(Map<String, Object> claims) {
    return world.ask(ACME, Map.of("request", PlainTextJwtVerifier.jwt("", "ES256", claims)));
  }

  private String refusal(Map<String, Object> claims) {
    return world.refusal(
        "request",
        PlainTextJwtVerifier.jwt("", "ES256", claims),
        "scope",
        null,
        "login_hint",
        null);
  }

  private Map<String, Object> claims(String id) {
    long now = world.now().getEpochSecond();
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", ClientBuilder.ID);
    claims.put("aud", ACME.issuer());
    claims.put("iat", now);
    claims.put("nbf", now);
    claims.put("exp", now + 60);
    claims.put("jti", id);
    claims.put("scope", "openid");
    claims.put("login_hint", CibaBundleFixture.ADDRESS);
    claims.put("requested_expiry", 77);
    return claims;
  }
}
