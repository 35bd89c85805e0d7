/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
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

import java.util.List;
import java.util.Map;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/**
 * Access tokens are revoked immediately and permanently: one token, the tokens of a parent object,
 * or all tokens of a subject.
 */
class AccessTokenRevocationTest {

  private static TokenServiceFixture world(TestDatabase database) {
    return new TokenServiceFixture(
        database.open(TestDatabase.tablesOf(TokenServiceComponent.class)));
  }

  private static InvalidTokenException refusal(TokenServiceFixture world, String jwt) {
    return assertThrows(InvalidTokenException.class, () -> world.tokens.verify(ACME, jwt));
  }

  @DatabaseTest
  void revokesTokensFromIssuer(TestDatabase database) throws Exception {
    var world = world(database);
    var from = request(USER, List.of(), List.of(), Map.of("issuer_ids", List.of("tis_0", "tis_1")));
    world.subjects.with(ACME, new SubjectRef(SubjectRef.ISSUER, "tis_0"));
    var ended = world.tokens.issue(ACME, from).value();
    var other = world.tokens.issue(ACME, delegated()).value();
    world.tokens.revokeAll(ACME, TokenServiceFixture.ISSUER);
    var later = world.tokens.issue(ACME, from).value();

    refusal(world, ended);
    world.tokens.verify(ACME, other);
    world.tokens.verify(ACME, later);
  }

  @DatabaseTest
  void rejectsMalformedIssuerIds(TestDatabase database) {
    var world = world(database);
    var unreadable = request(USER, List.of(), List.of(), Map.of("issuer_ids", "tis_1"));

    assertThrows(IllegalArgumentException.class, () -> world.tokens.issue(ACME, unreadable));
  }

  @DatabaseTest
  void revokesTokenPermanently(TestDatabase database) throws Exception {
    var unit = database.open(TestDatabase.tablesOf(TokenServiceComponent.class));
    var world = new TokenServiceFixture(unit);
    var revoked = world.tokens.issue(ACME, delegated()).value();
    var other = world.tokens.issue(ACME, delegated()).value();
    world.tokens.revoke(ACME, world.tokens.verify(ACME, revoked));

    refusal(world, revoked);
    world.tokens.verify(ACME, other);
    refusal(new TokenServiceFixture(unit), revoked); // after a restart
  }

  @DatabaseTest
  void revokesTokensDerivedFromRevokedToken(TestDatabase database) throws Exception {
    var unit = database.open(TestDatabase.tablesOf(TokenServiceComponent.class));
    var world = new TokenServiceFixture(unit);
    var source = world.tokens.issue(ACME, delegated());
    var made = world.tokens.issue(ACME, madeFrom(source.id())).value();
    var other = world.tokens.issue(ACME, madeFrom("tok_other")).value();
    world.tokens.verify(ACME, made);

    world.tokens.revoke(ACME, world.tokens.verify(ACME, source.value()));

    assertEquals("the token is revoked", refusal(world, made).getMessage());
    assertEquals(
        "the token is revoked",
        refusal(new TokenServiceFixture(unit), made).getMessage()); // restarted
    world.tokens.verify(ACME, other);
    var none =
        assertThrows(OAuthException.class, () -> world.tokens.issue(ACME, madeFrom(source.id())));
    assertEquals("invalid_grant", none.code());
    assertEquals("The grant was revoked or has expired. Request a new grant.", none.getMessage());
  }

  @DatabaseTest
  void revokesTokensWithTheirDelegation(TestDatabase database) throws Exception {
    var unit = database.open(TestDatabase.tablesOf(TokenServiceComponent.class));
    var world = new TokenServiceFixture(unit);
    var made = world.tokens.issue(ACME, with("delegation_ids", "dlg_1")).value();
    var other = world.tokens.issue(ACME, with("delegation_ids", "dlg_2")).value();
    var held = world.tokens.verify(ACME, made);
    assertTrue(world.tokens.isStillValid(ACME, held));

    world.tokens.revokeAll(ACME, new SubjectRef("delegation", "dlg_1"));

    refusal(world, made);
    assertFalse(world.tokens.isStillValid(ACME, held));
    refusal(new TokenServiceFixture(unit), made); // after a restart
    world.tokens.verify(ACME, other);
    assertThrows(
        OAuthException.class, () -> world.tokens.issue(ACME, with("delegation_ids", "dlg_1")));
  }

