/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.federationoauth.OAuthProviderFixture.ACME;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.support.oauth.PkceChallengeCalculator;

class OAuthConnectorTest {

  private final OAuthProviderFixture provider = new OAuthProviderFixture();

  @Test
  void identifiesUserByNumericId() {
    var who = complete(Map.of("code", "c1", "state", "s"));

    assertEquals("https://github.com/login/oauth", who.issuer());
    assertEquals("583231", who.subject());
  }

  @Test
  void acceptsIssParameterOfGitHub() { // RFC 9207
    var who = complete(Map.of("code", "c1", "state", "s", "iss", "https://github.com/login/oauth"));

    assertEquals("583231", who.subject());
  }

  @Test
  void ignoresAuthenticationClaimsInProfile() { // people may write it there themselves
    provider.user =
        """
        {"id":583231,"name":"Ada","auth_time":9999999999,"amr":["mfa"],"acr":"high"}""";

    var claims = complete(Map.of("code", "c1", "state", "s")).claims();
    assertEquals("Ada", claims.get("name"));
    for (String name : new String[] {"auth_time", "amr", "acr"}) {
      assertFalse(claims.containsKey(name), name);
    }
  }

  @Test
  void usesPrimaryEmail() {
    var who = complete(Map.of("code", "c1", "state", "s"));

    assertEquals(Optional.of("ada@example.com"), who.email());
    assertTrue(who.emailVerified());
  }

  @Test
  void treatsEmailAsUnverifiedUnlessProviderVerifiedIt() {
    provider.emails =
        """
        [{"email":"ada@example.com","primary":true,"verified":false}]""";

    assertFalse(complete(Map.of("code", "c1", "state", "s")).emailVerified());
  }

  @Test
  void ignoresProfileEmailWithoutEmailList() { // people write there what they like
    provider.emails = "{}";

    assertEquals(Optional.empty(), complete(Map.of("code", "c1", "state", "s")).email());
  }

  @Test
  void redeemsTheCodeWithTheVerifierOfTheChallenge() {
    var begun = provider.begin("s");
    provider.connector.complete(
        ACME, provider.connection(), Map.of("code", "c1", "state", "s"), begun.memory());

    var memory = OAuthLoginState.of(begun.memory());
    assertEquals(memory.verifier(), provider.redeemed().get("code_verifier"));
    assertEquals(
        PkceChallengeCalculator.computeChallenge(memory.verifier()),
        OAuthProviderFixture.parameters(begun.location()).get("code_challenge"));
  }

  @Test
  void rejectsResponseOfOtherProvider() {
    refuses(Map.of("code", "c1", "state", "s", "iss", "https://attacker.example"));
    assertTrue(provider.sent.isEmpty(), "its code was sent to the wrong one");
  }

  @Test
  void rejectsResponseToOtherSignIn() {
    refuses(Map.of("code", "c1", "state", "of-another"));
    refuses(Map.of("code", "c1"));
    assertTrue(provider.sent.isEmpty(), "its code was redeemed");
  }

  @Test
  void rejectsTokenSentByBrowser() {
    refuses(Map.of("access_token", "at", "state", "s"));
  }

  @Test
  void rejectsProfileWithoutId() {
    for (String user :
        new String[] {"{}", "[]", "{\"id\":null}", "{\"id\":\"\"}", "{\"id\":{}}", "x"}) {
      provider.user = user;
      refuses(Map.of("code", "c1", "state", "s"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 429, 500, 503})
  void returns503WhileProviderIsUnavailable(int status) {
    provider.status = status;

    var answer = Map.of("code", "c1", "state", "s");
    assertEquals(503, assertThrows(ApiException.class, () -> complete(answer)).status());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 400, 401})
  void rejectsUserIfProviderRejectsCode(int status) {
    provider.status = status;

    refuses(Map.of("code", "c1", "state", "s"));
  }

  @Test
  void usesTenantForOutboundRequests() {
    complete(Map.of("code", "c1", "state", "s"));

    provider.sent.forEach(
        request -> assertEquals(Optional.of(OAuthProviderFixture.ACME.id()), request.tenantId()));
  }

  @Test
  void rejectsInvalidSettings() {
    for (String name : new String[] {"issuer", "authorizationUrl", "tokenUrl", "userInfoUrl"}) {
      assertNotEquals(Optional.empty(), objection(name, "javascript:alert(1)"), name);
      assertNotEquals(Optional.empty(), objection(name, "http://idp.example"), name);
    }
    assertNotEquals(Optional.empty(), objection("clientSecret", ""));
  }

  private Optional<String> objection(String setting, Object value) {
    var connection = provider.connection();
    connection.put(setting, value);
    return provider.connector.findProblem(connection);
  }

  private void refuses(Map<String, String> answer) {
    assertEquals(401, assertThrows(ApiException.class, () -> complete(answer)).status());
  }

  private FederatedIdentity complete(Map<String, String> answer) {
    return provider.connector.complete(
        ACME, provider.connection(), answer, provider.begin("s").memory());
  }
}
