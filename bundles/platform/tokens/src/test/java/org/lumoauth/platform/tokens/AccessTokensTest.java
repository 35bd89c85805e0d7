package org.lumoauth.platform.tokens;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.tokens.World.ACME;
import static org.lumoauth.platform.tokens.World.AGENT;
import static org.lumoauth.platform.tokens.World.CLIENT;
import static org.lumoauth.platform.tokens.World.GLOBEX;
import static org.lumoauth.platform.tokens.World.USER;
import static org.lumoauth.platform.tokens.World.delegated;
import static org.lumoauth.platform.tokens.World.request;

import com.nimbusds.jose.JWSObject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.tokens.jwt.JwtVerifier;
import org.lumoauth.platform.tokens.jwt.SubjectClaim;
import org.lumoauth.testkit.builder.Builders;

class AccessTokensTest {

  @DatabaseTest
  void verifiesWhatItIssued(TestDatabase database) throws Exception {
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
  void permitsByATokenNoMoreThanWhoeverActsMayHaveStill(TestDatabase database) throws Exception {
    var world = world(database);
    var jwt = world.tokens.issue(ACME, delegated()).value();
    assertEquals(Set.of("documents.read"), world.tokens.verify(ACME, jwt).scope());

    world.subjects.limited(ACME, AGENT, Set.of("documents.write"));

    assertEquals(Set.of(), world.tokens.verify(ACME, jwt).scope());
    assertEquals(Set.of(), world.tokens.inspect(ACME, jwt).scope());
    world.subjects.limited(ACME, AGENT, Set.of("documents.read", "documents.write"));
    assertEquals(Set.of("documents.read"), world.tokens.verify(ACME, jwt).scope());
  }

  @DatabaseTest
  void holdsOnlyWhileEverybodyWhoActsMayActForTheSubject(TestDatabase database) throws Exception {
    var world = world(database);
    var jwt = world.tokens.issue(ACME, delegated()).value();
    var held = world.tokens.verify(ACME, jwt);

    world.subjects.forItself(ACME, AGENT);

    refusal(world, jwt);
    assertThrows(InvalidTokenException.class, () -> world.tokens.inspect(ACME, jwt));
    assertFalse(world.tokens.holds(ACME, held));
    var none = assertThrows(OAuthError.class, () -> world.tokens.issue(ACME, delegated()));
    assertEquals("access_denied", none.code());
    world.subjects.forOthers(ACME, AGENT);
    assertEquals(held, world.tokens.verify(ACME, jwt));
  }

  /** RFC 6749 section 3.3: a scope has one value at least. */
  @DatabaseTest
  void makesNoTokenThatIsLongerThanAnyThatIsLookedAt(TestDatabase database) {
    var world = world(database);
    var request = delegated();
    var lengthy =
        new AccessTokenRequest(
            request.client(),
            request.subject(),
            request.actors(),
            request.scope(),
            request.audience(),
            request.lifetime(),
            request.confirmation(),
            Map.of("userinfo_claims", "x".repeat(6_000)));

    var refusal = assertThrows(OAuthError.class, () -> world.tokens.issue(ACME, lengthy));

    assertEquals("invalid_request", refusal.code());
  }

  @DatabaseTest
  void leavesOutTheScopeOfATokenThatHasNone(TestDatabase database) throws Exception {
    var world = world(database);
    var request = delegated();
    var jwt =
        world
            .tokens
            .issue(
                ACME,
                new AccessTokenRequest(
                    request.client(),
                    request.subject(),
                    request.actors(),
                    Set.of(),
                    request.audience(),
                    request.lifetime(),
                    request.confirmation(),
                    request.claims()))
            .value();

    var read = new JwtVerifier(world.keys, new SubjectClaim(world.names)).verify(ACME, jwt).token();
    assertFalse(read.claims().containsKey("scope"));
    assertEquals(Set.of(), read.scope());
    assertEquals(Set.of(), world.tokens.verify(ACME, jwt).scope());
  }

  @DatabaseTest
  void checksTheSignatureOnlyOnce(TestDatabase database) throws Exception {
    var world = world(database);
    var jwt = world.tokens.issue(ACME, World.request(USER, List.of(), List.of(), Map.of())).value();
    world.tokens.verify(ACME, jwt);
    world.tokens.verify(ACME, jwt);

    assertEquals(1, world.keys.verifications());
  }

  /** It is looked at while it is made: that it is ours is known then. */
  @DatabaseTest
  void checksNoSignatureOfItsOwnWhereSomebodyActs(TestDatabase database) throws Exception {
    var world = world(database);
    var jwt = world.tokens.issue(ACME, delegated()).value();
    var made = world.tokens.verify(ACME, jwt);
    assertEquals(0, world.keys.verifications());

    var verified =
        new JwtVerifier(world.keys, new SubjectClaim(world.names)).verify(ACME, jwt).token();
    assertEquals(1, world.keys.verifications());
    assertEquals(verified, made);
  }

  @DatabaseTest
  void signsByTheAlgorithmThatTheTenantChose(TestDatabase database) throws Exception {
    var world = world(database);
    world.choice.bindSettings(world.settings);
    world.settings.change(ACME, "tokens", Map.of("accessTokenAlgorithm", "RS256"));
    var jwt = world.tokens.issue(ACME, delegated()).value();

    assertEquals(
        TestSigningKeys.kid(ACME, Algorithm.RS256), JWSObject.parse(jwt).getHeader().getKeyID());
    world.tokens.verify(ACME, jwt);
  }

  @DatabaseTest
  void refusesATokenThatIsInMemoryOnceItsKeyIsTrustedNoLonger(TestDatabase database)
      throws Exception {
    var world = world(database);
    var jwt = world.tokens.issue(ACME, delegated()).value();
    world.tokens.verify(ACME, jwt);
    var kid = TestSigningKeys.kid(ACME, Algorithm.ES256);
    world.keys.revoke(ACME, kid, Initiator.server("test"));

    refusal(world, jwt);
    assertThrows(InvalidTokenException.class, () -> world.tokens.inspect(ACME, jwt));
  }

  @DatabaseTest
  void refusesATokenOfAnotherTenantAsForeignAlsoWhenItIsInMemory(TestDatabase database)
      throws Exception {
    var world = world(database);
    var jwt = world.tokens.issue(GLOBEX, delegated()).value();
    world.tokens.verify(GLOBEX, jwt);

    var refusal = assertThrows(InvalidTokenException.class, () -> world.tokens.verify(ACME, jwt));
    assertTrue(refusal.foreign());
  }

  @DatabaseTest
  void refusesATokenThatAnotherTenantsKeySigned(TestDatabase database) {
    var world = world(database);
    var jwt =
        world.keys.sign(
            GLOBEX,
            Algorithm.ES256,
            Map.of("typ", "at+jwt"),
            "{\"iss\":\"" + ACME.issuer() + "\",\"sub\":\"usr_1\"}");

    assertFalse(refusal(world, jwt).foreign());
  }

  @DatabaseTest
  void refusesAHeaderOrAPayloadThatIsNoObject(TestDatabase database) {
    var world = world(database);
    for (String json : List.of("null", "[]", "1", "\"x\"", "{")) {
      var part = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes());
      for (String jwt : List.of(part + ".e30.AA", "eyJhbGciOiJFUzI1NiJ9." + part + ".AA")) {
        assertFalse(refusal(world, jwt).foreign());
        assertEquals(Optional.empty(), world.tokens.issuerSlug(jwt));
      }
    }
  }

