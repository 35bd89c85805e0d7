/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.tokens.TokenServiceFixture.ACME;
import static org.lumoauth.platform.tokens.TokenServiceFixture.GLOBEX;
import static org.lumoauth.platform.tokens.TokenServiceFixture.LIFETIMES;
import static org.lumoauth.platform.tokens.TokenServiceFixture.USER;
import static org.lumoauth.platform.tokens.TokenServiceFixture.request;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.tokens.revocation.TokenRevocationService;

/** Tokens end with the grant and the session from which they were issued. */
class GrantAndSessionRevocationTest {

  private static final SubjectRef GRANT = new SubjectRef(SubjectRef.GRANT, "grn_1");
  private static final SubjectRef SESSION = new SubjectRef(SubjectRef.SESSION, "ses_1");
  private static final Duration LONG_AFTER = LIFETIMES.longestGranted().plusHours(2);

  @DatabaseTest
  void revokesTokensOfGrant(TestDatabase database) {
    var world = world(database);
    var jwt = issue(world, ACME, granted("grn_1", "ses_1"));
    world.tokens.revokeAll(ACME, GRANT);

    assertRefused(world, ACME, jwt);
  }

  @DatabaseTest
  void revokesTokensOfSession(TestDatabase database) {
    var world = world(database);
    var jwt = issue(world, ACME, granted("grn_1", "ses_1"));
    world.tokens.revokeAll(ACME, SESSION);

    assertRefused(world, ACME, jwt);
  }

  @DatabaseTest
  void revokesCachedToken(TestDatabase database) throws Exception {
    var world = world(database);
    var jwt = issue(world, ACME, granted("grn_1", "ses_1"));
    world.tokens.verify(ACME, jwt);
    world.tokens.revokeAll(ACME, GRANT);

    assertRefused(world, ACME, jwt);
  }

  @DatabaseTest
  void introspectionRejectsRevokedToken(TestDatabase database) {
    var world = world(database);
    var jwt = issue(world, ACME, granted("grn_1", "ses_1"));
    world.tokens.revokeAll(ACME, GRANT);

    assertThrows(InvalidTokenException.class, () -> world.tokens.verifyForAnyAudience(ACME, jwt));
  }

  @DatabaseTest
  void retainsRevocationAfterRestart(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(TokenServiceComponent.class));
    var world = new TokenServiceFixture(unit);
    var ofGrant = issue(world, ACME, granted("grn_1", "ses_2"));
    var ofSession = issue(world, ACME, granted("grn_2", "ses_1"));
    world.tokens.revokeAll(ACME, GRANT);
    world.tokens.revokeAll(ACME, SESSION);

