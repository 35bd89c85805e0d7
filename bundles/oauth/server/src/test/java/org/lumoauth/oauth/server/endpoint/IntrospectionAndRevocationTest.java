/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.token.IntrospectableTokenTypeHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;

/** Introspection and revocation of tokens by clients. */
class IntrospectionAndRevocationTest extends OAuthEndpointTestBase {
  private static final SubjectRef ADA = new SubjectRef(SubjectRef.USER, "usr_1");

  @Test
  void rejectsClientWhoseAuthenticationNoLongerHolds() {
    registry.with(
        ClientAuthenticationMethod.class,
        "client_secret_post",
        new ClientAuthenticationMethod() {
          @Override
          public Optional<Client> authenticate(TenantContext tenant, OAuthRequest request) {
            return Optional.of(ROBOT);
          }

          @Override
          public boolean isStillAuthenticated(TenantContext tenant, OAuthRequest request) {
            return tokens.issued().isEmpty(); // it ends while the token is made
          }
        });

    OAuthException refusal =
        assertThrows(
            OAuthException.class, () -> token.handle(posted(tokenRequest("robot", "secret"))));

    assertEquals("invalid_client", refusal.code());
    assertEquals("token.denied", log.last(ACME.id()).event().action());
  }

  @Test
  void introspectsRefreshTokenOfOwnClient() throws Exception {
    registry.with(IntrospectableTokenTypeHandler.class, "refresh_token", ofRobot());

    assertEquals("usr_1", introspect("robot", "refresh").get("sub"));
    assertEquals(true, introspect("robot", "refresh").get("active"));
  }

  @Test
  void hidesTokensOfOtherTypesFromOtherClients() throws Exception {
    registry.with(IntrospectableTokenTypeHandler.class, "refresh_token", ofRobot());

    assertEquals(Map.of("active", false), introspect("other", "refresh"));
  }

  @Test
  void revokesAndAuditsRefreshToken() throws Exception {
    registry.with(IntrospectableTokenTypeHandler.class, "refresh_token", ofRobot());
    var form =
        anOAuthRequest()
            .with("client_id", "robot")
            .with("client_secret", "secret")
            .with("token", "refresh");
    revocation.handle(posted(form));

    assertEquals("token.revoked", log.last(ACME.id()).event().action());
    assertEquals("grn_1", log.last(ACME.id()).event().target().orElseThrow().id());
  }

  @Test
  void introspectsTokenOfOwnClient() throws Exception {
    var answer = introspect("robot", issue(ROBOT).value());

    assertEquals(true, answer.get("active"));
    assertEquals("robot", answer.get("client_id"));
  }

  @Test
  void reportsTokenOfAnotherClientAsInactive() throws Exception {
    assertEquals(Map.of("active", false), introspect("other", issue(ROBOT).value()));
  }

  @Test
  void introspectsTokenForItsAudience() throws Exception {
    var jwt = issue(ROBOT, List.of("other")).value();

    assertEquals(true, introspect("other", jwt).get("active"));
  }

  @Test
  void introspectsEveryTokenForGateway() throws Exception {
    assertEquals(true, introspect("gateway", issue(ROBOT).value()).get("active"));
  }

  @Test
  void returnsSubjectIdentifierOfRequestingClient() throws Exception {
    var jwt = issue(SECTOR, ADA, List.of()).value();

    assertEquals("pairwise/sector/usr_1", introspect("sector", jwt).get("sub"));
    assertEquals("usr_1", introspect("gateway", jwt).get("sub"));
    assertEquals(
        "pairwise/sector/usr_1",
        introspect("sector", issue(OTHER, ADA, List.of("sector")).value()).get("sub"));
  }

  @Test
  void returnsPairwiseSubjectOfRefreshToken() throws Exception {
    registry.with(
        IntrospectableTokenTypeHandler.class,
        "refresh_token",
        of("sector", Map.of("sub", "usr_1", "identity_type", "user")));

    assertEquals("pairwise/sector/usr_1", introspect("sector", "refresh").get("sub"));
    assertEquals("usr_1", introspect("gateway", "refresh").get("sub"));
  }

  @Test
  void returnsIssueTimeAsNbf() throws Exception {
    var answer = introspect("robot", issue(ROBOT).value());

    assertEquals(answer.get("iat"), answer.get("nbf"));
  }

  @Test
  void reportsANonTokenAsInactive() throws Exception {
    assertEquals(Map.of("active", false), introspect("robot", "nonsense"));
  }

  @Test
  void requiresClientAuthenticationForIntrospection() {
    var exchange = posted(anOAuthRequest().with("token", "x"));

    assertEquals(
        "invalid_client",
        assertThrows(OAuthException.class, () -> introspection.handle(exchange)).code());
  }

  @Test
  void revokesAndAuditsTokenOfOwnClient() throws Exception {
    var jwt = issue(ROBOT).value();

    assertEquals(Map.of(), revoke("robot", jwt));
    assertThrows(InvalidTokenException.class, () -> tokens.verify(ACME, jwt));
    assertEquals("token.revoked", log.last(ACME.id()).event().action());
  }

  @Test
  void silentlyIgnoresRevocationOfAnotherClientsToken() throws Exception {
    var jwt = issue(ROBOT).value();

    assertEquals(Map.of(), revoke("other", jwt));
    assertEquals("robot", tokens.verify(ACME, jwt).clientId());
  }

  @Test
  void acceptsRevocationOfUnknownToken() throws Exception {
    assertEquals(Map.of(), revoke("robot", "nonsense"));
  }

  private static IntrospectableTokenTypeHandler ofRobot() {
    return of("robot", Map.of("sub", "usr_1"));
  }

  private static IntrospectableTokenTypeHandler of(String clientId, Map<String, Object> members) {
    return new IntrospectableTokenTypeHandler() {
      @Override
      public Optional<ActiveToken> introspect(TenantContext tenant, String token) {
        return Optional.of(new ActiveToken(clientId, members));
      }

      @Override
      public Optional<String> revoke(TenantContext tenant, Client client, String token) {
        return client.clientId().equals("robot") ? Optional.of("grn_1") : Optional.empty();
      }
    };
  }

  private Map<?, ?> introspect(String client, String jwt) throws Exception {
    var exchange = posted(authenticated(client).with("token", jwt));
    introspection.handle(exchange);
    return exchange.answer();
  }

  private Map<?, ?> revoke(String client, String jwt) throws Exception {
    var exchange = posted(authenticated(client).with("token", jwt));
    revocation.handle(exchange);
    return exchange.answer();
  }
}