  @DatabaseTest
  void refusesEveryOtherTypeOfJwt(TestDatabase database) {
    var world = world(database);
    for (String type : List.of("JWT", "at+JWT2", "id+jwt", "logout+jwt", "dpop+jwt", "aa-auth")) {
      var jwt =
          world.keys.sign(
              ACME, Algorithm.ES256, Map.of("typ", type), "{\"iss\":\"" + ACME.issuer() + "\"}");
      refusal(world, jwt);
    }
  }

  @DatabaseTest
  void endsTokensThatCameFromAnIssuer(TestDatabase database) throws Exception {
    var world = world(database);
    var from = request(USER, List.of(), List.of(), Map.of("issuer_ids", List.of("tis_0", "tis_1")));
    world.subjects.with(ACME, new SubjectRef(SubjectRef.ISSUER, "tis_0"));
    var ended = world.tokens.issue(ACME, from).value();
    var other = world.tokens.issue(ACME, delegated()).value();
    world.tokens.revokeAll(ACME, World.ISSUER);
    var later = world.tokens.issue(ACME, from).value();

    refusal(world, ended);
    world.tokens.verify(ACME, other);
    world.tokens.verify(ACME, later);
  }

  @DatabaseTest
  void letsATokenForAnIssuersWordLiveNoLongerThanOneOfAGrant(TestDatabase database) {
    var world = world(database);
    var asked =
        new AccessTokenRequest(
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
        World.LIFETIMES.longestGranted(), Duration.between(issued.issuedAt(), issued.expiresAt()));
  }

