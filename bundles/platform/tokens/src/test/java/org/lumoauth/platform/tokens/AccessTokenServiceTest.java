/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.tokens.TokenServiceFixture.ACME;
import static org.lumoauth.platform.tokens.TokenServiceFixture.AGENT;
import static org.lumoauth.platform.tokens.TokenServiceFixture.CLIENT;
import static org.lumoauth.platform.tokens.TokenServiceFixture.GLOBEX;
import static org.lumoauth.platform.tokens.TokenServiceFixture.USER;
import static org.lumoauth.platform.tokens.TokenServiceFixture.delegated;
import static org.lumoauth.platform.tokens.TokenServiceFixture.request;

import com.nimbusds.jose.JWSObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.tokens.jwt.AccessTokenJwtVerifier;
import org.lumoauth.platform.tokens.jwt.SubjectClaimMapper;
import org.lumoauth.testkit.builder.TestBuilders;

class AccessTokenServiceTest {

  @DatabaseTest
  void verifiesIssuedToken(TestDatabase database) throws Exception {
    var world = world(database);
    var issued = world.tokens.issue(ACME, delegated());
    var token = world.tokens.verify(ACME, issued.value());

    assertEquals(issued.id(), token.id());
    assertEquals(USER, token.subject());
    assertEquals(List.of(AGENT), token.actors());
    assertEquals(CLIENT.clientId(), token.clientId());
    assertEquals(List.of(ACME.issuer()), token.audience());
  }

  @DatabaseTest
  void limitsTokenScopeToCurrentActorLimit(TestDatabase database) throws Exception {
    var world = world(database);
    var jwt = world.tokens.issue(ACME, delegated()).value();
    assertEquals(Set.of("documents.read"), world.tokens.verify(ACME, jwt).scope());

    world.subjects.withScopeLimit(ACME, AGENT, Set.of("documents.write"));

    assertEquals(Set.of(), world.tokens.verify(ACME, jwt).scope());
    assertEquals(Set.of(), world.tokens.verifyForAnyAudience(ACME, jwt).scope());
    world.subjects.withScopeLimit(ACME, AGENT, Set.of("documents.read", "documents.write"));
    assertEquals(Set.of("documents.read"), world.tokens.verify(ACME, jwt).scope());
  }

  @DatabaseTest
  void rejectsTokenIfActorMayNoLongerAct(TestDatabase database) throws Exception {
    var world = world(database);
    var jwt = world.tokens.issue(ACME, delegated()).value();
    var held = world.tokens.verify(ACME, jwt);

    world.subjects.forItself(ACME, AGENT);

    refusal(world, jwt);
    assertThrows(InvalidTokenException.class, () -> world.tokens.verifyForAnyAudience(ACME, jwt));
    assertFalse(world.tokens.isStillValid(ACME, held));
    var none = assertThrows(OAuthException.class, () -> world.tokens.issue(ACME, delegated()));
    assertEquals("access_denied", none.code());
    world.subjects.forOthers(ACME, AGENT);
    assertEquals(held, world.tokens.verify(ACME, jwt));
  }

  /** RFC 6749 section 3.3: a scope has one value at least. */
  @DatabaseTest
  void rejectsOversizedToken(TestDatabase database) {
    var world = world(database);
    var request = delegated();
    var lengthy =
        new AccessTokenIssuanceRequest(
            request.client(),
            request.subject(),
            request.actors(),
            request.scope(),
            request.audience(),
            request.lifetime(),
            request.confirmation(),
            Map.of("userinfo_claims", "x".repeat(6_000)));

    var refusal = assertThrows(OAuthException.class, () -> world.tokens.issue(ACME, lengthy));

    assertEquals("invalid_request", refusal.code());
  }

  @DatabaseTest
  void omitsEmptyScopeClaim(TestDatabase database) throws Exception {
    var world = world(database);
    var request = delegated();
    var jwt =
        world
            .tokens
            .issue(
                ACME,
                new AccessTokenIssuanceRequest(
                    request.client(),
                    request.subject(),
                    request.actors(),
                    Set.of(),
                    request.audience(),
                    request.lifetime(),
                    request.confirmation(),
                    request.claims()))
            .value();

    var read =
        new AccessTokenJwtVerifier(world.keys, new SubjectClaimMapper(world.names))
            .verify(ACME, jwt)
            .token();
    assertFalse(read.claims().containsKey("scope"));
    assertEquals(Set.of(), read.scope());
    assertEquals(Set.of(), world.tokens.verify(ACME, jwt).scope());
  }

  @DatabaseTest
  void cachesSignatureVerification(TestDatabase database) throws Exception {
    var world = world(database);
    var jwt =
        world
            .tokens
            .issue(ACME, TokenServiceFixture.request(USER, List.of(), List.of(), Map.of()))
            .value();
    world.tokens.verify(ACME, jwt);
    world.tokens.verify(ACME, jwt);

    assertEquals(1, world.keys.verifications());
  }