    assertRefused(new TokenServiceFixture(unit), ACME, ofGrant);
    assertRefused(new TokenServiceFixture(unit), ACME, ofSession);
  }

  @DatabaseTest
  void propagatesRevocationToOtherNodes(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(TokenServiceComponent.class));
    var world = new TokenServiceFixture(unit);
    var there = new TokenServiceFixture(unit, world.identifiers);
    var jwt = issue(world, ACME, granted("grn_1", "ses_1"));
    world.tokens.revokeAll(ACME, GRANT);
    there.revocations.refresh(ACME.id(), GRANT); // as it does when it hears the event

    assertEquals(
        List.of(new DomainEvent(AccessTokenService.TOKENS_REVOKED, ACME.id(), "grant:grn_1")),
        world.events.published());
    assertRefused(there, ACME, jwt);
  }

  @DatabaseTest
  void preservesTokensOfOtherGrantsAndSessions(TestDatabase database) {
    var world = world(database);
    var other = issue(world, ACME, granted("grn_2", "ses_2"));
    var foreign = issue(world, GLOBEX, granted("grn_1", "ses_1"));
    var without = issue(world, ACME, request(USER, List.of(), List.of(), Map.of()));
    world.tokens.revokeAll(ACME, GRANT);
    world.tokens.revokeAll(ACME, SESSION);

    assertDoesNotThrow(() -> world.tokens.verify(ACME, other));
    assertDoesNotThrow(() -> world.tokens.verify(GLOBEX, foreign));
    assertDoesNotThrow(() -> world.tokens.verify(ACME, without));
  }

  @DatabaseTest
  void distinguishesGrantFromSessionWithSameId(TestDatabase database) {
    var world = world(database);
    var jwt = issue(world, ACME, granted("one", "other"));
    world.tokens.revokeAll(ACME, new SubjectRef(SubjectRef.SESSION, "one"));

    assertDoesNotThrow(() -> world.tokens.verify(ACME, jwt));
  }

  @DatabaseTest
  void rejectsIssuanceForRevokedGrant(TestDatabase database) {
    var world = world(database);
    world.tokens.revokeAll(ACME, GRANT);

    var refusal =
        assertThrows(OAuthException.class, () -> issue(world, ACME, granted("grn_1", "ses_1")));
    assertEquals("invalid_grant", refusal.code());
  }

  @DatabaseTest
  void revokesTokenIssuedDuringGrantRevocation(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(TokenServiceComponent.class));
    var here = new TokenServiceFixture(unit);
    var there = new TokenServiceFixture(unit, here.identifiers); // has not heard of the end yet
    here.tokens.revokeAll(ACME, GRANT);
    var jwt = issue(there, ACME, granted("grn_1", "ses_1"));

    assertRefused(here, ACME, jwt);
  }

  @DatabaseTest
  void limitsLifetimeToRevocationRetention(TestDatabase database) {
    var world = world(database);
    var issued = world.tokens.issue(ACME, granted("grn_1", "ses_1", Duration.ofDays(7)));

    assertEquals(
        LIFETIMES.longestGranted(), Duration.between(issued.issuedAt(), issued.expiresAt()));
  }

  @DatabaseTest
  void purgesRevocationAfterAllTokensExpire(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(TokenServiceComponent.class));
    var world = new TokenServiceFixture(unit);
    world.tokens.revokeAll(ACME, GRANT);
    world.clock.advance(LONG_AFTER);
    world.revocations.purge();
    var restarted = new TokenRevocationService(unit, world.identifiers, world.clock, LIFETIMES);

    assertFalse(world.revocations.hasEnded(ACME.id(), Map.of("grant_id", "grn_1")));
    assertFalse(restarted.hasEnded(ACME.id(), Map.of("grant_id", "grn_1")));
  }

  @DatabaseTest
  void retainsRevocationForMaximumTokenLifetime(TestDatabase database) {
    var world = world(database);
    world.tokens.revokeAll(ACME, GRANT);
    world.clock.advance(LIFETIMES.longestGranted());
    world.revocations.purge();

    assertTrue(world.revocations.hasEnded(ACME.id(), Map.of("grant_id", "grn_1")));
  }

  @DatabaseTest
  void rejectsMalformedGrantId(TestDatabase database) {
    var world = world(database);
    var request = request(USER, List.of(), List.of(), Map.of("grant_id", 1));

    assertThrows(IllegalArgumentException.class, () -> world.tokens.issue(ACME, request));
  }

  private static TokenServiceFixture world(TestDatabase database) {
    return new TokenServiceFixture(
        database.open(TestDatabase.tablesOf(TokenServiceComponent.class)));
  }

  private static String issue(
      TokenServiceFixture world, TenantContext tenant, AccessTokenIssuanceRequest request) {
    return world.tokens.issue(tenant, request).value();
  }

  private static AccessTokenIssuanceRequest granted(String grant, String session) {
    return granted(grant, session, Duration.ofHours(1));
  }

  private static AccessTokenIssuanceRequest granted(
      String grant, String session, Duration lifetime) {
    var request = request(USER, List.of(), List.of(), Map.of("grant_id", grant, "sid", session));
    return new AccessTokenIssuanceRequest(
        request.client(),
        request.subject(),
        request.actors(),
        request.scope(),
        request.audience(),
        lifetime,
        request.confirmation(),
        request.claims());
  }

  private static void assertRefused(TokenServiceFixture world, TenantContext tenant, String jwt) {
    assertThrows(InvalidTokenException.class, () -> world.tokens.verify(tenant, jwt));
  }
}