  @DatabaseTest
  void makesNoTokenFromIssuersThatCannotBeEnded(TestDatabase database) {
    var world = world(database);
    var unreadable = request(USER, List.of(), List.of(), Map.of("issuer_ids", "tis_1"));

    assertThrows(IllegalArgumentException.class, () -> world.tokens.issue(ACME, unreadable));
  }

  @DatabaseTest
  void refusesATokenFromTheSecondThatItExpires(TestDatabase database) throws Exception {
    var world = world(database);
    var jwt = world.tokens.issue(ACME, delegated()).value();
    world.clock.advance(Duration.ofMinutes(60).minusMillis(1));
    world.tokens.verify(ACME, jwt);
    world.clock.advance(Duration.ofMillis(1));

    refusal(world, jwt);
  }

  @DatabaseTest
  void refusesClaimsThatAreNoTimes(TestDatabase database) {
    var world = world(database);
    for (String exp : List.of("1e99", "-1", "9223372036854775807", "1.5", "\"1\"", "null")) {
      var jwt =
          world.keys.sign(
              ACME,
              Algorithm.ES256,
              Map.of("typ", "at+jwt"),
              "{\"iss\":\"%s\",\"sub\":\"usr_1\",\"identity_type\":\"user\",\"aud\":\"%s\",\"jti\":\"t\",\"client_id\":\"c\",\"scope\":\"\",\"iat\":1,\"exp\":%s}"
                  .formatted(ACME.issuer(), ACME.issuer(), exp));
      refusal(world, jwt);
    }
  }

  @DatabaseTest
  void takesATokenThatIsForUsAmongOthers(TestDatabase database) throws Exception {
    var world = world(database);
    var audience = List.of("https://files.example.com", ACME.issuer());
    var jwt = world.tokens.issue(ACME, request(USER, List.of(), audience, Map.of())).value();

    assertEquals(audience, world.tokens.verify(ACME, jwt).audience()); // RFC 9068 section 4
  }

  @DatabaseTest
  void refusesAClaimThatComesTwice(TestDatabase database) throws Exception {
    var world = world(database);
    world.tokens.verify(ACME, signed(world, ""));

    assertNotNull(refusal(world, signed(world, ",\"sub\":\"usr_2\"")));
    assertNotNull(refusal(world, signed(world, ",\"act\":{},\"act\":{}")));
  }

  @DatabaseTest
  void refusesABombOfActors(TestDatabase database) throws Exception {
    var world = world(database);
    world.tokens.verify(ACME, signed(world, "," + actors(10)));

    assertNotNull(refusal(world, signed(world, "," + actors(11))));
    assertNotNull(refusal(world, signed(world, "," + actors(100))));
  }

  private static String actors(int depth) {
    String actor = "\"act\":{\"sub\":\"agt_1\",\"identity_type\":\"agent\"";
    return (actor + ",").repeat(depth - 1) + actor + "}".repeat(depth);
  }

  /** Signed by the tenant's own key, with further members. */
  private static String signed(World world, String further) {
    long now = world.clock.instant().getEpochSecond();
    return world.keys.sign(
        ACME,
        Algorithm.ES256,
        Map.of("typ", "at+jwt"),
        "{\"iss\":\"%s\",\"sub\":\"usr_1\",\"identity_type\":\"user\",\"aud\":\"%s\",\"jti\":\"tok_x\",\"client_id\":\"%s\",\"scope\":\"\",\"iat\":%d,\"exp\":%d%s}"
            .formatted(ACME.issuer(), ACME.issuer(), CLIENT.clientId(), now, now + 60, further));
  }