  @DatabaseTest
  void revokesTokensWithUserTheyActFor(TestDatabase database) throws Exception {
    var unit = database.open(TestDatabase.tablesOf(TokenServiceComponent.class));
    var world = new TokenServiceFixture(unit);
    var made = world.tokens.issue(ACME, forUser("usr_ada")).value();
    var other = world.tokens.issue(ACME, forUser("usr_bob")).value();

    world.tokens.revokeAll(ACME, new SubjectRef("user", "usr_ada"));

    assertEquals("the token is revoked", refusal(world, made).getMessage());
    assertEquals(
        "the token is revoked",
        refusal(new TokenServiceFixture(unit), made).getMessage()); // restarted
    world.tokens.verify(ACME, other);
    world.tokens.verify(ACME, world.tokens.issue(ACME, forUser("usr_ada")).value()); // asked anew
  }

  @DatabaseTest
  void revokesTokensWithSourceClient(TestDatabase database) throws Exception {
    var world = world(database);
    String client = delegated().client().clientId();
    var made = world.tokens.issue(ACME, with("source_client_ids", client)).value();
    world.tokens.verify(ACME, made);

    world.tokens.revokeAll(ACME, new SubjectRef(SubjectRef.CLIENT, client));

    refusal(world, made);
    assertThrows(
        OAuthException.class,
        () -> world.tokens.issue(ACME, with("source_client_ids", "cli_none")));
  }

  private static AccessTokenIssuanceRequest forUser(String id) {
    return TokenServiceFixture.request(
        new SubjectRef(SubjectRef.AGENT, "agt_1"),
        List.of(),
        List.of(),
        Map.of("on_behalf_of", id));
  }

  private static AccessTokenIssuanceRequest madeFrom(String id) {
    return with("source_ids", id);
  }

  private static AccessTokenIssuanceRequest with(String claim, String id) {
    var request = delegated();
    return new AccessTokenIssuanceRequest(
        request.client(),
        request.subject(),
        request.actors(),
        request.scope(),
        request.audience(),
        request.lifetime(),
        request.confirmation(),
        Map.of(claim, List.of(id)));
  }

  @DatabaseTest
  void revokesTokenIdempotently(TestDatabase database) throws Exception {
    var world = world(database);
    var token = world.tokens.verify(ACME, world.tokens.issue(ACME, delegated()).value());
    world.tokens.revoke(ACME, token);

    assertDoesNotThrow(() -> world.tokens.revoke(ACME, token));
  }

  @DatabaseTest
  void revokesAllTokensInvolvingSubject(TestDatabase database) {
    for (SubjectRef who :
        List.of(USER, AGENT, new SubjectRef(SubjectRef.CLIENT, CLIENT.clientId()))) {
      var world = world(database);
      var jwt = world.tokens.issue(ACME, delegated()).value();
      world.tokens.revokeAll(ACME, who);

      refusal(world, jwt);
    }
  }

  @DatabaseTest
  void distinguishesTokensIssuedBeforeAndAfterRevocation(TestDatabase database) throws Exception {
    var unit = database.open(TestDatabase.tablesOf(TokenServiceComponent.class));
    var world = new TokenServiceFixture(unit);
    for (int round = 0; round < 20; round++) { // the clock stands still
      var before = world.tokens.issue(ACME, delegated()).value();
      world.tokens.revokeAll(ACME, USER);
      var after = world.tokens.issue(ACME, delegated()).value();

      refusal(world, before);
      world.tokens.verify(ACME, after);
      refusal(new TokenServiceFixture(unit, world.identifiers), before);
      new TokenServiceFixture(unit, world.identifiers).tokens.verify(ACME, after);
    }
  }

  @DatabaseTest
  void preservesTokensOfAnotherTenant(TestDatabase database) {
    var world = world(database);
    var jwt = world.tokens.issue(GLOBEX, delegated()).value();
    world.tokens.revokeAll(ACME, USER);

    assertDoesNotThrow(() -> world.tokens.verify(GLOBEX, jwt));
  }
}
