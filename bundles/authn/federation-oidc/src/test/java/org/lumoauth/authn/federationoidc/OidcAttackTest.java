/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.federationoidc.OidcProviderFixture.ACME;
import static org.lumoauth.authn.federationoidc.OidcProviderFixture.CALLBACK;
import static org.lumoauth.authn.federationoidc.OidcProviderFixture.ISSUER;
import static org.lumoauth.authn.federationoidc.OidcProviderFixture.KEY;
import static org.lumoauth.authn.federationoidc.OidcProviderFixture.connection;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.TestJwtSigner;

class OidcAttackTest {

  private final OidcProviderFixture provider = new OidcProviderFixture();

  @Test
  void rejectsIdTokenForOtherClient() {
    refuses("aud", "them");
  }

  @Test
  void rejectsIdTokenWithOtherAuthorizedParty() {
    provider.claims.put("azp", "them");
    refuses("aud", List.of("us", "them"));
  }

  @Test
  void rejectsMultipleAudiencesWithoutAuthorizedParty() {
    refuses("aud", List.of("us", "them"));
  }

  @Test
  void rejectsIdTokenOfOtherIssuer() {
    refuses("iss", "https://other.example.com");
  }

  @Test
  void rejectsExpiredIdToken() {
    long now = Instant.now().getEpochSecond();
    provider.claims.put("iat", now - 500);
    refuses("exp", now - 120);
  }

  @Test
  void rejectsIdTokenWithOtherNonce() {
    var begun = provider.begin();
    var answer = provider.answer(begun);
    provider.claims.put("nonce", "of-another");

    assertRefused(answer, begun.memory());
  }

  @Test
  void rejectsIdTokenWithoutNonce() {
    var begun = provider.begin();
    var answer = provider.answer(begun);
    provider.claims.remove("nonce");

    assertRefused(answer, begun.memory());
  }

  @Test
  void rejectsUsersOfOtherHostedDomain() {
    var connection = connection();
    connection.put("authorizationParameters", Map.of("hd", "corp.example"));
    for (String domain : new String[] {"other.example", "", "corp.example"}) {
      var begun = provider.connector.begin(ACME, connection, CALLBACK, "state-1");
      var answer = provider.answer(begun);
      provider.claims.remove("hd"); // as with a private account
      if (!domain.isEmpty()) {
        provider.claims.put("hd", domain);
      }
      if (domain.equals("corp.example")) {
        var who = provider.connector.complete(ACME, connection, answer, begun.memory());
        assertEquals("ada", who.subject());
      } else {
        var refusal =
            assertThrows(
                ApiException.class,
                () -> provider.connector.complete(ACME, connection, answer, begun.memory()));
        assertEquals(401, refusal.status());
      }
    }
  }

  @Test
  void rejectsUnsignedIdToken() {
    provider.token = any -> TestJwtSigner.unsigned(provider.claims);

    refuses("sub", "ada");
  }

  @Test
  void rejectsIdTokenHmacSignedWithPublicKey() {
    provider.token = any -> symmetric(OidcMessageJsonCodec.write(KEY.jwk()));

    refuses("sub", "ada");
  }

  @Test
  void rejectsIdTokenHmacSignedWithClientSecret() {
    provider.token = any -> symmetric("s3cret-s3cret-s3cret-s3cret-s3cret");

    refuses("sub", "ada");
  }

  @Test
  void rejectsIdTokenWithDisallowedAlgorithm() {
    var connection = connection();
    connection.put("idTokenAlgorithms", List.of("ES256"));
    var begun = provider.connector.begin(ACME, connection, CALLBACK, "s");
    var answer = provider.answer(begun);

    var refusal =
        assertThrows(
            ApiException.class,
            () -> provider.connector.complete(ACME, connection, answer, begun.memory()));
    assertEquals(401, refusal.status());
  }

  @Test
  void rejectsIdTokenWithWrongAtHash() {
    refuses("at_hash", "bm90IG9mIGl0LCBub3Q");
  }

  @Test
  void rejectsResponseOfOtherProvider() {
    var begun = provider.begin();
    var answer = new HashMap<>(provider.answer(begun));
    answer.put("iss", "https://attacker.example");

    assertRefused(answer, begun.memory());
    assertTrue(
        provider.sent.stream().noneMatch(request -> request.method().equals("POST")),
        "its code was sent to the wrong one");
  }

  @Test
  void rejectsResponseWithoutAnnouncedIssParameter() {
    provider.document.put("authorization_response_iss_parameter_supported", true);
    var begun = provider.begin();
    var answer = provider.answer(begun);

    assertRefused(answer, begun.memory());
  }

  @Test
  void rejectsMetadataOfOtherIssuer() {
    provider.document.put("issuer", "https://attacker.example");

    assertEquals(503, assertThrows(ApiException.class, provider::begin).status());
  }

  @Test
  void rejectsJavascriptAuthorizationEndpoint() {
    provider.document.put("authorization_endpoint", "javascript:alert(1)");

    assertThrows(ApiException.class, provider::begin);
  }

  @Test
  void rejectsPlainHttpAuthorizationEndpoint() {
    provider.document.put("authorization_endpoint", "http://idp.example.com/authorize");

    assertThrows(ApiException.class, provider::begin);
  }

  @Test
  void ignoresAuthenticationClaimsInUserinfo() {
    provider.claims.remove("email");
    provider.userInfo.putAll(
        Map.of("sub", "ada", "email", "a@example.com", "auth_time", 1, "amr", List.of("mfa")));
    var begun = provider.begin();

    var who =
        provider.connector.complete(ACME, connection(), provider.answer(begun), begun.memory());
    assertFalse(who.claims().containsKey("auth_time"));
    assertFalse(who.claims().containsKey("amr"));
  }

  @Test
  void omitsProviderTextFromErrors() {
    var begun = provider.begin();
    var answer =
        Map.of("error", "access_denied", "error_description", "<b>call 555</b>", "state", "s");

    var refusal =
        assertThrows(
            ApiException.class,
            () -> provider.connector.complete(ACME, connection(), answer, begun.memory()));
    assertFalse(refusal.getMessage().contains("555"), refusal.getMessage());
  }

  private void refuses(String claim, Object value) {
    var begun = provider.begin();
    var answer = provider.answer(begun);
    provider.claims.put(claim, value);

    assertRefused(answer, begun.memory());
    assertEquals(ISSUER, provider.document.get("issuer"));
  }

  private void assertRefused(Map<String, String> answer, Map<String, String> memory) {
    var refusal =
        assertThrows(
            ApiException.class,
            () -> provider.connector.complete(ACME, connection(), answer, memory));
    assertEquals(401, refusal.status());
  }

  private String symmetric(String secret) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build();
      var jws = new JWSObject(header, new Payload(OidcMessageJsonCodec.write(provider.claims)));
      jws.sign(new MACSigner(secret));
      return jws.serialize();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