  @DatabaseTest
  void refusesATokenThatIsTooLong(TestDatabase database) {
    refusal(world(database), "a".repeat(8193));
  }

  @DatabaseTest
  void refusesWhatIsNoJws(TestDatabase database) {
    var world = world(database);
    for (String text :
        List.of("", ".", "..", "a.b.c", "\u0000", "e30.e30.", "e30.e30.e30.e30.e30")) {
      refusal(world, text);
    }
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
    assertEquals(List.of("https://mcp.example.com"), world.tokens.inspect(ACME, jwt).audience());
  }

  @DatabaseTest
  void letsNoFurtherClaimTakeTheNameOfAnother(TestDatabase database) {
    var world = world(database);

    assertThrows(
        IllegalArgumentException.class,
        () ->
            world.tokens.issue(ACME, request(USER, List.of(), List.of(), Map.of("sub", "usr_2"))));
  }

  @DatabaseTest
  void namesTheTenantOfAToken(TestDatabase database) {
    var world = world(database);
    var jwt = world.tokens.issue(ACME, delegated()).value();

    assertEquals(Optional.of("acme"), world.tokens.issuerSlug(jwt));
    assertEquals(Optional.empty(), world.tokens.issuerSlug("lmk_x"));
  }

  @DatabaseTest
  void revokesOneTokenAtOnceAndForGood(TestDatabase database) throws Exception {
    var unit = database.open(TokensUnit.DEFINITION);
    var world = new World(unit);
    var revoked = world.tokens.issue(ACME, delegated()).value();
    var other = world.tokens.issue(ACME, delegated()).value();
    world.tokens.revoke(ACME, world.tokens.verify(ACME, revoked));

    refusal(world, revoked);
    world.tokens.verify(ACME, other);
    refusal(new World(unit), revoked); // after a restart
  }

  @DatabaseTest
  void revokesWhatWasMadeFromARevokedTokenAndMakesNoMoreOfIt(TestDatabase database)
      throws Exception {
    var unit = database.open(TokensUnit.DEFINITION);
    var world = new World(unit);
    var source = world.tokens.issue(ACME, delegated());
    var made = world.tokens.issue(ACME, madeFrom(source.id())).value();
    var other = world.tokens.issue(ACME, madeFrom("tok_other")).value();
    world.tokens.verify(ACME, made);

    world.tokens.revoke(ACME, world.tokens.verify(ACME, source.value()));

    assertEquals("the token is revoked", refusal(world, made).getMessage());
    assertEquals("the token is revoked", refusal(new World(unit), made).getMessage()); // restarted
    world.tokens.verify(ACME, other);
    var none =
        assertThrows(OAuthError.class, () -> world.tokens.issue(ACME, madeFrom(source.id())));
    assertEquals("invalid_grant", none.code());
    assertEquals("The grant has ended.", none.getMessage());
  }

  @DatabaseTest
  void endsWithTheDelegationThatItHangsOnAndMakesNoMoreOfIt(TestDatabase database)
      throws Exception {
    var unit = database.open(TokensUnit.DEFINITION);
    var world = new World(unit);
    var made = world.tokens.issue(ACME, with("delegation_ids", "dlg_1")).value();
    var other = world.tokens.issue(ACME, with("delegation_ids", "dlg_2")).value();
    var held = world.tokens.verify(ACME, made);
    assertTrue(world.tokens.holds(ACME, held));

    world.tokens.revokeAll(ACME, new SubjectRef("delegation", "dlg_1"));

    refusal(world, made);
    assertFalse(world.tokens.holds(ACME, held));
    refusal(new World(unit), made); // after a restart
    world.tokens.verify(ACME, other);
    assertThrows(OAuthError.class, () -> world.tokens.issue(ACME, with("delegation_ids", "dlg_1")));
  }

