/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.tokens.TokenServiceFixture.ACME;
import static org.lumoauth.platform.tokens.TokenServiceFixture.AGENT;
import static org.lumoauth.platform.tokens.TokenServiceFixture.GLOBEX;
import static org.lumoauth.platform.tokens.TokenServiceFixture.USER;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Access tokens of clients with pairwise subject identifiers. */
class PairwiseAccessTokenTest {
  private static final Client SECTOR =
      aClient()
          .withId("sector")
          .withRedirectUris("https://sector.example/cb")
          .with("subject_type", "pairwise")
          .build();

  @DatabaseTest
  void containsOnlyPairwiseSubject(TestDatabase database) throws Exception {
    var world = world(database);
    var jwt = issue(world, USER, List.of());

    assertEquals(world.names.of(ACME, SECTOR, USER), payload(jwt).get("sub"));
    assertFalse(JWSObject.parse(jwt).getPayload().toString().contains(USER.id()));
  }

  @DatabaseTest
  void verificationResolvesUserOfPairwiseToken(TestDatabase database) throws Exception {
    var world = world(database);
    var token = world.tokens.verify(ACME, issue(world, USER, List.of()));

    assertEquals(USER, token.subject());
    assertEquals(USER.id(), token.claims().get("sub"));
    assertFalse(token.claims().containsKey("sub_ref"));
  }

  @DatabaseTest
  void issueReturnsUserOfPairwiseToken(TestDatabase database) {
    var world = world(database);
    var token = world.tokens.issueWithDetails(ACME, request(USER, List.of(AGENT))).token();

    assertEquals(USER, token.subject());
    assertEquals(USER.id(), token.claims().get("sub"));
    assertFalse(token.claims().containsKey("sub_ref"));
    assertEquals(List.of(AGENT), token.actors());
  }

  @DatabaseTest
  void revokesPairwiseTokenWithItsUser(TestDatabase database) {
    var world = world(database);
    var jwt = issue(world, USER, List.of());

    world.tokens.revokeAll(ACME, USER);

    assertThrows(InvalidTokenException.class, () -> world.tokens.verify(ACME, jwt));
  }

  @DatabaseTest
  void usesPublicSubjectForNonUsers(TestDatabase database) throws Exception {
    var world = world(database);

    assertEquals("agt_1", payload(issue(world, AGENT, List.of())).get("sub"));
  }

  @DatabaseTest
  void encryptsSubjectDifferentlyInEachToken(TestDatabase database) throws Exception {
    var world = world(database);

    assertNotEquals(
        payload(issue(world, USER, List.of())).get("sub_ref"),
        payload(issue(world, USER, List.of())).get("sub_ref"));
  }

  @DatabaseTest
  void rejectsInvalidOrForeignSealedSubject(TestDatabase database) {
    var world = world(database);
    for (String sealed : List.of(world.names.seal(GLOBEX, USER), "", "AAAA", "no base64!")) {
      assertThrows(
          InvalidTokenException.class, () -> world.tokens.verify(ACME, signed(world, sealed)));
    }
  }

  private static TokenServiceFixture world(TestDatabase database) {
    var world =
        new TokenServiceFixture(database.open(TestDatabase.tablesOf(TokenServiceComponent.class)));
    world.clients.with(ACME, SECTOR);
    world.subjects.with(ACME, SECTOR.subject());
    return world;
  }

  private static String issue(
      TokenServiceFixture world, SubjectRef subject, List<SubjectRef> actors) {
    return world.tokens.issue(ACME, request(subject, actors)).value();
  }

  private static AccessTokenIssuanceRequest request(SubjectRef subject, List<SubjectRef> actors) {
    return new AccessTokenIssuanceRequest(
        SECTOR,
        subject,
        actors,
        Set.of("documents.read"),
        List.of(),
        Duration.ofHours(1),
        Optional.empty(),
        Map.of());
  }

  @DatabaseTest
  void derivesStableSubjectPerSector(TestDatabase database) throws Exception {
    var names = world(database).names;
    String name = names.ofSector(ACME, "sector.example", USER);

    assertEquals(43, name.length());
    assertEquals(name, names.ofSector(ACME, "sector.example", USER));
    assertNotEquals(name, names.of(ACME, SECTOR, USER), "a host of that name is another sector");
    assertNotEquals(name, names.ofSector(GLOBEX, "sector.example", USER));
    assertNotEquals(name, names.ofSector(ACME, "other.example", USER));
    assertEquals(AGENT.id(), names.ofSector(ACME, "sector.example", AGENT));
  }

  private static Map<String, Object> payload(String jwt) throws ParseException {
    return JWSObject.parse(jwt).getPayload().toJSONObject();
  }

  private static String signed(TokenServiceFixture world, String sealed) {
    long now = world.clock.instant().getEpochSecond();
    return world.keys.sign(
        ACME,
        SigningAlgorithm.ES256,
        Map.of("typ", "at+jwt"),
        """
        {"iss":"%s","sub":"x","sub_ref":"%s","identity_type":"user","aud":"%s",
         "jti":"tok_x","client_id":"sector","scope":"","iat":%d,"exp":%d}"""
            .formatted(ACME.issuer(), sealed, ACME.issuer(), now, now + 60));
  }
}