  @DatabaseTest
  void issueReturnsSameTokenAsVerification(TestDatabase database) throws Exception {
    var world = world(database);

    var made = world.tokens.issueWithDetails(ACME, delegated());

    assertEquals(0, world.keys.verifications());
    assertEquals(world.tokens.verifyForAnyAudience(ACME, made.issued().value()), made.token());
    assertEquals(1, world.keys.verifications(), "what nobody showed is not remembered");
  }

  @DatabaseTest
  void signsWithTenantAlgorithm(TestDatabase database) throws Exception {
    var world = world(database);
    world.choice.bindSettings(world.settings);
    world.settings.change(ACME, "tokens", Map.of("accessTokenAlgorithm", "RS256"));
    var jwt = world.tokens.issue(ACME, delegated()).value();

    assertEquals(
        TestSigningKeys.kid(ACME, SigningAlgorithm.RS256),
        JWSObject.parse(jwt).getHeader().getKeyID());
    world.tokens.verify(ACME, jwt);
  }

  @DatabaseTest
  void rejectsCachedTokenOfRevokedKey(TestDatabase database) throws Exception {
    var world = world(database);
    var jwt = world.tokens.issue(ACME, delegated()).value();
    world.tokens.verify(ACME, jwt);
    var kid = TestSigningKeys.kid(ACME, SigningAlgorithm.ES256);
    world.keys.revoke(ACME, kid, AuditInitiator.server("test"));

    refusal(world, jwt);
    assertThrows(InvalidTokenException.class, () -> world.tokens.verifyForAnyAudience(ACME, jwt));
  }

  @DatabaseTest
  void rejectsCachedTokenOfAnotherTenantAsForeign(TestDatabase database) throws Exception {
    var world = world(database);
    var jwt = world.tokens.issue(GLOBEX, delegated()).value();
    world.tokens.verify(GLOBEX, jwt);

    var refusal = assertThrows(InvalidTokenException.class, () -> world.tokens.verify(ACME, jwt));
    assertTrue(refusal.isForeign());
  }

  @DatabaseTest
  void limitsLifetimeOfTokenFromTrustedIssuer(TestDatabase database) {
    var world = world(database);
    var asked =
        new AccessTokenIssuanceRequest(
            CLIENT,
            USER,
            List.of(),
            Set.of(),
            List.of(),
            Duration.ofDays(7),
            Optional.empty(),
            Map.of("issuer_ids", List.of("tis_1")));
    var issued = world.tokens.issue(ACME, asked);

    assertEquals(
        TokenServiceFixture.LIFETIMES.longestGranted(),
        Duration.between(issued.issuedAt(), issued.expiresAt()));
  }

  @DatabaseTest
  void rejectsTokenAtExpiry(TestDatabase database) throws Exception {
    var world = world(database);
    var jwt = world.tokens.issue(ACME, delegated()).value();
    world.clock.advance(Duration.ofMinutes(60).minusMillis(1));
    world.tokens.verify(ACME, jwt);
    world.clock.advance(Duration.ofMillis(1));

    refusal(world, jwt);
  }

  @DatabaseTest
  void refusesATokenForAnotherResourceButInspectsIt(TestDatabase database) throws Exception {
    var world = world(database);
    var jwt =
        world
            .tokens
            .issue(ACME, request(USER, List.of(), List.of("https://mcp.example.com"), Map.of()))
            .value();

    refusal(world, jwt);
    assertEquals(
        List.of("https://mcp.example.com"),
        world.tokens.verifyForAnyAudience(ACME, jwt).audience());
  }

  @DatabaseTest
  void rejectsAdditionalClaimWithReservedName(TestDatabase database) {
    var world = world(database);

    assertThrows(
        IllegalArgumentException.class,
        () ->
            world.tokens.issue(ACME, request(USER, List.of(), List.of(), Map.of("sub", "usr_2"))));
  }

  @DatabaseTest
  void returnsTenantOfToken(TestDatabase database) {
    var world = world(database);
    var jwt = world.tokens.issue(ACME, delegated()).value();

    assertEquals(Optional.of("acme"), world.tokens.issuerSlug(jwt));
    assertEquals(Optional.empty(), world.tokens.issuerSlug("lmk_x"));
  }

  @DatabaseTest
  void rejectsConcurrentlyDisabledClient(TestDatabase database) {
    var world = world(database);
    var snapshot = delegated(); // holds the client as it was: enabled
    world.clients.with(ACME, TestBuilders.aClient().disabled().build());

    var refusal = assertThrows(OAuthException.class, () -> world.tokens.issue(ACME, snapshot));
    assertEquals("invalid_client", refusal.code());
  }

  private static TokenServiceFixture world(TestDatabase database) {
    return new TokenServiceFixture(
        database.open(TestDatabase.tablesOf(TokenServiceComponent.class)));
  }

  private static InvalidTokenException refusal(TokenServiceFixture world, String jwt) {
    return assertThrows(InvalidTokenException.class, () -> world.tokens.verify(ACME, jwt));
  }
}