  @DatabaseTest
  void endsForGoodWithTheUserForWhomItWasMade(TestDatabase database) throws Exception {
    var unit = database.open(TokensUnit.DEFINITION);
    var world = new World(unit);
    var made = world.tokens.issue(ACME, forUser("usr_ada")).value();
    var other = world.tokens.issue(ACME, forUser("usr_bob")).value();

    world.tokens.revokeAll(ACME, new SubjectRef("user", "usr_ada"));

    assertEquals("the token is revoked", refusal(world, made).getMessage());
    assertEquals("the token is revoked", refusal(new World(unit), made).getMessage()); // restarted
    world.tokens.verify(ACME, other);
    world.tokens.verify(ACME, world.tokens.issue(ACME, forUser("usr_ada")).value()); // asked anew
  }

  @DatabaseTest
  void endsWithAClientThatATokenBeforeItWasFor(TestDatabase database) throws Exception {
    var world = world(database);
    String client = delegated().client().clientId();
    var made = world.tokens.issue(ACME, with("source_client_ids", client)).value();
    world.tokens.verify(ACME, made);

    world.tokens.revokeAll(ACME, new SubjectRef(SubjectRef.CLIENT, client));

    refusal(world, made);
    assertThrows(
        OAuthError.class, () -> world.tokens.issue(ACME, with("source_client_ids", "cli_none")));
  }

  private static AccessTokenRequest forUser(String id) {
    return World.request(
        new SubjectRef(SubjectRef.AGENT, "agt_1"),
        List.of(),
        List.of(),
        Map.of("on_behalf_of", id));
  }

  private static AccessTokenRequest madeFrom(String id) {
    return with("source_ids", id);
  }

  private static AccessTokenRequest with(String claim, String id) {
    var request = delegated();
    return new AccessTokenRequest(
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
  void revokesATokenTwiceWithoutHarm(TestDatabase database) throws Exception {
    var world = world(database);
    var token = world.tokens.verify(ACME, world.tokens.issue(ACME, delegated()).value());
    world.tokens.revoke(ACME, token);

    assertDoesNotThrow(() -> world.tokens.revoke(ACME, token));
  }

  @DatabaseTest
  void revokesAllTokensInWhichSomebodyTakesPart(TestDatabase database) {
    for (SubjectRef who :
        List.of(USER, AGENT, new SubjectRef(SubjectRef.CLIENT, CLIENT.clientId()))) {
      var world = world(database);
      var jwt = world.tokens.issue(ACME, delegated()).value();
      world.tokens.revokeAll(ACME, who);

      refusal(world, jwt);
    }
  }

  @DatabaseTest
  void keepsTokensOfTheSameInstantApart(TestDatabase database) throws Exception {
    var unit = database.open(TokensUnit.DEFINITION);
    var world = new World(unit);
    for (int round = 0; round < 20; round++) { // the clock stands still
      var before = world.tokens.issue(ACME, delegated()).value();
      world.tokens.revokeAll(ACME, USER);
      var after = world.tokens.issue(ACME, delegated()).value();

      refusal(world, before);
      world.tokens.verify(ACME, after);
      refusal(new World(unit, world.identifiers), before);
      new World(unit, world.identifiers).tokens.verify(ACME, after);
    }
  }

  @DatabaseTest
  void leavesTheSameSubjectOfAnotherTenantAlone(TestDatabase database) {
    var world = world(database);
    var jwt = world.tokens.issue(GLOBEX, delegated()).value();
    world.tokens.revokeAll(ACME, USER);

    assertDoesNotThrow(() -> world.tokens.verify(GLOBEX, jwt));
  }

  @DatabaseTest
  void issuesNothingForAClientThatIsDisabledMeanwhile(TestDatabase database) {
    var world = world(database);
    var snapshot = delegated(); // holds the client as it was: enabled
    world.clients.with(ACME, Builders.aClient().disabled().build());

    var refusal = assertThrows(OAuthError.class, () -> world.tokens.issue(ACME, snapshot));
    assertEquals("invalid_client", refusal.code());
  }

  private static World world(TestDatabase database) {
    return new World(database.open(TokensUnit.DEFINITION));
  }

  private static InvalidTokenException refusal(World world, String jwt) {
    return assertThrows(InvalidTokenException.class, () -> world.tokens.verify(ACME, jwt));
  }
}
